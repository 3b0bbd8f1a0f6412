/* desk-database.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>

#define N_PAGES_A_STEP 256 /* 1 MB: a few milliseconds */
#define PATIENCE_US (30 * G_TIME_SPAN_SECOND)
#define RETRY_US (20 * 1000)

/**
 * desk_database_open_copy:
 * @file: a database that no program writes to
 *
 * Opens a file that may come from anywhere, to be read: nothing is written, not
 * beside it either, and no page is believed before it was looked at.
 *
 * Returns: (transfer full): the connection; %NULL with @error set
 */
sqlite3 *
desk_database_open_copy (const char *file,
                         GError    **error)
{
  g_autofree char *absolute = g_canonicalize_filename (file, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *immutable = NULL;
  g_autoptr(sqlite3) db = NULL;

  if (uri == NULL)
    return NULL;

  immutable = g_strconcat (uri, "?immutable=1", NULL);
  db = desk_connection_open (immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (db == NULL || !desk_database_execute (db, "PRAGMA cell_size_check = ON", N_("A copy can't be read"), error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * desk_database_ask:
 * @out_value: (out): the first column of the first row; 0 where there is none
 */
gboolean
desk_database_ask (sqlite3    *db,
                   const char *sql,
                   gint64     *out_value,
                   const char *doing,
                   GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  *out_value = 0;
  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    *out_value = sqlite3_column_int64 (stmt, 0);
  else if (result != SQLITE_DONE)
    desk_connection_throw (db, doing, error);
  sqlite3_finalize (stmt);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

gboolean
desk_database_execute (sqlite3    *db,
                       const char *sql,
                       const char *doing,
                       GError    **error)
{
  gint64 value;

  return desk_database_ask (db, sql, &value, doing, error);
}

static gboolean
copy_pages (sqlite3_backup  *backup,
            const DeskWatch *watch,
            const char      *doing,
            GError         **error)
{
  gint64 end_us = g_get_monotonic_time () + PATIENCE_US; /* for who writes without a pause */
  int result;

  do
    {
      int n_pages;

      if (desk_watch_is_over (watch, error))
        return FALSE;

      result = sqlite3_backup_step (backup, N_PAGES_A_STEP);
      n_pages = sqlite3_backup_pagecount (backup);
      if (n_pages > 0)
        desk_watch_tell (watch, _(doing), 1 - (double) sqlite3_backup_remaining (backup) / n_pages);
      if ((result == SQLITE_BUSY || result == SQLITE_LOCKED) && g_get_monotonic_time () < end_us)
        {
          g_usleep (RETRY_US);
          result = SQLITE_OK;
        }
    }
  while (result == SQLITE_OK);

  return TRUE; /* sqlite3_backup_finish() repeats what went wrong */
}

/**
 * desk_database_copy:
 * @from: in a read transaction, so that the copy need not begin anew whenever
 *   another program writes; with a write-ahead log that stops nobody
 * @to: is replaced wholly, in one transaction
 * @doing: what is being done, for who looks on, in N_()
 */
gboolean
desk_database_copy (sqlite3         *from,
                    sqlite3         *to,
                    const DeskWatch *watch,
                    const char      *doing,
                    GError         **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  gboolean is_going;
  int result;

  if (backup == NULL)
    return desk_connection_throw (to, N_("The library can't be copied"), error);

  is_going = copy_pages (backup, watch, doing, error);
  result = sqlite3_backup_finish (backup); /* rolls back what is not whole */
  if (!is_going)
    return FALSE;
  if (result != SQLITE_OK && result != SQLITE_DONE)
    return desk_connection_throw (to, N_("The library can't be copied"), error);

  return TRUE;
}

static gboolean
copy_to_file (sqlite3         *from,
              const char      *file,
              const DeskWatch *watch,
              GError         **error)
{
  g_autoptr(sqlite3) to = desk_connection_open (file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  const char *doing = N_("The library can't be copied");

  /* Nobody needs a copy that is not whole, so it is synced once, at the end. A
   * copy without a write-ahead log is one file that anything can open; the log
   * has to be open (by a read) to be left. */
  return to != NULL &&
         desk_database_execute (to, "PRAGMA synchronous = OFF", doing, error) &&
         desk_database_copy (from, to, watch, N_("Copying the library"), error) &&
         desk_database_execute (to, "SELECT 1 FROM sqlite_schema", doing, error) &&
         desk_database_execute (to, "PRAGMA journal_mode = DELETE", doing, error);
}

/**
 * desk_database_write_copy:
 * @from: a connection outside of any transaction
 * @file: an empty file that gets the copy; the caller removes it on failure
 *
 * Copies the library as it is now. Who writes to it meanwhile is not stopped,
 * and is not in the copy.
 */
gboolean
desk_database_write_copy (sqlite3         *from,
                          const char      *file,
                          const DeskWatch *watch,
                          GError         **error)
{
  const char *doing = N_("The library can't be copied");
  sqlite3_stmt *end = NULL; /* made before: without memory the transaction would stay */
  gboolean is_done;

  g_return_val_if_fail (sqlite3_get_autocommit (from), FALSE);

  if (sqlite3_prepare_v2 (from, "ROLLBACK", -1, &end, NULL) != SQLITE_OK)
    return desk_connection_throw (from, doing, error);

  is_done = desk_database_execute (from, "BEGIN", doing, error) &&
            desk_database_execute (from, "SELECT 1 FROM sqlite_schema", doing, error) &&
            copy_to_file (from, file, watch, error);
  if (!sqlite3_get_autocommit (from))
    (void) sqlite3_step (end); /* it only read */
  sqlite3_finalize (end);

  return is_done;
}
