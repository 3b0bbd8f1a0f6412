/* state.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "state.h"

/* A statement for each table, from the schema as it is: one that is added later
 * is looked at too. A change is remembered for longer than what was changed,
 * pictures that were taken out of the lists are on their way out, and a desk of
 * which nothing was kept is nobody. */
static const char sql_statements[] =
  "SELECT 'SELECT ''' || t.name || ' '' || ' || group_concat ('quote (\"' || c.name || '\")', ' || ''|'' || ')"
  "       || ' FROM \"' || t.name || '\"'"
  "       || CASE t.name WHEN 'edition_change' THEN ' WHERE edition_id IN (SELECT id FROM edition)'"
  "                      WHEN 'media' THEN ' WHERE deleted_us IS NULL'"
  "                      WHEN 'media_text' THEN ' WHERE media_id IN (SELECT id FROM media WHERE deleted_us IS NULL)'"
  "                      WHEN 'desk' THEN ' WHERE id IN (SELECT desk_id FROM revision)'"
  "                      ELSE '' END || ' ORDER BY 1'"
  "  FROM sqlite_schema AS t, pragma_table_xinfo (t.name) AS c"
  " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite@_%' ESCAPE '@'"
  "       AND (?1 OR (c.name NOT IN ('uuid', 'batch_id', 'seq') AND c.name NOT LIKE '%@_us' ESCAPE '@'))"
  " GROUP BY t.name ORDER BY t.name";

static void
append_rows (sqlite3    *db,
             const char *sql,
             GString    *all)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (all, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
}

static void
assert_sound (sqlite3 *db)
{
  g_autoptr(GString) said = g_string_new (NULL);

  append_rows (db, "PRAGMA integrity_check", said);
  append_rows (db, "PRAGMA foreign_key_check", said);
  g_assert_cmpstr (said->str, ==, "ok\n");
}

/**
 * state_dup:
 *
 * Asserts that the file is sound, too.
 *
 * Returns: (transfer full): what all tables of the library hold, a row a line
 */
char *
state_dup (Fixture    *fixture,
           StateDetail detail)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(GString) all = g_string_new (NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  assert_sound (db);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql_statements, -1, &tables, NULL), ==, SQLITE_OK);
  sqlite3_bind_int (tables, 1, detail == STATE_EXACT);
  while (sqlite3_step (tables) == SQLITE_ROW)
    append_rows (db, (const char *) sqlite3_column_text (tables, 0), all);
  g_assert_cmpint (sqlite3_finalize (tables), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static void
tell_missing (const char *one,
              const char *two,
              const char *what)
{
  g_auto(GStrv) rows = g_strsplit (one, "\n", -1);
  g_auto(GStrv) others = g_strsplit (two, "\n", -1);

  for (unsigned i = 0; rows[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) others, rows[i]))
        g_test_message ("%s: %s", what, rows[i]);
    }
}

/**
 * state_tell_difference:
 *
 * Says which rows came and went, for whoever looks for the reason.
 */
void
state_tell_difference (const char *before,
                       const char *now)
{
  tell_missing (before, now, "gone");
  tell_missing (now, before, "new");
}

/**
 * state_assert_same:
 *
 * Fails with the first row that differs.
 */
void
state_assert_same (const char *one,
                   const char *two)
{
  g_auto(GStrv) rows = g_strsplit (one, "\n", -1);
  g_auto(GStrv) others = g_strsplit (two, "\n", -1);

  for (unsigned i = 0; rows[i] != NULL || others[i] != NULL; i++)
    g_assert_cmpstr (rows[i], ==, others[i]);
}
