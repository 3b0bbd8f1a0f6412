/* desk-repair.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-repair.h"

#include "desk-mend.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Repairs a library:
 *
 *     damaged ─copy─→ pages ─salvage─→ rows ─mend─→ library ─verify─→ in place
 *        file and log      by format     ↑  snapshot                  through SQLite
 *
 * SQLite is not relied on to read the damaged file. The rows that were read go
 * into a new database of the same schema, which is brought up to date like any
 * other; what is missing comes from the newest sound snapshot, what is derived
 * is worked out anew. Only what verifies takes the library's place, and the
 * damaged file stays beside it.
 */

#define BUFFER_BYTES (256 * 1024)
#define PAGE_BYTES 4096
#define N_READS 3

typedef struct
{
  const char        *library;
  const DeskWatch   *watch;
  gint64             now_us;
  DeskRepairSummary *summary;
  char              *staging;
  char              *damaged;      /* the copy in it */
  char              *database;     /* the new one in it */
  char              *old;          /* the snapshot, brought up to date */
  int                version;      /* of the damaged schema */
  sqlite3           *db;           /* of the new one */
  GHashTable        *inserts;      /* DeskTree → sqlite3_stmt */
  GHashTable        *refused;      /* char *table → number of rows that break a rule */
  unsigned           n_unreadable; /* texts that had to be made UTF-8 */
} Repair;

void
desk_repair_summary_clear (DeskRepairSummary *self)
{
  g_clear_pointer (&self->snapshot, g_free);
  g_clear_pointer (&self->damaged, g_free);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
}

/* A disk that fails may give the page when it is asked again. What it does not
 * give is read as nothing. */
static void
read_page (sqlite3_file *file,
           char         *page,
           int           n_bytes,
           sqlite3_int64 at)
{
  for (unsigned i = 0; i < N_READS; i++)
    {
      if (file->pMethods->xRead (file, page, n_bytes, at) == SQLITE_OK)
        return;
    }

  memset (page, 0, (gsize) n_bytes);
}

/* Reads the live file through SQLite's descriptor: to close another one would
 * drop the locks of this process. */
static gboolean
copy_file (sqlite3_file *file,
           int           fd,
           Repair       *self,
           GError      **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);
  sqlite3_int64 size = 0;

  if (file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return desk_safe_throw (EIO, self->library, error);

  for (sqlite3_int64 at = 0; at < size; at += BUFFER_BYTES)
    {
      int n_bytes = (int) MIN (size - at, BUFFER_BYTES);

      if (desk_watch_is_over (self->watch, error))
        return FALSE;
      for (int i = 0; i < n_bytes; i += PAGE_BYTES)
        read_page (file, buffer + i, MIN (n_bytes - i, PAGE_BYTES), at + i);
      if (!desk_safe_write (fd, buffer, (gsize) n_bytes))
        return desk_safe_throw (errno, self->damaged, error);
      desk_watch_tell (self->watch, _("Copying the damaged library"), (double) at / (double) size);
    }

  return TRUE;
}

static gboolean
copy_log (Repair     *self,
          const char *live,
          GError    **error)
{
  g_autofree char *from = g_strconcat (live, "-wal", NULL);
  g_autofree char *to = g_strconcat (self->damaged, "-wal", NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);

  return !g_file_test (from, G_FILE_TEST_EXISTS) ||
         g_file_copy (source, target, G_FILE_COPY_NONE, self->watch->cancellable, NULL, NULL, error);
}

/* Copies the damaged file and its log. If it can be locked, nobody writes to it
 * meanwhile; if it can't, because it is too damaged, nobody can either. */
static gboolean
take_copy (Repair  *self,
           GError **error)
{
  g_autofree char *live = g_build_filename (self->library, DESK_DATABASE_NAME, NULL);
  g_autofree char *log = g_strconcat (live, "-wal", NULL);
  g_autoptr(sqlite3) db = NULL;
  g_autoptr(GError) cause = NULL;
  sqlite3_file *file = NULL;
  GStatBuf status;
  gboolean is_copied;
  int fd;

  if (g_access (live, F_OK) != 0)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                   _("There is no Copydesk library at “%s”; make a new one, or name another"), self->library);
      return FALSE;
    }
  db = desk_connection_open (live, SQLITE_OPEN_READWRITE, error);
  if (db == NULL)
    return FALSE;
  /* What is in the log stays there; where nothing is, nothing is left. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, g_lstat (log, &status) == 0 && status.st_size > 0, NULL);
  if (!desk_database_execute (db, "BEGIN IMMEDIATE", N_("The library can't be repaired"), &cause) &&
      g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL)
    return desk_safe_throw (EIO, live, error);

  fd = g_open (self->damaged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    return desk_safe_throw (errno, self->damaged, error);
  is_copied = copy_file (file, fd, self, error) && copy_log (self, live, error);
  if (close (fd) != 0 && is_copied)
    is_copied = desk_safe_throw (errno, self->damaged, error);

  return is_copied; /* what was begun ends with the connection */
}

/* The newest snapshot that is sound and ours, as a copy that is up to date. */
static gboolean
take_snapshot (Repair  *self,
               GError **error)
{
  g_autoptr(GPtrArray) snapshots = desk_snapshot_list (self->library);

  for (unsigned i = 0; i < snapshots->len; i++)
    {
      const DeskSnapshot *snapshot = snapshots->pdata[i];
      g_autoptr(sqlite3) db = desk_database_open_copy (snapshot->path, NULL);
      gboolean is_ours = FALSE;
      int version;

      if (desk_watch_is_over (self->watch, error))
        return FALSE;
      if (db == NULL || !desk_schema_check (db, snapshot->path, &version, NULL) ||
          !desk_schema_is_ours (db, version, &is_ours, NULL) || !is_ours ||
          !desk_check_copy (snapshot->path, self->watch, NULL))
        continue;

      if (!desk_database_write_copy (db, self->old, self->watch, error) ||
          !desk_replace_prepare (self->old, NULL, error))
        return FALSE;
      self->summary->snapshot = g_strdup (snapshot->path);
      return TRUE;
    }

  return !desk_watch_is_over (self->watch, error);
}

/* Says what the damaged file could be: a newer library is left alone. */
static gboolean
find_version (Repair    *self,
              DeskPages *pages,
              GError   **error)
{
  g_autoptr(sqlite3) old = NULL;
  gint64 version = desk_pages_get_version (pages);

  if (version > DESK_SCHEMA_VERSION && desk_pages_is_library (pages))
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer Copydesk; update Copydesk to open it"), self->library);
      return FALSE;
    }

  if (version < 1 || version > DESK_SCHEMA_VERSION)
    {
      old = self->summary->snapshot != NULL ? desk_database_open_copy (self->summary->snapshot, error) : NULL;
      version = DESK_SCHEMA_VERSION;
      if (old != NULL && !desk_database_ask (old, "PRAGMA user_version", &version, N_("The library can't be repaired"), error))
        return FALSE;
    }

  self->version = (int) version;
  return TRUE;
}

static GPtrArray *
find_trees (Repair    *self,
            DeskPages *pages,
            GError   **error)
{
  g_autoptr(sqlite3) similar = NULL;
  g_autoptr(GPtrArray) trees = desk_salvage_list_trees (self->db, error);

  if (trees == NULL)
    return NULL;

  if (self->summary->snapshot != NULL)
    similar = desk_database_open_copy (self->summary->snapshot, NULL);
  desk_salvage_find_roots (pages, trees, similar != NULL ? similar : self->db);
  return g_steal_pointer (&trees);
}

/* Reads the rows of the damaged file into a new database. */
static GPtrArray *
salvage (Repair  *self,
         GError **error)
{
  g_autoptr(DeskPages) pages = desk_pages_open (self->damaged, error);
  const char *doing = N_("The library can't be repaired");
  g_autoptr(GPtrArray) trees = NULL;
  gboolean is_done;

  if (pages == NULL || !find_version (self, pages, error))
    return NULL;

  self->db = desk_connection_open (self->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (self->db == NULL ||
      !desk_database_execute (self->db, "PRAGMA synchronous = OFF", doing, error) ||
      !desk_schema_migrate_to (self->db, 0, self->version, FALSE, error))
    return NULL;
  trees = find_trees (self, pages, error);
  if (trees == NULL)
    return NULL;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  is_done = desk_database_execute (self->db, "BEGIN", doing, error) &&
            desk_mend_read_rows (self->db, pages, trees, self->watch, self->summary, error) &&
            desk_database_execute (self->db, "COMMIT", doing, error);
  if (is_done && self->summary->n_saved == 0 && self->summary->snapshot == NULL)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
                   _("Nothing in “%s” can be read as a library; restore a backup"), self->library);
      return NULL;
    }

  return is_done ? g_steal_pointer (&trees) : NULL;
}

static gboolean
attach (Repair  *self,
        GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_attached;

  if (sqlite3_prepare_v2 (self->db, "ATTACH ?1 AS old", -1, &stmt, NULL) == SQLITE_OK)
    sqlite3_bind_text (stmt, 1, self->old, -1, SQLITE_STATIC);
  is_attached = stmt != NULL && sqlite3_step (stmt) == SQLITE_DONE;
  if (!is_attached)
    desk_connection_throw (self->db, N_("The library can't be repaired"), error);
  sqlite3_finalize (stmt);

  return is_attached;
}

static gboolean
mend (Repair    *self,
      GPtrArray *trees,
      GError   **error)
{
  gboolean has_snapshot = self->summary->snapshot != NULL;
  DeskMend steps = { self->db, trees, self->watch, self->summary, has_snapshot };
  gboolean is_done;

  desk_watch_tell (self->watch, _("Looking for what is missing"), -1);
  if (has_snapshot && !attach (self, error))
    return FALSE;

  desk_watch_attach (self->watch, self->db);
  is_done = desk_mend_run (&steps, "BEGIN", error) &&
            desk_mend_fill (&steps, error) &&
            desk_mend_owners (&steps, error) &&
            desk_mend_references (&steps, error) &&
            desk_mend_texts (&steps, error) &&
            desk_mend_run (&steps, "COMMIT", error);
  desk_watch_detach (self->db);

  return is_done;
}

/* What makes tables of schema 1 anew reads rows that others name. */
static gboolean
mend_before_migration (Repair    *self,
                       GPtrArray *trees,
                       GError   **error)
{
  DeskMend steps = { self->db, trees, self->watch, self->summary, FALSE };

  return desk_mend_run (&steps, "BEGIN", error) &&
         desk_mend_old_owners (&steps, error) &&
         desk_mend_references (&steps, error) &&
         desk_mend_run (&steps, "COMMIT", error);
}

static gboolean
rebuild (Repair  *self,
         GError **error)
{
  g_autoptr(GPtrArray) trees = salvage (self, error);
  gboolean is_done;

  is_done = trees != NULL &&
            (self->version > 1 || mend_before_migration (self, trees, error)) &&
            desk_schema_migrate_to (self->db, self->version, DESK_SCHEMA_VERSION, self->version > 1, error);
  if (is_done)
    {
      sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
      is_done = mend (self, trees, error);
    }
  g_clear_pointer (&self->db, sqlite3_close_v2);

  return is_done &&
         desk_mend_derived (self->staging, self->watch, error) &&
         desk_check_copy (self->database, self->watch, error);
}

/* Through SQLite where it can still write to the library, so that programs that
 * have it open see the repaired one; else by moving files. */
static gboolean
put_content (Repair  *self,
             GError **error)
{
  g_autofree char *live = g_build_filename (self->library, DESK_DATABASE_NAME, NULL);
  g_autoptr(sqlite3) db = desk_connection_open (live, SQLITE_OPEN_READWRITE, error);

  return db != NULL &&
         desk_replace_prepare (self->database, db, error) &&
         desk_replace_content (db, self->database, self->watch, error) &&
         desk_database_execute (db, "SELECT count (*) FROM sqlite_schema", N_("The library can't be written to"), error);
}

static gboolean
keep_damaged (Repair  *self,
              GError **error)
{
  g_autofree char *kept = desk_replace_dup_damaged (self->library, self->now_us);
  g_autofree char *log = g_strconcat (self->damaged, "-wal", NULL);
  g_autofree char *kept_log = g_strconcat (kept, "-wal", NULL);

  if (!desk_safe_put (self->damaged, kept, FALSE, error) ||
      (g_file_test (log, G_FILE_TEST_EXISTS) && !desk_safe_put (log, kept_log, FALSE, error)))
    return FALSE;

  self->summary->damaged = g_steal_pointer (&kept);
  return TRUE;
}

static void
forget_damaged (Repair *self)
{
  g_autofree char *log = g_strconcat (self->summary->damaged, "-wal", NULL);

  (void) g_unlink (self->summary->damaged); /* it is where it was */
  (void) g_unlink (log);                    /* there may be none */
  g_clear_pointer (&self->summary->damaged, g_free);
}

static gboolean
put_in_place (Repair  *self,
              GError **error)
{
  g_autoptr(GError) cause = NULL;

  if (!keep_damaged (self, error))
    return FALSE;
  if (put_content (self, &cause))
    return TRUE;

  forget_damaged (self);
  if (!g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) &&
      !g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  return desk_replace_file (self->library, self->database, self->now_us, &self->summary->damaged, error);
}

/**
 * desk_repair_library:
 * @library: a library's folder
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was saved and what was not
 *
 * Saves what can be read of a damaged library, in its place; the damaged file is
 * kept. Blocks; call it on a worker.
 *
 * Returns: %FALSE with @error set, and the library as it was
 */
gboolean
desk_repair_library (const char        *library,
                     gint64             now_us,
                     DeskProgressFunc   progress,
                     gpointer           user_data,
                     GCancellable      *cancellable,
                     DeskRepairSummary *out_summary,
                     GError           **error)
{
  DeskWatch watch = { progress, user_data, cancellable };
  g_autofree char *folder = g_canonicalize_filename (library, NULL);
  g_auto(DeskRepairSummary) summary = { .lost = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr(DeskTemporary) staging = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *database = NULL;
  g_autofree char *old = NULL;
  Repair self = { .library = folder, .watch = &watch, .now_us = now_us, .summary = &summary };
  gboolean is_repaired;

  desk_safe_sweep (folder, now_us - G_TIME_SPAN_DAY);
  staging = desk_safe_make_folder (folder, error);
  if (staging == NULL)
    return FALSE;

  self.staging = staging;
  self.damaged = damaged = g_build_filename (staging, "damaged.sqlite3", NULL);
  self.database = database = g_build_filename (staging, DESK_DATABASE_NAME, NULL);
  self.old = old = g_build_filename (staging, "old.sqlite3", NULL);
  is_repaired = take_copy (&self, error) &&
                take_snapshot (&self, error) &&
                rebuild (&self, error) &&
                put_in_place (&self, error);
  g_clear_pointer (&self.db, sqlite3_close_v2);
  if (!is_repaired)
    return FALSE;

  *out_summary = summary;
  summary = (DeskRepairSummary) { 0 };
  return TRUE;
}
