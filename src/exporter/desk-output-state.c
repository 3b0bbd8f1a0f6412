/* desk-output-state.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-output-private.h"

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

/* `.copydesk/`: what the last export left there, and what this one notes. */

/**
 * desk_output_write_all:
 *
 * Returns: whether it went well; errno knows the error
 */
gboolean
desk_output_write_all (int         fd,
                       const char *text,
                       gsize       n_bytes)
{
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

/* In hexadecimal, as the journal has it. */
void
desk_output_write_hash (const guint8 *sha256,
                        char         *out_hash)
{
  static const char digits[] = "0123456789abcdef";

  for (unsigned i = 0; i < DESK_SITE_HASH_BYTES; i++)
    {
      out_hash[2 * i] = digits[sha256[i] >> 4];
      out_hash[2 * i + 1] = digits[sha256[i] & 15];
    }
  out_hash[2 * DESK_SITE_HASH_BYTES] = '\0';
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

  self->folder_lock = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0644);
  if (self->folder_lock < 0 && !(flags & O_CREAT) && (errno == ENOENT || errno == ENOTDIR))
    return TRUE;
  if (self->folder_lock < 0)
    return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
  /* Where there are no locks, as on some networks, nobody is told. */
  if (flock (self->folder_lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
    return TRUE;

  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("Another export to “%s” is under way; try again when it is done"), self->directory);
  return FALSE;
}

gboolean
desk_output_throw_state (DeskOutput *self,
                         GError     *cause, /* eaten */
                         GError    **error)
{
  g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
               _("“%s” can't be exported to: %s"), self->directory, cause->message);
  g_error_free (cause);

  return FALSE;
}

/* What is ours by an export of another version of the program, whose runs are counted on. */
static gboolean
take_over_old (DeskOutput *self,
               const char *path,
               GError    **error)
{
  g_autoptr(DeskSiteState) old = desk_site_state_open_old (path, self->library_id);
  g_autofree char *run = NULL;

  if (old == NULL)
    return TRUE;

  (void) desk_site_state_read_note (old, "run", &run, NULL);
  return desk_site_state_salvage_files (self->state, old, error) &&
         (run == NULL || desk_site_state_write_note (self->state, "run", run, error));
}

/* What is ours by the last whole export and by one that broke since. */
static gboolean
read_state (DeskOutput *self,
            GError    **error)
{
  g_autofree char *path = state_path (self, "state");
  g_autofree char *run = NULL;
  g_autofree char *boot = NULL;
  GError *cause = NULL;

  g_clear_pointer (&self->unsure, g_hash_table_unref);
  self->unsure = desk_output_list_read (self->directory, "dirty", self->library_id);
  g_clear_pointer (&self->state, desk_site_state_free);
  self->state = desk_site_state_open (path, self->library_id, FALSE, &cause);
  self->is_temporary = self->state == NULL;
  if (self->state == NULL && cause == NULL)
    self->state = desk_site_state_new_temporary (self->library_id, &cause);
  if (self->state == NULL || (self->is_temporary && !take_over_old (self, path, &cause)))
    return desk_output_throw_state (self, cause, error);
  if (!desk_site_state_read_note (self->state, "run", &run, &cause) ||
      !desk_site_state_read_note (self->state, "boot", &boot, &cause))
    return desk_output_throw_state (self, cause, error);

  self->run = (run != NULL ? g_ascii_strtoll (run, NULL, 10) : 0) + 1;
  self->is_trusting = !self->is_temporary && !self->compares_all && self->boot != NULL && g_strcmp0 (self->boot, boot) == 0;
  return TRUE;
}

static gboolean
start_journal (DeskOutput *self,
               GError    **error)
{
  g_autofree char *path = state_path (self, "dirty");
  g_autofree char *first = desk_output_list_first_line (self->library_id);

  /* What a broken run has listed stays in the journal until a whole one ends. */
  if (g_hash_table_size (self->unsure) > 0)
    {
      self->journal = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
      if (self->journal < 0 || !desk_output_write_all (self->journal, "\n", 1))
        return desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
      return TRUE;
    }

  self->journal = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (self->journal < 0 || !desk_output_write_all (self->journal, first, strlen (first)))
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

/* A state that was in no folder gets its place, unless another export made one while
 * there was no lock. */
static gboolean
settle_state (DeskOutput *self,
              GError    **error)
{
  g_autofree char *path = state_path (self, "state");
  g_autoptr(DeskSiteState) other = NULL;
  GError *cause = NULL;

  if (!self->is_temporary)
    return TRUE;
  other = self->is_renewed ? NULL : desk_site_state_open (path, self->library_id, FALSE, &cause);
  if (other != NULL)
    {
      g_set_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED,
                   _("Another export to “%s” is under way; try again when it is done"), self->directory);
      return FALSE;
    }
  g_clear_error (&cause);
  if (!desk_site_state_settle (self->state, path, &cause))
    return desk_output_throw_state (self, cause, error);

  self->is_temporary = FALSE;
  self->has_begun = TRUE;
  return TRUE;
}

/**
 * desk_output_renew_state:
 *
 * Puts a new state in place of one that is damaged; of that only which files are ours is
 * kept, as far as it can be read. Before anything was written.
 */
gboolean
desk_output_renew_state (DeskOutput *self,
                         GError    **error)
{
  GError *cause = NULL;
  g_autoptr(DeskSiteState) renewed = desk_site_state_new_temporary (self->library_id, &cause);

  if (renewed == NULL || !desk_site_state_salvage_files (renewed, self->state, &cause))
    return desk_output_throw_state (self, cause, error);

  desk_site_state_free (self->state);
  self->state = g_steal_pointer (&renewed);
  self->is_temporary = self->is_renewed = TRUE;
  self->is_trusting = FALSE;
  return TRUE;
}

/**
 * desk_output_begin:
 *
 * From here on the state may be written to, which shows when the export is finished.
 */
gboolean
desk_output_begin (DeskOutput *self,
                   GError    **error)
{
  GError *cause = NULL;

  if (!self->has_begun && !desk_site_state_begin (self->state, &cause))
    return desk_output_throw_state (self, cause, error);

  self->has_begun = TRUE;
  return TRUE;
}

/* From here on the folder is written to. */
gboolean
desk_output_start (DeskOutput *self,
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

  return (self->folder_lock >= 0 || take_lock (self, O_CREAT, error)) &&
         settle_state (self, error) &&
         desk_output_begin (self, error) &&
         start_journal (self, error);
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
  self->folder_lock = self->journal = -1;
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->names_mutex);
  self->is_writing = g_byte_array_new ();
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  (void) g_file_get_contents ("/proc/sys/kernel/random/boot_id", &self->boot, NULL, NULL); /* else nothing is trusted */

  if (!check_state_folder (self, error) || !take_lock (self, 0, error) || !read_state (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
desk_output_free (DeskOutput *self)
{
  if (self == NULL)
    return;

  if (self->journal >= 0)
    (void) g_close (self->journal, NULL);  /* it was written unbuffered */
  desk_site_state_free (self->state);      /* while nobody else can open it */
  if (self->folder_lock >= 0)
    (void) g_close (self->folder_lock, NULL); /* which also lets go of the lock */
  g_clear_pointer (&self->unsure, g_hash_table_unref);
  g_clear_pointer (&self->folders, g_hash_table_unref);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->is_writing, g_byte_array_unref);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->names_mutex);
  g_free (self->boot);
  g_free (self->directory);
  g_free (self->library_id);
  g_free (self);
}

/* What the last export says of a file, if it says something. Without one, or when
 * it can't be read, it is as if there had been none. */
gboolean
desk_output_find_file (DeskOutput   *self,
                       const char   *path,
                       DeskSiteFile *out_file)
{
  gboolean is_there = FALSE;

  return self->state != NULL && desk_site_state_find_file (self->state, path, out_file, &is_there, NULL) && is_there;
}

gboolean
desk_output_is_ours (DeskOutput *self,
                     const char *path)
{
  DeskSiteFile file;

  return g_hash_table_contains (self->unsure, path) || desk_output_find_file (self, path, &file);
}

/* Whether the state alone says what is on the disk. */
gboolean
desk_output_is_certain (DeskOutput   *self,
                        const char   *path,
                        DeskSiteFile *out_file)
{
  return self->is_trusting && !g_hash_table_contains (self->unsure, path) && desk_output_find_file (self, path, out_file);
}

gboolean
desk_output_put_in_journal (DeskOutput *self,
                            const char *path,
                            const char *hash,
                            GError    **error)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", hash, path);

  return desk_output_write_all (self->journal, line, strlen (line)) ||
         desk_output_throw_errno (DESK_OUTPUT_WRITE, self->directory, error);
}

/* The next export has another number than any file that is noted. */
static gboolean
note_run (DeskOutput *self,
          GError    **error)
{
  g_autofree char *run = g_strdup_printf ("%" G_GINT64_FORMAT, self->run);

  return desk_site_state_write_note (self->state, "run", run, error);
}

gboolean
desk_output_commit_state (DeskOutput *self,
                          GError    **error)
{
  GError *cause = NULL;

  return (note_run (self, &cause) &&
          desk_site_state_write_note (self->state, "boot", self->boot != NULL ? self->boot : "", &cause) &&
          desk_site_state_commit (self->state, &cause)) ||
         desk_output_throw_state (self, cause, error);
}

/**
 * desk_output_commit_plan:
 *
 * Puts what was written to the state so far into its file, for others to read. If this
 * export breaks off, the next one must not go on from it.
 */
gboolean
desk_output_commit_plan (DeskOutput *self,
                         GError    **error)
{
  GError *cause = NULL;

  if (!desk_output_start (self, error))
    return FALSE;

  return (note_run (self, &cause) && desk_site_state_commit (self->state, &cause) && desk_site_state_begin (self->state, &cause)) ||
         desk_output_throw_state (self, cause, error);
}

/**
 * desk_output_get_state:
 *
 * Returns: (transfer none): what the last whole export has noted; it takes notes from
 *   desk_output_begin() on
 */
DeskSiteState *
desk_output_get_state (DeskOutput *self)
{
  return self->state;
}

/**
 * desk_output_is_whole:
 *
 * Returns: whether every file of the last export is known to be on the disk
 */
gboolean
desk_output_is_whole (DeskOutput *self)
{
  return self->is_trusting && g_hash_table_size (self->unsure) == 0;
}

/**
 * desk_output_compare_all:
 *
 * Has every file compared with what is on the disk, whatever the last export says.
 */
void
desk_output_compare_all (DeskOutput *self)
{
  self->is_trusting = FALSE;
  self->compares_all = TRUE;
}

/**
 * desk_output_set_partial:
 *
 * Keeps what isn't written by this export, but for what desk_output_drop() names.
 */
void
desk_output_set_partial (DeskOutput *self)
{
  self->is_partial = TRUE;
}
