/* desk-diff.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-diff.h"

#include "desk-text-private.h"

#include <string.h>

/* The longest common subsequence, by the table of Wagner and Fischer, of what is
 * left when the same start and end are taken away. The texts are paragraphs, or
 * the lines of an article, so the table is small; where it would have more cells
 * than MAX_CELLS, all that is left is one hunk. That is still a true difference,
 * only a coarse one. */
#define MAX_CELLS (128 * 1024)

gboolean
desk_diff_is_in_word (gunichar c)
{
  return c < 128 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
add_token (GArray     *tokens,
           const char *start,
           const char *end,
           gboolean    is_word)
{
  DeskToken token = { start, (gsize) (end - start), 5381, is_word };

  for (const char *p = start; p < end; p++)
    token.hash = token.hash * 33 + (guchar) * p;
  g_array_append_val (tokens, token);
}

static const char *
next_char (const char *p,
           const char *end)
{
  return MIN (g_utf8_next_char (p), end);
}

static gboolean
is_more (const char *p,
         gboolean    is_word,
         gboolean    is_space)
{
  return is_word ? desk_diff_is_in_word (g_utf8_get_char (p)) : is_space && g_ascii_isspace (*p);
}

/**
 * desk_diff_split_words:
 * @text: valid UTF-8
 * @n_bytes: its length
 *
 * Cuts a text into words, runs of white space, and single signs.
 *
 * Returns: (transfer full) (element-type DeskToken): all of @text, in order
 */
GArray *
desk_diff_split_words (const char *text,
                       gsize       n_bytes)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (DeskToken));
  const char *end = text + n_bytes;

  for (const char *p = text; p < end;)
    {
      const char *start = p;
      gboolean is_word = desk_diff_is_in_word (g_utf8_get_char (p));
      gboolean is_space = g_ascii_isspace (*p);

      p = next_char (p, end);
      while (p < end && is_more (p, is_word, is_space))
        p = next_char (p, end);
      add_token (tokens, start, p, is_word);
    }

  return tokens;
}

/**
 * desk_diff_split_lines:
 * @text: valid UTF-8
 * @n_bytes: its length
 *
 * Returns: (transfer full) (element-type DeskToken): the lines of @text with
 *   their ends, in order
 */
GArray *
desk_diff_split_lines (const char *text,
                       gsize       n_bytes)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (DeskToken));
  const char *end = text + n_bytes;

  for (const char *p = text; p < end;)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      const char *next = newline != NULL ? newline + 1 : end;

      add_token (tokens, p, next, TRUE);
      p = next;
    }

  return tokens;
}

gboolean
desk_token_equal (const DeskToken *a,
                  const DeskToken *b)
{
  return a->hash == b->hash && a->n_bytes == b->n_bytes && memcmp (a->text, b->text, a->n_bytes) == 0;
}

static gboolean
is_same (GArray  *old_tokens,
         unsigned old_index,
         GArray  *new_tokens,
         unsigned new_index)
{
  return desk_token_equal (&g_array_index (old_tokens, DeskToken, old_index),
                           &g_array_index (new_tokens, DeskToken, new_index));
}

/* @middle becomes what lies between the same start and the same end. */
static void
trim (GArray       *old_tokens,
      GArray       *new_tokens,
      DeskDiffHunk *middle)
{
  unsigned n = MIN (old_tokens->len, new_tokens->len);
  unsigned start = 0;
  unsigned end = 0;

  while (start < n && is_same (old_tokens, start, new_tokens, start))
    start++;
  while (end < n - start && is_same (old_tokens, old_tokens->len - 1 - end, new_tokens, new_tokens->len - 1 - end))
    end++;

  *middle = (DeskDiffHunk) { start, old_tokens->len - start - end, start, new_tokens->len - start - end };
}

/* Cell (i, j): how many tokens the rest of the old from i on and the rest of the
 * new from j on have in common. */
static guint16 *
fill_table (GArray             *old_tokens,
            GArray             *new_tokens,
            const DeskDiffHunk *middle)
{
  gsize width = (gsize) middle->n_new + 1;
  guint16 *cells = g_new0 (guint16, ((gsize) middle->n_old + 1) * width);

  for (unsigned i = middle->n_old; i-- > 0;)
    {
      guint16 *row = cells + i * width;
      const guint16 *below = row + width;

      for (unsigned j = middle->n_new; j-- > 0;)
        {
          if (is_same (old_tokens, middle->old_start + i, new_tokens, middle->new_start + j))
            row[j] = (guint16) (below[j + 1] + 1);
          else
            row[j] = MAX (below[j], row[j + 1]);
        }
    }

  return cells;
}

static void
end_hunk (GArray             *hunks,
          DeskDiffHunk       *hunk,
          const DeskDiffHunk *middle,
          unsigned            i,
          unsigned            j)
{
  if (hunk->n_old > 0 || hunk->n_new > 0)
    g_array_append_val (hunks, *hunk);
  *hunk = (DeskDiffHunk) { middle->old_start + i, 0, middle->new_start + j, 0 };
}

static void
add_hunks (GArray             *hunks,
           GArray             *old_tokens,
           GArray             *new_tokens,
           const DeskDiffHunk *middle)
{
  g_autofree guint16 *cells = fill_table (old_tokens, new_tokens, middle);
  gsize width = (gsize) middle->n_new + 1;
  DeskDiffHunk hunk = { middle->old_start, 0, middle->new_start, 0 };
  unsigned i = 0;
  unsigned j = 0;

  while (i < middle->n_old || j < middle->n_new)
    {
      const guint16 *row = cells + i * width;

      if (i < middle->n_old && j < middle->n_new &&
          is_same (old_tokens, middle->old_start + i, new_tokens, middle->new_start + j))
        {
          end_hunk (hunks, &hunk, middle, ++i, ++j);
        }
      else if (j == middle->n_new || (i < middle->n_old && row[width + j] >= row[j + 1]))
        {
          i++;
          hunk.n_old++;
        }
      else
        {
          j++;
          hunk.n_new++;
        }
    }
  end_hunk (hunks, &hunk, middle, i, j);
}

/**
 * desk_diff_tokens:
 * @old_tokens: (element-type DeskToken): a text that was cut
 * @new_tokens: (element-type DeskToken): what became of it, cut alike
 *
 * Returns: (transfer full) (element-type DeskDiffHunk): what differs, in order
 */
GArray *
desk_diff_tokens (GArray *old_tokens,
                  GArray *new_tokens)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (DeskDiffHunk));
  DeskDiffHunk middle;

  g_return_val_if_fail (old_tokens != NULL && new_tokens != NULL, hunks);

  trim (old_tokens, new_tokens, &middle);
  if (middle.n_old == 0 && middle.n_new == 0)
    return hunks;

  if (middle.n_old == 0 || middle.n_new == 0 ||
      ((guint64) middle.n_old + 1) * ((guint64) middle.n_new + 1) > MAX_CELLS)
    g_array_append_val (hunks, middle);
  else
    add_hunks (hunks, old_tokens, new_tokens, &middle);

  return hunks;
}
