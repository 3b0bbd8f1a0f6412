/* desk-output.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output.h"

#include "desk-export.h"
#include "desk-output-error.h"
#include "desk-output-list.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A site's folder, and in it `.copydesk/` with
 *
 *   files  what the last whole export wrote
 *   dirty  there while an export runs, or after one that broke: the list's first
 *          line, then a line for each new file, written before the file is
 *   lock   held by the export that runs
 *
 *     desk_output_open ─→ [rehearsal] ─→ started ─→ finished
 *       reads the lists     reads          writes
 *
 * 1. A file is ours when `files` or `dirty` lists it. Others are never changed
 *    or removed; one that has the very bytes we need becomes ours.
 * 2. Every file appears whole, under its name, by a rename.
 * 3. No folder below the site's is entered through a symbolic link.
 * 4. `files` is written when everything else has been, then `dirty` goes. An
 *    export that breaks off removes nothing, so the old pages stay.
 * 5. Nothing is made or changed before the first write outside a rehearsal, so
 *    a folder that is refused stays as it was.
 */
struct _DeskOutput
{
  char            *directory;
  char            *library_id;
  int              lock;     /* a file descriptor */
  int              journal;  /* likewise, of `dirty` */
  GHashTable      *ours;     /* char *path → char *SHA-256, from earlier exports */
  GHashTable      *files;    /* likewise, of this one */
  GHashTable      *folders;  /* char *path, known to be real folders */
  DeskOutputCounts counts;
  gboolean         is_unfinished; /* `dirty` has files of an export that broke */
  gboolean         is_rehearsal;
};

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize n_bytes = strlen (text);

  while (n_bytes > 0)
    {
      gssize n_written = write (fd, text, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return FALSE;
      text += n_written;
      n_bytes -= (gsize) n_written;
    }

  return TRUE;
}

static char *
state_path (DeskOutput *self,
            const char *name)
{
  return g_build_filename (self->directory, DESK_OUTPUT_FOLDER, name, NULL);
}

/* Without O_CREAT among @flags a lock that isn't there is none to wait for. */
static gboolean
take_lock (DeskOutput *self,
           int         flags,
           GError    **error)
{
  g_autofree char *path = state_path (self, "lock");

  self->lock = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0644);
  if (self->lock < 0 && !(flags & O_CREAT) && (errno == ENOENT || errno == ENOTDIR))
    return TRUE;
  if (self->lock < 0)
    return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("Another export to “%s” is under way; try again when it is done"), self->directory);
  return FALSE;
}

/* What is ours by the last whole export and by one that broke since. */
static void
read_lists (DeskOutput *self)
{
  g_autoptr(GHashTable) unfinished = desk_output_list_read (self->directory, "dirty", self->library_id);
  GHashTableIter iter;
  gpointer name, hash;

  g_clear_pointer (&self->ours, g_hash_table_unref);
  self->ours = desk_output_list_read (self->directory, "files", self->library_id);
  self->is_unfinished = g_hash_table_size (unfinished) > 0;
  g_hash_table_iter_init (&iter, unfinished);
  while (g_hash_table_iter_next (&iter, &name, &hash))
    {
      if (!g_hash_table_contains (self->ours, name))
        g_hash_table_replace (self->ours, g_strdup (name), g_strdup (hash));
    }
}

static gboolean
start_journal (DeskOutput *self,
               GError    **error)
{
  g_autofree char *path = state_path (self, "dirty");
  g_autofree char *first = desk_output_list_first_line (self->library_id);

  /* What a broken run has listed stays in the journal until a whole one ends. */
  if (self->is_unfinished)
    {
      self->journal = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
      if (self->journal < 0 || !write_all (self->journal, "\n"))
        return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
      return TRUE;
    }

  self->journal = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (self->journal < 0 || !write_all (self->journal, first))
    return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);

  return TRUE;
}

static gboolean
check_state_folder (DeskOutput *self,
                    GError    **error)
{
  g_autofree char *state = g_build_filename (self->directory, DESK_OUTPUT_FOLDER, NULL);
  struct stat status;

  return lstat (state, &status) != 0 || S_ISDIR (status.st_mode) ||
         desk_output_throw_foreign (self->directory, DESK_OUTPUT_FOLDER, error);
}

/* From here on the folder is written to. */
static gboolean
start (DeskOutput *self,
       GError    **error)
{
  g_autofree char *state = g_build_filename (self->directory, DESK_OUTPUT_FOLDER, NULL);

  if (self->journal >= 0)
    return TRUE;

  if (g_mkdir_with_parents (self->directory, 0755) != 0)
    return desk_output_throw_errno (DESK_OUTPUT_MAKE_FOLDER, self->directory, error);
  if (g_mkdir (state, 0755) != 0 && errno != EEXIST)
    return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
  if (!check_state_folder (self, error))
    return FALSE;
  if (self->lock < 0)
    {
      if (!take_lock (self, O_CREAT, error))
        return FALSE;
      read_lists (self); /* another export may have made them before there was a lock */
    }

  return start_journal (self, error);
}

/**
 * desk_output_open:
 * @directory: the folder of the site; made by the first write if it isn't there
 * @library_id: a random id of the library, for the list of what is ours
 *
 * Looks at @directory before an export, and changes nothing in it. One export
 * at a time may be open on a folder that has been exported to.
 *
 * Returns: (transfer full): the output, or %NULL with @error set
 */
DeskOutput *
desk_output_open (const char *directory,
                  const char *library_id,
                  GError    **error)
{
  g_autoptr(DeskOutput) self = g_new0 (DeskOutput, 1);

  self->directory = g_strdup (directory);
  self->library_id = g_strdup (library_id);
  self->lock = self->journal = -1;
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!check_state_folder (self, error) || !take_lock (self, 0, error))
    return NULL;

  read_lists (self);
  return g_steal_pointer (&self);
}

void
desk_output_free (DeskOutput *self)
{
  if (self == NULL)
    return;

  if (self->journal >= 0)
    (void) g_close (self->journal, NULL); /* it was written unbuffered */
  if (self->lock >= 0)
    (void) g_close (self->lock, NULL); /* which also lets go of the lock */
  g_clear_pointer (&self->ours, g_hash_table_unref);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->folders, g_hash_table_unref);
  g_free (self->directory);
  g_free (self->library_id);
  g_free (self);
}

/* Whether @folder, "" for the site's own, holds what isn't ours. An empty folder
 * isn't: an export leaves none. */
static gboolean
holds_others (DeskOutput *self,
              const char *folder)
{
  g_autofree char *full = g_build_filename (self->directory, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (full, 0, NULL);
  gboolean is_empty = TRUE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = *folder != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);
      g_autofree char *child = g_build_filename (full, name, NULL);
      struct stat status;

      is_empty = FALSE;
      if (g_str_equal (path, DESK_OUTPUT_FOLDER))
        continue;
      if (lstat (child, &status) == 0 && S_ISDIR (status.st_mode)
          ? holds_others (self, path)
          : !g_hash_table_contains (self->ours, path))
        return TRUE;
    }

  return is_empty && *folder != '\0';
}

/**
 * desk_output_has_others:
 *
 * Returns: whether the folder has something that isn't known to be ours
 */
gboolean
desk_output_has_others (DeskOutput *self)
{
  return holds_others (self, "");
}

/**
 * desk_output_set_rehearsal:
 *
 * In a rehearsal desk_output_write() and desk_output_finish() write nothing and
 * fail as they would: so a folder with somebody else's files is refused before
 * the first page is written into it.
 */
void
desk_output_set_rehearsal (DeskOutput *self,
                           gboolean    is_rehearsal)
{
  self->is_rehearsal = is_rehearsal;
}

/* Makes the folders above @path, none of which may be a link to elsewhere; in a
 * rehearsal only looks at those that are there. */
static gboolean
make_folders (DeskOutput *self,
              const char *path,
              GError    **error)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      struct stat status;
      gboolean exists;

      if (g_hash_table_contains (self->folders, folder))
        continue;
      if (!self->is_rehearsal && g_mkdir (full, 0755) != 0 && errno != EEXIST)
        return desk_output_throw_errno (DESK_OUTPUT_MAKE_FOLDER, full, error);
      exists = lstat (full, &status) == 0;
      if (!exists && self->is_rehearsal)
        return TRUE;
      if (!exists || !S_ISDIR (status.st_mode))
        return desk_output_throw_foreign (self->directory, folder, error);
      g_hash_table_add (self->folders, g_steal_pointer (&folder));
    }

  return TRUE;
}

/* Whether @full is a file with these bytes. */
static gboolean
is_same (const char        *full,
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

static gboolean
rehearse (DeskOutput *self,
          const char *path,
          const char *full,
          const char *bytes,
          gsize       n_bytes,
          GError    **error)
{
  struct stat status;
  gboolean is_free;

  if (!make_folders (self, path, error))
    return FALSE;

  is_free = lstat (full, &status) != 0 ||
            (g_hash_table_contains (self->ours, path) && !S_ISDIR (status.st_mode)) ||
            is_same (full, &status, bytes, n_bytes);
  return is_free || desk_output_throw_foreign (self->directory, path, error);
}

static gboolean
put_in_journal (DeskOutput *self,
                const char *path,
                const char *hash,
                GError    **error)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", hash, path);

  return write_all (self->journal, line) ||
         desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
}

static gboolean
put_file (const char *full,
          const char *bytes,
          gsize       n_bytes,
          GError    **error)
{
  g_autoptr(GError) cause = NULL;

  return g_file_set_contents_full (full, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &cause) ||
         desk_output_throw_file_error (DESK_OUTPUT_WRITE, full, cause, error);
}

/**
 * desk_output_write:
 * @path: where it belongs, below the folder
 * @bytes: what it has to hold
 *
 * Writes a file unless it is there already with these bytes.
 *
 * Returns: %FALSE with @error set; %DESK_EXPORT_ERROR_FOREIGN when somebody
 *   else's file stands there
 */
gboolean
desk_output_write (DeskOutput *self,
                   const char *path,
                   const char *bytes,
                   gsize       n_bytes,
                   GError    **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n_bytes);
  gboolean is_ours = g_hash_table_contains (self->ours, path);
  struct stat status;
  gboolean exists;

  g_return_val_if_fail (!g_hash_table_contains (self->files, path), FALSE);

  if (self->is_rehearsal)
    return rehearse (self, path, full, bytes, n_bytes, error);
  if (!start (self, error) || !make_folders (self, path, error))
    return FALSE;

  exists = lstat (full, &status) == 0;
  if (exists && is_same (full, &status, bytes, n_bytes))
    {
      self->counts.n_unchanged++;
      g_hash_table_insert (self->files, g_strdup (path), g_steal_pointer (&hash));
      return TRUE;
    }
  if (exists && (!is_ours || S_ISDIR (status.st_mode)))
    return desk_output_throw_foreign (self->directory, path, error);
  if (!put_in_journal (self, path, hash, error) || !put_file (full, bytes, n_bytes, error))
    return FALSE;

  self->counts.n_written++;
  self->counts.n_bytes += n_bytes;
  g_hash_table_insert (self->files, g_strdup (path), g_steal_pointer (&hash));
  return TRUE;
}

static void
remove_empty_folders (DeskOutput *self,
                      const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  while (!g_str_equal (folder, "."))
    {
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      char *parent = g_path_get_dirname (folder);

      if (g_rmdir (full) != 0)
        {
          g_free (parent);
          return;
        }
      g_free (folder);
      folder = parent;
    }
}

static gboolean
is_real_folder (DeskOutput *self,
                const char *path)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      struct stat status;

      if (lstat (full, &status) != 0 || !S_ISDIR (status.st_mode))
        return FALSE;
    }

  return TRUE;
}

/* Removes a file of an earlier export, unless somebody has changed it since. */
static gboolean
remove_file (DeskOutput *self,
             const char *path,
             const char *hash,
             GError    **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *now = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  struct stat status;

  if (!is_real_folder (self, path) || lstat (full, &status) != 0 || !S_ISREG (status.st_mode) ||
      !g_file_get_contents (full, &bytes, &n_bytes, NULL))
    return TRUE;

  now = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n_bytes);
  if (!g_str_equal (now, hash))
    return TRUE;
  if (g_unlink (full) != 0)
    return desk_output_throw_errno (DESK_OUTPUT_REMOVE, full, error);

  self->counts.n_removed++;
  remove_empty_folders (self, path);
  return TRUE;
}

/**
 * desk_output_finish:
 *
 * Removes what earlier exports wrote and this one did not, then writes the list
 * of files. Without it the folder keeps everything it had.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_output_finish (DeskOutput *self,
                    GError    **error)
{
  g_autofree char *list = desk_output_list_to_string (self->files, self->library_id);
  g_autofree char *list_path = state_path (self, "files");
  g_autofree char *dirty_path = state_path (self, "dirty");
  GHashTableIter iter;
  gpointer path, hash;
  struct stat status;

  if (self->is_rehearsal)
    return TRUE;
  if (!start (self, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->ours);
  while (g_hash_table_iter_next (&iter, &path, &hash))
    {
      if (!g_hash_table_contains (self->files, path) && !remove_file (self, path, hash, error))
        return FALSE;
    }

  if ((lstat (list_path, &status) != 0 || !is_same (list_path, &status, list, strlen (list))) &&
      !put_file (list_path, list, strlen (list), error))
    return FALSE;
  if (g_unlink (dirty_path) != 0)
    return desk_output_throw_errno (DESK_OUTPUT_REMOVE, dirty_path, error);

  return TRUE;
}

DeskOutputCounts
desk_output_get_counts (DeskOutput *self)
{
  return self->counts;
}
