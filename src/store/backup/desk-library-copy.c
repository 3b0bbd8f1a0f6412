/* desk-library-copy.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-library-copy.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Copies a library to another place, where it gets its name once it is whole and
 * verified: the database through SQLite, then its media, themes and snapshots,
 * byte for byte, each read back. The library itself is only read. A picture that
 * is damaged already is copied as it is, for `check` to tell in both.
 *
 * What is derived (the search) and what an earlier repair kept stays behind.
 */

#define BUFFER_BYTES (256 * 1024)
#define MAX_DEPTH 16

typedef struct
{
  char   *name; /* in the library's folder */
  guint64 n_bytes;
} Item;

typedef struct
{
  DeskStore       *store;
  const DeskWatch *watch;
  const char      *made;    /* the new folder, under another name */
  GPtrArray       *items;   /* of Item */
  guint64          n_bytes; /* of all items */
  guint64          n_done;  /* of them, copied */
} Copying;

static void
item_free (Item *self)
{
  g_free (self->name);
  g_free (self);
}

static gboolean
throw_unreadable (const char *path,
                  int         problem,
                  GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
               _("“%s” can't be read (%s); try again, or restore a backup in the new place"),
               shown, g_strerror (problem));
  return FALSE;
}

/* Every file below LIBRARY/@folder, no link and nothing unfinished. */
static void
collect (Copying    *self,
         const char *folder,
         unsigned    depth)
{
  g_autofree char *path = g_build_filename (self->store->path, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, name, NULL);
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat status;
      Item *item;

      if (g_str_has_prefix (name, DESK_TEMPORARY_PREFIX) || lstat (child, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode) && depth < MAX_DEPTH)
        collect (self, inner, depth + 1);
      if (!S_ISREG (status.st_mode))
        continue;

      item = g_new (Item, 1);
      *item = (Item) { g_steal_pointer (&inner), (guint64) status.st_size };
      g_ptr_array_add (self->items, item);
      self->n_bytes += item->n_bytes;
    }
}

static gboolean
copy_bytes (Copying    *self,
            int         from,
            const char *source,
            int         to,
            const char *target,
            GChecksum  *checksum,
            GError    **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);

  for (;;)
    {
      gssize n_bytes = read (from, buffer, BUFFER_BYTES);

      if (n_bytes < 0 && errno == EINTR)
        continue;
      if (n_bytes < 0)
        return throw_unreadable (source, errno, error);
      if (n_bytes == 0)
        return TRUE;
      if (desk_watch_is_over (self->watch, error))
        return FALSE;
      if (!desk_safe_write (to, buffer, (gsize) n_bytes))
        return desk_safe_throw (errno, target, error);

      g_checksum_update (checksum, (const guchar *) buffer, n_bytes);
      self->n_done += (guint64) n_bytes;
      desk_watch_tell (self->watch, _("Copying pictures and backups"), (double) self->n_done / (double) self->n_bytes);
    }
}

/* A snapshot's age is that of its file. */
static gboolean
keep_time (int fd,
           int like)
{
  struct stat status;

  if (fstat (like, &status) != 0)
    return FALSE;

  return futimens (fd, (struct timespec[]) { status.st_atim, status.st_mtim }) == 0;
}

static gboolean
copy_file (Copying    *self,
           const char *source,
           const char *target,
           GError    **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *found = NULL;
  g_autofd int from = g_open (source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  g_autofd int to = -1;

  if (from < 0)
    return throw_unreadable (source, errno, error);
  to = g_open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (to < 0)
    return desk_safe_throw (errno, target, error);
  if (!copy_bytes (self, from, source, to, target, checksum, error))
    return FALSE;
  if (!keep_time (to, from) || !g_close (g_steal_fd (&to), NULL))
    return desk_safe_throw (errno, target, error);

  found = desk_file_dup_sha256 (target, self->watch, error);
  if (found == NULL)
    return FALSE;

  return g_str_equal (found, g_checksum_get_string (checksum)) || desk_safe_throw (EIO, target, error);
}

static gboolean
copy_item (Copying    *self,
           const Item *item,
           GError    **error)
{
  g_autofree char *source = g_build_filename (self->store->path, item->name, NULL);
  g_autofree char *target = g_build_filename (self->made, item->name, NULL);
  g_autofree char *folder = g_path_get_dirname (target);

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return desk_safe_throw (errno, folder, error);

  return copy_file (self, source, target, error);
}

static gboolean
copy_items (Copying *self,
            GError **error)
{
  g_autofree char *media = g_build_filename (self->made, "media", NULL);

  if (g_mkdir (media, 0777) != 0)
    return desk_safe_throw (errno, media, error);

  collect (self, "media", 0);
  collect (self, "themes", 0);
  collect (self, "backups", 0);
  for (unsigned i = 0; i < self->items->len; i++)
    {
      if (!copy_item (self, self->items->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_database (Copying *self,
               GError **error)
{
  g_autofree char *file = g_build_filename (self->made, DESK_DATABASE_NAME, NULL);

  return desk_database_write_copy (self->store->db, file, self->watch, error) &&
         desk_check_library_copy (file, self->watch, error);
}

/**
 * desk_library_copy:
 * @store: the library
 * @folder: where the copy is to be; it gets the library's name there
 * @progress: (nullable) (scope call): told how far it is
 *
 * Copies the library with its media, themes and snapshots, and verifies the copy.
 * Blocks; call it on a worker, outside of a transaction.
 *
 * Returns: (transfer full): the copy's folder; %NULL with @error set, and
 *   nothing of it left: %DESK_STORE_ERROR_EXISTS where something has its name
 */
char *
desk_library_copy (DeskStore       *store,
                   const char      *folder,
                   DeskProgressFunc progress,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  DeskWatch watch = { progress, user_data, cancellable };
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_autoptr(DeskTemporary) made = NULL;
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;
  struct stat status;

  g_return_val_if_fail (DESK_IS_STORE (store) && store->depth == 0, NULL);

  name = desk_archive_dup_top (store->path);
  target = g_build_filename (folder, name, NULL);
  if (lstat (target, &status) == 0)
    desk_safe_throw (EEXIST, target, error);
  else
    made = desk_safe_make_folder (folder, error);
  if (made != NULL)
    {
      Copying self = { store, &watch, made, items };

      if (copy_database (&self, error) &&
          copy_items (&self, error) &&
          !desk_watch_is_over (&watch, error) &&
          desk_safe_sync_disk (made, error) &&
          desk_safe_put (made, target, FALSE, error))
        return g_steal_pointer (&target);
    }

  return NULL;
}
