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

#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_LAST_BYTES (64 << 20) /* read again; what somebody has put in a file's place may be of any size */

/* A site's folder, and in it `.copydesk/` with
 *
 *   state  what the last whole export wrote (desk-site-state.h)
 *   dirty  there while an export runs, or after one that broke: a first line, then
 *          one for each file that it writes or removes, before it does
 *   lock   held by the export that runs
 *   new    the file that is being written, before it gets its name; new-1 … for further
 *          ones, where several are written at a time
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
 * desk_output_lock:
 *
 * From here to desk_output_unlock() no other thread uses the output, or what it gave
 * out of its state.
 */
void
desk_output_lock (DeskOutput *self)
{
  g_mutex_lock (&self->mutex);
}

void
desk_output_unlock (DeskOutput *self)
{
  g_mutex_unlock (&self->mutex);
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

/* What is known of the file that is to be written. */
typedef struct
{
  gboolean is_known; /* from the last export */
  gboolean is_there; /* with the bytes that it is to have */
} Known;

static gboolean
look_up (DeskOutput         *self,
         const char         *path,
         const DeskSiteFile *file,
         Known              *out_known,
         GError            **error)
{
  DeskSiteFile known;

  if (!desk_output_start (self, error))
    return FALSE;
  out_known->is_known = desk_output_find_file (self, path, &known);
  g_return_val_if_fail (!out_known->is_known || known.run < self->run, FALSE);

  out_known->is_there = out_known->is_known && desk_output_is_certain (self, path, &known) &&
                        memcmp (known.sha256, file->sha256, sizeof file->sha256) == 0;
  return TRUE;
}

static gboolean
count_and_keep (DeskOutput   *self,
                const char   *path,
                DeskSiteFile *file,
                const Known  *known,
                gboolean      is_written,
                gsize         n_bytes,
                GError      **error)
{
  self->counts.n_written += is_written;
  self->counts.n_unchanged += !is_written;
  self->counts.n_bytes += is_written ? n_bytes : 0;
  self->counts.n_added += !known->is_known;

  return keep (self, path, file, error);
}

static gboolean
write_file (DeskOutput   *self,
            const char   *path,
            const char   *bytes,
            gsize         n_bytes,
            DeskSiteFile *file,
            GError      **error)
{
  gboolean is_looked_up, is_kept, is_written = FALSE;
  Known known = { FALSE, FALSE };

  desk_output_lock (self);
  is_looked_up = look_up (self, path, file, &known, error);
  desk_output_unlock (self);
  if (!is_looked_up ||
      (!known.is_there && !desk_output_put_bytes (self, path, bytes, n_bytes, file->sha256, &is_written, error)))
    return FALSE;

  desk_output_lock (self);
  is_kept = count_and_keep (self, path, file, &known, is_written, n_bytes, error);
  desk_output_unlock (self);

  return is_kept;
}

static void
take_hash (const char *bytes,
           gsize       n_bytes,
           guint8     *out_sha256)
{
  struct sha256_ctx checksum;

  sha256_init (&checksum);
  sha256_update (&checksum, n_bytes, (const guint8 *) bytes);
  sha256_digest (&checksum, DESK_SITE_HASH_BYTES, out_sha256);
}

/**
 * desk_output_dup_last:
 * @path: of a file that this export has not written yet
 *
 * Reads what the last export has left there. Any thread may, without the lock.
 *
 * Returns: (transfer full) (nullable): its bytes and a nul; %NULL where there is none, or
 *   one that is not, byte for byte, what that wrote
 */
char *
desk_output_dup_last (DeskOutput *self,
                      const char *path)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);
  g_autofree char *bytes = NULL;
  guint8 sha256[DESK_SITE_HASH_BYTES];
  struct stat status;
  DeskSiteFile file;
  gboolean is_known;
  gsize n_bytes = 0;

  desk_output_lock (self);
  is_known = desk_output_find_file (self, path, &file);
  desk_output_unlock (self);
  if (!is_known || lstat (full, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_LAST_BYTES ||
      !g_file_get_contents (full, &bytes, &n_bytes, NULL))
    return NULL;

  take_hash (bytes, n_bytes, sha256);
  return memcmp (sha256, file.sha256, sizeof sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/**
 * desk_output_write:
 * @path: where it belongs, below the folder; once in an export
 * @bytes: what it has to hold
 * @fingerprint: (nullable) (array fixed-size=32): of what it shows
 *
 * Writes a file unless it is there already with these bytes. Any thread may, without
 * the lock.
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
  DeskSiteFile file = { 0 };

  if (self->is_rehearsal)
    return desk_output_rehearse (self, path, bytes, n_bytes, error);

  take_hash (bytes, n_bytes, file.sha256);
  if (fingerprint != NULL)
    memcpy (file.fingerprint, fingerprint, sizeof file.fingerprint);

  return write_file (self, path, bytes, n_bytes, &file, error);
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
