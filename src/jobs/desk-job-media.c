/* desk-job-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-media.h"

#include "model/desk-media-type.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

G_DEFINE_QUARK (desk_job_media_error_quark, desk_job_media_error)

static gboolean
throw_unreadable (const char *path,
                  const char *why,
                  GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, DESK_JOB_MEDIA_ERROR, DESK_JOB_MEDIA_ERROR_UNREADABLE,
               _("“%s” can't be read (%s); name another file"), shown, why);
  return FALSE;
}

/* A file's bytes, which are copied: it may change while it is looked at. */
static GBytes *
read_file (const char *path,
           GError    **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) local = NULL;
  GStatBuf status;
  gsize n_bytes;

  if (g_stat (path, &status) != 0)
    {
      throw_unreadable (path, g_strerror (errno), error);
      return NULL;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > DESK_MEDIA_MAX_BYTES)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, DESK_JOB_MEDIA_ERROR, DESK_JOB_MEDIA_ERROR_UNKNOWN,
                   _("“%s” is not a file of at most %d MB; name another"), shown, DESK_MEDIA_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (!g_file_get_contents (path, &contents, &n_bytes, &local))
    {
      throw_unreadable (path, local->message, error);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&contents), n_bytes);
}

/**
 * desk_job_add_media:
 * @path: a file
 * @media: what is said of it; gets the rest. Without a name it gets the file's.
 *
 * Puts a picture or document into the library, as it is. Bytes that the library
 * has already are not kept twice.
 */
gboolean
desk_job_add_media (DeskStore  *store,
                    const char *path,
                    DeskMedia  *media,
                    GError    **error)
{
  g_autoptr(GBytes) bytes = read_file (path, error);
  const char *type;
  gsize n_bytes;
  gconstpointer data;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &n_bytes);
  type = desk_media_type_of (data, n_bytes, &media->width, &media->height);
  if (type == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, DESK_JOB_MEDIA_ERROR, DESK_JOB_MEDIA_ERROR_UNKNOWN,
                   _("“%s” is no picture (PNG, JPEG, WebP, AVIF, GIF) and no PDF document; name another file"), shown);
      return FALSE;
    }

  g_set_str (&media->mime_type, type);
  if (*media->name == '\0')
    {
      g_autofree char *base = g_path_get_basename (path);

      g_free (media->name);
      media->name = g_filename_display_name (base);
    }

  return desk_store_add_media (store, bytes, media, error);
}
