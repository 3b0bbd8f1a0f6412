/* desk-site-state.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-state.h"

#include "store/desk-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A small database beside the files of a site:
 *
 *   note   what was true of the library and the theme at the last export
 *   file   each file: its bytes, what it shows, and the export that it was last
 *          a part of
 *
 * It is derived, and belongs to one export at a time, which holds the folder's
 * lock: it is open alone, and nothing waits for the disk. One that is missing,
 * damaged, another library's or of another layout is made anew, and the export
 * then compares every file. */

#define LAYOUT 1

static const char * const layout_sql[] = {
  "CREATE TABLE note (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE file (path TEXT NOT NULL PRIMARY KEY, run INTEGER NOT NULL, sha256 BLOB NOT NULL,"
  "  fingerprint BLOB NOT NULL) STRICT, WITHOUT ROWID",
};

struct _DeskSiteState
{
  sqlite3    *db;
  GHashTable *statements; /* literal SQL → sqlite3_stmt, owned */
};

static gboolean
throw (DeskSiteState *self,
       GError       **error)
{
  return desk_connection_throw (self->db, N_("What the site consists of can't be noted"), error);
}

static DeskStatement *
borrow (DeskSiteState *self,
        const char    *sql)
{
  return desk_connection_borrow (self->db, self->statements, sql);
}

static gboolean
execute (DeskSiteState *self,
         const char    *sql)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  sqlite3_finalize (stmt);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

/* Whether it is a state of @library_id that this program has made. */
static gboolean
is_ours (DeskSiteState *self,
         const char    *library_id)
{
  g_autofree char *library = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean is_same;

  is_same = sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &stmt, NULL) == SQLITE_OK &&
            sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_int (stmt, 0) == LAYOUT;
  sqlite3_finalize (stmt);

  return is_same && desk_site_state_read_note (self, "library", &library, NULL) &&
         g_strcmp0 (library, library_id) == 0;
}

static gboolean
lay_out (DeskSiteState *self,
         const char    *library_id,
         GError       **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", LAYOUT);

  if (!execute (self, "BEGIN"))
    return throw (self, error);
  for (unsigned i = 0; i < G_N_ELEMENTS (layout_sql); i++)
    {
      if (!execute (self, layout_sql[i]))
        return throw (self, error);
    }

  return desk_site_state_write_note (self, "library", library_id, error) &&
         ((execute (self, version) && execute (self, "COMMIT")) || throw (self, error));
}

/* Nobody else has it open, so that it needs no locks, which a folder on a network may
 * not have. Without a write-ahead log reading makes no file: a folder that is refused
 * stays as it was. */
static gboolean
open_file (DeskSiteState *self,
           const char    *file,
           GError       **error)
{
  g_autofree char *absolute = g_canonicalize_filename (file, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file://", escaped, "?nolock=1", NULL);

  self->db = desk_connection_open (uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, error);

  return self->db != NULL &&
         ((execute (self, "PRAGMA locking_mode = EXCLUSIVE") && execute (self, "PRAGMA synchronous = OFF")) || throw (self, error));
}

static void
close_file (DeskSiteState *self)
{
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->db, sqlite3_close_v2);
}

static gboolean
remove_files (const char *file,
              GError    **error)
{
  static const char *const endings[] = { "", "-journal" };

  for (unsigned i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (file, endings[i], NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                       _("“%s” can't be removed (%s); allow writing there"), path, g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * desk_site_state_open:
 * @file: the database, in a folder that nobody else writes to as long
 * @library_id: a library's random id
 * @may_make: whether to make one where there is none that can be used
 *
 * Opens what the last export of a library has remembered.
 *
 * Returns: (transfer full) (nullable): the state; %NULL without @error set when
 *   there is none
 */
DeskSiteState *
desk_site_state_open (const char *file,
                      const char *library_id,
                      gboolean    may_make,
                      GError    **error)
{
  g_autoptr(DeskSiteState) self = g_new0 (DeskSiteState, 1);

  self->statements = desk_connection_new_cache ();
  /* SQLite itself would follow a link, or refuse one in the folder's name, too. */
  if (g_file_test (file, G_FILE_TEST_EXISTS) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK) && open_file (self, file, NULL) && is_ours (self, library_id))
    return g_steal_pointer (&self);

  close_file (self);
  if (!may_make || !remove_files (file, error) || !open_file (self, file, error) || !lay_out (self, library_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
desk_site_state_free (DeskSiteState *self)
{
  if (self == NULL)
    return;

  close_file (self);
  g_hash_table_unref (self->statements);
  g_free (self);
}

/**
 * desk_site_state_begin:
 *
 * Begins to write. What isn't committed is forgotten when @self is freed.
 */
gboolean
desk_site_state_begin (DeskSiteState *self,
                       GError       **error)
{
  return execute (self, "BEGIN IMMEDIATE") || throw (self, error);
}

gboolean
desk_site_state_commit (DeskSiteState *self,
                        GError       **error)
{
  return execute (self, "COMMIT") || throw (self, error);
}

/* Steps a statement that gives one row or none. */
static gboolean
step (DeskSiteState *self,
      DeskStatement *stmt,
      gboolean      *out_has_row,
      GError       **error)
{
  int result = sqlite3_step (stmt);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return throw (self, error);

  *out_has_row = result == SQLITE_ROW;
  return TRUE;
}

/**
 * desk_site_state_read_note:
 * @out_value: (out) (nullable): what was written under @name
 */
gboolean
desk_site_state_read_note (DeskSiteState *self,
                           const char    *name,
                           char         **out_value,
                           GError       **error)
{
  g_autoptr(DeskStatement) stmt = borrow (self, "SELECT value FROM note WHERE name = ?1");
  gboolean has_row = FALSE;

  desk_bind_text (stmt, 1, name);
  if (!step (self, stmt, &has_row, error))
    return FALSE;

  *out_value = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

gboolean
desk_site_state_write_note (DeskSiteState *self,
                            const char    *name,
                            const char    *value,
                            GError       **error)
{
  g_autoptr(DeskStatement) stmt = borrow (self, "INSERT OR REPLACE INTO note (name, value) VALUES (?1, ?2)");
  gboolean has_row = FALSE;

  desk_bind_text (stmt, 1, name);
  desk_bind_text (stmt, 2, value);

  return step (self, stmt, &has_row, error);
}

static gboolean
read_hash (DeskStatement *stmt,
           int            column,
           guint8        *hash)
{
  const void *bytes = sqlite3_column_blob (stmt, column);

  if (bytes == NULL || sqlite3_column_bytes (stmt, column) != DESK_SITE_HASH_BYTES)
    return FALSE;

  memcpy (hash, bytes, DESK_SITE_HASH_BYTES);
  return TRUE;
}

/**
 * desk_site_state_find_file:
 * @path: of a file below the folder
 * @out_is_there: (out): whether it is one of the site's
 */
gboolean
desk_site_state_find_file (DeskSiteState *self,
                           const char    *path,
                           DeskSiteFile  *out_file,
                           gboolean      *out_is_there,
                           GError       **error)
{
  g_autoptr(DeskStatement) stmt = borrow (self, "SELECT run, sha256, fingerprint FROM file WHERE path = ?1");
  gboolean has_row = FALSE;

  desk_bind_text (stmt, 1, path);
  if (!step (self, stmt, &has_row, error))
    return FALSE;

  *out_is_there = has_row && read_hash (stmt, 1, out_file->sha256) && read_hash (stmt, 2, out_file->fingerprint);
  if (*out_is_there)
    out_file->run = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

gboolean
desk_site_state_put_file (DeskSiteState      *self,
                          const char         *path,
                          const DeskSiteFile *file,
                          GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row = FALSE;

  stmt = borrow (self, "INSERT OR REPLACE INTO file (path, run, sha256, fingerprint) VALUES (?1, ?2, ?3, ?4)");
  desk_bind_text (stmt, 1, path);
  sqlite3_bind_int64 (stmt, 2, file->run);
  sqlite3_bind_blob (stmt, 3, file->sha256, DESK_SITE_HASH_BYTES, SQLITE_TRANSIENT);
  sqlite3_bind_blob (stmt, 4, file->fingerprint, DESK_SITE_HASH_BYTES, SQLITE_TRANSIENT);

  return step (self, stmt, &has_row, error);
}

gboolean
desk_site_state_remove_file (DeskSiteState *self,
                             const char    *path,
                             GError       **error)
{
  g_autoptr(DeskStatement) stmt = borrow (self, "DELETE FROM file WHERE path = ?1");
  gboolean has_row = FALSE;

  desk_bind_text (stmt, 1, path);

  return step (self, stmt, &has_row, error);
}

/**
 * desk_site_state_list_older:
 *
 * Returns: (transfer full) (element-type utf8): the paths of the files that were
 *   last a part of an export before @run, in their order; %NULL with @error set
 */
GPtrArray *
desk_site_state_list_older (DeskSiteState *self,
                            gint64         run,
                            GError       **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = borrow (self, "SELECT path FROM file WHERE run < ?1 ORDER BY path");
  gboolean has_row = FALSE;

  sqlite3_bind_int64 (stmt, 1, run);
  for (;;)
    {
      if (!step (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&paths);
      g_ptr_array_add (paths, desk_column_dup_text (stmt, 0));
    }
}
