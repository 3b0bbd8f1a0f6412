/* desk-media-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files in media/ have the SHA-256 of their bytes as name. */

#define BUFFER_BYTES (256 * 1024)

/**
 * desk_media_is_name:
 *
 * Returns: whether @name could be that of a file in media/
 */
gboolean
desk_media_is_name (const char *name)
{
  return strlen (name) == DESK_SHA256_CHARS && strspn (name, "0123456789abcdef") == DESK_SHA256_CHARS;
}

/* Returns an errno, ECANCELED when the work was cancelled. */
static int
hash_file (int              fd,
           const DeskWatch *watch,
           GChecksum       *checksum)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);

  for (;;)
    {
      gssize n_bytes = read (fd, buffer, BUFFER_BYTES);

      if (n_bytes < 0 && errno == EINTR)
        continue;
      if (n_bytes <= 0)
        return n_bytes < 0 ? errno : 0;
      if (desk_watch_is_over (watch, NULL))
        return ECANCELED;
      g_checksum_update (checksum, buffer, n_bytes);
    }
}

/**
 * desk_file_dup_sha256:
 * @path: a file; a link is followed nowhere
 *
 * Returns: (transfer full): the SHA-256 of its bytes, in hexadecimal; %NULL
 *   with @error set
 */
char *
desk_file_dup_sha256 (const char      *path,
                      const DeskWatch *watch,
                      GError         **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  int problem = fd < 0 ? errno : hash_file (fd, watch, checksum);

  if (fd >= 0)
    (void) close (fd); /* it was only read */
  if (problem == 0)
    return g_strdup (g_checksum_get_string (checksum));

  if (!desk_watch_is_over (watch, error))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, DESK_STORE_ERROR,
                   problem == ENOENT ? DESK_STORE_ERROR_NOT_FOUND : DESK_STORE_ERROR_FAILED,
                   _("“%s” can't be read (%s); allow reading it, or name another file"), shown, g_strerror (problem));
    }
  return NULL;
}

/**
 * desk_media_file_check:
 * @library: a library's folder
 * @sha256: the name of one of its media
 * @out_is_right: (out): whether the file is there and has these bytes
 *
 * Returns: %FALSE only when the work was cancelled
 */
gboolean
desk_media_file_check (const char      *library,
                       const char      *sha256,
                       const DeskWatch *watch,
                       gboolean        *out_is_right,
                       GError         **error)
{
  g_autofree char *path = g_build_filename (library, "media", sha256, NULL);
  g_autofree char *found = NULL;

  if (desk_media_is_name (sha256))
    found = desk_file_dup_sha256 (path, watch, NULL);
  if (desk_watch_is_over (watch, error))
    return FALSE;

  *out_is_right = g_strcmp0 (found, sha256) == 0;
  return TRUE;
}
