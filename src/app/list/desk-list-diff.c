/* desk-list-diff.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-diff.h"

/* Two lists in the same order differ by what one walk along both of them finds:
 * a key that is in one alone, and an article that got another date has another
 * key. The hits of a search are in an order of their own: of these the most stay
 * that can stay in their order, and the others are taken out and put in.
 */

/* Where a key of the one list is in the other. */
#define NOWHERE G_MAXUINT

static int
compare (const DeskListKey *a,
         const DeskListKey *b)
{
  if (a->sort_us != b->sort_us)
    return a->sort_us > b->sort_us ? -1 : 1;

  return (a->article_id < b->article_id) - (a->article_id > b->article_id);
}

static const DeskListKey *
key_at (const GArray *keys,
        unsigned      position)
{
  return &g_array_index (keys, DeskListKey, position);
}

static gboolean
is_in_order (const GArray *keys,
             unsigned      start,
             unsigned      end)
{
  for (unsigned i = start + 1; i < end; i++)
    {
      if (compare (key_at (keys, i - 1), key_at (keys, i)) >= 0)
        return FALSE;
    }

  return TRUE;
}

/* Adds a step of the walk to the edit that it goes on, or begins another. The
 * position is counted in what the list becomes. */
static void
note (GArray  *edits,
      unsigned position,
      unsigned n_removed,
      unsigned n_added)
{
  DeskListEdit *last = edits->len > 0 ? &g_array_index (edits, DeskListEdit, edits->len - 1) : NULL;
  DeskListEdit edit = { position, n_removed, n_added };

  if (last == NULL || last->position + last->n_added != position)
    {
      g_array_append_val (edits, edit);
      return;
    }

  last->n_removed += n_removed;
  last->n_added += n_added;
}

static GArray *
walk (const GArray *before,
      const GArray *after,
      unsigned      start,
      unsigned      end_before,
      unsigned      end_after)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (DeskListEdit));
  unsigned i = start, j = start;

  while (i < end_before || j < end_after)
    {
      int order;

      if (i == end_before)
        order = 1;
      else if (j == end_after)
        order = -1;
      else
        order = compare (key_at (before, i), key_at (after, j));

      if (order < 0)
        note (edits, j, 1, 0);
      else if (order > 0)
        note (edits, j, 0, 1);
      i += order <= 0;
      j += order >= 0;
    }

  return edits;
}

/* Returns: for each key of @before its place in @after, counted from @start */
static unsigned *
find_places (const GArray *before,
             const GArray *after,
             unsigned      start,
             unsigned      end_before,
             unsigned      end_after)
{
  g_autoptr(GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  unsigned *found = g_new (unsigned, end_before - start);

  for (unsigned i = start; i < end_after; i++)
    g_hash_table_insert (places, (gpointer) &key_at (after, i)->article_id, GUINT_TO_POINTER (i - start + 1));

  for (unsigned i = start; i < end_before; i++)
    {
      unsigned place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &key_at (before, i)->article_id));

      found[i - start] = place > 0 && compare (key_at (after, start + place - 1), key_at (before, i)) == 0 ? place - 1
                                                                                                          : NOWHERE;
    }

  return found;
}

/* Leaves of @places a longest series that rises, and makes the others NOWHERE. Of
 * the series of each length the one that ends lowest is known by its last member. */
static void
keep_longest_rise (unsigned *places,
                   unsigned  n_places)
{
  g_autofree unsigned *last = g_new (unsigned, n_places + 1);
  g_autofree unsigned *previous = g_new (unsigned, n_places + 1);
  unsigned longest = 0;
  unsigned next;

  for (unsigned i = 0; i < n_places; i++)
    {
      unsigned low = 0, high = longest;

      if (places[i] == NOWHERE)
        continue;
      while (low < high)
        {
          unsigned middle = (low + high) / 2;

          if (places[last[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? last[low - 1] : NOWHERE;
      last[low] = i;
      longest = MAX (longest, low + 1);
    }

  next = longest > 0 ? last[longest - 1] : NOWHERE;
  for (unsigned i = n_places; i-- > 0;)
    {
      if (i == next)
        next = previous[i];
      else
        places[i] = NOWHERE;
    }
}

static GArray *
rearrange (const GArray *before,
           const GArray *after,
           unsigned      start,
           unsigned      end_before,
           unsigned      end_after)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (DeskListEdit));
  g_autofree unsigned *places = find_places (before, after, start, end_before, end_after);
  unsigned i = start, j = start;

  keep_longest_rise (places, end_before - start);
  while (i < end_before || j < end_after)
    {
      if (i < end_before && places[i - start] == NOWHERE)
        {
          note (edits, j, 1, 0);
          i++;
        }
      else if (i == end_before || j - start < places[i - start])
        {
          note (edits, j, 0, 1);
          j++;
        }
      else
        {
          i++;
          j++;
        }
    }

  return edits;
}

/* One edit for those from @first to before @end, with what lies between them. */
static DeskListEdit
span (const GArray *edits,
      unsigned      first,
      unsigned      end)
{
  DeskListEdit whole = g_array_index (edits, DeskListEdit, first);

  for (unsigned i = first + 1; i < end; i++)
    {
      const DeskListEdit *edit = &g_array_index (edits, DeskListEdit, i);
      unsigned n_between = edit->position - (whole.position + whole.n_added);

      whole.n_removed += n_between + edit->n_removed;
      whole.n_added += n_between + edit->n_added;
    }

  return whole;
}

/**
 * desk_list_diff:
 * @before: (element-type DeskListKey): what a list has
 * @after: (element-type DeskListKey): what it is to have
 * @max_edits: where there are more, neighbours are made one with what lies between
 *
 * Returns: (transfer full) (element-type DeskListEdit): what to do, one after the
 *   other from the top
 */
GArray *
desk_list_diff (const GArray *before,
                const GArray *after,
                unsigned      max_edits)
{
  unsigned n_same = MIN (before->len, after->len);
  unsigned start = 0, end_before = before->len, end_after = after->len;
  g_autoptr(GArray) edits = NULL;
  GArray *few;
  unsigned n_together;

  while (start < n_same && compare (key_at (before, start), key_at (after, start)) == 0)
    start++;
  while (end_before > start && end_after > start &&
         compare (key_at (before, end_before - 1), key_at (after, end_after - 1)) == 0)
    end_before--, end_after--;

  if (is_in_order (before, start, end_before) && is_in_order (after, start, end_after))
    edits = walk (before, after, start, end_before, end_after);
  else
    edits = rearrange (before, after, start, end_before, end_after);
  if (edits->len <= max_edits)
    return g_steal_pointer (&edits);

  few = g_array_new (FALSE, FALSE, sizeof (DeskListEdit));
  n_together = (edits->len + max_edits - 1) / max_edits;
  for (unsigned i = 0; i < edits->len; i += n_together)
    {
      DeskListEdit edit = span (edits, i, MIN (i + n_together, edits->len));

      g_array_append_val (few, edit);
    }

  return few;
}
