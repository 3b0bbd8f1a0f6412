/* desk-replace.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A database takes the place of a library's, while other programs have that one
 * open. They hold the file, its log and their locks, so the file is not swapped:
 * its content is replaced through SQLite, in one transaction that they see like
 * any other. Three things that they know must not turn wrong by it:
 *
 * 1. The version of a row that they have seen is never met again with another
 *    content, so that a later save is a conflict and no silent overwrite.
 * 2. What is derived from the library (edition_change) learns that all changed.
 * 3. The row of their desk is still there.
 * 4. A bulk write that was under way in either finds its row gone, and ends.
 */

/* More than a row of a library that can't be read was ever changed. */
#define MANY G_GINT64_CONSTANT (1000000000)

/* Everything that a schema consists of, as text. */
static char *
dup_schema (sqlite3 *db,
            GError **error)
{
  static const char sql[] =
    "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce (sql, '') FROM sqlite_schema"
    " WHERE name NOT LIKE 'sqlite_stat_' ORDER BY type, name";
  g_autoptr(GString) schema = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW)
        g_string_append_printf (schema, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
    }
  if (result != SQLITE_DONE)
    desk_connection_throw (db, N_("The library can't be read"), error);
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE ? g_string_free_and_steal (g_steal_pointer (&schema)) : NULL;
}

/**
 * desk_schema_is_ours:
 * @version: that @db says it has
 *
 * A file from elsewhere could bring triggers and views of its own.
 *
 * Returns: %FALSE only with @error set
 */
gboolean
desk_schema_is_ours (sqlite3  *db,
                     int       version,
                     gboolean *out_is_ours,
                     GError  **error)
{
  g_autoptr(sqlite3) fresh = desk_connection_open (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  if (fresh == NULL || !desk_schema_migrate_to (fresh, 0, version, FALSE, error))
    return FALSE;

  expected = dup_schema (fresh, error);
  found = expected != NULL ? dup_schema (db, error) : NULL;
  if (found == NULL)
    return FALSE;

  *out_is_ours = g_str_equal (expected, found);
  return TRUE;
}

/* Whether @live is why the last call on it failed. A disk that fails, or memory
 * that is short, is no damage, and to be told. */
static gboolean
is_damaged (sqlite3 *live)
{
  switch (sqlite3_errcode (live))
    {
    case SQLITE_ERROR: /* a table that the schema lacks now */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Asks the library that is to be replaced for a number: MANY where it is damaged. */
static gboolean
ask_live (sqlite3    *live,
          const char *sql,
          gint64     *out_value,
          GError    **error)
{
  g_autoptr(GError) cause = NULL;

  if (desk_database_ask (live, sql, out_value, N_("The library can't be read"), &cause))
    return TRUE;

  if (!is_damaged (live))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  *out_value = MANY;
  return TRUE;
}

static const char *const versioned[] = { "article", "edition", "term", "media", "setting", "note", "target" };

/* All rows get the one version behind any that was seen, and not what they have
 * on top: a library that is put in its own place time and again would double it. */
static gboolean
raise_versions (sqlite3 *db,
                sqlite3 *live,
                GError **error)
{
  const char *doing = N_("The backup can't be restored");

  for (unsigned i = 0; i < G_N_ELEMENTS (versioned); i++)
    {
      g_autofree char *ask = g_strdup_printf ("SELECT max (version) FROM %s", versioned[i]);
      g_autofree char *raise = NULL;
      gint64 ours, theirs;

      if (!desk_database_ask (db, ask, &ours, doing, error) ||
          !ask_live (live, ask, &theirs, error))
        return FALSE;
      raise = g_strdup_printf ("UPDATE %s SET version = %" G_GINT64_FORMAT, versioned[i], MAX (ours, theirs) + 1);
      if (!desk_database_execute (db, raise, doing, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
keep_desk (sqlite3      *db,
           sqlite3_stmt *from,
           GError      **error)
{
  sqlite3_stmt *to = NULL;
  int result;

  result = sqlite3_prepare_v2 (db, "INSERT OR IGNORE INTO desk (id, uuid, name) VALUES (?1, ?2, ?3)", -1, &to, NULL);
  /* IGNORE would pass over a name that there was no memory to bind. */
  for (int i = 0; i < 3 && result == SQLITE_OK; i++)
    result = sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
  if (result == SQLITE_OK)
    result = sqlite3_step (to);
  if (result != SQLITE_DONE)
    desk_connection_throw (db, N_("The backup can't be restored"), error);
  sqlite3_finalize (to);

  return result == SQLITE_DONE;
}

static gboolean
keep_desks (sqlite3 *db,
            sqlite3 *live,
            GError **error)
{
  sqlite3_stmt *from = NULL;
  int result = sqlite3_prepare_v2 (live, "SELECT id, uuid, name FROM desk", -1, &from, NULL);
  gboolean is_kept = TRUE;

  while (is_kept && (result == SQLITE_OK || result == SQLITE_ROW))
    {
      result = sqlite3_step (from);
      if (result == SQLITE_ROW)
        is_kept = keep_desk (db, from, error);
    }
  if (is_kept && result != SQLITE_DONE && !is_damaged (live))
    is_kept = desk_connection_throw (live, N_("The library can't be read"), error);
  sqlite3_finalize (from);

  return is_kept;
}

/* The page size of a database with a write-ahead log can't be changed. */
static gboolean
match_pages (sqlite3 *db,
             sqlite3 *live,
             GError **error)
{
  const char *doing = N_("The backup can't be restored");
  gint64 size, wanted;
  g_autofree char *set = NULL;

  if (!desk_database_ask (db, "PRAGMA page_size", &size, doing, error) ||
      !desk_database_ask (live, "PRAGMA page_size", &wanted, doing, error))
    return FALSE;
  if (size == wanted)
    return TRUE;

  set = g_strdup_printf ("PRAGMA page_size = %" G_GINT64_FORMAT, wanted);
  return desk_database_execute (db, set, doing, error) && desk_database_execute (db, "VACUUM", doing, error);
}

static gboolean
raise_changes (sqlite3 *db,
               sqlite3 *live,
               GError **error)
{
  static const char last_change[] = "SELECT max (seq) FROM sqlite_sequence WHERE name = 'edition_change'";
  const char *doing = N_("The backup can't be restored");
  gint64 ours, theirs;
  g_autofree char *raise = NULL;

  if (!desk_database_ask (db, last_change, &ours, doing, error) ||
      !ask_live (live, last_change, &theirs, error))
    return FALSE;

  /* Each gets the next number behind that. */
  raise = g_strdup_printf ("UPDATE sqlite_sequence SET seq = %" G_GINT64_FORMAT " WHERE name = 'edition_change'",
                           MAX (ours, theirs));
  return desk_database_execute (db, raise, doing, error) &&
         desk_database_execute (db,
                                "INSERT OR REPLACE INTO edition_change (edition_id)"
                                "  SELECT edition_id FROM edition_change ORDER BY seq", doing, error);
}

static gboolean
raise_batches (sqlite3 *db,
               sqlite3 *live,
               GError **error)
{
  static const char last_batch[] = "SELECT max (seq) FROM sqlite_sequence WHERE name = 'batch'";
  static const char *const owners[] = { "article", "listing", "term" };
  const char *doing = N_("The backup can't be restored");
  g_autofree char *ids = NULL;
  g_autofree char *note = NULL;
  gint64 ours, theirs, more;

  if (!desk_database_ask (db, last_batch, &ours, doing, error) ||
      !ask_live (live, last_batch, &theirs, error))
    return FALSE;

  more = MAX (ours, theirs);
  for (unsigned i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *raise = NULL;

      raise = g_strdup_printf ("UPDATE %s SET batch_id = batch_id + %" G_GINT64_FORMAT
                               " WHERE batch_id IN (SELECT id FROM batch)", owners[i], more);
      if (!desk_database_execute (db, raise, doing, error))
        return FALSE;
    }

  ids = g_strdup_printf ("UPDATE batch SET id = id + %" G_GINT64_FORMAT, more);
  note = g_strdup_printf ("INSERT INTO sqlite_sequence (name, seq)"
                          "  SELECT 'batch', max (%" G_GINT64_FORMAT ", coalesce (max (id), 0)) FROM batch", more);
  return desk_database_execute (db, ids, doing, error) &&
         desk_database_execute (db, "DELETE FROM sqlite_sequence WHERE name = 'batch'", doing, error) &&
         desk_database_execute (db, note, doing, error);
}

/**
 * desk_replace_prepare:
 * @file: what will take the place of @live; is changed for that
 * @live: (nullable): a library that can be opened, and may be damaged
 */
gboolean
desk_replace_prepare (const char *file,
                      sqlite3    *live,
                      GError    **error)
{
  const char *doing = N_("The backup can't be restored");
  g_autoptr(sqlite3) db = desk_connection_open (file, SQLITE_OPEN_READWRITE, error);
  gint64 version;

  if (db == NULL ||
      !desk_database_ask (db, "PRAGMA user_version", &version, doing, error) ||
      !desk_schema_migrate (db, (int) version, error))
    return FALSE;
  if (live == NULL)
    return TRUE;

  return match_pages (db, live, error) &&
         desk_database_execute (db, "BEGIN IMMEDIATE", doing, error) &&
         raise_versions (db, live, error) &&
         keep_desks (db, live, error) &&
         raise_changes (db, live, error) &&
         raise_batches (db, live, error) &&
         desk_database_execute (db, "COMMIT", doing, error);
}

/**
 * desk_replace_dup_damaged:
 *
 * Returns: (transfer full): where a damaged database of @library is kept
 */
char *
desk_replace_dup_damaged (const char *library,
                          gint64      now_us)
{
  return desk_safe_dup_free_name (library, "damaged-", now_us, ".sqlite3");
}

/**
 * desk_replace_content:
 * @live: a library's connection, outside of a transaction
 * @file: what it becomes, in one transaction
 */
gboolean
desk_replace_content (sqlite3         *live,
                      const char      *file,
                      const DeskWatch *watch,
                      GError         **error)
{
  g_autoptr(sqlite3) from = desk_database_open_copy (file, error);

  return from != NULL && desk_database_copy (from, live, watch, N_("Putting it in place"), error);
}

/* The log first: no other database may ever meet it. */
static gboolean
move_database (const char *from,
               const char *to)
{
  static const char *const ends[] = { "-shm", "-wal", "" };
  gboolean is_moved = FALSE;

  for (unsigned i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *source = g_strconcat (from, ends[i], NULL);
      g_autofree char *target = g_strconcat (to, ends[i], NULL);

      is_moved = g_rename (source, target) == 0;
      if (!is_moved && errno != ENOENT)
        return FALSE;
    }

  return is_moved; /* with ENOENT where there was none */
}

/**
 * desk_replace_file:
 * @library: a folder whose database SQLite can't open any more, or without one
 * @file: what takes its place; moved
 * @out_damaged: (out) (nullable): where the damaged file and its log are now
 *
 * Moves the damaged files aside. A program that still has them open stays with
 * them.
 */
gboolean
desk_replace_file (const char *library,
                   const char *file,
                   gint64      now_us,
                   char      **out_damaged,
                   GError    **error)
{
  g_autofree char *live = g_build_filename (library, DESK_DATABASE_NAME, NULL);
  g_autofree char *damaged = desk_replace_dup_damaged (library, now_us);
  gboolean is_moved = move_database (live, damaged);

  if (!is_moved && errno != ENOENT)
    {
      int problem = errno;

      (void) move_database (damaged, live); /* the first error is told */
      return desk_safe_throw (problem, live, error);
    }
  if (!desk_safe_put (file, live, FALSE, error))
    {
      (void) move_database (damaged, live); /* likewise */
      return FALSE;
    }

  *out_damaged = is_moved ? g_steal_pointer (&damaged) : NULL;
  return TRUE;
}
