/* desk-output-put.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-private.h"

#include "desk-output-error.h"
#include "desk-output-list.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* One file, by as many threads as like. What waits for the disk is done without a
 * lock; each file that is being written has a name of its own until it gets the one
 * that it is for.
 */

#define N_SHARED 2 /* how deep the folders are that many files are in: "en", "en/news" */

static gboolean
is_known_folder (DeskOutput *self,
                 const char *folder)
{
  gboolean is_known;

  g_mutex_lock (&self->names_mutex);
  is_known = g_hash_table_contains (self->folders, folder);
  g_mutex_unlock (&self->names_mutex);

  return is_known;
}

/* The many that hold one file each aren't worth their memory. */
static void
learn_folder (DeskOutput *self,
              const char *folder,
              unsigned    depth)
{
  if (depth > N_SHARED)
    return;

  g_mutex_lock (&self->names_mutex);
  g_hash_table_add (self->folders, g_strdup (folder));
  g_mutex_unlock (&self->names_mutex);
}

/* Returns: whether there is a real folder now, made by this call as @out_is_new says */
static gboolean
make_folder (DeskOutput *self,
             const char *folder,
             gboolean   *out_is_new,
             GError    **error)
{
  g_autofree char *full = g_build_filename (self->directory, folder, NULL);
  struct stat status;

  *out_is_new = !self->is_rehearsal && g_mkdir (full, 0755) == 0;
  if (*out_is_new)
    return TRUE;
  if (!self->is_rehearsal && errno != EEXIST)
    return desk_output_throw_errno (DESK_OUTPUT_MAKE_FOLDER, full, error);
  if (lstat (full, &status) != 0)
    return self->is_rehearsal || desk_output_throw_errno (DESK_OUTPUT_MAKE_FOLDER, full, error);

  return S_ISDIR (status.st_mode) || desk_output_throw_foreign (self->directory, folder, error);
}

/* Makes the folders above @path, none of which may be a link to elsewhere; in a
 * rehearsal only looks at those that are there. @out_is_new: whether the innermost was
 * made now, so that nobody's files are in it. */
gboolean
desk_output_make_folders (DeskOutput *self,
                          const char *path,
                          gboolean   *out_is_new,
                          GError    **error)
{
  unsigned depth = 0;

  *out_is_new = FALSE;
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));

      depth++;
      *out_is_new = FALSE;
      if (depth <= N_SHARED && is_known_folder (self, folder))
        continue;
      if (!make_folder (self, folder, out_is_new, error))
        return FALSE;
      if (!self->is_rehearsal)
        learn_folder (self, folder, depth);
    }

  return TRUE;
}

/* Whether @full is a file with these bytes. */
gboolean
desk_output_is_same (const char        *full,
                     const struct stat *status,
                     const char        *bytes,
                     gsize              n_bytes)
{
  g_autofree char *old = NULL;
  gsize n_old = 0;

  if (!S_ISREG (status->st_mode) || (gsize) status->st_size != n_bytes)
    return FALSE;

  return g_file_get_contents (full, &old, &n_old, NULL) && n_old == n_bytes && memcmp (old, bytes, n_bytes) == 0;
}

/* Closes @fd in any case. */
static gboolean
write_and_close (int         fd,
                 const char *bytes,
                 gsize       n_bytes)
{
  gboolean is_written = desk_output_write_all (fd, bytes, n_bytes);
  int error_number = errno;
  gboolean is_closed = close (fd) == 0;

  if (!is_written)
    errno = error_number;
  return is_written && is_closed;
}

/* The lowest number that nobody has, so that there are no more names than threads. */
static unsigned
take_number (DeskOutput *self)
{
  unsigned number = 0;

  g_mutex_lock (&self->names_mutex);
  while (number < self->is_writing->len && self->is_writing->data[number])
    number++;
  if (number == self->is_writing->len)
    g_byte_array_set_size (self->is_writing, number + 1);
  self->is_writing->data[number] = TRUE;
  g_mutex_unlock (&self->names_mutex);

  return number;
}

static void
give_number (DeskOutput *self,
             unsigned    number)
{
  g_mutex_lock (&self->names_mutex);
  self->is_writing->data[number] = FALSE;
  g_mutex_unlock (&self->names_mutex);
}

static gboolean
write_as (const char *new,
          const char *full,
          const char *bytes,
          gsize       n_bytes,
          GError    **error)
{
  int fd = g_open (new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);

  return (fd >= 0 && write_and_close (fd, bytes, n_bytes) && g_rename (new, full) == 0) ||
         desk_output_throw_errno (DESK_OUTPUT_WRITE, full, error);
}

/* What breaks off leaves the file under the other name, which the next one takes. */
static gboolean
put_file (DeskOutput *self,
          const char *full,
          const char *bytes,
          gsize       n_bytes,
          GError    **error)
{
  unsigned number = take_number (self);
  g_autofree char *name = number == 0 ? g_strdup ("new") : g_strdup_printf ("new-%u", number);
  g_autofree char *new = g_build_filename (self->directory, DESK_OUTPUT_FOLDER, name, NULL);
  gboolean is_put = write_as (new, full, bytes, n_bytes, error);

  give_number (self, number);
  return is_put;
}

/* Whether the file may be replaced; what it is to become is noted first. */
static gboolean
announce (DeskOutput   *self,
          const char   *path,
          gboolean      exists,
          gboolean      is_folder,
          const guint8 *sha256,
          GError      **error)
{
  char hash[DESK_OUTPUT_HASH_CHARS];
  gboolean is_ours, is_announced;

  desk_output_write_hash (sha256, hash);
  desk_output_lock (self);
  is_ours = !exists || (!is_folder && desk_output_is_ours (self, path));
  is_announced = is_ours && desk_output_put_in_journal (self, path, hash, error);
  desk_output_unlock (self);

  return is_ours ? is_announced : desk_output_throw_foreign (self->directory, path, error);
}

/* Puts the bytes on the disk, unless they are there, which @out_is_written says. */
gboolean
desk_output_put_bytes (DeskOutput   *self,
                       const char   *path,
                       const char   *bytes,
                       gsize         n_bytes,
                       const guint8 *sha256,
                       gboolean     *out_is_written,
                       GError      **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  gboolean is_folder_new, exists;
  struct stat status;

  *out_is_written = FALSE;
  if (!desk_output_make_folders (self, path, &is_folder_new, error))
    return FALSE;
  exists = !is_folder_new && lstat (full, &status) == 0;
  if (exists && desk_output_is_same (full, &status, bytes, n_bytes))
    return TRUE;

  *out_is_written = announce (self, path, exists, exists && S_ISDIR (status.st_mode), sha256, error) &&
                    put_file (self, full, bytes, n_bytes, error);
  return *out_is_written;
}
