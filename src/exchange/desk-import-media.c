/* desk-import-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-import-media-private.h"

#include "exchange/desk-import-body.h"
#include "model/desk-media-type.h"
#include "store/desk-foreign.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void
item_free (DeskImportItem *item)
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

static DeskImportItem *
add_item (DeskImportMedia *self,
          const char      *path,
          const char      *shown)
{
  DeskImportItem *item = g_new0 (DeskImportItem, 1);

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
  DeskImportItem *item;

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
      const DeskImportItem *item = self->items->pdata[i];

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
ensure_media (DeskImportItem *item)
{
  g_autofree char *name = NULL;

  if (item->media != NULL)
    return;

  name = g_path_get_basename (item->path);
  item->media = desk_media_new ();
  g_set_str (&item->media->name, name);
}

static DeskImportItem *
find_item (DeskImportMedia       *self,
           const DeskImportFile  *file,
           const DeskFrontMatter *matter,
           DeskPlace              place,
           GError               **error)
{
  DeskImportItem *item = is_hash (matter->cover) ? g_hash_table_lookup (self->by_hash, matter->cover) : NULL;
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
take_words (DeskImportItem        *item,
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
  DeskImportItem *item = find_item (self, file, matter, place, error);

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
  DeskImportItem *item = path != NULL ? g_hash_table_lookup (self->by_path, path) : NULL;

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
  const DeskImportItem *item = g_hash_table_lookup (body->media->named, key);

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
  const DeskImportItem *item = g_hash_table_lookup (self->named, key);

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
      const DeskImportItem *item = self->items->pdata[i];

      if (item->is_changed || item->is_new)
        return TRUE;
    }

  return FALSE;
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
