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
 * key. Where one of them is in some other order, all between what both begin and
 * end with gives way.
 */

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
    {
      edits = walk (before, after, start, end_before, end_after);
    }
  else
    {
      edits = g_array_new (FALSE, FALSE, sizeof (DeskListEdit));
      note (edits, start, end_before - start, end_after - start);
    }
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
