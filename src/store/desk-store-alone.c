/* desk-store-alone.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* A library that one program has to itself, because shared memory and locks
 * don't reach the other computers that could open it. The program holds the file
 * `library.lock`; its own stores then share the database with a rollback journal,
 * which needs no shared memory, and with SQLite's locks, of which one program
 * keeps count itself.
 *
 *   held         folder → Holder, of this process; lock
 *   Holder       lock
 */
typedef struct
{
  int      fd;
  pid_t    pid; /* a child that was forked off has not got it */
  unsigned n_stores;
} Holder;

static struct
{
  GMutex      lock;
  GHashTable *holders; /* char *folder → Holder, both owned; NULL until one is needed */
} held;

static void
holder_free (gpointer data)
{
  Holder *holder = data;

  g_clear_fd (&holder->fd, NULL);
  g_free (holder);
}

/**
 * desk_store_throw_not_alone:
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_store_throw_not_alone (const char *path,
                            GError    **error)
{
  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY,
               _("Another program has “%s” open, and there only one can; close it there, or move the library to this"
                 " computer"), path);
  return FALSE;
}

static int
lock_file (const char *folder,
           const char *path,
           GError    **error)
{
  g_autofree char *file = g_build_filename (folder, "library.lock", NULL);
  g_autofd int fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

  if (fd == -1)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be written to (%s); allow writing, or choose another library"), path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return g_steal_fd (&fd);

  desk_store_throw_not_alone (path, error);
  return -1;
}

/**
 * desk_store_take_alone:
 * @folder: the library's
 * @path: what a person calls it
 * @out_is_first: (out): whether no other store of this program has it
 *
 * Keeps other programs out, until desk_store_leave_alone() was called as often.
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_BUSY while another program has it
 */
gboolean
desk_store_take_alone (const char *folder,
                       const char *path,
                       gboolean   *out_is_first,
                       GError    **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&held.lock);
  Holder *holder;
  int fd;

  if (held.holders == NULL)
    held.holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, holder_free);

  holder = g_hash_table_lookup (held.holders, folder);
  *out_is_first = holder == NULL || holder->pid != getpid ();
  if (!*out_is_first)
    {
      holder->n_stores++;
      return TRUE;
    }

  fd = lock_file (folder, path, error);
  if (fd == -1)
    return FALSE;

  holder = g_new (Holder, 1);
  *holder = (Holder) { .fd = fd, .pid = getpid (), .n_stores = 1 };
  g_hash_table_replace (held.holders, g_strdup (folder), holder);
  return TRUE;
}

/**
 * desk_store_leave_alone:
 *
 * Lets others have the library, once no store of this program has it.
 */
void
desk_store_leave_alone (const char *folder)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&held.lock);
  Holder *holder = g_hash_table_lookup (held.holders, folder);

  if (--holder->n_stores == 0)
    g_hash_table_remove (held.holders, folder);
}
