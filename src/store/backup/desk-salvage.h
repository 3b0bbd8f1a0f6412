/* desk-salvage.h - the rows of a damaged database
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-pages.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A column as it stands in a record. */
typedef struct
{
  char    *name;
  int      type;       /* SQLITE_INTEGER, SQLITE_TEXT or SQLITE_BLOB; 0 any */
  gboolean is_needed;  /* NOT NULL */
  gboolean is_rowid;   /* stands in the cell, not in the record */
} DeskColumn;

/* Rowids that were on pages which can't be read. */
typedef struct
{
  gint64 first;
  gint64 last;
} DeskGap;

/* A table as the schema makes it, or an index: what may be found in the file. */
typedef struct
{
  char      *name;
  gboolean   is_index;      /* no table, only looks like one */
  gboolean   has_no_rowid;
  GPtrArray *columns;       /* of DeskColumn, in the order of records */
  guint32    root;          /* where the file says it begins; 0 unknown */
  gboolean   is_damaged;
  GArray    *gaps;          /* of DeskGap, for a table with rowids */
} DeskTree;

void desk_tree_free (DeskTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTree, desk_tree_free)

GPtrArray *desk_salvage_list_trees (sqlite3 *fresh,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_salvage_find_roots (DeskPages *pages,
                              GPtrArray *trees,
                              sqlite3   *similar);

/**
 * DeskRowFunc:
 * @tree: a table
 * @record: one of its rows, as far as it can be told
 */
typedef void DeskRowFunc (const DeskTree   *tree,
                          const DeskRecord *record,
                          gpointer user_data);

void desk_salvage_walk (DeskPages   *pages,
                        DeskTree    *tree,
                        DeskRowFunc *func,
                        gpointer     user_data);
void desk_salvage_scan (DeskPages   *pages,
                        GPtrArray   *trees,
                        DeskRowFunc *func,
                        gpointer     user_data);

G_END_DECLS
