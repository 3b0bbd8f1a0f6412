/* desk-output.c
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
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A site's folder, and in it `.copydesk/` with
 *
 *   state  what the last whole export wrote (desk-site-state.h)
 *   dirty  there while an export runs, or after one that broke: a first line, then
 *          one for each file that it writes or removes, before it does
 *   lock   held by the export that runs
 *   new    the file that is being written, before it gets its name
 *
 *     desk_output_open ─→ [rehearsal] ─→ started ─→ finished
 *       reads the state     reads          writes
 *
 * 1. A file is ours when the state or `dirty` knows it. Others are never changed
 *    or removed; one that has the very bytes we need becomes ours.
 * 2. Every file appears whole, under its name, by a rename.
 * 3. No folder below the site's is entered through a symbolic link.
 * 4. The state is committed when everything else has been done, then `dirty` goes.
 *    An export that breaks off removes nothing, so the old pages stay.
 * 5. Nothing is made or changed before the first write outside a rehearsal, so
 *    a folder that is refused stays as it was.
 * 6. What the state says of a file is taken for true, and the file isn't looked
 *    at, unless `dirty` names it: but not when everything is to be compared, nor
 *    when the computer has been started anew, since files aren't synchronised.
 */

/* Makes the folders above @path, none of which may be a link to elsewhere; in a
 * rehearsal only looks at those that are there. */
gboolean
desk_output_make_folders (DeskOutput *self,
                          const char *path,
                          GError    **error)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));
      g_autofree char *full = g_build_filename (self->directory, folder, NULL);
      struct stat status;
      gboolean exists, is_made;

      if (g_hash_table_contains (self->folders, folder))
        continue;
      is_made = !self->is_rehearsal && g_mkdir (full, 0755) == 0;
      if (!self->is_rehearsal && !is_made && errno != EEXIST)
        return desk_output_throw_errno (DESK_OUTPUT_MAKE_FOLDER, full, error);
      if (is_made)
        {
          g_hash_table_insert (self->folders, g_steal_pointer (&folder), GINT_TO_POINTER (TRUE));
          continue;
        }
      exists = lstat (full, &status) == 0;
      if (!exists && self->is_rehearsal)
        return TRUE;
      if (!exists || !S_ISDIR (status.st_mode))
        return desk_output_throw_foreign (self->directory, folder, error);
      g_hash_table_insert (self->folders, g_steal_pointer (&folder), GINT_TO_POINTER (FALSE));
    }

  return TRUE;
}

/* Whether the folder of @path was made a moment ago: nobody's files are in it. */
static gboolean
is_folder_new (DeskOutput *self,
               const char *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;

  return folder != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->folders, folder));
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

/* What breaks off leaves the file under the other name, which the next one takes. */
static gboolean
put_file (DeskOutput *self,
          const char *full,
          const char *bytes,
          gsize       n_bytes,
          GError    **error)
{
  g_autofree char *new = g_build_filename (self->directory, DESK_OUTPUT_FOLDER, "new", NULL);
  int fd = g_open (new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);

  return (fd >= 0 && write_and_close (fd, bytes, n_bytes) && g_rename (new, full) == 0) ||
         desk_output_throw_errno (DESK_OUTPUT_WRITE, full, error);
}

/* From now on the file is a part of this export. */
static gboolean
keep (DeskOutput   *self,
      const char   *path,
      DeskSiteFile *file,
      GError      **error)
{
  GError *cause = NULL;

  file->run = self->run;
  return desk_site_state_put_file (self->state, path, file, &cause) || desk_output_throw_state (self, cause, error);
}

/**
 * desk_output_shows:
 * @fingerprint: (array fixed-size=32): of what the file has to show
 *
 * Returns: whether it is known to show that; nothing is known in a rehearsal
 */
gboolean
desk_output_shows (DeskOutput   *self,
                   const char   *path,
                   const guint8 *fingerprint)
{
  DeskSiteFile file;

  return !self->is_rehearsal && desk_output_is_certain (self, path, &file) &&
         memcmp (file.fingerprint, fingerprint, sizeof file.fingerprint) == 0;
}

/**
 * desk_output_keep:
 * @path: of a file that shows what it has to
 *
 * Makes it a part of this export as it is.
 */
gboolean
desk_output_keep (DeskOutput *self,
                  const char *path,
                  GError    **error)
{
  DeskSiteFile file;

  if (!desk_output_start (self, error))
    return FALSE;
  g_return_val_if_fail (desk_output_find_file (self, path, &file) && file.run < self->run, FALSE);

  self->counts.n_unchanged++;
  if (!self->is_partial)
    return keep (self, path, &file, error);

  g_hash_table_add (self->kept, g_strdup (path)); /* its row needn't change */
  return TRUE;
}

/**
 * desk_output_drop:
 * @path: of a file that is no longer a part of the site, unless it was written or kept;
 *   only for an export that is partial
 */
void
desk_output_drop (DeskOutput *self,
                  const char *path)
{
  if (g_hash_table_contains (self->kept, path))
    return;

  g_ptr_array_add (self->dropped, g_strdup (path));
}

/* Puts the bytes on the disk, unless they are there. */
static gboolean
put_bytes (DeskOutput   *self,
           const char   *path,
           const char   *bytes,
           gsize         n_bytes,
           const guint8 *sha256,
           GError      **error)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  char hash[DESK_OUTPUT_HASH_CHARS];
  struct stat status;
  gboolean exists;

  if (!desk_output_make_folders (self, path, error))
    return FALSE;

  exists = !is_folder_new (self, path) && lstat (full, &status) == 0;
  if (exists && desk_output_is_same (full, &status, bytes, n_bytes))
    {
      self->counts.n_unchanged++;
      return TRUE;
    }
  if (exists && (!desk_output_is_ours (self, path) || S_ISDIR (status.st_mode)))
    return desk_output_throw_foreign (self->directory, path, error);
  desk_output_write_hash (sha256, hash);
  if (!desk_output_put_in_journal (self, path, hash, error) || !put_file (self, full, bytes, n_bytes, error))
    return FALSE;

  self->counts.n_written++;
  self->counts.n_bytes += n_bytes;
  return TRUE;
}

/**
 * desk_output_write:
 * @path: where it belongs, below the folder; once in an export
 * @bytes: what it has to hold
 * @fingerprint: (nullable) (array fixed-size=32): of what it shows
 *
 * Writes a file unless it is there already with these bytes.
 *
 * Returns: %FALSE with @error set; %DESK_EXPORT_ERROR_FOREIGN when somebody
 *   else's file stands there
 */
gboolean
desk_output_write (DeskOutput   *self,
                   const char   *path,
                   const char   *bytes,
                   gsize         n_bytes,
                   const guint8 *fingerprint,
                   GError      **error)
{
  struct sha256_ctx checksum;
  DeskSiteFile file = { 0 };
  DeskSiteFile known;
  gboolean is_known;

  if (self->is_rehearsal)
    return desk_output_rehearse (self, path, bytes, n_bytes, error);
  if (!desk_output_start (self, error))
    return FALSE;
  is_known = desk_output_find_file (self, path, &known);
  g_return_val_if_fail (!is_known || known.run < self->run, FALSE);

  sha256_init (&checksum);
  sha256_update (&checksum, n_bytes, (const guint8 *) bytes);
  sha256_digest (&checksum, sizeof file.sha256, file.sha256);
  if (fingerprint != NULL)
    memcpy (file.fingerprint, fingerprint, sizeof file.fingerprint);
  if (desk_output_is_certain (self, path, &known) && memcmp (known.sha256, file.sha256, sizeof file.sha256) == 0)
    self->counts.n_unchanged++;
  else if (!put_bytes (self, path, bytes, n_bytes, file.sha256, error))
    return FALSE;
  if (!is_known)
    self->counts.n_added++;

  return keep (self, path, &file, error);
}

/**
 * desk_output_finish:
 *
 * Removes what earlier exports wrote and this one did not, then commits the state.
 * Without it the folder keeps everything it had.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_output_finish (DeskOutput *self,
                    GError    **error)
{
  g_autofree char *dirty = g_build_filename (self->directory, DESK_OUTPUT_FOLDER, "dirty", NULL);

  if (self->is_rehearsal)
    return TRUE;
  if (!desk_output_start (self, error) || !desk_output_remove_gone (self, error) || !desk_output_commit_state (self, error))
    return FALSE;
  if (g_unlink (dirty) != 0)
    return desk_output_throw_errno (DESK_OUTPUT_REMOVE, dirty, error);

  return TRUE;
}

DeskOutputCounts
desk_output_get_counts (DeskOutput *self)
{
  return self->counts;
}
