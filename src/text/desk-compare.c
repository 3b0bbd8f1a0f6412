/* desk-compare.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-compare.h"

#include "desk-block-match.h"
#include "desk-diff.h"

#include <string.h>

/* Two texts for a person to compare, as one sequence of parts. Blocks find each
 * other first; what lies between two pairs that stand in the same order is only
 * in one of the texts, so a block that moved is lacked in one place and had in
 * another. Two blocks that differ are compared by words.
 *
 * Invariants:
 *  1. the parts that the other text lacks, with those that both have, are the
 *     shown text to the byte;
 *  2. likewise for the other text;
 *  3. no part is empty, and no two of one kind that belong together stand side
 *     by side.
 */

/* All tables of words together. A text that was written anew in every block is
 * compared block by block from there on. */
#define MAX_CELLS (G_GUINT64_CONSTANT (16) * 1024 * 1024)

/* Of two blocks that have fewer words than this in common, in percent, one is
 * read in place of the other. */
#define MIN_COMMON_PERCENT 30

typedef struct
{
  GArray *parts;   /* DeskPart, owned by the caller */
  guint64 n_cells; /* that were used up */
} Comparison;

static void
add_part (Comparison  *self,
          DeskPartKind kind,
          const char  *text,
          gsize        n_bytes)
{
  DeskPart part = { kind, text, n_bytes };

  if (n_bytes == 0)
    return;

  if (self->parts->len > 0)
    {
      DeskPart *last = &g_array_index (self->parts, DeskPart, self->parts->len - 1);

      if (last->kind == kind && last->text + last->n_bytes == text)
        {
          last->n_bytes += n_bytes;
          return;
        }
    }
  g_array_append_val (self->parts, part);
}

static void
add_tokens (Comparison  *self,
            DeskPartKind kind,
            GArray      *tokens,
            unsigned     start,
            unsigned     n)
{
  for (unsigned i = start; i < start + n; i++)
    {
      const DeskToken *token = &g_array_index (tokens, DeskToken, i);

      add_part (self, kind, token->text, token->n_bytes);
    }
}

static unsigned
count_words (GArray  *tokens,
             unsigned start,
             unsigned end)
{
  unsigned n = 0;

  for (unsigned i = start; i < end; i++)
    {
      if (g_array_index (tokens, DeskToken, i).is_word)
        n++;
    }

  return n;
}

/* Two hunks with nothing but signs and spaces between them read as one. */
static void
join_hunks (GArray *hunks,
            GArray *other)
{
  for (unsigned i = 1; i < hunks->len;)
    {
      DeskDiffHunk *last = &g_array_index (hunks, DeskDiffHunk, i - 1);
      const DeskDiffHunk *hunk = &g_array_index (hunks, DeskDiffHunk, i);

      if (count_words (other, last->old_start + last->n_old, hunk->old_start) > 0)
        {
          i++;
          continue;
        }
      last->n_old = hunk->old_start + hunk->n_old - last->old_start;
      last->n_new = hunk->new_start + hunk->n_new - last->new_start;
      g_array_remove_index (hunks, i);
    }
}

/* Whether so much is the same that a person sees one text in both. */
static gboolean
is_alike (GArray *hunks,
          GArray *other,
          GArray *shown)
{
  unsigned n_changed = 0;
  unsigned n_words = count_words (other, 0, other->len);
  unsigned n_most = MAX (n_words, count_words (shown, 0, shown->len));

  for (unsigned i = 0; i < hunks->len; i++)
    {
      const DeskDiffHunk *hunk = &g_array_index (hunks, DeskDiffHunk, i);

      n_changed += count_words (other, hunk->old_start, hunk->old_start + hunk->n_old);
    }

  return (n_words - n_changed) * 100 >= n_most * MIN_COMMON_PERCENT;
}

static void
add_hunks (Comparison *self,
           GArray     *hunks,
           GArray     *other,
           GArray     *shown)
{
  unsigned position = 0;

  for (unsigned i = 0; i < hunks->len; i++)
    {
      const DeskDiffHunk *hunk = &g_array_index (hunks, DeskDiffHunk, i);

      add_tokens (self, DESK_PART_SAME, shown, position, hunk->new_start - position);
      add_tokens (self, DESK_PART_LACKED, other, hunk->old_start, hunk->n_old);
      add_tokens (self, DESK_PART_ONLY, shown, hunk->new_start, hunk->n_new);
      position = hunk->new_start + hunk->n_new;
    }
  add_tokens (self, DESK_PART_SAME, shown, position, shown->len - position);
}

/* Returns FALSE, and adds nothing, where a person would see two texts. */
static gboolean
compare_words (Comparison *self,
               const char *shown,
               gsize       shown_bytes,
               const char *other,
               gsize       other_bytes)
{
  g_autoptr(GArray) shown_tokens = NULL;
  g_autoptr(GArray) other_tokens = NULL;
  g_autoptr(GArray) hunks = NULL;

  if (shown_bytes == other_bytes && memcmp (shown, other, shown_bytes) == 0)
    {
      add_part (self, DESK_PART_SAME, shown, shown_bytes);
      return TRUE;
    }

  shown_tokens = desk_diff_split_words (shown, shown_bytes);
  other_tokens = desk_diff_split_words (other, other_bytes);
  self->n_cells += (guint64) shown_tokens->len * other_tokens->len;
  if (self->n_cells > MAX_CELLS)
    return FALSE;

  hunks = desk_diff_tokens (other_tokens, shown_tokens);
  join_hunks (hunks, other_tokens);
  if (!is_alike (hunks, other_tokens, shown_tokens))
    return FALSE;

  add_hunks (self, hunks, other_tokens, shown_tokens);
  return TRUE;
}

/* The line ends behind a block are no words: as many as both have are the same. */
static void
compare_tails (Comparison *self,
               const char *shown,
               gsize       shown_bytes,
               const char *other,
               gsize       other_bytes)
{
  gsize n = 0;

  while (n < MIN (shown_bytes, other_bytes) && shown[n] == other[n])
    n++;

  add_part (self, DESK_PART_SAME, shown, n);
  add_part (self, DESK_PART_LACKED, other + n, other_bytes - n);
  add_part (self, DESK_PART_ONLY, shown + n, shown_bytes - n);
}

static void
compare_blocks (Comparison      *self,
                const char      *shown_body,
                const DeskBlock *shown,
                const char      *other_body,
                const DeskBlock *other)
{
  const char *shown_text = shown_body + shown->offset;
  const char *other_text = other_body + other->offset;
  gsize shown_bytes = desk_block_measure_text (shown, shown_body);
  gsize other_bytes = desk_block_measure_text (other, other_body);

  if (compare_words (self, shown_text, shown_bytes, other_text, other_bytes))
    {
      compare_tails (self, shown_text + shown_bytes, shown->n_bytes - shown_bytes,
                     other_text + other_bytes, other->n_bytes - other_bytes);
      return;
    }
  add_part (self, DESK_PART_LACKED, other_text, other->n_bytes);
  add_part (self, DESK_PART_ONLY, shown_text, shown->n_bytes);
}

/* Of the pairs that blocks make, the most that stand in the same order on both
 * sides stay; the others moved. Patience sorting, O(n log n). */
static void
keep_order (GArray *match) /* int: the other side's block, or -1 */
{
  g_autofree int *tails = g_new (int, match->len + 1); /* blocks that end a run of each length */
  g_autofree int *before = g_new (int, match->len + 1);
  int n_tails = 0;
  int last;

  for (int i = 0; i < (int) match->len; i++)
    {
      int low = 0, high = n_tails;

      if (g_array_index (match, int, i) < 0)
        continue;
      while (low < high)
        {
          int middle = (low + high) / 2;

          if (g_array_index (match, int, tails[middle]) < g_array_index (match, int, i))
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = i;
      n_tails = MAX (n_tails, low + 1);
    }

  last = n_tails > 0 ? tails[n_tails - 1] : -1;
  for (int i = (int) match->len - 1; i >= 0; i--)
    {
      if (i == last)
        last = before[i];
      else
        g_array_index (match, int, i) = -1;
    }
}

static void
add_blocks (Comparison  *self,
            DeskPartKind kind,
            const char  *body,
            GArray      *blocks,
            unsigned     start,
            unsigned     end)
{
  for (unsigned i = start; i < end; i++)
    {
      const DeskBlock *block = &g_array_index (blocks, DeskBlock, i);

      add_part (self, kind, body + block->offset, block->n_bytes);
    }
}

/**
 * desk_compare_bodies:
 * @shown: the text that is read, valid UTF-8
 * @other: what it is compared with
 *
 * Returns: (transfer full) (element-type DeskPart): all of both, in an order that
 *   can be read
 */
GArray *
desk_compare_bodies (const char *shown,
                     const char *other)
{
  g_autoptr(GArray) shown_blocks = desk_blocks_split (shown, strlen (shown));
  g_autoptr(GArray) other_blocks = desk_blocks_split (other, strlen (other));
  g_autoptr(GArray) match = desk_block_match (other, other_blocks, shown, shown_blocks);
  Comparison self = { g_array_new (FALSE, FALSE, sizeof (DeskPart)), 0 };
  unsigned next_other = 0;

  keep_order (match);
  for (unsigned i = 0; i < shown_blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (shown_blocks, DeskBlock, i);
      int pair = g_array_index (match, int, i);

      if (pair < 0)
        {
          add_part (&self, DESK_PART_ONLY, shown + block->offset, block->n_bytes);
          continue;
        }
      add_blocks (&self, DESK_PART_LACKED, other, other_blocks, next_other, (unsigned) pair);
      compare_blocks (&self, shown, block, other, &g_array_index (other_blocks, DeskBlock, pair));
      next_other = (unsigned) pair + 1;
    }
  add_blocks (&self, DESK_PART_LACKED, other, other_blocks, next_other, other_blocks->len);

  return self.parts;
}

/**
 * desk_compare_words:
 * @shown: the line that is read, valid UTF-8
 * @other: what it is compared with
 *
 * Likewise for a title or a summary, which is no Markdown.
 */
GArray *
desk_compare_words (const char *shown,
                    const char *other)
{
  Comparison self = { g_array_new (FALSE, FALSE, sizeof (DeskPart)), 0 };

  if (!compare_words (&self, shown, strlen (shown), other, strlen (other)))
    {
      add_part (&self, DESK_PART_LACKED, other, strlen (other));
      add_part (&self, DESK_PART_ONLY, shown, strlen (shown));
    }

  return self.parts;
}

/**
 * desk_compare_count:
 *
 * Returns: how many passages differ
 */
unsigned
desk_compare_count (GArray *parts)
{
  gboolean is_inside = FALSE;
  unsigned n = 0;

  for (unsigned i = 0; i < parts->len; i++)
    {
      gboolean differs = g_array_index (parts, DeskPart, i).kind != DESK_PART_SAME;

      if (differs && !is_inside)
        n++;
      is_inside = differs;
    }

  return n;
}

static gboolean
is_made_of (GArray      *parts,
            DeskPartKind kind,
            const char  *text)
{
  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskPart *part = &g_array_index (parts, DeskPart, i);

      if (part->kind != DESK_PART_SAME && part->kind != kind)
        continue;
      if (strncmp (text, part->text, part->n_bytes) != 0)
        return FALSE;
      text += part->n_bytes;
    }

  return *text == '\0';
}

/**
 * desk_compare_validate:
 * @parts: what comparing @shown and @other gave
 *
 * Returns: the number of the first invariant that does not hold; 0 if all do
 */
unsigned
desk_compare_validate (GArray     *parts,
                       const char *shown,
                       const char *other)
{
  if (!is_made_of (parts, DESK_PART_ONLY, shown))
    return 1;
  if (!is_made_of (parts, DESK_PART_LACKED, other))
    return 2;

  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskPart *part = &g_array_index (parts, DeskPart, i);
      const DeskPart *last = i > 0 ? part - 1 : NULL;

      if (part->n_bytes == 0 || (last != NULL && last->kind == part->kind && last->text + last->n_bytes == part->text))
        return 3;
    }

  return 0;
}
