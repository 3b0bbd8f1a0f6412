/* desk-import-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-media.h"

#include "exchange/desk-import-body.h"
#include "model/desk-media-type.h"
#include "store/desk-foreign.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where a picture's bytes are: a file below the folder that is imported, or the
 * library itself, for one that is named by its hash and is there already. */
typedef struct
{
  DeskMedia *media;   /* what is known of it; its ids once it is in the library */
  char      *path;    /* (nullable): of the bytes */
  char      *shown;
  gboolean   is_listed; /* library.yaml says its hash and all that is known */
  gboolean   is_new;    /* this import has put it into the library, where nobody sees it yet */
  gboolean   was_made;  /* and there was no row of these bytes */
  gboolean   was_there; /* but their file */
  gboolean   is_changed;
} Item;

struct _DeskImportMedia
{
  DeskStore        *store;    /* owned */
  DeskImportReport *report;
  GPtrArray        *items;    /* Item */
  GHashTable       *by_path;  /* char * → Item *, both borrowed */
  GHashTable       *by_hash;  /* char *SHA-256 → Item *, the key owned */
  GHashTable       *named;    /* char *"FOLDER\nNAME", as files name it → Item *, the key owned */
  gboolean          library_wins;
  gboolean          is_finished;
};

static void
item_free (Item *item)
{
  desk_media_free (item->media);
  g_free (item->path);
  g_free (item->shown);
  g_free (item);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* The file that @name means below @folder, if it is one and lies below @top. */
static char *
find_file (const char *folder,
           const char *name,
           const char *top)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *real = realpath (path, NULL);
  g_autofree char *found = g_strdup (real);
  gsize n_top = strlen (top);
  struct stat status;

  free (real); /* the C library's own */
  if (found == NULL || strncmp (found, top, n_top) != 0 || (found[n_top] != '/' && !g_str_equal (top, "/")) ||
      lstat (found, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;

  return g_steal_pointer (&found);
}

static gboolean
check_size (const char *path,
            DeskPlace   place,
            GError    **error)
{
  struct stat status;

  return lstat (path, &status) != 0 || status.st_size <= DESK_MEDIA_MAX_BYTES ||
         desk_exchange_throw (error, place, _("the picture or document is larger than %d MB; make it smaller"),
                              DESK_MEDIA_MAX_BYTES / 1024 / 1024);
}

static Item *
add_item (DeskImportMedia *self,
          const char      *path,
          const char      *shown)
{
  Item *item = g_new0 (Item, 1);

  item->path = g_strdup (path);
  item->shown = g_strdup (shown);
  g_ptr_array_add (self->items, item);
  if (path != NULL)
    g_hash_table_insert (self->by_path, item->path, item);

  return item;
}

static gboolean
list_item (DeskImportMedia        *self,
           const DeskLibraryMedia *entry,
           const char             *top,
           const char             *shown,
           GError                **error)
{
  g_autofree char *path = find_file (top, entry->file, top);
  DeskPlace place = { shown, entry->line };
  g_autoptr(DeskMedia) there = path == NULL ? desk_store_find_media (self->store, entry->media->sha256, NULL) : NULL;
  Item *item;

  if (path == NULL && there == NULL)
    return desk_exchange_throw (error, place, _("there is no file “%.120s” in the folder; put it there or take it out of the list"), entry->file);
  if (path != NULL && !check_size (path, place, error))
    return FALSE;

  item = add_item (self, path, path != NULL ? entry->file : shown);
  item->media = desk_media_copy (entry->media);
  item->is_listed = TRUE;
  g_hash_table_insert (self->by_hash, g_strdup (item->media->sha256), item);
  return TRUE;
}

/**
 * desk_import_media_new:
 * @library: (nullable): what library.yaml says
 * @library_wins: what it says counts more than what the library has
 * @report: gets the problems with files that aren't there; outlives this
 */
DeskImportMedia *
desk_import_media_new (DeskStore             *store,
                       const DeskLibraryFile *library,
                       const DeskImportTree  *tree,
                       gboolean               library_wins,
                       DeskImportReport      *report)
{
  DeskImportMedia *self = g_new0 (DeskImportMedia, 1);
  g_autofree char *top = tree->library != NULL ? g_path_get_dirname (tree->library) : NULL;

  self->store = g_object_ref (store);
  self->report = report;
  self->library_wins = library_wins;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned i = 0; library != NULL && i < library->media->len; i++)
    {
      GError *problem = NULL;

      if (!list_item (self, library->media->pdata[i], top, tree->library_shown, &problem))
        desk_import_report_take_problem (report, problem);
    }

  return self;
}

/**
 * desk_import_media_free:
 *
 * Unless desk_import_media_keep() was called, what was put into the library
 * is taken out of it again.
 */
void
desk_import_media_free (DeskImportMedia *self)
{
  if (self == NULL)
    return;

  for (unsigned i = 0; !self->is_finished && i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (item->was_made)
        (void) desk_store_drop_media (self->store, item->media, item->was_there, NULL); /* the import's error is told */
    }
  g_object_unref (self->store);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->by_path);
  g_hash_table_unref (self->by_hash);
  g_hash_table_unref (self->named);
  g_free (self);
}

static char *
file_key (const DeskImportFile *file,
          const char           *name)
{
  g_autofree char *folder = g_path_get_dirname (file->path);

  return g_strconcat (folder, "\n", name, NULL);
}

/* A picture is named from the file's own folder, or from the folder on top. */
static char *
find_beside (const DeskImportFile *file,
             const char           *name)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  char *path = find_file (folder, name, file->top);

  return path != NULL ? path : find_file (file->top, name, file->top);
}

static void
ensure_media (Item *item)
{
  g_autofree char *name = NULL;

  if (item->media != NULL)
    return;

  name = g_path_get_basename (item->path);
  item->media = desk_media_new ();
  g_set_str (&item->media->name, name);
}

static Item *
find_item (DeskImportMedia       *self,
           const DeskImportFile  *file,
           const DeskFrontMatter *matter,
           DeskPlace              place,
           GError               **error)
{
  Item *item = is_hash (matter->cover) ? g_hash_table_lookup (self->by_hash, matter->cover) : NULL;
  g_autofree char *path = NULL;
  g_autoptr(DeskMedia) media = NULL;

  if (item != NULL)
    return item;

  path = find_beside (file, matter->cover);
  if (path != NULL)
    {
      item = g_hash_table_lookup (self->by_path, path);
      if (item == NULL && check_size (path, place, error))
        item = add_item (self, path, matter->cover);
      return item;
    }

  media = is_hash (matter->cover) ? desk_store_find_media (self->store, matter->cover, NULL) : NULL;
  if (media == NULL)
    {
      desk_exchange_throw (error, place, _("there is no picture “%.120s” in the folder; put it there or take the cover out"), matter->cover);
      return NULL;
    }

  item = add_item (self, NULL, matter->cover);
  item->media = g_steal_pointer (&media);
  g_hash_table_insert (self->by_hash, g_strdup (item->media->sha256), item);
  return item;
}

/* What a file says of its cover; the first to say something counts. */
static void
take_words (Item                  *item,
            const DeskFrontMatter *matter)
{
  DeskMedia *media = item->media;
  const DeskMediaText *text = desk_media_get_text (media, matter->language);
  const char *alternative = matter->cover_alternative;
  const char *caption = matter->cover_caption;

  if (matter->cover_credit != NULL && !g_str_equal (media->credit, matter->cover_credit))
    {
      g_set_str (&media->credit, matter->cover_credit);
      item->is_changed = TRUE;
    }
  if (matter->cover_licence != NULL && !g_str_equal (media->licence, matter->cover_licence))
    {
      g_set_str (&media->licence, matter->cover_licence);
      item->is_changed = TRUE;
    }
  if (alternative == NULL && caption == NULL)
    return;
  if (text != NULL && g_str_equal (text->language, matter->language) &&
      (alternative == NULL || g_str_equal (alternative, text->alternative)) &&
      (caption == NULL || g_str_equal (caption, text->caption)))
    return;

  desk_media_set_text (media, matter->language, alternative != NULL ? alternative : text != NULL ? text->alternative : "",
                       caption != NULL ? caption : text != NULL ? text->caption : "");
  item->is_changed = TRUE;
}

/**
 * desk_import_media_check:
 * @file: that names a cover
 * @matter: its front matter
 *
 * Says whether the cover is there, and remembers it.
 */
gboolean
desk_import_media_check (DeskImportMedia       *self,
                         const DeskImportFile  *file,
                         const DeskFrontMatter *matter,
                         DeskPlace              place,
                         GError               **error)
{
  Item *item = find_item (self, file, matter, place, error);

  if (item == NULL)
    return FALSE;

  ensure_media (item);
  take_words (item, matter);
  g_hash_table_replace (self->named, file_key (file, matter->cover), item);
  return TRUE;
}

typedef struct
{
  DeskImportMedia      *media;
  const DeskImportFile *file;
} Body;

static gboolean
is_media (const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  unsigned width, height;

  return file != NULL && g_mapped_file_get_length (file) <= DESK_MEDIA_MAX_BYTES &&
         desk_media_type_of ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                             &width, &height) != NULL;
}

static char *
look_at_path (const char *name,
              gpointer    user_data)
{
  Body *body = user_data;
  DeskImportMedia *self = body->media;
  g_autofree char *path = find_beside (body->file, name);
  Item *item = path != NULL ? g_hash_table_lookup (self->by_path, path) : NULL;

  if (path == NULL || (item == NULL && !is_media (path)))
    return NULL;

  if (item == NULL)
    item = add_item (self, path, name);
  ensure_media (item);
  g_hash_table_replace (self->named, file_key (body->file, name), item);
  return NULL;
}

/**
 * desk_import_media_look_at_body:
 * @body: a text of @file
 *
 * Remembers the pictures and documents that the text names by a path. What isn't
 * there is no problem: the text may name a page of a site.
 */
void
desk_import_media_look_at_body (DeskImportMedia      *self,
                                const DeskImportFile *file,
                                const char           *body)
{
  Body what = { self, file };
  g_autofree char *none = desk_import_body_replace (body, look_at_path, &what);
}

static char *
dup_reference (const char *name,
               gpointer    user_data)
{
  Body *body = user_data;
  g_autofree char *key = file_key (body->file, name);
  const Item *item = g_hash_table_lookup (body->media->named, key);

  return item != NULL ? g_strconcat ("media:", item->media->sha256, NULL) : NULL;
}

/**
 * desk_import_media_dup_body:
 *
 * Returns: (transfer full) (nullable): the text with the library's names of
 *   pictures and documents, once all were added; %NULL where it names none
 */
char *
desk_import_media_dup_body (DeskImportMedia      *self,
                            const DeskImportFile *file,
                            const char           *body)
{
  Body what = { self, file };

  return desk_import_body_replace (body, dup_reference, &what);
}

/* Whether the library knows all that @a says. */
static gboolean
same_media (const DeskMedia *a,
            const DeskMedia *b)
{
  if (!g_str_equal (a->name, b->name) || !g_str_equal (a->credit, b->credit) || !g_str_equal (a->licence, b->licence))
    return FALSE;

  for (unsigned i = 0; i < a->texts->len; i++)
    {
      const DeskMediaText *one = a->texts->pdata[i];
      const DeskMediaText *two = desk_media_get_text (b, one->language);

      if (two == NULL || !g_str_equal (one->language, two->language) || !g_str_equal (one->alternative, two->alternative) ||
          !g_str_equal (one->caption, two->caption))
        return FALSE;
    }

  return TRUE;
}

/* The library has these bytes: what a file says of a cover goes on top of what
 * is known there, and what library.yaml says counts if it is the library's own. */
static void
meet (DeskImportMedia *self,
      Item            *item,
      DeskMedia       *there)
{
  if (item->is_listed && !self->library_wins && !item->is_changed)
    {
      desk_media_free (item->media);
      item->media = desk_media_copy (there);
      return;
    }
  if (!item->is_listed)
    {
      g_autoptr(DeskMedia) wanted = desk_media_copy (there);

      if (*item->media->credit != '\0')
        g_set_str (&wanted->credit, item->media->credit);
      if (*item->media->licence != '\0')
        g_set_str (&wanted->licence, item->media->licence);
      for (unsigned i = 0; i < item->media->texts->len; i++)
        {
          const DeskMediaText *text = item->media->texts->pdata[i];

          desk_media_set_text (wanted, text->language, text->alternative, text->caption);
        }
      desk_media_free (item->media);
      item->media = g_steal_pointer (&wanted);
    }
  g_set_str (&item->media->uuid, there->uuid);
  item->is_changed = !same_media (item->media, there);
}

/* What kind of file it is. */
static gboolean
look (Item     *item,
      GBytes   *bytes,
      DeskPlace place,
      GError  **error)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  const char *type = desk_media_type_of (data, n_bytes, &item->media->width, &item->media->height);

  if (type == NULL)
    return desk_exchange_throw (error, place, _("this is no picture (PNG, JPEG, WebP, GIF) and no PDF document; take it out as a cover"));

  g_set_str (&item->media->mime_type, type);
  return TRUE;
}

/* The bytes are copied: the file may change while it is looked at. */
static GBytes *
read_bytes (const Item *item,
            DeskPlace   place,
            GError    **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) cause = NULL;
  gsize n_bytes;

  if (g_file_get_contents (item->path, &contents, &n_bytes, &cause))
    return g_bytes_new_take (g_steal_pointer (&contents), n_bytes);

  desk_exchange_throw (error, place, _("the file can't be read (%s); allow reading it or leave it out"), cause->message);
  return NULL;
}

static gboolean
add_bytes (DeskImportMedia *self,
           Item            *item,
           GError         **error)
{
  DeskPlace place = { item->shown, 0 };
  g_autoptr(GBytes) bytes = read_bytes (item, place, error);
  g_autofree char *sha256 = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  g_autoptr(DeskMedia) there = NULL;
  const Item *same;

  if (bytes == NULL)
    return FALSE;
  if (item->is_listed && !g_str_equal (sha256, item->media->sha256))
    return desk_exchange_throw (error, place, _("this is not the file that library.yaml lists; put that one back, or take it out of the list"));

  same = g_hash_table_lookup (self->by_hash, sha256);
  there = same != NULL && same->is_new ? desk_media_copy (same->media) : desk_store_find_media (self->store, sha256, NULL);
  if (there != NULL)
    {
      g_set_str (&item->media->sha256, sha256);
      meet (self, item, there);
      return TRUE;
    }
  if (!item->is_listed && !look (item, bytes, place, error))
    return FALSE;
  if (!desk_store_add_foreign_media (self->store, bytes, item->media, &item->was_made, &item->was_there, error))
    return FALSE;

  item->is_new = TRUE;
  item->is_changed = FALSE;
  g_hash_table_insert (self->by_hash, g_strdup (item->media->sha256), item);
  self->report->n_media++;
  return TRUE;
}

/**
 * desk_import_media_add_all:
 *
 * Puts the pictures into the library that it hasn't got.
 */
gboolean
desk_import_media_add_all (DeskImportMedia *self,
                           GCancellable    *cancellable,
                           GError         **error)
{
  for (unsigned i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (item->path != NULL && !add_bytes (self, item, error))
        return FALSE;
      if (item->path == NULL)
        {
          g_autoptr(DeskMedia) there = desk_store_find_media (self->store, item->media->sha256, error);

          if (there == NULL)
            return FALSE;
          meet (self, item, there);
        }
    }

  return TRUE;
}

/**
 * desk_import_media_find:
 *
 * Returns: (nullable): the cover that a file names, once all were added
 */
DeskMedia *
desk_import_media_find (DeskImportMedia       *self,
                        const DeskImportFile  *file,
                        const DeskFrontMatter *matter)
{
  g_autofree char *key = file_key (file, matter->cover);
  const Item *item = g_hash_table_lookup (self->named, key);

  return item != NULL ? item->media : NULL;
}

/**
 * desk_import_media_has_work:
 *
 * Returns: whether desk_import_media_update() will write anything
 */
gboolean
desk_import_media_has_work (DeskImportMedia *self)
{
  for (unsigned i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (item->is_changed || item->is_new)
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_import_media_update:
 *
 * Saves what files say of pictures that were there before, and shows those that
 * were not; within the import's last transaction.
 */
gboolean
desk_import_media_update (DeskImportMedia *self,
                          GError         **error)
{
  for (unsigned i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if ((item->is_changed && !desk_store_save_media (self->store, item->media, error)) ||
          (item->is_new && !desk_store_keep_media (self->store, item->media, error)))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_import_media_keep:
 *
 * From now on what was added stays.
 */
void
desk_import_media_keep (DeskImportMedia *self)
{
  self->is_finished = TRUE;
}
