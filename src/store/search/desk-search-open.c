/* desk-search-open.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"

#include <string.h>

/* The file of the index. It is derived: one that is missing, damaged, of another
 * layout or another library's is emptied and filled anew, and without one the
 * search looks at the texts themselves. It is emptied by SQLite, under its locks,
 * never unlinked: another process may have it open, and its log would then be
 * taken for the new file's.
 *
 *   words     each token of an edition once, with the beginnings of words: what
 *             is found as one types
 *   places    where words stand, for phrases and for the score
 *   document  which edition a document is. Newest first is FTS5's own order
 *             from the highest docid down, so a docid says the day.
 *   held      one row: whose index, up to which change, and how much of it is
 *             in one segment
 *
 * No table keeps a text. Merging is ours (desk-search-merge.c): FTS5's own comes
 * in the middle of a save, and the larger the index the longer it takes.
 */

/* Another layout or another way of cutting and stemming words: a new number. */
#define LAYOUT 4

/* Of SQLite's virtual machine, between two looks whether to go on. */
#define STEPS_BETWEEN_LOOKS 20

static const char * const layout_sql[] = {
  "CREATE TABLE held ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1), library TEXT NOT NULL, seq INTEGER NOT NULL,"
  "  stemmer_kinds INTEGER NOT NULL, spill INTEGER NOT NULL,"
  "  n_whole INTEGER NOT NULL DEFAULT 0, n_since INTEGER NOT NULL DEFAULT 0) STRICT",
  "CREATE TABLE document (docid INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL UNIQUE) STRICT",
  "CREATE VIRTUAL TABLE words USING fts5 (tokens, content = '', contentless_delete = 1, detail = none,"
  "  tokenize = 'desk')",
  "CREATE VIRTUAL TABLE places USING fts5 (title, names, summary, body, content = '', contentless_delete = 1,"
  "  tokenize = 'desk')",
  "INSERT INTO words (words, rank) VALUES ('automerge', 0)",
  "INSERT INTO words (words, rank) VALUES ('usermerge', 8)",
  "INSERT INTO words (words, rank) VALUES ('crisismerge', 1999)",
  "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)",
  "INSERT INTO places (places, rank) VALUES ('automerge', 0)",
  "INSERT INTO places (places, rank) VALUES ('usermerge', 8)",
  "INSERT INTO places (places, rank) VALUES ('crisismerge', 1999)",
  "INSERT INTO places (places, rank) VALUES ('hashsize', 16777216)",
};

/**
 * desk_search_borrow:
 * @sql: a literal, whose address is the key of the cache
 *
 * Returns: (transfer none) (nullable): the statement
 */
DeskStatement *
desk_search_borrow (DeskSearch *self,
                    const char *sql)
{
  return desk_connection_borrow (self->db, self->statements, sql);
}

/**
 * desk_search_execute:
 *
 * Returns: whether it went well; SQLite knows the error
 */
gboolean
desk_search_execute (DeskSearch *self,
                     const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  sqlite3_finalize (stmt);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
read_number (DeskSearch *self,
             const char *sql,
             gint64     *out_number)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_read;

  is_read = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW;
  if (is_read)
    *out_number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);

  return is_read;
}

static gboolean
is_ours (DeskSearch *self,
         const char *library)
{
  sqlite3_stmt *stmt = NULL;
  gint64 layout;
  gboolean is_same;

  if (!read_number (self, "PRAGMA user_version", &layout) || layout != LAYOUT)
    return FALSE;

  is_same = sqlite3_prepare_v2 (self->db, "SELECT 1 FROM held WHERE library = ?1", -1, &stmt, NULL) == SQLITE_OK &&
            sqlite3_bind_text (stmt, 1, library, -1, SQLITE_STATIC) == SQLITE_OK &&
            sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_finalize (stmt);

  return is_same && desk_search_execute (self, "SELECT rowid FROM words WHERE words MATCH '\"a\"' LIMIT 1") &&
         desk_search_execute (self, "SELECT rowid FROM places WHERE places MATCH '\"a\"' LIMIT 1");
}

/* Within a transaction, in an empty file. */
static gboolean
lay_out (DeskSearch *self,
         const char *library)
{
  g_autofree char *held = NULL;
  g_autofree char *version = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (layout_sql); i++)
    {
      if (!desk_search_execute (self, layout_sql[i]))
        return FALSE;
    }

  held = g_strdup_printf ("INSERT INTO held (id, library, seq, stemmer_kinds, spill) VALUES (1, '%s', 0, 0, 0)", library);
  version = g_strdup_printf ("PRAGMA user_version = %d", LAYOUT);
  return desk_search_execute (self, held) && desk_search_execute (self, version);
}

/* Empties the file, whatever is in it. */
static gboolean
clear (DeskSearch *self)
{
  gboolean is_clear;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
  is_clear = desk_search_execute (self, "VACUUM");
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);

  return is_clear;
}

/* Another process may be about the same thing: who gets the lock looks again. */
static gboolean
make_anew (DeskSearch *self,
           const char *library)
{
  gint64 n_tables = 0;
  gboolean is_made;

  if (!read_number (self, "SELECT count (*) FROM sqlite_schema", &n_tables) || n_tables > 0)
    {
      if (!clear (self))
        return FALSE;
    }

  if (!desk_search_execute (self, "BEGIN IMMEDIATE"))
    return FALSE;
  is_made = is_ours (self, library) || lay_out (self, library);
  if (is_made)
    is_made = desk_search_execute (self, "COMMIT");
  if (!is_made && !sqlite3_get_autocommit (self->db))
    (void) desk_search_execute (self, "ROLLBACK"); /* there is nothing to lose */

  return is_made;
}

/* A library that can't have a log beside it is one program's alone, whose stores
 * share the index as they share the library. */
static gboolean
set_journal (DeskSearch *self,
             DeskStore  *store)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "PRAGMA journal_mode");
  gboolean has_row;

  if (!desk_store_next (store, stmt, "", &has_row, NULL) || !has_row)
    return FALSE;
  if (g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "wal") == 0)
    return desk_search_execute (self, "PRAGMA journal_mode = WAL");

  return desk_search_execute (self, "PRAGMA journal_mode = TRUNCATE");
}

/**
 * desk_search_is_late:
 *
 * Returns: whether the time is up
 */
gboolean
desk_search_is_late (DeskSearch *self)
{
  return self->deadline_us != 0 && g_get_monotonic_time () >= self->deadline_us;
}

/* SQLite asks now and then whether to go on. FTS5 does most of its work between
 * two instructions of the virtual machine, so it has to be asked every few. */
static int
is_to_stop_cb (void *data)
{
  DeskSearch *self = data;

  return g_cancellable_is_cancelled (self->cancellable) || desk_search_is_late (self);
}

static gboolean
open_index (DeskSearch *self,
            DeskStore  *store)
{
  g_autofree char *file = g_build_filename (store->path, "search.sqlite3", NULL);
  g_autofree char *library = desk_store_dup_uuid (store, NULL);

  if (library == NULL)
    return FALSE;
  self->db = desk_connection_open (file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (self->db == NULL)
    return FALSE;

  sqlite3_progress_handler (self->db, STEPS_BETWEEN_LOOKS, is_to_stop_cb, self);
  return desk_search_add_functions (self) &&
         ((set_journal (self, store) && is_ours (self, library)) ||
          (make_anew (self, library) && set_journal (self, store))) &&
         desk_search_execute (self, "PRAGMA synchronous = NORMAL") &&
         desk_search_execute (self, "PRAGMA cache_size = -32768"); /* KiB, when they are needed */
}

static void
close_index (DeskSearch *self)
{
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->db, sqlite3_close_v2);
}

/**
 * desk_search_ensure:
 *
 * Opens the index, or makes one. When that can't be, the search goes without.
 *
 * Returns: (transfer none): the search of @store; its db is %NULL without an index
 */
DeskSearch *
desk_search_ensure (DeskStore *store)
{
  DeskSearch *self = store->search;

  if (self == NULL)
    {
      self = store->search = g_new0 (DeskSearch, 1);
      self->statements = desk_connection_new_cache ();
      self->text = desk_search_text_new (store->stemmers);
    }
  if (self->db == NULL && !open_index (self, store))
    close_index (self);

  return self;
}

/* What an index isn't to blame for. */
static gboolean
is_damage (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
    case SQLITE_NOMEM:
    case SQLITE_FULL:
    case SQLITE_READONLY:
      return FALSE;

    default:
      return TRUE;
    }
}

/**
 * desk_search_throw:
 *
 * Turns the last result of the index into our error, and remembers it for
 * desk_search_mend().
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_search_throw (DeskSearch *self,
                   const char *doing,
                   GError    **error)
{
  self->failure = sqlite3_extended_errcode (self->db);
  if (self->failure == SQLITE_OK || self->failure == SQLITE_DONE)
    self->failure = SQLITE_CORRUPT; /* a row wasn't there that has to be */

  return desk_connection_throw (self->db, doing, error);
}

/**
 * desk_search_mend:
 *
 * After something has failed: empties an index that is damaged.
 *
 * Returns: whether it was, so that trying again makes sense
 */
gboolean
desk_search_mend (DeskSearch *self)
{
  gboolean is_damaged = self->db != NULL && is_damage (self->failure);

  self->failure = SQLITE_OK;
  if (!is_damaged)
    return FALSE;

  g_hash_table_remove_all (self->statements);
  if (!sqlite3_get_autocommit (self->db))
    (void) desk_search_execute (self, "ROLLBACK"); /* there is nothing to lose */

  (void) clear (self); /* when it can't be emptied, opening fails next */
  close_index (self);

  return TRUE;
}

void
desk_search_free (DeskSearch *self)
{
  if (self == NULL)
    return;

  close_index (self);
  g_hash_table_unref (self->statements);
  desk_search_text_free (self->text);
  g_free (self);
}
