/* desk-store.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * DeskStore:
 *
 * One newsroom's library, a folder with `library.sqlite3` and `media/`.
 *
 * Every function blocks and may be called on any thread, but on one at a time;
 * the window gives the store a thread of its own. A second store on the same
 * library, in this process or another, is fine: each write is one transaction,
 * and what changed underneath is noticed by its version.
 */

G_DEFINE_FINAL_TYPE (DeskStore, desk_store, G_TYPE_OBJECT)

static void
desk_store_finalize (GObject *object)
{
  DeskStore *self = DESK_STORE (object);

  g_clear_pointer (&self->search, desk_search_free);
  g_clear_pointer (&self->stemmers, desk_stemmers_free);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->db, sqlite3_close_v2);
  if (self->is_alone)
    desk_store_leave_alone (self->path);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (desk_store_parent_class)->finalize (object);
}

static void
desk_store_class_init (DeskStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_store_finalize;
}

static void
desk_store_init (DeskStore *self)
{
  self->statements = desk_connection_new_cache ();
  self->stemmers = desk_stemmers_new ();
  self->slice_us = DESK_SLICE_US;
  self->slice_rows = DESK_SLICE_ROWS;
  self->search_few = DESK_SEARCH_FEW;
}

static char *
database_in (const char *folder)
{
  return g_build_filename (folder, "library.sqlite3", NULL);
}

static gboolean
check_is_there (const char *file,
                const char *path,
                GError    **error)
{
  if (g_access (file, R_OK) == 0)
    return TRUE;

  if (errno == ENOENT || errno == ENOTDIR)
    g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                 _("There is no Copydesk library at “%s”; make a new one, or name another"), path);
  else
    g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                 _("“%s” can't be read (%s); allow reading it, or name another library"),
                 path, g_strerror (errno));
  return FALSE;
}

static gboolean
throw_foreign (const char *path,
               GError    **error)
{
  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
               _("“%s” is not a Copydesk library; choose another, or make a new one"), path);
  return FALSE;
}

/* SQLite takes any file for a new database as long as it is empty, and one that
 * is no database is found out late. The file is read through SQLite's own
 * descriptor: closing another one would drop every lock that this process has on
 * the file, other processes would then take the write-ahead log for left behind
 * and remove it, and with it what is written from then on.
 *
 * A disk that fails says nothing about the file: whoever restores a backup would
 * put one that can't be opened aside. */
static gboolean
check_header (sqlite3    *db,
              const char *path,
              GError    **error)
{
  char header[16] = { 0 };
  sqlite3_file *file = NULL;
  int result = sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (result == SQLITE_OK && file != NULL && file->pMethods != NULL)
    result = file->pMethods->xRead (file, header, sizeof header, 0);
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ)
    return desk_connection_throw_result (result, N_("The library can't be opened"), error);

  return memcmp (header, "SQLite format 3", sizeof header) == 0 || throw_foreign (path, error);
}

/* A file that may be refused is looked at through a connection that leaves no
 * trace. A read-only one neither recovers nor folds in the write-ahead log, but
 * makes a log and an index where there were none; where there is no log the
 * file is all there is, and is read as one that nobody changes. */
static sqlite3 *
open_to_look (const char *file,
              GError    **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  g_autofree char *absolute = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *immutable = NULL;

  if (g_file_test (log, G_FILE_TEST_EXISTS))
    return desk_connection_open (file, SQLITE_OPEN_READONLY, error);

  absolute = g_canonicalize_filename (file, NULL);
  uri = g_filename_to_uri (absolute, NULL, error);
  if (uri == NULL)
    return NULL;

  immutable = g_strconcat (uri, "?immutable=1", NULL);
  return desk_connection_open (immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

static gboolean
check_file (const char *file,
            const char *path,
            int        *out_version,
            GError    **error)
{
  g_autoptr(sqlite3) db = NULL;

  if (!check_is_there (file, path, error))
    return FALSE;
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return throw_foreign (path, error);

  db = open_to_look (file, error);
  if (db == NULL)
    return FALSE;
  if (!check_header (db, path, error))
    return FALSE;

  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return desk_schema_check (db, path, out_version, error);
}

static gboolean
leave_log (DeskStore *self,
           GError   **error)
{
  return desk_connection_execute (self->db, "PRAGMA locking_mode = EXCLUSIVE", error) &&
         desk_connection_execute (self->db, "PRAGMA journal_mode = DELETE", error) &&
         desk_connection_execute (self->db, "BEGIN EXCLUSIVE", error) &&
         desk_connection_execute (self->db, "COMMIT", error) &&
         desk_connection_execute (self->db, "PRAGMA locking_mode = NORMAL", error) &&
         desk_connection_execute (self->db, "SELECT id FROM library", error);
}

/* Keeps other programs out for as long as the library is open. The first store
 * takes it from whoever used it with a write-ahead log; without shared memory
 * that needs SQLite's exclusive mode, once. */
static gboolean
take_alone (DeskStore  *self,
            const char *path,
            GError    **error)
{
  g_autoptr(GError) cause = NULL;
  gboolean is_first;

  if (!desk_store_take_alone (self->path, path, &is_first, error))
    return FALSE;
  self->is_alone = TRUE;
  if (!is_first)
    return desk_connection_execute (self->db, "SELECT id FROM library", error);

  desk_connection_set_waiting (self->db, FALSE); /* who has it keeps it */
  if (leave_log (self, &cause))
    {
      desk_connection_set_waiting (self->db, TRUE);
      return TRUE;
    }

  if (g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY))
    return desk_store_throw_not_alone (path, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
share (DeskStore  *self,
       const char *path,
       GError    **error)
{
  if (self->place.kind != DESK_STORE_PLACE_LOCAL)
    return take_alone (self, path, error);

  /* What reads holds the lock by which others know that the log is in use. */
  return desk_connection_execute (self->db, "PRAGMA journal_mode = WAL", error) &&
         desk_connection_execute (self->db, "SELECT id FROM library", error);
}

static DeskStore *
open_folder (const char *path,
             const char *folder,
             gint64      file_system,
             GError    **error)
{
  g_autoptr(DeskStore) self = NULL;
  g_autofree char *file = database_in (folder);
  int version;

  if (!check_file (file, path, &version, error))
    return NULL;

  if (g_access (folder, W_OK) != 0 || g_access (file, W_OK) != 0)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be written to; allow writing, or choose another library"), path);
      return NULL;
    }

  self = g_object_new (DESK_TYPE_STORE, NULL);
  self->path = g_strdup (folder);
  self->place = desk_store_place_look (folder, file_system);
  self->db = desk_connection_open (file, SQLITE_OPEN_READWRITE, error);
  if (self->db == NULL ||
      !share (self, path, error) ||
      !desk_connection_execute (self->db, "PRAGMA synchronous = FULL", error) ||
      !desk_connection_execute (self->db, "PRAGMA cache_size = -16384", error) || /* KiB, when they are needed */
      (version < DESK_SCHEMA_VERSION &&
       !desk_snapshot_before_migration (self->db, folder, DESK_SCHEMA_VERSION, error)) ||
      !desk_schema_migrate (self->db, version, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* desk_store_open(), with what statfs(2) says of @path, or DESK_STORE_PLACE_ASK. */
DeskStore *
desk_store_open_at (const char *path,
                    gint64      file_system,
                    GError    **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *name = g_path_get_basename (path);
      int version;

      if (!g_str_equal (name, "library.sqlite3"))
        {
          if (check_file (path, path, &version, error))
            g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
                         _("“%s” was taken out of its library; name the folder it belongs in"), path);
          return NULL;
        }
      folder = g_path_get_dirname (path);
    }
  else
    {
      folder = g_strdup (path);
    }

  return open_folder (path, folder, file_system, error);
}

/**
 * desk_store_open:
 * @path: the library's folder, or its library.sqlite3
 *
 * Returns: (transfer full): the library, or %NULL with @error set:
 *   %DESK_STORE_ERROR_NOT_FOUND, %DESK_STORE_ERROR_FOREIGN,
 *   %DESK_STORE_ERROR_NEWER, %DESK_STORE_ERROR_READ_ONLY. A file that is
 *   refused is not changed.
 */
DeskStore *
desk_store_open (const char *path,
                 GError    **error)
{
  return desk_store_open_at (path, DESK_STORE_PLACE_ASK, error);
}

/**
 * desk_store_open_again:
 *
 * Opens the library that @self is another time, for a thread that only reads: it
 * sees what is committed, while @self writes.
 *
 * Returns: (transfer full): a store on which nothing can be written, or %NULL
 *   with @error set
 */
DeskStore *
desk_store_open_again (DeskStore *self,
                       GError   **error)
{
  g_autoptr(DeskStore) reader = NULL;
  g_autofree char *file = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  file = database_in (self->path);
  reader = g_object_new (DESK_TYPE_STORE, NULL);
  reader->path = g_strdup (self->path);
  reader->place = self->place;
  reader->db = desk_connection_open (file, SQLITE_OPEN_READWRITE, error); /* the log's index is written to */
  if (reader->db == NULL ||
      (self->is_alone && !take_alone (reader, self->path, error)) ||
      !desk_connection_execute (reader->db, "PRAGMA cache_size = -16384", error) ||
      !desk_connection_execute (reader->db, "PRAGMA query_only = ON", error))
    return NULL;

  return g_steal_pointer (&reader);
}

/**
 * desk_store_limit_memory:
 * @n_kib: how much of the library's file is kept in memory at most; 16,384 unless told
 *
 * For one who goes through all of it once.
 */
gboolean
desk_store_limit_memory (DeskStore *self,
                         unsigned   n_kib,
                         GError   **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%u", n_kib);

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  return desk_connection_execute (self->db, sql, error);
}

static gboolean
is_free (const char *path)
{
  g_autoptr(GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  dir = g_dir_open (path, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
fill_folder (const char *folder,
             GError    **error)
{
  g_autofree char *file = database_in (folder);
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *uuid = desk_uuid_new ();
  g_autofree char *row = NULL;
  g_autoptr(sqlite3) db = NULL;

  if (g_mkdir (media, 0777) != 0)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be made (%s); allow writing there, or name another place"),
                   media, g_strerror (errno));
      return FALSE;
    }

  row = g_strdup_printf ("INSERT INTO library (id, uuid, created_us) VALUES (1, '%s', %" G_GINT64_FORMAT ")",
                         uuid, g_get_real_time ());
  db = desk_connection_open (file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  return db != NULL &&
         desk_schema_migrate (db, 0, error) &&
         desk_connection_execute (db, row, error);
}

/* Takes away a library that was never a person's. What can't be removed stays,
 * and the folder with it: there is nothing better to do. */
static void
remove_folder (const char *folder)
{
  static const char *const names[] = {
    "library.sqlite3", "library.sqlite3-journal", "library.sqlite3-wal", "library.sqlite3-shm",
    "library.lock", "batch.lock",
  };
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (media, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (media, name, NULL);

      (void) g_unlink (path);
    }
  (void) g_rmdir (media);

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      (void) g_unlink (path);
    }
  (void) g_rmdir (folder);
}

/**
 * desk_store_create:
 * @path: where the library's folder is to be; nothing, or an empty folder
 *
 * Makes a library beside @path and gives it that name once it is whole.
 *
 * Returns: (transfer full): the new library, opened, or %NULL with @error set
 */
DeskStore *
desk_store_create (const char *path,
                   GError    **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *made = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!is_free (path))
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS,
                   _("There is something at “%s” already; name another place"), path);
      return NULL;
    }

  absolute = g_canonicalize_filename (path, NULL);
  parent = g_path_get_dirname (absolute);
  made = g_strconcat (absolute, ".XXXXXX", NULL);
  if (g_mkdir_with_parents (parent, 0777) != 0 || g_mkdtemp_full (made, 0777) == NULL)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be made (%s); allow writing there, or name another place"),
                   path, g_strerror (errno));
      return NULL;
    }

  if (!fill_folder (made, error))
    {
      remove_folder (made);
      return NULL;
    }
  if (g_rename (made, absolute) != 0)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be made (%s); allow writing there, or name another place"),
                   path, g_strerror (errno));
      remove_folder (made);
      return NULL;
    }

  return desk_store_open (absolute, error);
}

/**
 * desk_store_discard:
 * @self: (transfer full): a library that was made a moment ago
 *
 * Closes the library and takes its folder away, when filling it failed.
 */
void
desk_store_discard (DeskStore *self)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (DESK_IS_STORE (self));

  folder = g_strdup (self->path);
  g_object_unref (self);
  remove_folder (folder);
}

/**
 * desk_store_get_path:
 *
 * Returns: the library's folder
 */
const char *
desk_store_get_path (DeskStore *self)
{
  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  return self->path;
}

/**
 * desk_store_get_data_version:
 * @out_version: (out): a number that is another one when the library was changed,
 *   since this store was last asked, by anybody but this store
 *
 * Tells a store what other programs do. Cheap.
 */
gboolean
desk_store_get_data_version (DeskStore *self,
                             gint64    *out_version,
                             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  stmt = desk_store_borrow (self, "PRAGMA data_version");
  if (!desk_store_next (self, stmt, N_("The library can't be read"), &has_row, error))
    return FALSE;

  *out_version = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * desk_store_get_place:
 *
 * Returns: where the library stands, for a banner where that is no good place
 */
const DeskStorePlace *
desk_store_get_place (DeskStore *self)
{
  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  return &self->place;
}

/**
 * desk_store_dup_uuid:
 *
 * Returns: (transfer full): the library's random id, by which an exported site
 *   is known to be this library's
 */
char *
desk_store_dup_uuid (DeskStore *self,
                     GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT uuid FROM library WHERE id = 1");
  if (!desk_store_next (self, stmt, N_("The library can't be read"), &has_row, error))
    return NULL;
  if (has_row)
    return desk_column_dup_text (stmt, 0);

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                       _("The library is damaged: it has no id; restore a backup"));
  return NULL;
}
