/* desk-export-folder.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-export-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that a library is exported to has a list of what is ours,
 * `.copydesk/library-export`: a line that names the library, then a line for
 * each file, its SHA-256 and its path.
 *
 *   open ──▶ expect … ──▶ begin ──▶ write, copy … ──▶ finish
 *   reads    looks only   the list grows, files change   stale files go,
 *                                                        the list is exact
 *
 * 1. A folder that holds something, but no list of this library, is refused.
 * 2. A file that the list doesn't have, or that was changed since, stands in the
 *    way: nothing is written then. It may be somebody's work.
 * 3. While files are being written the list has the old and the new hash of
 *    each, so that what a broken export leaves is known as ours by the next.
 * 4. Every file appears whole, under its name, by a rename of the one that is
 *    being written, `.copydesk/library-export.part`: a broken export leaves no
 *    more than that, and the next one takes it.
 * 5. No folder below ours is entered through a symbolic link.
 */

#define LIST "library-export"
#define PART "library-export.part"
#define FIRST_WORDS "copydesk-library 1 "
#define HASH_CHARS 64
#define MAX_LIST_BYTES (512 * 1024 * 1024)

struct _DeskExportFolder
{
  char            *directory;
  char            *library_id;
  GHashTable      *ours;     /* char *path → GPtrArray of char *SHA-256 */
  GHashTable      *expected; /* char *path → char *SHA-256 */
  DeskFolderCounts counts;
};

static gboolean
throw_file (GError    **error,
            const char *path,
            const char *message)
{
  g_autofree char *shown = desk_exchange_dup_shown (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", shown, message);

  g_set_error_literal (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_FAILED, line);
  return FALSE;
}

static gboolean
throw_errno (GError    **error,
             const char *path)
{
  int code = errno;
  g_autofree char *message = NULL;

  if (code == ENOSPC)
    message = g_strdup (_("the disk is full; make room and try again"));
  else if (code == EACCES || code == EPERM || code == EROFS)
    message = g_strdup (_("this can't be written; allow writing there, or choose another folder"));
  else
    message = g_strdup_printf (_("this can't be written (%s); choose another folder"), g_strerror (code));

  return throw_file (error, path, message);
}

static gboolean
throw_foreign (GError    **error,
               const char *path,
               const char *message)
{
  g_autofree char *shown = desk_exchange_dup_shown (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", shown, message);

  g_set_error_literal (error, DESK_EXCHANGE_ERROR, DESK_EXCHANGE_ERROR_FOREIGN, line);
  return FALSE;
}

/* The list may have been edited, so its paths are looked at like any input. */
static gboolean
is_path (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  for (unsigned i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
        return FALSE;
    }

  return *path != '\0' && !g_str_equal (parts[0], DESK_EXPORT_STATE_FOLDER);
}

static void
add_ours (DeskExportFolder *self,
          const char       *path,
          const char       *sha256)
{
  GPtrArray *hashes = g_hash_table_lookup (self->ours, path);

  if (hashes == NULL)
    {
      hashes = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->ours, g_strdup (path), hashes);
    }
  g_ptr_array_add (hashes, g_strdup (sha256));
}

static void
read_line (DeskExportFolder *self,
           const char       *line)
{
  g_autofree char *sha256 = NULL;

  if (strspn (line, "0123456789abcdef") != HASH_CHARS || line[HASH_CHARS] != ' ' || !is_path (line + HASH_CHARS + 1))
    return;

  sha256 = g_strndup (line, HASH_CHARS);
  add_ours (self, line + HASH_CHARS + 1, sha256);
}

static char *
list_path (const char *directory)
{
  return g_build_filename (directory, DESK_EXPORT_STATE_FOLDER, LIST, NULL);
}

static char *
read_list (const char *directory,
           const char *library_id)
{
  g_autofree char *path = list_path (directory);
  g_autofree char *first = g_strconcat (FIRST_WORDS, library_id, "\n", NULL);
  g_autofree char *text = NULL;
  struct stat status;
  gsize n_bytes = 0;

  if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_LIST_BYTES ||
      !g_file_get_contents (path, &text, &n_bytes, NULL) || strlen (text) != n_bytes || !g_str_has_prefix (text, first))
    return NULL;

  return g_strdup (text + strlen (first));
}

/**
 * desk_export_folder_is_of:
 *
 * Returns: whether @directory is an export of that library
 */
gboolean
desk_export_folder_is_of (const char *directory,
                          const char *library_id)
{
  g_autofree char *list = read_list (directory, library_id);

  return list != NULL;
}

static gboolean
holds_only (const char *folder,
            const char *only)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_equal (name, only))
        return FALSE;
    }

  return TRUE;
}

/* Whether there is no folder, or nothing in it but what an export that was killed
 * at its beginning has left. */
static gboolean
is_free (const char *directory)
{
  g_autofree char *state = g_build_filename (directory, DESK_EXPORT_STATE_FOLDER, NULL);
  gboolean has_state = g_file_test (state, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);

  if (!g_file_test (directory, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  return holds_only (directory, DESK_EXPORT_STATE_FOLDER) &&
         (!has_state || (!g_file_test (state, G_FILE_TEST_IS_SYMLINK) && holds_only (state, PART)));
}

/**
 * desk_export_folder_open:
 * @directory: nothing, an empty folder, or an earlier export of that library
 *
 * Looks at the folder, and changes nothing.
 *
 * Returns: (transfer full): the folder; %NULL with @error set
 */
DeskExportFolder *
desk_export_folder_open (const char *directory,
                         const char *library_id,
                         GError    **error)
{
  g_autoptr(DeskExportFolder) self = NULL;
  g_autofree char *list = read_list (directory, library_id);
  g_auto(GStrv) lines = NULL;

  if (list == NULL && !is_free (directory))
    {
      throw_foreign (error, directory, _("this is neither an empty folder nor an export of this library; choose another folder"));
      return NULL;
    }

  self = g_new0 (DeskExportFolder, 1);
  self->directory = g_strdup (directory);
  self->library_id = g_strdup (library_id);
  self->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  lines = g_strsplit (list != NULL ? list : "", "\n", -1);
  for (unsigned i = 0; lines[i] != NULL; i++)
    read_line (self, lines[i]);

  return g_steal_pointer (&self);
}

void
desk_export_folder_free (DeskExportFolder *self)
{
  if (self == NULL)
    return;

  g_free (self->directory);
  g_free (self->library_id);
  g_clear_pointer (&self->ours, g_hash_table_unref);
  g_clear_pointer (&self->expected, g_hash_table_unref);
  g_free (self);
}

/* The hash of a file; NULL for what is no plain file or can't be read. */
static char *
hash_of_file (const char *full)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofd int fd = g_open (full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  g_autofree guchar *buffer = g_malloc (65536);
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  for (;;)
    {
      gssize n_read = read (fd, buffer, 65536);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return NULL;
      if (n_read == 0)
        return g_strdup (g_checksum_get_string (checksum));
      g_checksum_update (checksum, buffer, n_read);
    }
}

static gboolean
is_ours (DeskExportFolder *self,
         const char       *path,
         const char       *sha256)
{
  GPtrArray *hashes = g_hash_table_lookup (self->ours, path);

  for (unsigned i = 0; hashes != NULL && sha256 != NULL && i < hashes->len; i++)
    {
      if (g_str_equal (hashes->pdata[i], sha256))
        return TRUE;
    }

  return FALSE;
}

/* Nothing above @path, below our folder, may be anything but a real folder. */
static gboolean
check_folders (DeskExportFolder *self,
               const char       *path,
               GError          **error)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      struct stat status;

      if (lstat (full, &status) == 0 && !S_ISDIR (status.st_mode))
        return throw_foreign (error, full, _("this stands where a folder has to be; move it away or choose an empty folder"));
    }

  return TRUE;
}

/**
 * desk_export_folder_expect:
 * @path: of a file that is to be there
 * @sha256: of what it will hold
 *
 * Looks whether the file can be written, before the first one is.
 */
gboolean
desk_export_folder_expect (DeskExportFolder *self,
                           const char       *path,
                           const char       *sha256,
                           GError          **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *there = NULL;
  struct stat status;

  g_hash_table_replace (self->expected, g_strdup (path), g_strdup (sha256));
  if (!check_folders (self, path, error))
    return FALSE;
  if (lstat (full, &status) != 0)
    return TRUE;

  there = hash_of_file (full);
  if (g_strcmp0 (there, sha256) == 0 || is_ours (self, path, there))
    return TRUE;
  if (g_hash_table_contains (self->ours, path))
    return throw_foreign (error, full, _("this was changed since the last export; import it, or move it away, and export again"));

  return throw_foreign (error, full, _("this is not from this library; move it away or choose an empty folder"));
}

/* The file that is being written; whatever is in it is of no use to anybody. */
static char *
clear_part (DeskExportFolder *self)
{
  char *part = g_build_filename (self->directory, DESK_EXPORT_STATE_FOLDER, PART, NULL);

  (void) g_unlink (part);
  return part;
}

static gboolean
write_file (DeskExportFolder *self,
            const char       *full,
            const char       *text,
            GError          **error)
{
  g_autofree char *part = clear_part (self);
  g_autoptr(GError) cause = NULL;

  errno = 0;
  if (g_file_set_contents_full (part, text, -1, G_FILE_SET_CONTENTS_NONE, 0644, &cause) && g_rename (part, full) == 0)
    return TRUE;

  if (errno == 0)
    throw_file (error, full, cause->message);
  else
    throw_errno (error, full);
  (void) g_unlink (part); /* the error is told */
  return FALSE;
}

static int
by_text (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @with_old: also what earlier exports have written */
static gboolean
write_list (DeskExportFolder *self,
            gboolean          with_old,
            GError          **error)
{
  g_autofree char *path = list_path (self->directory);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) text = g_string_new (FIRST_WORDS);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->expected);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (lines, g_strdup_printf ("%s %s\n", (const char *) value, (const char *) key));
  g_hash_table_iter_init (&iter, self->ours);
  while (with_old && g_hash_table_iter_next (&iter, &key, &value))
    {
      const GPtrArray *hashes = value;

      for (unsigned i = 0; i < hashes->len; i++)
        g_ptr_array_add (lines, g_strdup_printf ("%s %s\n", (const char *) hashes->pdata[i], (const char *) key));
    }

  g_ptr_array_sort (lines, by_text);
  g_string_append_printf (text, "%s\n", self->library_id);
  for (unsigned i = 0; i < lines->len; i++)
    {
      if (i == 0 || !g_str_equal (lines->pdata[i], lines->pdata[i - 1]))
        g_string_append (text, lines->pdata[i]);
    }

  return write_file (self, path, text->str, error);
}

/**
 * desk_export_folder_begin:
 *
 * Makes the folder and notes what is about to be written.
 */
gboolean
desk_export_folder_begin (DeskExportFolder *self,
                          GError          **error)
{
  g_autofree char *state = g_build_filename (self->directory, DESK_EXPORT_STATE_FOLDER, NULL);

  if (g_mkdir_with_parents (state, 0755) != 0)
    return throw_errno (error, state);

  return write_list (self, TRUE, error);
}

static gboolean
make_folders (DeskExportFolder *self,
              const char       *path,
              GError          **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  if (!check_folders (self, path, error))
    return FALSE;

  return g_mkdir_with_parents (folder, 0755) == 0 || throw_errno (error, folder);
}

/**
 * desk_export_folder_write:
 * @path: one that was expected
 *
 * Writes a file, unless it is as it has to be.
 */
gboolean
desk_export_folder_write (DeskExportFolder *self,
                          const char       *path,
                          const char       *text,
                          GError          **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *there = hash_of_file (full);

  g_return_val_if_fail (g_hash_table_contains (self->expected, path), FALSE);

  if (g_strcmp0 (there, g_hash_table_lookup (self->expected, path)) == 0)
    {
      self->counts.n_unchanged++;
      return TRUE;
    }

  self->counts.n_written++;
  return make_folders (self, path, error) && write_file (self, full, text, error);
}

static gboolean
throw_copy (DeskExportFolder *self,
            const char       *full,
            const GError     *cause,
            GError          **error)
{
  g_autofree char *part = clear_part (self);

  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return throw_file (error, full, cause->message);

  errno = ENOSPC;
  return throw_errno (error, full);
}

/**
 * desk_export_folder_copy:
 * @path: one that was expected
 * @source: a file of the library with these bytes
 *
 * Likewise for a file that is too large to be held.
 */
gboolean
desk_export_folder_copy (DeskExportFolder *self,
                         const char       *path,
                         const char       *source,
                         GError          **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *part = clear_part (self);
  g_autofree char *there = hash_of_file (full);
  g_autoptr(GFile) from = g_file_new_for_path (source);
  g_autoptr(GFile) to = g_file_new_for_path (part);
  g_autofree char *copied = NULL;
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (g_hash_table_contains (self->expected, path), FALSE);

  if (g_strcmp0 (there, g_hash_table_lookup (self->expected, path)) == 0)
    {
      self->counts.n_unchanged++;
      return TRUE;
    }
  if (!make_folders (self, path, error))
    return FALSE;

  self->counts.n_written++;
  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                    NULL, NULL, NULL, &cause))
    return throw_copy (self, full, cause, error);

  copied = hash_of_file (part);
  if (g_strcmp0 (copied, g_hash_table_lookup (self->expected, path)) != 0)
    {
      (void) g_unlink (part);
      return throw_file (error, source, _("the library is damaged: this is not the file that was put there; restore a backup"));
    }

  return g_rename (part, full) == 0 || throw_errno (error, full);
}

/* A file that isn't wanted any more goes if nobody has changed it since; with it
 * go the folders that it leaves empty. */
static void
remove_stale (DeskExportFolder *self,
              const char       *path)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *there = hash_of_file (full);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!is_ours (self, path, there) || !check_folders (self, path, NULL) || g_unlink (full) != 0)
    return;

  self->counts.n_removed++;
  while (!g_str_equal (folder, "."))
    {
      g_autofree char *full_folder = g_build_filename (self->directory, folder, NULL);
      char *above = g_path_get_dirname (folder);

      (void) g_rmdir (full_folder); /* stays while something else is in it */
      g_free (folder);
      folder = above;
    }
}

/**
 * desk_export_folder_finish:
 * @out_counts: (out): what was done
 *
 * Removes what earlier exports wrote and this one didn't.
 */
gboolean
desk_export_folder_finish (DeskExportFolder *self,
                           DeskFolderCounts *out_counts,
                           GError          **error)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->ours);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!g_hash_table_contains (self->expected, path))
        remove_stale (self, path);
    }
  if (!write_list (self, FALSE, error))
    return FALSE;

  *out_counts = self->counts;
  return TRUE;
}
