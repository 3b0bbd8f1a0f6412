/* desk-merge-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-diff.h"
#include "desk-text-private.h"

#include <string.h>

/* A paragraph that two people have changed in different words. Where a word
 * that neither has touched stands between what one and the other did, both can
 * have their way; closer together they may well have meant the same sentence.
 */

typedef struct
{
  GArray  *tokens; /* DeskToken */
  GArray  *hunks;  /* DeskDiffHunk: what it has changed of the base */
  unsigned next;   /* of @hunks */
} Side;

static void
side_init (Side               *self,
           GArray             *base_tokens,
           const DeskTextSpan *span)
{
  self->tokens = desk_diff_split_words (span->text, span->n_bytes);
  self->hunks = desk_diff_tokens (base_tokens, self->tokens);
  self->next = 0;
}

static void
side_clear (Side *self)
{
  g_array_unref (self->tokens);
  g_array_unref (self->hunks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static const DeskDiffHunk *
peek (const Side * self)
{
  return self->next < self->hunks->len ? &g_array_index (self->hunks, DeskDiffHunk, self->next) : NULL;
}

static gboolean
are_same (const Side         *a,
          const DeskDiffHunk *a_hunk,
          const Side         *b,
          const DeskDiffHunk *b_hunk)
{
  if (a_hunk->old_start != b_hunk->old_start || a_hunk->n_old != b_hunk->n_old || a_hunk->n_new != b_hunk->n_new)
    return FALSE;

  for (unsigned i = 0; i < a_hunk->n_new; i++)
    {
      if (!desk_token_equal (&g_array_index (a->tokens, DeskToken, a_hunk->new_start + i),
                             &g_array_index (b->tokens, DeskToken, b_hunk->new_start + i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_word (GArray  *tokens,
          unsigned start,
          unsigned end)
{
  for (unsigned i = start; i < end; i++)
    {
      if (g_array_index (tokens, DeskToken, i).is_word)
        return TRUE;
    }

  return FALSE;
}

static void
append_tokens (GString *text,
               GArray  *tokens,
               unsigned start,
               unsigned end)
{
  for (unsigned i = start; i < end; i++)
    {
      const DeskToken *token = &g_array_index (tokens, DeskToken, i);

      g_string_append_len (text, token->text, (gssize) token->n_bytes);
    }
}

/* Which side's hunk comes next; both, where they are the same. */
static void
choose_next (const Side *mine,
             const Side *theirs,
             gboolean   *out_is_mine,
             gboolean   *out_is_theirs)
{
  const DeskDiffHunk *a = peek (mine);
  const DeskDiffHunk *b = peek (theirs);
  gboolean are_both = a != NULL && b != NULL && are_same (mine, a, theirs, b);

  *out_is_mine = are_both || b == NULL || (a != NULL && a->old_start <= b->old_start);
  *out_is_theirs = are_both || !*out_is_mine;
}

static char *
merge_hunks (GArray *base_tokens,
             Side   *mine,
             Side   *theirs)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean was_mine = TRUE;
  gboolean was_theirs = TRUE;
  unsigned done = 0; /* of @base_tokens */

  while (peek (mine) != NULL || peek (theirs) != NULL)
    {
      gboolean is_mine, is_theirs;
      const Side *side;
      const DeskDiffHunk *hunk;

      choose_next (mine, theirs, &is_mine, &is_theirs);
      side = is_mine ? mine : theirs;
      hunk = peek (side);
      if ((is_mine && !was_mine) || (is_theirs && !was_theirs))
        {
          if (hunk->old_start < done || !has_word (base_tokens, done, hunk->old_start))
            return NULL;
        }

      append_tokens (text, base_tokens, done, hunk->old_start);
      append_tokens (text, side->tokens, hunk->new_start, hunk->new_start + hunk->n_new);
      done = hunk->old_start + hunk->n_old;
      mine->next += is_mine;
      theirs->next += is_theirs;
      was_mine = is_mine;
      was_theirs = is_theirs;
    }
  append_tokens (text, base_tokens, done, base_tokens->len);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * desk_merge_words:
 * @base: what both had before them
 * @mine: what one made of it
 * @theirs: what the other made of it
 *
 * Returns: (transfer full) (nullable): the text with both changes, or %NULL if
 *   they are in each other's way
 */
char *
desk_merge_words (const DeskTextSpan *base,
                  const DeskTextSpan *mine,
                  const DeskTextSpan *theirs)
{
  g_autoptr(GArray) base_tokens = desk_diff_split_words (base->text, base->n_bytes);
  g_auto(Side) mine_side = { 0 };
  g_auto(Side) theirs_side = { 0 };

  side_init (&mine_side, base_tokens, mine);
  side_init (&theirs_side, base_tokens, theirs);

  return merge_hunks (base_tokens, &mine_side, &theirs_side);
}
