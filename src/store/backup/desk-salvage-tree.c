/* desk-salvage-tree.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-salvage.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What to look for in a damaged file: the tables and indexes that the schema
 * makes, told by a fresh database, and the page at which each begins. */

static void
column_free (gpointer data)
{
  DeskColumn *self = data;

  g_free (self->name);
  g_free (self);
}

void
desk_tree_free (DeskTree *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->gaps);
  g_free (self);
}

static int
type_of (const char *declared)
{
  return g_str_equal (declared, "TEXT") ? SQLITE_TEXT
         : g_str_equal (declared, "BLOB") ? SQLITE_BLOB
         : g_str_equal (declared, "ANY") ? 0 : SQLITE_INTEGER;
}

/* Both give name, type, whether it is needed, and whether it is the rowid. A
 * table without rowids is kept as an index: first the key, then the rest. */
static const char sql_table_columns[] =
  "SELECT name, type, \"notnull\" OR pk > 0, pk = 1 AND type = 'INTEGER' AND ?2 = 0"
  "  FROM pragma_table_info (?1) ORDER BY CASE WHEN ?2 AND pk > 0 THEN pk ELSE 1000 + cid END";
static const char sql_index_columns[] =
  "SELECT coalesce (x.name, 'rowid'), coalesce (c.type, 'INTEGER'), coalesce (c.\"notnull\", 1), 0"
  "  FROM pragma_index_xinfo (?1) AS x"
  "  LEFT JOIN pragma_table_info ((SELECT tbl_name FROM sqlite_schema WHERE name = ?1)) AS c ON c.name = x.name"
  " WHERE ?2 = ?2 ORDER BY x.seqno";

static gboolean
load_columns (sqlite3  *fresh,
              DeskTree *tree)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (fresh, tree->is_index ? sql_index_columns : sql_table_columns, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, tree->name, -1, SQLITE_STATIC);
      sqlite3_bind_int (stmt, 2, tree->has_no_rowid);
      while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
        {
          DeskColumn *column = g_new0 (DeskColumn, 1);

          column->name = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
          column->type = type_of ((const char *) sqlite3_column_text (stmt, 1));
          column->is_needed = sqlite3_column_int (stmt, 2);
          column->is_rowid = sqlite3_column_int (stmt, 3);
          g_ptr_array_add (tree->columns, column);
        }
    }
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE && tree->columns->len <= DESK_MAX_VALUES;
}

/**
 * desk_salvage_list_trees:
 * @fresh: an empty database with the schema that the damaged one had
 *
 * Returns: (transfer full) (element-type DeskTree): what it is made of; %NULL
 *   with @error set
 */
GPtrArray *
desk_salvage_list_trees (sqlite3 *fresh,
                         GError **error)
{
  static const char sql[] =
    "SELECT s.name, s.type = 'index', coalesce (l.wr, 0), s.rootpage"
    "  FROM sqlite_schema AS s LEFT JOIN pragma_table_list AS l ON l.name = s.name AND l.schema = 'main'"
    " WHERE s.rootpage > 0 AND s.name <> 'sqlite_sequence'";
  g_autoptr(GPtrArray) trees = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_tree_free);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (fresh, sql, -1, &stmt, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      DeskTree *tree;

      result = sqlite3_step (stmt);
      if (result != SQLITE_ROW)
        break;

      tree = g_new0 (DeskTree, 1);
      tree->name = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      tree->is_index = sqlite3_column_int (stmt, 1);
      tree->has_no_rowid = sqlite3_column_int (stmt, 2);
      tree->columns = g_ptr_array_new_with_free_func (column_free);
      tree->gaps = g_array_new (FALSE, FALSE, sizeof (DeskGap));
      g_ptr_array_add (trees, tree);
      if (!load_columns (fresh, tree))
        result = SQLITE_ERROR;
    }
  if (result != SQLITE_DONE)
    desk_connection_throw (fresh, N_("The library can't be repaired"), error);
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE ? g_steal_pointer (&trees) : NULL;
}

static DeskTree *
find_tree (GPtrArray    *trees,
           const guint8 *name,
           gsize         n_bytes)
{
  for (unsigned i = 0; i < trees->len; i++)
    {
      DeskTree *tree = trees->pdata[i];

      if (strlen (tree->name) == n_bytes && memcmp (tree->name, name, n_bytes) == 0)
        return tree;
    }

  return NULL;
}

/* A page can be where a tree begins when it has the kind of that tree. */
static gboolean
could_begin (DeskPages      *pages,
             const DeskTree *tree,
             guint32         number)
{
  int kind = desk_pages_get_kind (pages, number);

  return number > 1 && (tree->is_index || tree->has_no_rowid
                        ? kind == DESK_PAGE_LEAF_INDEX || kind == DESK_PAGE_INNER_INDEX
                        : kind == DESK_PAGE_LEAF_TABLE || kind == DESK_PAGE_INNER_TABLE);
}

/* sqlite_schema: type, name, tbl_name, rootpage, sql */
static void
take_root (const DeskTree   *schema,
           const DeskRecord *record,
           gpointer          user_data)
{
  GPtrArray *trees = user_data;
  DeskTree *tree;

  if (record->n_values < 4 || record->values[1].type != SQLITE_TEXT || record->values[3].type != SQLITE_INTEGER)
    return;

  tree = find_tree (trees, record->values[1].bytes, record->values[1].n_bytes);
  if (tree != NULL && record->values[3].integer > 1 && record->values[3].integer <= G_MAXUINT32)
    tree->root = (guint32) record->values[3].integer;
}

static DeskTree *
schema_tree (void)
{
  static const int types[] = { SQLITE_TEXT, SQLITE_TEXT, SQLITE_TEXT, SQLITE_INTEGER, SQLITE_TEXT };
  DeskTree *tree = g_new0 (DeskTree, 1);

  tree->name = g_strdup ("sqlite_schema");
  tree->columns = g_ptr_array_new_with_free_func (column_free);
  tree->gaps = g_array_new (FALSE, FALSE, sizeof (DeskGap));
  tree->root = 1;
  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    {
      DeskColumn *column = g_new0 (DeskColumn, 1);

      column->name = g_strdup ("");
      column->type = types[i];
      g_ptr_array_add (tree->columns, column);
    }

  return tree;
}

/* Where the file can't say it any more, tables begin where they did when a
 * snapshot was made: they are never moved. */
static void
take_similar_roots (DeskPages *pages,
                    GPtrArray *trees,
                    sqlite3   *similar)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (similar, "SELECT name, rootpage FROM sqlite_schema", -1, &stmt, NULL) == SQLITE_OK)
    {
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          DeskTree *tree = find_tree (trees, sqlite3_column_text (stmt, 0), (gsize) sqlite3_column_bytes (stmt, 0));
          guint32 root = (guint32) sqlite3_column_int64 (stmt, 1);

          if (tree != NULL && tree->root == 0 && could_begin (pages, tree, root))
            tree->root = root;
        }
    }
  sqlite3_finalize (stmt);
}

/**
 * desk_salvage_find_roots:
 * @similar: a database whose tables begin at the same pages, likely
 *
 * Finds where each tree begins.
 */
void
desk_salvage_find_roots (DeskPages *pages,
                         GPtrArray *trees,
                         sqlite3   *similar)
{
  g_autoptr(DeskTree) schema = schema_tree ();

  desk_salvage_walk (pages, schema, take_root, trees);
  take_similar_roots (pages, trees, similar);
}
