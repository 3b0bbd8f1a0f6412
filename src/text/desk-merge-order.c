/* desk-merge-order.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-text-private.h"

#include <string.h>

/* In which order the blocks of two sides stand together.
 *
 * On each side the longest run of blocks that stand as they stood in the base
 * (not necessarily side by side) has stayed; the others were moved. What stayed
 * on both sides is an anchor, and both sides have the anchors in the same order:
 *
 *    side 0:   A   x   B   D        A, B stayed on both sides
 *    side 1:   A   B   y   C   D    D too; C was taken out by one
 *    result:   A   x   B   y   D
 *
 * Between two anchors stand what either side has put in or moved there. A block
 * that only one has moved stands where that one put it. Of what both have put in
 * at one place the first side's comes first, and once if it is the same.
 */

typedef struct
{
  const DeskMergeSide *side;
  gboolean            *has_stayed; /* for each block of the base */
  unsigned            *segment;    /* for each block of the side: how many anchors stand before it or are it */
} Plan;

/* The blocks of one side between two anchors that are placed there. */
typedef struct
{
  GArray *blocks; /* int: of the side */
  int    *place;  /* for each block of the base, where in @blocks; -1 elsewhere */
} Segment;

DeskTextSpan
desk_merge_side_get_text (const DeskMergeSide *self,
                          int                  block)
{
  const DeskBlock *found = &g_array_index (self->blocks, DeskBlock, block);

  return (DeskTextSpan) { self->body + found->offset, desk_block_measure_text (found, self->body) };
}

/* The longest increasing run, by patience: @ends[n] is the last block of the
 * best run of n + 1 blocks, @before[i] the one before block i in its run. */
static gboolean *
find_stayed (const DeskMergeSide *side,
             unsigned             n_base)
{
  gboolean *has_stayed = g_new0 (gboolean, n_base);
  g_autofree int *ends = g_new (int, side->match->len);
  g_autofree int *before = g_new (int, side->match->len);
  unsigned n_ends = 0;

  for (unsigned i = 0; i < side->match->len; i++)
    {
      int base = g_array_index (side->match, int, i);
      unsigned low = 0;
      unsigned high = n_ends;

      if (base < 0)
        continue;
      while (low < high)
        {
          unsigned middle = low + (high - low) / 2;

          if (g_array_index (side->match, int, ends[middle]) < base)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : -1;
      ends[low] = (int) i;
      n_ends = MAX (n_ends, low + 1);
    }

  for (int i = n_ends > 0 ? ends[n_ends - 1] : -1; i >= 0; i = before[i])
    has_stayed[g_array_index (side->match, int, i)] = TRUE;

  return has_stayed;
}

static gboolean
is_anchor (const Plan plans[2],
           int        base)
{
  return base >= 0 && plans[0].has_stayed[base] && plans[1].has_stayed[base];
}

static void
number_segments (Plan  plans[2],
                 Plan *plan)
{
  unsigned segment = 0;

  plan->segment = g_new (unsigned, plan->side->match->len);
  for (unsigned i = 0; i < plan->side->match->len; i++)
    {
      segment += is_anchor (plans, g_array_index (plan->side->match, int, i));
      plan->segment[i] = segment;
    }
}

/* Whether side @which says where a block of it stands. */
static gboolean
is_placed_by (const Plan      plans[2],
              unsigned        which,
              unsigned        block,
              const gboolean *is_gone)
{
  const Plan *plan = &plans[which];
  const Plan *other = &plans[1 - which];
  int base = g_array_index (plan->side->match, int, block);
  int twin;

  if (base < 0)
    return TRUE;
  if (is_gone[base])
    return FALSE;

  twin = other->side->of_base[base];
  if (twin < 0 || other->segment[twin] == plan->segment[block])
    return TRUE;
  if (plan->has_stayed[base] != other->has_stayed[base])
    return other->has_stayed[base];

  return which == 0; /* both have moved it, to different places */
}

/* Takes the blocks of @segment from @position on. */
static void
segment_fill (Segment        *self,
              const Plan      plans[2],
              unsigned        which,
              unsigned        segment,
              unsigned       *position,
              const gboolean *is_gone)
{
  const Plan *plan = &plans[which];

  g_array_set_size (self->blocks, 0);
  for (; *position < plan->side->match->len && plan->segment[*position] == segment; (*position)++)
    {
      int block = (int) *position;
      int base = g_array_index (plan->side->match, int, block);

      if (is_anchor (plans, base) || !is_placed_by (plans, which, *position, is_gone))
        continue;
      if (base >= 0)
        self->place[base] = (int) self->blocks->len;
      g_array_append_val (self->blocks, block);
    }
}

typedef struct
{
  const DeskMergeSide *sides;
  GArray              *items;    /* DeskMergeItem: the result */
  gboolean            *is_added; /* for each block of the base */
  Segment              segments[2];
  unsigned             cursor;   /* in the second side's segment */
} Order;

static void
add_base (Order *self,
          int    base)
{
  DeskMergeItem item = { base, { self->sides[0].of_base[base], self->sides[1].of_base[base] } };

  if (self->is_added[base])
    return;

  self->is_added[base] = TRUE;
  g_array_append_val (self->items, item);
}

static void
add_block (Order   *self,
           unsigned which,
           int      block)
{
  int base = g_array_index (self->sides[which].match, int, block);
  DeskMergeItem item = { -1, { -1, -1 } };

  if (base >= 0)
    {
      add_base (self, base);
      return;
    }

  item.sides[which] = block;
  g_array_append_val (self->items, item);
}

static void
add_second_until (Order   *self,
                  unsigned end)
{
  for (; self->cursor < end; self->cursor++)
    add_block (self, 1, g_array_index (self->segments[1].blocks, int, self->cursor));
}

/* What the second side has put in here, by hash: char * → GQueue of places + 1. */
static GHashTable *
index_put_in (const Order *self)
{
  GHashTable *by_hash = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_queue_free);

  for (unsigned i = 0; i < self->segments[1].blocks->len; i++)
    {
      int block = g_array_index (self->segments[1].blocks, int, i);
      guint64 *hash = &g_array_index (self->sides[1].blocks, DeskBlock, block).hash;
      GQueue *queue;

      if (g_array_index (self->sides[1].match, int, block) >= 0)
        continue;
      queue = g_hash_table_lookup (by_hash, hash);
      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (by_hash, hash, queue);
        }
      g_queue_push_tail (queue, GUINT_TO_POINTER (i + 1));
    }

  return by_hash;
}

static gboolean
is_same_text (const Order *self,
              int          first,
              int          second)
{
  DeskTextSpan a = desk_merge_side_get_text (&self->sides[0], first);
  DeskTextSpan b = desk_merge_side_get_text (&self->sides[1], second);

  return a.n_bytes == b.n_bytes && memcmp (a.text, b.text, a.n_bytes) == 0;
}

/* Where the second side has the first one's @block, from the cursor on; -1 if it
 * has not. */
static int
find_in_second (const Order *self,
                GHashTable  *put_in,
                int          block)
{
  int base = g_array_index (self->sides[0].match, int, block);
  GQueue *queue;

  if (base >= 0)
    return self->segments[1].place[base] >= (int) self->cursor ? self->segments[1].place[base] : -1;

  queue = g_hash_table_lookup (put_in, &g_array_index (self->sides[0].blocks, DeskBlock, block).hash);
  while (queue != NULL && !g_queue_is_empty (queue))
    {
      unsigned place = GPOINTER_TO_UINT (g_queue_pop_head (queue)) - 1;

      if (place >= self->cursor &&
          is_same_text (self, block, g_array_index (self->segments[1].blocks, int, place)))
        return (int) place;
    }

  return -1;
}

static void
add_both (Order *self,
          int    block,
          int    place)
{
  int other = g_array_index (self->segments[1].blocks, int, place);
  int base = g_array_index (self->sides[0].match, int, block);
  DeskMergeItem item = { -1, { block, other } };

  add_second_until (self, (unsigned) place);
  if (base >= 0)
    add_base (self, base);
  else
    g_array_append_val (self->items, item);
  self->cursor = (unsigned) place + 1;
}

static void
forget_places (Order *self)
{
  for (unsigned which = 0; which < 2; which++)
    {
      for (unsigned i = 0; i < self->segments[which].blocks->len; i++)
        {
          int block = g_array_index (self->segments[which].blocks, int, i);
          int base = g_array_index (self->sides[which].match, int, block);

          if (base >= 0)
            self->segments[which].place[base] = -1;
        }
    }
}

static void
add_segment (Order *self)
{
  g_autoptr(GHashTable) put_in = index_put_in (self);

  self->cursor = 0;
  for (unsigned i = 0; i < self->segments[0].blocks->len; i++)
    {
      int block = g_array_index (self->segments[0].blocks, int, i);
      int place = find_in_second (self, put_in, block);

      if (place >= 0)
        add_both (self, block, place);
      else
        add_block (self, 0, block);
    }
  add_second_until (self, self->segments[1].blocks->len);
  forget_places (self);
}

static void
segment_init (Segment *self,
              unsigned n_base)
{
  self->blocks = g_array_new (FALSE, FALSE, sizeof (int));
  self->place = g_new (int, n_base);
  for (unsigned i = 0; i < n_base; i++)
    self->place[i] = -1;
}

static void
order_blocks (Order          *self,
              const Plan      plans[2],
              unsigned        n_base,
              const gboolean *is_gone)
{
  unsigned positions[2] = { 0, 0 };

  for (unsigned segment = 0;; segment++)
    {
      for (unsigned which = 0; which < 2; which++)
        segment_fill (&self->segments[which], plans, which, segment, &positions[which], is_gone);
      add_segment (self);

      /* The next anchor opens the next segment. */
      if (positions[0] == plans[0].side->match->len)
        break;
      add_base (self, g_array_index (plans[0].side->match, int, positions[0]));
    }
}

/**
 * desk_merge_order:
 * @sides: what two people made of a body
 * @n_base: how many blocks that one has
 * @is_gone: (array length=n_base): which of them are taken out of the result
 *
 * Returns: (transfer full) (element-type DeskMergeItem): the result's blocks, in
 *   order: all that are not gone
 */
GArray *
desk_merge_order (const DeskMergeSide sides[2],
                  unsigned            n_base,
                  const gboolean     *is_gone)
{
  Plan plans[2] = { { .side = &sides[0] }, { .side = &sides[1] } };
  g_autofree gboolean *is_added = g_new0 (gboolean, n_base);
  Order order = { sides, g_array_new (FALSE, FALSE, sizeof (DeskMergeItem)), is_added };

  for (unsigned which = 0; which < 2; which++)
    {
      plans[which].has_stayed = find_stayed (&sides[which], n_base);
      segment_init (&order.segments[which], n_base);
    }
  for (unsigned which = 0; which < 2; which++)
    number_segments (plans, &plans[which]);

  order_blocks (&order, plans, n_base, is_gone);

  for (unsigned which = 0; which < 2; which++)
    {
      g_free (plans[which].has_stayed);
      g_free (plans[which].segment);
      g_array_unref (order.segments[which].blocks);
      g_free (order.segments[which].place);
    }

  return order.items;
}
