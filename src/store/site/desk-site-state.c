/* desk-site-state.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A small database beside the files of a site:
 *
 *   note     what was true of the library and the theme at the last export
 *   file     each file: its bytes, what it shows, and the export that it was last
 *            a part of
 *
 * and the plan of the site, which the next export goes on from:
 *
 *   text     each released text: where it is, and what others show of it
 *   list     what readers find texts by; those of one stand in `member`, in order
 *   tagged   how many texts of a section have a tag
 *   related  what stands below a text; `chosen` is what people asked for there
 *   link     which texts lead to which articles
 *   shown    which files of pictures and documents a text needs
 *   problem  what is wrong with those
 *   forward  where texts and lists were, and are not any more; and what people said of
 *            old addresses
 *   known    the version of each name and picture
 *   day      the forms of each date that was said
 *
 * It is derived, and belongs to one export at a time, which holds the folder's
 * lock: it is open alone, and nothing waits for the disk. One that is missing,
 * damaged, another library's or of another layout is made anew, and the export
 * then compares every file. Which files are the site's is taken over as far as it
 * can be read: `note` and `file` are the same in every layout. */

#define LAYOUT 6

static const char * const layout_sql[] = {
  "CREATE TABLE note (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE file (path TEXT NOT NULL PRIMARY KEY, run INTEGER NOT NULL, sha256 BLOB NOT NULL,"
  "  fingerprint BLOB NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE text (id INTEGER PRIMARY KEY, language TEXT NOT NULL, article TEXT NOT NULL, path TEXT NOT NULL,"
  "  wanted TEXT NOT NULL, section TEXT NOT NULL, filed_in TEXT NOT NULL, flags INTEGER NOT NULL, date_us INTEGER NOT NULL,"
  "  said_us INTEGER NOT NULL, first_us INTEGER NOT NULL, last_us INTEGER NOT NULL, lists TEXT NOT NULL,"
  "  self BLOB NOT NULL, face BLOB NOT NULL, likeness BLOB NOT NULL, card BLOB NOT NULL) STRICT",
  "CREATE UNIQUE INDEX text_by_article ON text (article, language)",
  "CREATE INDEX text_by_path ON text (path, language)",
  "CREATE INDEX text_numbered ON text (language) WHERE path <> wanted",
  "CREATE INDEX text_pinned ON text (language, date_us) WHERE flags & 3 = 3",
  "CREATE TABLE list (id INTEGER PRIMARY KEY, language TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL,"
  "  path TEXT NOT NULL, wanted TEXT NOT NULL, n_texts INTEGER NOT NULL, last_us INTEGER NOT NULL) STRICT",
  "CREATE UNIQUE INDEX list_by_key ON list (language, kind, key)",
  "CREATE INDEX list_by_path ON list (path, language) WHERE path <> ''",
  "CREATE TABLE member (list_id INTEGER NOT NULL, date_us INTEGER NOT NULL, article TEXT NOT NULL, text_id INTEGER NOT NULL,"
  "  PRIMARY KEY (list_id, date_us, article)) STRICT, WITHOUT ROWID",
  "CREATE TABLE tagged (section_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, n_texts INTEGER NOT NULL,"
  "  PRIMARY KEY (section_id, tag_id)) STRICT, WITHOUT ROWID",
  "CREATE TABLE related (text_id INTEGER NOT NULL, position INTEGER NOT NULL, other_id INTEGER NOT NULL,"
  "  score INTEGER NOT NULL, PRIMARY KEY (text_id, position)) STRICT, WITHOUT ROWID",
  "CREATE INDEX related_by_other ON related (other_id)",
  "CREATE TABLE related_floor (text_id INTEGER PRIMARY KEY, score INTEGER NOT NULL) STRICT",
  "CREATE INDEX related_floor_by_score ON related_floor (score)",
  "CREATE TABLE chosen (article TEXT NOT NULL, text_id INTEGER NOT NULL, position INTEGER NOT NULL,"
  "  PRIMARY KEY (article, text_id, position)) STRICT, WITHOUT ROWID",
  "CREATE INDEX chosen_by_text ON chosen (text_id)",
  "CREATE TABLE link (article TEXT NOT NULL, text_id INTEGER NOT NULL, PRIMARY KEY (article, text_id)) STRICT, WITHOUT ROWID",
  "CREATE INDEX link_by_text ON link (text_id)",
  "CREATE TABLE shown (path TEXT NOT NULL, text_id INTEGER NOT NULL, PRIMARY KEY (path, text_id)) STRICT, WITHOUT ROWID",
  "CREATE INDEX shown_by_text ON shown (text_id)",
  "CREATE TABLE problem (text_id INTEGER NOT NULL, message TEXT NOT NULL, PRIMARY KEY (text_id, message)) STRICT, WITHOUT ROWID",
  "CREATE TABLE forward (language TEXT NOT NULL, path TEXT NOT NULL, target TEXT NOT NULL, rest TEXT NOT NULL, is_gone INTEGER NOT NULL,"
  "  PRIMARY KEY (language, path)) STRICT, WITHOUT ROWID",
  "CREATE INDEX forward_by_target ON forward (target, language)",
  "CREATE TABLE known (uuid TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, version INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE day (language TEXT NOT NULL, us INTEGER NOT NULL, iso TEXT NOT NULL, own TEXT NOT NULL, full TEXT NOT NULL,"
  "  PRIMARY KEY (language, us)) STRICT, WITHOUT ROWID",
};

static const char *const plan_tables[] = {
  "text", "list", "member", "tagged", "related", "related_floor", "chosen", "link", "shown", "problem", "forward", "known", "day",
};

static gboolean
throw (DeskSiteState *self,
       GError       **error)
{
  int code = sqlite3_errcode (self->db) & 0xff;

  self->is_damaged = self->is_damaged || code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
  return desk_connection_throw (self->db, N_("What the site consists of can't be noted"), error);
}

/**
 * desk_site_ask:
 * @types: of the values that follow, a letter each: 'i' gint64, 't' text or %NULL,
 *   'b' a GBytes or %NULL, which all outlive the use
 *
 * Returns: (transfer none): the statement, to be given back by g_autoptr
 */
DeskStatement *
desk_site_ask (DeskSiteState *self,
               const char    *sql,
               const char    *types,
               ...)
{
  DeskStatement *stmt = desk_connection_borrow (self->db, self->statements, sql);
  va_list values;

  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    {
      GBytes *bytes;

      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (stmt, i + 1, va_arg (values, gint64));
          break;

        case 't':
          desk_bind_text (stmt, i + 1, va_arg (values, const char *));
          break;

        case 'b':
          bytes = va_arg (values, GBytes *);
          if (bytes != NULL)
            sqlite3_bind_blob64 (stmt, i + 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SQLITE_STATIC);
          break;

        default:
          g_assert_not_reached ();
        }
    }
  va_end (values);

  return stmt;
}

/**
 * desk_site_next:
 * @out_has_row: (out): whether there is a row to read
 */
gboolean
desk_site_next (DeskSiteState *self,
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
 * desk_site_run:
 *
 * Steps a statement that returns nothing.
 */
gboolean
desk_site_run (DeskSiteState *self,
               DeskStatement *stmt,
               GError       **error)
{
  gboolean has_row;

  return desk_site_next (self, stmt, &has_row, error);
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

static gboolean
is_of_library (DeskSiteState *self,
               const char    *library_id)
{
  g_autofree char *library = NULL;

  return desk_site_state_read_note (self, "library", &library, NULL) && g_strcmp0 (library, library_id) == 0;
}

/* Whether it is a state of @library_id that this program has made. */
static gboolean
is_ours (DeskSiteState *self,
         const char    *library_id)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_same;

  is_same = sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &stmt, NULL) == SQLITE_OK &&
            sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_int (stmt, 0) == LAYOUT;
  sqlite3_finalize (stmt);

  return is_same && is_of_library (self, library_id);
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

/* SQLite itself would follow a link, or refuse one in the folder's name, too. */
static gboolean
is_there (const char *file)
{
  return g_file_test (file, G_FILE_TEST_EXISTS) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK);
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
  if (is_there (file) && open_file (self, file, NULL) && is_ours (self, library_id))
    return g_steal_pointer (&self);

  close_file (self);
  if (!may_make || !remove_files (file, error) || !open_file (self, file, error) || !lay_out (self, library_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desk_site_state_open_old:
 * @file: a database, in a folder that nobody else writes to as long
 *
 * Opens what another version of the program has remembered. Its notes and files are
 * where ours are; nothing else of it can be counted on.
 *
 * Returns: (transfer full) (nullable): the state, or %NULL when there is none of
 *   @library_id
 */
DeskSiteState *
desk_site_state_open_old (const char *file,
                          const char *library_id)
{
  g_autoptr(DeskSiteState) self = g_new0 (DeskSiteState, 1);

  self->statements = desk_connection_new_cache ();

  return is_there (file) && open_file (self, file, NULL) && is_of_library (self, library_id) ? g_steal_pointer (&self) : NULL;
}

/**
 * desk_site_state_new_temporary:
 *
 * Returns: (transfer full): a state that is in nobody's folder and goes with it
 */
DeskSiteState *
desk_site_state_new_temporary (const char *library_id,
                               GError    **error)
{
  g_autoptr(DeskSiteState) self = g_new0 (DeskSiteState, 1);

  self->statements = desk_connection_new_cache ();
  self->db = desk_connection_open ("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (self->db == NULL || !lay_out (self, library_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desk_site_state_is_damaged:
 *
 * Returns: whether something that was asked for can't be read for good
 */
gboolean
desk_site_state_is_damaged (DeskSiteState *self)
{
  return self->is_damaged;
}

/**
 * desk_site_state_open_reader:
 * @other: one in a folder, whose plan is committed and stays as it is
 *
 * For another thread, which sees the plan while @other keeps what becomes of pages:
 * those are other tables, and so other pages of the file.
 *
 * Returns: (transfer full): a state that can only be read, as it is now
 */
DeskSiteState *
desk_site_state_open_reader (DeskSiteState *other,
                             GError       **error)
{
  g_autoptr(DeskSiteState) self = g_new0 (DeskSiteState, 1);
  g_autofree char *escaped = g_uri_escape_string (sqlite3_db_filename (other->db, NULL), "/", FALSE);
  g_autofree char *uri = g_strconcat ("file://", escaped, "?immutable=1", NULL);

  self->statements = desk_connection_new_cache ();
  self->db = desk_connection_open (uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);

  return self->db != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * desk_site_state_settle:
 * @file: where it is to be, in a folder that nobody else writes to as long
 *
 * Gives a temporary state a place, with what was written to it, and begins to write
 * there.
 */
gboolean
desk_site_state_settle (DeskSiteState *self,
                        const char    *file,
                        GError       **error)
{
  g_autoptr(DeskStatement) copy = NULL;

  if (!sqlite3_get_autocommit (self->db) && !desk_site_state_commit (self, error))
    return FALSE;
  if (!remove_files (file, error))
    return FALSE;

  copy = desk_site_ask (self, "VACUUM INTO ?1", "t", file);
  if (!desk_site_run (self, copy, error))
    return FALSE;
  g_clear_pointer (&copy, desk_statement_release);
  close_file (self);

  return open_file (self, file, error) && desk_site_state_begin (self, error);
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
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT value FROM note WHERE name = ?1", "t", name);
  gboolean has_row = FALSE;

  if (!desk_site_next (self, stmt, &has_row, error))
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
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO note (name, value) VALUES (?1, ?2)", "tt", name, value);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_state_forget_plan:
 *
 * Empties everything but the notes and the files.
 */
gboolean
desk_site_state_forget_plan (DeskSiteState *self,
                             GError       **error)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (plan_tables); i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM ", plan_tables[i], NULL);

      if (!execute (self, sql))
        return throw (self, error);
    }

  return TRUE;
}
