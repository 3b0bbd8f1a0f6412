/* desk-salvage.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-salvage.h"

/* Rows are read from where a table begins downwards, around what is damaged. A
 * page that can't be read leaves a gap: rowids that may have been there. Then
 * the pages that nothing led to are looked at: one whose every row fits exactly
 * one table, into a gap of it, belongs there. */

#define MAX_DEPTH 20

typedef struct
{
  guint32  number;
  unsigned depth;
  gint64   first; /* rowids that it can have */
  gint64   last;
} Step;

/* Whether a record looks like a row of @tree: what ALTER TABLE added may lack. */
static gboolean
fits (const DeskTree   *tree,
      const DeskRecord *record)
{
  if (record->n_values == 0 || record->n_values > tree->columns->len)
    return FALSE;

  for (unsigned i = 0; i < tree->columns->len; i++)
    {
      const DeskColumn *column = tree->columns->pdata[i];
      int type = i < record->n_values ? record->values[i].type : SQLITE_NULL;

      gboolean is_of_type = type == column->type || (column->type == 0 && type != SQLITE_NULL);

      if (column->is_rowid ? type != SQLITE_NULL : !is_of_type && (type != SQLITE_NULL || column->is_needed))
        return FALSE;
    }

  return TRUE;
}

static void
add_gap (DeskTree *tree,
         gint64    first,
         gint64    last)
{
  DeskGap gap = { first, last };

  tree->is_damaged = TRUE;
  if (!tree->has_no_rowid && first <= last)
    g_array_append_val (tree->gaps, gap);
}

static void
push (GArray *steps,
      Step    from,
      guint32 number,
      gint64  first,
      gint64  last)
{
  Step step = { number, from.depth + 1, first, last };

  g_array_append_val (steps, step);
}

static void
read_leaf (DeskPages   *pages,
           DeskTree    *tree,
           Step         step,
           DeskRecord  *record,
           DeskRowFunc *func,
           gpointer     user_data)
{
  gint64 next = step.first;
  gboolean has_gap = FALSE;

  for (unsigned i = 0; i < desk_pages_get_n_cells (pages, step.number); i++)
    {
      gboolean is_read = desk_pages_read_record (pages, step.number, i, record) && fits (tree, record) &&
                         (tree->has_no_rowid || (record->rowid >= next && record->rowid <= step.last));

      if (!is_read)
        {
          has_gap = TRUE;
          continue;
        }
      if (has_gap)
        add_gap (tree, next, tree->has_no_rowid ? next : record->rowid - 1);
      has_gap = FALSE;
      next = tree->has_no_rowid || record->rowid == G_MAXINT64 ? next : record->rowid + 1;
      func (tree, record, user_data);
    }
  if (has_gap)
    add_gap (tree, next, step.last);
}

static void
read_inner_table (DeskPages *pages,
                  DeskTree  *tree,
                  Step       step,
                  GArray    *steps)
{
  gint64 next = step.first;

  for (unsigned i = 0; i < desk_pages_get_n_cells (pages, step.number); i++)
    {
      guint32 child;
      gint64 key;

      /* A key that is out of order leads astray all that follow; the child it
       * leads to is read by the next key's bounds then. */
      if (!desk_pages_read_inner (pages, step.number, i, &child, &key))
        {
          tree->is_damaged = TRUE;
          continue;
        }
      if (key < next || key > step.last)
        {
          tree->is_damaged = TRUE;
          push (steps, step, child, next, step.last);
          continue;
        }
      push (steps, step, child, next, key);
      next = key < G_MAXINT64 ? key + 1 : key;
    }
  push (steps, step, desk_pages_get_right_child (pages, step.number), next, step.last);
}

/* Rows of a table without rowids stand in inner pages too. */
static void
read_inner_index (DeskPages   *pages,
                  DeskTree    *tree,
                  Step         step,
                  GArray      *steps,
                  DeskRecord  *record,
                  DeskRowFunc *func,
                  gpointer     user_data)
{
  for (unsigned i = 0; i < desk_pages_get_n_cells (pages, step.number); i++)
    {
      if (!desk_pages_read_record (pages, step.number, i, record))
        {
          tree->is_damaged = TRUE;
          continue;
        }
      push (steps, step, record->child, step.first, step.last);
      if (fits (tree, record))
        func (tree, record, user_data);
      else
        tree->is_damaged = TRUE;
    }
  push (steps, step, desk_pages_get_right_child (pages, step.number), step.first, step.last);
}

/**
 * desk_salvage_walk:
 * @tree: a table; gets its gaps
 *
 * Tells @func of every row that can be reached from where @tree begins.
 */
void
desk_salvage_walk (DeskPages   *pages,
                   DeskTree    *tree,
                   DeskRowFunc *func,
                   gpointer     user_data)
{
  g_autoptr(GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr(DeskRecord) record = desk_record_new ();
  Step start = { tree->root, 0, G_MININT64, G_MAXINT64 };
  gboolean is_index = tree->has_no_rowid || tree->is_index;

  g_array_append_val (steps, start);
  while (steps->len > 0)
    {
      Step step = g_array_index (steps, Step, steps->len - 1);
      int kind = desk_pages_get_kind (pages, step.number);

      g_array_set_size (steps, steps->len - 1);
      if (step.depth > MAX_DEPTH || !desk_pages_visit (pages, step.number))
        add_gap (tree, step.first, step.last);
      else if (kind == (is_index ? DESK_PAGE_LEAF_INDEX : DESK_PAGE_LEAF_TABLE))
        read_leaf (pages, tree, step, record, func, user_data);
      else if (!is_index && kind == DESK_PAGE_INNER_TABLE)
        read_inner_table (pages, tree, step, steps);
      else if (is_index && kind == DESK_PAGE_INNER_INDEX)
        read_inner_index (pages, tree, step, steps, record, func, user_data);
      else
        add_gap (tree, step.first, step.last);
    }
}

static gboolean
is_in_gap (const DeskTree *tree,
           gint64          rowid)
{
  for (unsigned i = 0; i < tree->gaps->len; i++)
    {
      const DeskGap *gap = &g_array_index (tree->gaps, DeskGap, i);

      if (rowid >= gap->first && rowid <= gap->last)
        return TRUE;
    }

  return tree->has_no_rowid && tree->is_damaged;
}

/* The one tree that every record of a leaf fits; NULL where there are more or
 * none. */
static DeskTree *
guess_tree (DeskPages  *pages,
            GPtrArray  *trees,
            guint32     number,
            DeskRecord *record)
{
  gboolean is_table = desk_pages_get_kind (pages, number) == DESK_PAGE_LEAF_TABLE;
  DeskTree *found = NULL;

  for (unsigned i = 0; i < trees->len; i++)
    {
      DeskTree *tree = trees->pdata[i];
      unsigned n_fit = 0, n_read = 0;

      if (is_table == (tree->has_no_rowid || tree->is_index))
        continue;
      for (unsigned j = 0; j < desk_pages_get_n_cells (pages, number); j++)
        {
          gboolean is_read = desk_pages_read_record (pages, number, j, record) && !record->is_cut;

          n_read += is_read;
          n_fit += is_read && fits (tree, record);
        }
      if (n_read == 0 || n_fit < n_read)
        continue;
      if (found != NULL)
        return NULL;
      found = tree;
    }

  return found != NULL && !found->is_index && found->is_damaged ? found : NULL;
}

static void
read_found (DeskPages   *pages,
            DeskTree    *tree,
            guint32      number,
            DeskRecord  *record,
            DeskRowFunc *func,
            gpointer     user_data)
{
  for (unsigned i = 0; i < desk_pages_get_n_cells (pages, number); i++)
    {
      if (desk_pages_read_record (pages, number, i, record) && fits (tree, record) &&
          is_in_gap (tree, record->rowid))
        func (tree, record, user_data);
    }
}

/**
 * desk_salvage_scan:
 * @trees: all that there are, walked before
 *
 * Tells @func of the rows on pages that nothing leads to any more.
 */
void
desk_salvage_scan (DeskPages   *pages,
                   GPtrArray   *trees,
                   DeskRowFunc *func,
                   gpointer     user_data)
{
  g_autoptr(DeskRecord) record = desk_record_new ();

  desk_pages_visit_free_ones (pages);
  for (guint32 number = 2; number <= desk_pages_get_count (pages); number++)
    {
      int kind = desk_pages_get_kind (pages, number);
      DeskTree *tree;

      if ((kind != DESK_PAGE_LEAF_TABLE && kind != DESK_PAGE_LEAF_INDEX) || desk_pages_is_visited (pages, number))
        continue;
      tree = guess_tree (pages, trees, number, record);
      if (tree != NULL && desk_pages_visit (pages, number))
        read_found (pages, tree, number, record, func, user_data);
    }
}
