/* desk-page-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-media.h"

#include "desk-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pages ask for pictures while they are made; what was asked for is written
 * afterwards, each file once. A file that isn't in the library any more is left
 * away by the pages rather than stopping the export.
 */
struct _DeskPageMedia
{
  DeskStore  *store;
  GHashTable *known;  /* char *SHA-256 → DeskMedia, or NULL where there is none */
  GHashTable *needed; /* char *path → char *file in the library */
};

static const struct
{
  const char *mime_type;
  const char *ending;
} endings[] = {
  { "application/pdf", "pdf" },
  { "image/avif", "avif" },
  { "image/gif", "gif" },
  { "image/jpeg", "jpg" },
  { "image/png", "png" },
  { "image/webp", "webp" },
};

/* Types that a browser would run as part of the site, SVG and HTML above all,
 * have no ending here and so no place in it. */
static const char *
ending_of (const DeskMedia *media)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_strcmp0 (media->mime_type, endings[i].mime_type) == 0)
        return endings[i].ending;
    }

  return NULL;
}

static void
media_free (gpointer data)
{
  desk_media_free (data);
}

DeskPageMedia *
desk_page_media_new (DeskStore *store)
{
  DeskPageMedia *self = g_new0 (DeskPageMedia, 1);

  self->store = g_object_ref (store);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, media_free);
  self->needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
desk_page_media_free (DeskPageMedia *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->needed);
  g_free (self);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
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
  gpointer media = NULL;

  if (!is_hash (sha256))
    return NULL;
  if (g_hash_table_lookup_extended (self->known, sha256, NULL, &media))
    return media;

  media = desk_store_find_media (self->store, sha256, NULL);
  g_hash_table_insert (self->known, g_strdup (sha256), media);

  return media;
}

/**
 * desk_page_media_use:
 *
 * Says that a page shows @media, and where its file will be: its own width is
 * in the name, so that smaller ones can stand beside it.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL if it can't be shown
 */
char *
desk_page_media_use (DeskPageMedia   *self,
                     const DeskMedia *media)
{
  const char *ending = ending_of (media);
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  if (ending == NULL || media->sha256 == NULL || !is_hash (media->sha256))
    return NULL;

  file = desk_store_dup_media_path (self->store, media);
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return NULL;

  path = media->width > 0 ? g_strdup_printf ("/media/%.16s-%u.%s", media->sha256, media->width, ending)
                          : g_strdup_printf ("/media/%.16s.%s", media->sha256, ending);
  g_hash_table_replace (self->needed, g_strdup (path), g_steal_pointer (&file));

  return g_steal_pointer (&path);
}

static gboolean
write_one (DeskOutput *output,
           const char *path,
           const char *file,
           GError    **error)
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
  return desk_output_write (output, path + 1, bytes != NULL ? bytes : "", g_mapped_file_get_length (mapped), NULL, error);
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
