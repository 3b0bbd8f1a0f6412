/* desk-page-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-media-private.h"

#include "desk-export.h"
#include "desk-fingerprint.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pages ask for pictures and documents while they are made; what was asked for is
 * written afterwards, each file once. An original of a picture is never among
 * them: most of what pages show was made ready before (desk-page-media-prepare.c),
 * side by side, and the rest is made when it is asked for. What can't be shown is
 * left away by the pages rather than stopping the export.
 */

static void
media_free (gpointer data)
{
  desk_media_free (data);
}

static void
set_free (gpointer data)
{
  desk_picture_set_free (data);
}

DeskPageMedia *
desk_page_media_new (DeskStore *store)
{
  DeskPageMedia *self = g_new0 (DeskPageMedia, 1);

  self->store = g_object_ref (store);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, media_free);
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, set_free);
  self->needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * desk_page_media_new_like:
 * @store: the same library, for another thread
 *
 * Returns: (transfer full): one that knows what @other has made ready
 */
DeskPageMedia *
desk_page_media_new_like (DeskPageMedia *other,
                          DeskStore     *store)
{
  DeskPageMedia *self = desk_page_media_new (store);
  GHashTableIter iter;
  gpointer name, value;

  g_set_object (&self->cancellable, other->cancellable);
  g_hash_table_iter_init (&iter, other->sets);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->sets, g_strdup (name), value != NULL ? desk_picture_set_copy (value) : NULL);
  g_hash_table_iter_init (&iter, other->faults);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->faults, g_strdup (name), g_strdup (value));

  return self;
}

/**
 * desk_page_media_add_needs:
 *
 * Takes over what pages have asked @other for.
 */
void
desk_page_media_add_needs (DeskPageMedia *self,
                           DeskPageMedia *other)
{
  GHashTableIter iter;
  gpointer path, file;

  g_hash_table_iter_init (&iter, other->needed);
  while (g_hash_table_iter_next (&iter, &path, &file))
    g_hash_table_replace (self->needed, g_strdup (path), g_strdup (file));
  self->may_pass = self->may_pass || other->may_pass;
}

void
desk_page_media_free (DeskPageMedia *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->sets);
  g_hash_table_unref (self->needed);
  g_hash_table_unref (self->faults);
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->problems);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->cache, desk_picture_cache_free);
  g_free (self);
}

/**
 * desk_page_media_begin_text:
 *
 * From here on what is asked for is that of one text.
 */
void
desk_page_media_begin_text (DeskPageMedia *self)
{
  g_hash_table_remove_all (self->used);
  g_hash_table_remove_all (self->problems);
}

/**
 * desk_page_media_get_used:
 *
 * Returns: (transfer none) (element-type utf8): the paths of its files
 */
GHashTable *
desk_page_media_get_used (DeskPageMedia *self)
{
  return self->used;
}

/**
 * desk_page_media_get_problems:
 *
 * Returns: (transfer none) (element-type utf8): a sentence for each of its pictures
 *   that was left out
 */
GHashTable *
desk_page_media_get_problems (DeskPageMedia *self)
{
  return self->problems;
}

/**
 * desk_page_media_check:
 *
 * Returns: %FALSE with @error set when something was wrong that was no picture's
 *   fault: a full disk, or a missing program
 */
gboolean
desk_page_media_check (DeskPageMedia *self,
                       GError       **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * desk_page_media_may_pass:
 *
 * Returns: whether what is wrong with a picture may be right the next time, though
 *   nothing in the library changes: an original that was damaged is back
 */
gboolean
desk_page_media_may_pass (DeskPageMedia *self)
{
  return self->may_pass;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/**
 * desk_page_media_find_any:
 * @id: a UUID or SHA-256, or ""
 *
 * Returns: (transfer none) (nullable): what the library knows about it
 */
const DeskMedia *
desk_page_media_find_any (DeskPageMedia *self,
                          const char    *id)
{
  gpointer media = NULL;

  if (*id == '\0')
    return NULL;
  if (g_hash_table_lookup_extended (self->known, id, NULL, &media))
    return media;

  media = desk_store_find_media (self->store, id, NULL);
  g_hash_table_insert (self->known, g_strdup (id), media);

  return media;
}

/**
 * desk_page_media_find:
 * @sha256: what stands behind "media:" in a text
 *
 * Returns: (transfer none) (nullable): what the library knows about it
 */
const DeskMedia *
desk_page_media_find (DeskPageMedia *self,
                      const char    *sha256)
{
  return is_hash (sha256) ? desk_page_media_find_any (self, sha256) : NULL;
}

char *
desk_page_media_dup_name (DeskPictureKind  kind,
                          const DeskMedia *media)
{
  return g_strdup_printf ("%d %s", (int) kind, media->sha256);
}

/**
 * desk_page_media_dup_path:
 *
 * Returns: (transfer full): where a file of a picture stands on the site
 */
char *
desk_page_media_dup_path (const DeskPictureSet  *set,
                          const DeskPictureFile *file)
{
  return g_strdup_printf ("/media/%s-%s", set->key, file->name);
}

/* Keeps what became of a picture: its files, or what is wrong with it. */
gboolean
desk_page_media_take (DeskPageMedia   *self,
                      DeskPictureKind  kind,
                      const DeskMedia *media,
                      DeskPictureSet  *set,   /* eaten; nullable */
                      GError          *fault, /* eaten; nullable */
                      GError         **error)
{
  gboolean passes = g_error_matches (fault, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_PICTURE_NOW);

  if (fault != NULL && !passes && !g_error_matches (fault, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_PICTURE))
    {
      g_propagate_error (error, fault);
      return FALSE;
    }

  if (fault != NULL)
    {
      self->may_pass = self->may_pass || passes;
      g_hash_table_replace (self->faults, desk_page_media_dup_name (kind, media), g_strdup (fault->message));
      g_error_free (fault);
    }
  g_hash_table_replace (self->sets, desk_page_media_dup_name (kind, media), set);
  return TRUE;
}

static void
make_now (DeskPageMedia   *self,
          DeskPictureKind  kind,
          const DeskMedia *media)
{
  g_autofree char *original = desk_store_dup_media_path (self->store, media);
  GError *fault = NULL;
  GError *error = NULL;
  DeskPictureSet *set;

  if (self->cache == NULL)
    self->cache = desk_picture_cache_new (&error);
  if (self->cache != NULL)
    {
      set = desk_picture_cache_find (self->cache, kind, media, &fault);
      if (set == NULL && fault == NULL)
        set = desk_picture_cache_make (self->cache, kind, media, original, self->cancellable, &fault);
      (void) desk_page_media_take (self, kind, media, set, fault, &error); /* it sets the error */
    }

  if (error != NULL && self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
}

static void
need (DeskPageMedia *self,
      const char    *path,
      char          *file) /* eaten */
{
  g_hash_table_add (self->used, g_strdup (path));
  g_hash_table_replace (self->needed, g_strdup (path), file);
}

/**
 * desk_page_media_use_picture:
 *
 * Says that a page shows @media.
 *
 * Returns: (transfer none) (nullable): its files; %NULL if it can't be shown
 */
const DeskPictureSet *
desk_page_media_use_picture (DeskPageMedia   *self,
                             DeskPictureKind  kind,
                             const DeskMedia *media)
{
  g_autofree char *name = desk_page_media_dup_name (kind, media);
  const DeskPictureSet *set;
  const char *problem;

  if (!desk_media_is_picture (media))
    return NULL;
  if (!g_hash_table_contains (self->sets, name))
    make_now (self, kind, media);

  set = g_hash_table_lookup (self->sets, name);
  problem = g_hash_table_lookup (self->faults, name);
  if (problem != NULL)
    g_hash_table_add (self->problems, g_strdup (problem));
  for (unsigned i = 0; set != NULL && i < set->files->len; i++)
    {
      const DeskPictureFile *file = set->files->pdata[i];
      g_autofree char *path = desk_page_media_dup_path (set, file);

      need (self, path, g_build_filename (set->folder, file->name, NULL));
    }

  return set;
}

/* "/media/HASH/annual-report.pdf": the name is what a reader's computer keeps it as. */
static char *
use_document (DeskPageMedia   *self,
              const DeskMedia *media)
{
  g_autofree char *file = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *slug = NULL;
  char *path;

  if (g_strcmp0 (media->mime_type, "application/pdf") != 0 || media->sha256 == NULL || !is_hash (media->sha256))
    return NULL;
  file = desk_store_dup_media_path (self->store, media);
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return NULL;

  stem = g_str_has_suffix (media->name, ".pdf") ? g_strndup (media->name, strlen (media->name) - 4) : g_strdup (media->name);
  slug = desk_slug_from_title (stem);
  path = g_strdup_printf ("/media/%.16s/%s.pdf", media->sha256, *slug != '\0' ? slug : "document");
  need (self, path, g_steal_pointer (&file));
  return path;
}

/**
 * desk_page_media_use:
 *
 * Says that a page leads to @media, or shows it.
 *
 * Returns: (transfer full) (nullable): the path of the file that every browser
 *   shows; %NULL if it can't be shown
 */
char *
desk_page_media_use (DeskPageMedia   *self,
                     const DeskMedia *media)
{
  const DeskPictureSet *set;

  if (!desk_media_is_picture (media))
    return use_document (self, media);

  set = desk_page_media_use_picture (self, DESK_PICTURE_SIZES, media);
  return set != NULL ? desk_page_media_dup_path (set, set->files->pdata[0]) : NULL;
}

static gboolean
write_bytes (DeskOutput            *output,
             const char            *path,
             const char            *file,
             const DeskFingerprint *fingerprint,
             GError               **error)
{
  g_autoptr(GMappedFile) mapped = NULL;
  g_autoptr(GError) cause = NULL;
  const char *bytes;

  mapped = g_mapped_file_new (file, FALSE, &cause);
  if (mapped == NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("A picture of the library can't be read: %s"), cause->message);
      return FALSE;
    }

  bytes = g_mapped_file_get_contents (mapped);
  return desk_output_write (output, path + 1, bytes != NULL ? bytes : "", g_mapped_file_get_length (mapped),
                            fingerprint->bytes, error);
}

/* The path names the bytes, so that a file which is there need not be read. */
static gboolean
write_one (DeskOutput *output,
           const char *path,
           const char *file,
           GError    **error)
{
  DeskFingerprint fingerprint = desk_fingerprint_of_text (path);

  return desk_output_shows (output, path + 1, fingerprint.bytes)
         ? desk_output_keep (output, path + 1, error)
         : write_bytes (output, path, file, &fingerprint, error);
}

/**
 * desk_page_media_write:
 *
 * Writes what the pages asked for.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_page_media_write (DeskPageMedia *self,
                       DeskOutput    *output,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(GPtrArray) paths = g_hash_table_get_keys_as_ptr_array (self->needed);

  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < paths->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_one (output, paths->pdata[i], g_hash_table_lookup (self->needed, paths->pdata[i]), error))
        return FALSE;
    }

  return TRUE;
}
