/* desk-connection.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* One SQLite connection and its cache of prepared statements. A statement is
 * found by its literal's address, so each literal is prepared once. */

G_DEFINE_QUARK (desk_store_error_quark, desk_store_error)

/* SQLite's own way of waiting looks less and less often, and would not see the
 * lock free between two slices of bulk work (see desk_store_let_others_write()). */
static int
wait_for_lock (void *data,
               int   n_waits)
{
  if (n_waits >= DESK_BUSY_TIMEOUT_MS)
    return 0;

  g_usleep (1000);
  return 1;
}

/**
 * desk_connection_set_waiting:
 * @is_waiting: whether to wait for %DESK_BUSY_TIMEOUT_MS while somebody else has
 *   the lock, as it is after opening; else %DESK_STORE_ERROR_BUSY comes at once
 */
void
desk_connection_set_waiting (sqlite3 *db,
                             gboolean is_waiting)
{
  sqlite3_busy_handler (db, is_waiting ? wait_for_lock : NULL, NULL);
}

/**
 * desk_connection_open:
 * @file: the database
 * @flags: for sqlite3_open_v2()
 *
 * Opens @file the way every connection of ours is: foreign keys on, no SQL from
 * the schema trusted, and every commit on the disk when it returns.
 *
 * Returns: (transfer full): the connection, for sqlite3_close_v2()
 */
sqlite3 *
desk_connection_open (const char *file,
                      int         flags,
                      GError    **error)
{
  g_autoptr(sqlite3) db = NULL;

  if (sqlite3_open_v2 (file, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK)
    {
      desk_connection_throw (db, N_("The library can't be opened"), error);
      return NULL;
    }

  desk_connection_set_waiting (db, TRUE);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (desk_connection_add_functions (db) != SQLITE_OK)
    {
      desk_connection_throw (db, N_("The library can't be opened"), error);
      return NULL;
    }

  return g_steal_pointer (&db);
}

/* Turns a result of SQLite into our error. The one place that does, and that
 * translates what was being done: to look that up for each statement that goes
 * well takes a twentieth of an import. */
static gboolean
throw_result (int         result,
              const char *message,
              const char *doing,
              GError    **error)
{
  DeskStoreError code = DESK_STORE_ERROR_FAILED;
  const char *advice = message;

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = DESK_STORE_ERROR_BUSY;
      advice = _("another program is writing to the library; try again");
      break;

    case SQLITE_FULL:
      code = DESK_STORE_ERROR_FULL;
      advice = _("the disk is full; make room and try again");
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      code = DESK_STORE_ERROR_READ_ONLY;
      advice = _("its folder can't be written to; allow writing or choose another library");
      break;

    case SQLITE_NOTADB:
      code = DESK_STORE_ERROR_FOREIGN;
      advice = _("it is not a Copydesk library; choose another");
      break;

    case SQLITE_CORRUPT:
      code = DESK_STORE_ERROR_DAMAGED;
      advice = _("the library is damaged; restore a backup");
      break;

    default:
      break;
    }

  /* Translators: what can't be done, then why and what to do about it */
  g_set_error (error, DESK_STORE_ERROR, code, C_ ("error", "%s: %s"), _(doing), advice);
  return FALSE;
}

/**
 * desk_connection_throw:
 * @doing: what was being done, a sentence without its stop, in N_(): it is
 *   translated here
 *
 * Turns the last result of @db into our error.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_connection_throw (sqlite3    *db,
                       const char *doing,
                       GError    **error)
{
  return throw_result (sqlite3_errcode (db), sqlite3_errmsg (db), doing, error);
}

/**
 * desk_connection_throw_result:
 * @result: of a call that left none in its connection
 * @doing: likewise
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
desk_connection_throw_result (int         result,
                              const char *doing,
                              GError    **error)
{
  return throw_result (result, sqlite3_errstr (result), doing, error);
}

/**
 * desk_connection_execute:
 *
 * Runs a statement once. For pragmas, which may act as they are prepared, so that
 * one that was kept does nothing the second time.
 */
gboolean
desk_connection_execute (sqlite3    *db,
                         const char *sql,
                         GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    desk_connection_throw (db, N_("The library can't be written to"), error);
  sqlite3_finalize (stmt);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static void
finalize_statement (gpointer stmt)
{
  (void) sqlite3_finalize (stmt); /* repeats the error of the last step */
}

/**
 * desk_connection_new_cache:
 *
 * Returns: (transfer full): literal SQL → its statement, for
 *   desk_connection_borrow(); it goes before the connection
 */
GHashTable *
desk_connection_new_cache (void)
{
  return g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize_statement);
}

/**
 * desk_connection_borrow:
 * @sql: a literal, whose address is the key of the cache
 *
 * Returns: (transfer none) (nullable): the statement, to be given back by
 *   g_autoptr; SQLite knows why there is none. A %NULL one takes every binding and
 *   fails at its first step.
 */
DeskStatement *
desk_connection_borrow (sqlite3    *db,
                        GHashTable *statements,
                        const char *sql)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (statements, sql);

  if (stmt == NULL && sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) == SQLITE_OK)
    g_hash_table_insert (statements, (gpointer) sql, stmt);

  return stmt;
}

/* @stmt: %NULL where there was no memory to make one */
void
desk_statement_release (DeskStatement *stmt)
{
  if (stmt == NULL)
    return;

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}

/**
 * desk_store_borrow:
 * @sql: a literal, whose address is the key of the cache
 *
 * Returns: (transfer none): the statement, to be given back by g_autoptr
 */
DeskStatement *
desk_store_borrow (DeskStore  *self,
                   const char *sql)
{
  DeskStatement *stmt = desk_connection_borrow (self->db, self->statements, sql);

  /* When it is stepped others may have been run, so the reason is kept. */
  if (stmt == NULL)
    {
      g_debug ("%s: %s", sqlite3_errmsg (self->db), sql);
      self->refusal = sqlite3_extended_errcode (self->db);
    }

  return stmt;
}

gboolean
desk_store_throw (DeskStore  *self,
                  const char *doing,
                  GError    **error)
{
  return desk_connection_throw (self->db, doing, error);
}

/**
 * desk_store_next:
 * @out_has_row: (out): whether there is a row to read
 *
 * Steps @stmt once.
 */
gboolean
desk_store_next (DeskStore     *self,
                 DeskStatement *stmt,
                 const char    *doing,
                 gboolean      *out_has_row,
                 GError       **error)
{
  int result;

  if (stmt == NULL)
    return desk_connection_throw_result (self->refusal, doing, error);

  result = sqlite3_step (stmt);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return desk_store_throw (self, doing, error);

  *out_has_row = result == SQLITE_ROW;
  return TRUE;
}

/**
 * desk_store_run:
 *
 * Steps a statement that returns nothing.
 */
gboolean
desk_store_run (DeskStore     *self,
                DeskStatement *stmt,
                const char    *doing,
                GError       **error)
{
  gboolean has_row;

  return desk_store_next (self, stmt, doing, &has_row, error);
}

/**
 * desk_dup_json_of_languages:
 *
 * Returns: (transfer full): tags, which have letters, digits and hyphens alone, for
 *   json_each()
 */
char *
desk_dup_json_of_languages (const char *const *languages)
{
  g_autofree char *joined = g_strjoinv ("\",\"", (char **) languages);

  return *joined != '\0' ? g_strdup_printf ("[\"%s\"]", joined) : g_strdup ("[]");
}

void
desk_bind_text (DeskStatement *stmt,
                int            index,
                const char    *text)
{
  sqlite3_bind_text (stmt, index, text, -1, SQLITE_STATIC);
}

/**
 * desk_bind_time:
 * @us: µs since 1970, or 0 for none, which is stored as NULL
 */
void
desk_bind_time (DeskStatement *stmt,
                int            index,
                gint64         us)
{
  if (us != 0)
    sqlite3_bind_int64 (stmt, index, us);
  else
    sqlite3_bind_null (stmt, index);
}

/**
 * desk_column_dup_text:
 *
 * We store UTF-8 only, but SQLite takes any bytes as text, and other programs
 * can write into a library. What can't be read is seen as U+FFFD then, and all
 * that can stays in use; so it is where a damaged row has nothing at all.
 *
 * Returns: (transfer full): the text, which is UTF-8; "" for NULL
 */
char *
desk_column_dup_text (DeskStatement *stmt,
                      int            column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  if (text == NULL)
    return g_strdup ("");

  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

/**
 * desk_column_load_text:
 * @field: (inout): a string, or %NULL, which gives way to desk_column_dup_text()
 */
void
desk_column_load_text (DeskStatement *stmt,
                       int            column,
                       char         **field)
{
  g_free (*field);
  *field = desk_column_dup_text (stmt, column);
}

/**
 * desk_column_load_optional_text:
 * @field: (inout): likewise, where NULL has a meaning and becomes %NULL
 */
void
desk_column_load_optional_text (DeskStatement *stmt,
                                int            column,
                                char         **field)
{
  desk_column_load_text (stmt, column, field);
  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    g_clear_pointer (field, g_free);
}

/**
 * desk_column_get_status:
 *
 * Returns: a status; that of a draft where a damaged row has none
 */
DeskStatus
desk_column_get_status (DeskStatement *stmt,
                        int            column)
{
  int status = sqlite3_column_int (stmt, column);

  return status >= 0 && status < DESK_N_STATUSES ? (DeskStatus) status : DESK_STATUS_DRAFT;
}
