/* desk-block-match.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-block-match.h"

#include "desk-text-private.h"

/* Two bodies, and which of their blocks are one that was edited or moved:
 *
 *  1. equal text, wherever it went; of several equal ones the order and the
 *     neighbours decide;
 *  2. likeness: see desk-block-alike.c. It comes before order because a block
 *     that was taken out would otherwise shift all that were edited behind it;
 *  3. order, kind by kind, between two neighbours that found each other: a
 *     paragraph that was written anew stands where the old one stood.
 *
 * All steps but the second are linear, and that one is bounded.
 */

/* Blocks with one text. */
typedef struct
{
  unsigned n_old;
  unsigned n_new;
  int      next_old; /* the first of the old ones that may be free */
} Twins;

typedef struct
{
  GHashTable *by_hash;    /* guint64 * → Twins, owned */
  int        *next_twins; /* for each old block the next equal one, or -1 */
} TwinTable;

static void
twin_table_clear (TwinTable *self)
{
  g_hash_table_unref (self->by_hash);
  g_free (self->next_twins);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwinTable, twin_table_clear)

void
desk_block_match_pair (DeskBlockSide *old_side,
                       unsigned       old_index,
                       DeskBlockSide *new_side,
                       unsigned       new_index)
{
  old_side->match[old_index] = (int) new_index;
  new_side->match[new_index] = (int) old_index;
}

static void
twin_table_init (TwinTable           *self,
                 const DeskBlockSide *old_side,
                 const DeskBlockSide *new_side)
{
  self->by_hash = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->next_twins = g_new (int, old_side->n_blocks);

  for (int i = (int) old_side->n_blocks - 1; i >= 0; i--)
    {
      const DeskBlock *block = &old_side->blocks[i];
      Twins *twins = g_hash_table_lookup (self->by_hash, &block->hash);

      if (twins == NULL)
        {
          twins = g_new0 (Twins, 1);
          twins->next_old = -1;
          g_hash_table_insert (self->by_hash, (gpointer) &block->hash, twins);
        }
      twins->n_old++;
      self->next_twins[i] = twins->next_old;
      twins->next_old = i;
    }

  for (unsigned i = 0; i < new_side->n_blocks; i++)
    {
      Twins *twins = g_hash_table_lookup (self->by_hash, &new_side->blocks[i].hash);

      if (twins != NULL)
        twins->n_new++;
    }
}

/* In the order they stand: all where there are as many as there were, or those
 * that neither order nor neighbours have decided. */
static void
match_twins (TwinTable     *table,
             DeskBlockSide *old_side,
             DeskBlockSide *new_side,
             gboolean       is_last)
{
  for (unsigned i = 0; i < new_side->n_blocks; i++)
    {
      Twins *twins = g_hash_table_lookup (table->by_hash, &new_side->blocks[i].hash);

      if (twins == NULL || new_side->match[i] >= 0 || (!is_last && twins->n_old != twins->n_new))
        continue;

      while (twins->next_old >= 0 && old_side->match[twins->next_old] >= 0)
        twins->next_old = table->next_twins[twins->next_old];
      if (twins->next_old >= 0)
        desk_block_match_pair (old_side, (unsigned) twins->next_old, new_side, i);
    }
}

/* Where the neighbour's @step leads to in the old body; both bodies' ends are
 * neighbours too. */
static int
beside_neighbour (const DeskBlockSide *old_side,
                  const DeskBlockSide *new_side,
                  int                  index,
                  int                  step)
{
  int neighbour = index - step;

  if (neighbour < 0)
    return 0;
  if (neighbour >= (int) new_side->n_blocks)
    return (int) old_side->n_blocks - 1;

  return new_side->match[neighbour] >= 0 ? new_side->match[neighbour] + step : -1;
}

static gboolean
is_free_and_equal (const DeskBlockSide *old_side,
                   int                  old_index,
                   const DeskBlock     *block)
{
  return old_index >= 0 && old_index < (int) old_side->n_blocks && old_side->match[old_index] < 0 &&
         old_side->blocks[old_index].hash == block->hash;
}

static void
match_beside (DeskBlockSide *old_side,
              DeskBlockSide *new_side,
              int            step)
{
  int n_new = (int) new_side->n_blocks;

  for (int i = step > 0 ? 0 : n_new - 1; i >= 0 && i < n_new; i += step)
    {
      int beside;

      if (new_side->match[i] >= 0)
        continue;
      beside = beside_neighbour (old_side, new_side, i, step);
      if (is_free_and_equal (old_side, beside, &new_side->blocks[i]))
        desk_block_match_pair (old_side, (unsigned) beside, new_side, (unsigned) i);
    }
}

static void
match_equal (DeskBlockSide *old_side,
             DeskBlockSide *new_side)
{
  g_auto(TwinTable) table = { 0 };

  twin_table_init (&table, old_side, new_side);
  match_twins (&table, old_side, new_side, FALSE);
  match_beside (old_side, new_side, 1);
  match_beside (old_side, new_side, -1);
  match_twins (&table, old_side, new_side, TRUE);
}

/* The next free old block of @kind in the run that @cursor is in. What it has
 * gone past is not looked at again for this kind. */
static int
find_in_run (const DeskBlockSide *old_side,
             int                 *cursor,
             DeskBlockKind        kind,
             int                  step)
{
  for (; *cursor >= 0 && *cursor < (int) old_side->n_blocks && old_side->match[*cursor] < 0; *cursor += step)
    {
      if (old_side->blocks[*cursor].kind == kind)
        return *cursor;
    }

  return -1;
}

static void
set_cursors (int cursors[DESK_N_BLOCK_KINDS],
             int position)
{
  for (unsigned kind = 0; kind < DESK_N_BLOCK_KINDS; kind++)
    cursors[kind] = position;
}

/* A block that found nothing takes the next old one of its kind behind (before,
 * if @step is -1) its neighbour's, as long as no used one stands between. */
static void
match_order (DeskBlockSide *old_side,
             DeskBlockSide *new_side,
             int            step)
{
  int n_new = (int) new_side->n_blocks;
  int cursors[DESK_N_BLOCK_KINDS];

  set_cursors (cursors, step > 0 ? 0 : (int) old_side->n_blocks - 1);
  for (int i = step > 0 ? 0 : n_new - 1; i >= 0 && i < n_new; i += step)
    {
      DeskBlockKind kind = new_side->blocks[i].kind;
      int found;

      if (new_side->match[i] >= 0)
        {
          set_cursors (cursors, new_side->match[i] + step);
          continue;
        }
      found = find_in_run (old_side, &cursors[kind], kind, step);
      if (found >= 0)
        {
          desk_block_match_pair (old_side, (unsigned) found, new_side, (unsigned) i);
          cursors[kind] = found + step;
        }
    }
}

static int *
new_matches (unsigned n_blocks)
{
  int *match = g_new (int, n_blocks);

  for (unsigned i = 0; i < n_blocks; i++)
    match[i] = -1;

  return match;
}

/**
 * desk_block_match:
 * @old_body: a body, valid UTF-8
 * @old_blocks: (element-type DeskBlock): its blocks
 * @new_body: what became of it
 * @new_blocks: (element-type DeskBlock): likewise
 *
 * Finds for each block of a new body the old one that it was.
 *
 * Returns: (transfer full) (element-type int): for each new block the index of
 *   the old one, or -1 for a block that is new; no old block comes twice
 */
GArray *
desk_block_match (const char *old_body,
                  GArray     *old_blocks,
                  const char *new_body,
                  GArray     *new_blocks)
{
  g_autofree int *old_match = NULL;
  g_autofree int *new_match = NULL;
  DeskBlockSide old_side, new_side;
  GArray *matches;

  g_return_val_if_fail (old_body != NULL && old_blocks != NULL && new_body != NULL && new_blocks != NULL, NULL);

  old_match = new_matches (old_blocks->len);
  new_match = new_matches (new_blocks->len);
  old_side = (DeskBlockSide) { old_body, (const DeskBlock *) old_blocks->data, old_blocks->len, old_match };
  new_side = (DeskBlockSide) { new_body, (const DeskBlock *) new_blocks->data, new_blocks->len, new_match };

  match_equal (&old_side, &new_side);
  desk_block_match_alike (&old_side, &new_side);
  match_order (&old_side, &new_side, 1);
  match_order (&old_side, &new_side, -1);

  matches = g_array_sized_new (FALSE, FALSE, sizeof (int), new_blocks->len);
  if (new_blocks->len > 0)
    g_array_append_vals (matches, new_match, new_blocks->len);
  return matches;
}
