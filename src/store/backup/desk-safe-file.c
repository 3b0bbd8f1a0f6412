/* desk-safe-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"
#define _GNU_SOURCE /* renameat2, syncfs */

#include "config.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is made here is made under another name in the folder where it belongs,
 * is on the disk before it gets its name, and is gone if it never did. What a
 * killed program left behind is swept once it is a day old. */

/**
 * desk_safe_throw:
 * @problem: an errno
 *
 * Returns: %FALSE, with @error set
 */
gboolean
desk_safe_throw (int         problem,
                 const char *path,
                 GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  switch (problem)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FULL,
                   _("“%s” can't be written (%s); make room and try again"), shown, g_strerror (problem));
      break;

    case EEXIST:
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS,
                   _("There is something at “%s” already; name another place"), shown);
      break;

    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be written (%s); allow writing there, or name another place"),
                   shown, g_strerror (problem));
      break;

    default:
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                   _("“%s” can't be written (%s); try again, or name another place"), shown, g_strerror (problem));
      break;
    }

  return FALSE;
}

/**
 * desk_safe_make_folder:
 *
 * Returns: (transfer full): a new empty folder in @parent; %NULL with @error set
 */
char *
desk_safe_make_folder (const char *parent,
                       GError    **error)
{
  g_autofree char *folder = g_build_filename (parent, DESK_TEMPORARY_PREFIX "XXXXXX", NULL);

  if (g_mkdtemp_full (folder, 0777) != NULL)
    return g_steal_pointer (&folder);

  desk_safe_throw (errno, parent, error);
  return NULL;
}

/**
 * desk_safe_temporary:
 *
 * Returns: (transfer full): the name of a new empty file in @folder, which is
 *   made if it is missing; %NULL with @error set
 */
char *
desk_safe_temporary (const char *folder,
                     GError    **error)
{
  g_autofree char *path = g_build_filename (folder, DESK_TEMPORARY_PREFIX "XXXXXX", NULL);
  int fd = -1;

  if (g_mkdir (folder, 0777) == 0 || errno == EEXIST)
    fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      desk_safe_throw (errno, folder, error);
      return NULL;
    }
  (void) close (fd); /* nothing was written */

  return g_steal_pointer (&path);
}

/**
 * desk_safe_dup_free_name:
 *
 * Returns: (transfer full): a name in @folder that has the time in it and that
 *   nothing has yet
 */
char *
desk_safe_dup_free_name (const char *folder,
                         const char *prefix,
                         gint64      now_us,
                         const char *suffix)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d-%H%M%S");

  for (unsigned i = 1;; i++)
    {
      g_autofree char *end = i > 1 ? g_strdup_printf ("-%u%s", i, suffix) : g_strdup (suffix);
      g_autofree char *name = g_strconcat (prefix, time, end, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/**
 * desk_safe_sync:
 * @path: a file or a folder
 *
 * Waits until it is on the disk.
 */
gboolean
desk_safe_sync (const char *path,
                GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int problem = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    (void) close (fd); /* it was only read */
  /* Some file systems can't do that for a folder; they need it no less, but
   * there is nothing to be done about it. */
  if (problem != 0 && problem != EINVAL)
    return desk_safe_throw (problem, path, error);

  return TRUE;
}

/**
 * desk_safe_sync_disk:
 *
 * Waits until all that was written to the disk of @folder is on it, which for
 * thousands of files takes less than one wait for each.
 */
gboolean
desk_safe_sync_disk (const char *folder,
                     GError    **error)
{
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);
  int problem = fd < 0 || syncfs (fd) != 0 ? errno : 0;

  if (fd >= 0)
    (void) close (fd); /* it was only read */

  return problem == 0 || desk_safe_throw (problem, folder, error);
}

static gboolean
rename_to_free_name (const char *from,
                     const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  /* The file system has no such rename; look, then, as well as one can. */
  if (g_access (to, F_OK) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return g_rename (from, to) == 0;
}

/**
 * desk_safe_put:
 * @from: a whole file or folder
 * @to: the name it gets, in the same folder or another one on the same disk
 * @replace: whether something may stand there already
 *
 * Gives @from its name, once its bytes are on the disk.
 */
gboolean
desk_safe_put (const char *from,
               const char *to,
               gboolean    replace,
               GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!desk_safe_sync (from, error))
    return FALSE;
  if (!(replace ? g_rename (from, to) == 0 : rename_to_free_name (from, to)))
    return desk_safe_throw (errno, to, error);

  return desk_safe_sync (folder, error);
}

/**
 * desk_safe_write:
 *
 * Returns: whether all of @bytes were written; if not, errno says why
 */
gboolean
desk_safe_write (int           fd,
                 gconstpointer bytes,
                 gsize         n_bytes)
{
  const guint8 *next = bytes;

  while (n_bytes > 0)
    {
      gssize n_written = write (fd, next, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return FALSE;
      next += n_written;
      n_bytes -= (gsize) n_written;
    }

  return TRUE;
}

/**
 * desk_safe_remove:
 *
 * Removes a file or a folder with all that is in it, and follows no link. What
 * can't be removed stays: there is nothing better to do.
 */
void
desk_safe_remove (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      desk_safe_remove (child);
    }
  (void) g_remove (path);
}

/* As desk_safe_temporary() and mkdtemp() make it, and what SQLite puts beside it. */
static gboolean
is_temporary (const char *name)
{
  const char *end = name + strlen (DESK_TEMPORARY_PREFIX);
  unsigned n = 0;

  if (!g_str_has_prefix (name, DESK_TEMPORARY_PREFIX))
    return FALSE;
  while (g_ascii_isalnum (end[n]))
    n++;

  return n == strlen ("XXXXXX") && (end[n] == '\0' || end[n] == '-');
}

/**
 * desk_safe_sweep:
 * @before_us: what was changed later may belong to a program that runs
 *
 * Removes from @folder what an earlier program did not finish.
 */
void
desk_safe_sweep (const char *folder,
                 gint64      before_us)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (is_temporary (name) && lstat (path, &status) == 0 &&
          status.st_mtime < before_us / G_USEC_PER_SEC)
        desk_safe_remove (path);
    }
}

void
desk_temporary_remove (DeskTemporary *path)
{
  static const char *const ends[] = { "", "-journal", "-wal", "-shm" }; /* of a database that SQLite could not end */

  for (unsigned i = 0; path != NULL && i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      desk_safe_remove (file);
    }
  g_free (path);
}
