/* desk-mend-fill.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-mend.h"

#include <glib/gi18n-lib.h>

/* Rows that are missing are taken from the newest sound snapshot: those whose
 * rowid falls into a gap, because a row that is missing elsewhere was removed by
 * a person. What hangs on a row (its tags, its credits …) comes with it; where a
 * table of such things is damaged itself, each owner that has nothing in it any
 * more gets what it had.
 */

void
desk_mend_lose (DeskMend *self,
                char     *what)
{
  g_ptr_array_add (self->summary->lost, what);
}

gboolean
desk_mend_run (DeskMend   *self,
               const char *sql,
               GError    **error)
{
  return desk_database_execute (self->db, sql, N_("The library can't be repaired"), error);
}

static gboolean
has_column (sqlite3    *db,
            const char *table,
            const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM pragma_table_info ('%s') WHERE name = '%s'", table, column);
  gint64 n = 0;

  return desk_database_ask (db, sql, &n, "", NULL) && n > 0;
}

static gboolean
has_table (sqlite3    *db,
           const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", table);
  gint64 n = 0;

  return desk_database_ask (db, sql, &n, "", NULL) && n > 0;
}

static gboolean
count_changes (DeskMend   *self,
               const char *sql,
               GError    **error)
{
  if (!desk_mend_run (self, sql, error))
    return FALSE;

  self->summary->n_from_snapshot += (guint64) sqlite3_changes64 (self->db);
  return TRUE;
}

static gboolean
fill_gap (DeskMend       *self,
          const DeskTree *tree,
          const DeskGap  *gap,
          GError        **error)
{
  gboolean has_uuid = has_column (self->db, tree->name, "uuid");
  const char *key = has_column (self->db, tree->name, "id") ? "id" : "rowid";
  g_autofree char *other = has_uuid ? g_strdup_printf (" AND uuid NOT IN (SELECT uuid FROM main.%s)", tree->name)
                                    : g_strdup ("");
  g_autofree char *note = NULL;
  g_autofree char *copy = NULL;

  note = g_strdup_printf ("INSERT OR IGNORE INTO temp.filled (owner, id) SELECT '%s', %s FROM old.%s"
                          " WHERE %s BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT
                          "   AND %s NOT IN (SELECT %s FROM main.%s)%s",
                          tree->name, key, tree->name, key, gap->first, gap->last, key, key, tree->name, other);
  copy = g_strdup_printf ("INSERT OR IGNORE INTO main.%s SELECT * FROM old.%s"
                          " WHERE %s IN (SELECT id FROM temp.filled WHERE owner = '%s')"
                          "   AND %s NOT IN (SELECT %s FROM main.%s)",
                          tree->name, tree->name, key, tree->name, key, key, tree->name);

  return desk_mend_run (self, note, error) && count_changes (self, copy, error);
}

/* The tables whose rows belong to a row of another: their first column says to
 * which. */
static const struct
{
  const char *table;
  const char *owner;
  const char *column;
} belongings[] = {
  { "media_text", "media", "media_id" },
  { "biography", "term", "term_id" },
  { "term_address", "term", "term_id" },
  { "article_tag", "article", "article_id" },
  { "article_credit", "article", "article_id" },
  { "article_related", "article", "article_id" },
  { "article_field", "article", "article_id" },
  { "block", "edition", "edition_id" },
  { "revision_tag", "revision", "revision_id" },
  { "revision_credit", "revision", "revision_id" },
  { "revision_related", "revision", "revision_id" },
  { "revision_field", "revision", "revision_id" },
};

static gboolean
is_damaged (DeskMend   *self,
            const char *table)
{
  for (unsigned i = 0; i < self->trees->len; i++)
    {
      const DeskTree *tree = self->trees->pdata[i];

      if (g_str_equal (tree->name, table))
        return tree->is_damaged;
    }

  return FALSE;
}

static gboolean
fill_belongings (DeskMend *self,
                 GError  **error)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (belongings); i++)
    {
      const char *table = belongings[i].table, *owner = belongings[i].owner, *column = belongings[i].column;
      g_autofree char *only_filled = g_strdup_printf (" AND o.%s IN (SELECT id FROM temp.filled WHERE owner = '%s')",
                                                      column, owner);
      g_autofree char *sql = NULL;

      sql = g_strdup_printf ("INSERT OR IGNORE INTO main.%s SELECT o.* FROM old.%s AS o"
                             "  JOIN main.%s AS m ON m.id = o.%s JOIN old.%s AS w ON w.id = o.%s AND w.uuid = m.uuid"
                             " WHERE o.%s NOT IN (SELECT %s FROM main.%s)%s",
                             table, table, owner, column, owner, column, column, column, table,
                             is_damaged (self, table) ? "" : only_filled);
      if (!count_changes (self, sql, error))
        return FALSE;
    }

  return TRUE;
}

/* Settings have no rowids; and a revision is nothing without its pieces. */
static gboolean
fill_others (DeskMend *self,
             GError  **error)
{
  static const char settings[] = "INSERT OR IGNORE INTO main.setting SELECT * FROM old.setting";
  static const char pieces[] =
    "INSERT OR IGNORE INTO main.piece SELECT o.* FROM old.piece AS o"
    " WHERE o.id IN (SELECT j.value FROM old.revision AS r, json_each (r.pieces) AS j"
    "                 WHERE r.id IN (SELECT id FROM temp.filled WHERE owner = 'revision'))";

  if (is_damaged (self, "setting") && !count_changes (self, settings, error))
    return FALSE;

  return count_changes (self, pieces, error);
}

/* Says in which tables rows may be missing that no snapshot has. */
static void
tell_gaps (DeskMend       *self,
           const DeskTree *tree,
           guint64         n_filled)
{
  if (n_filled > 0)
    desk_mend_lose (self, g_strdup_printf (_("A part of the table “%s” could not be read; what a backup had of it was"
                                             " taken from there, so the last changes may be missing"), tree->name));
  else
    desk_mend_lose (self, g_strdup_printf (_("A part of the table “%s” could not be read"), tree->name));
}

static gboolean
fill_table (DeskMend       *self,
            const DeskTree *tree,
            GError        **error)
{
  guint64 before = self->summary->n_from_snapshot;

  for (unsigned i = 0; self->has_snapshot && i < tree->gaps->len; i++)
    {
      if (!fill_gap (self, tree, &g_array_index (tree->gaps, DeskGap, i), error))
        return FALSE;
    }

  tell_gaps (self, tree, self->summary->n_from_snapshot - before);
  return TRUE;
}

/**
 * desk_mend_fill:
 *
 * Takes from the snapshot what the damaged file has lost.
 */
gboolean
desk_mend_fill (DeskMend *self,
                GError  **error)
{
  if (!desk_mend_run (self, "CREATE TEMP TABLE filled (owner TEXT, id INTEGER, PRIMARY KEY (owner, id))", error))
    return FALSE;

  for (unsigned i = 0; i < self->trees->len; i++)
    {
      const DeskTree *tree = self->trees->pdata[i];

      if (tree->is_damaged && !tree->is_index && has_table (self->db, tree->name) &&
          !fill_table (self, tree, error))
        return FALSE;
    }

  return !self->has_snapshot || (fill_belongings (self, error) && fill_others (self, error));
}
