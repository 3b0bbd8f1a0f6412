/* test-diff.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-diff.h"

#include <string.h>

static void
append_tokens (GString *said,
               GArray  *tokens,
               unsigned start,
               unsigned n_tokens)
{
  for (unsigned i = start; i < start + n_tokens; i++)
    {
      const DeskToken *token = &g_array_index (tokens, DeskToken, i);

      g_string_append_len (said, token->text, (gssize) token->n_bytes);
    }
}

/* The new text, with each hunk as [old|new]. */
static char *
say (GArray *old_tokens,
     GArray *new_tokens)
{
  g_autoptr(GArray) hunks = desk_diff_tokens (old_tokens, new_tokens);
  g_autoptr(GString) said = g_string_new (NULL);
  unsigned done_old = 0;
  unsigned done_new = 0;

  for (unsigned i = 0; i < hunks->len; i++)
    {
      const DeskDiffHunk *hunk = &g_array_index (hunks, DeskDiffHunk, i);

      g_assert_cmpuint (hunk->n_old + hunk->n_new, >, 0);
      g_assert_cmpuint (hunk->old_start - done_old, ==, hunk->new_start - done_new);
      g_assert_true (i == 0 || hunk->old_start > done_old);
      append_tokens (said, new_tokens, done_new, hunk->new_start - done_new);
      g_string_append_c (said, '[');
      append_tokens (said, old_tokens, hunk->old_start, hunk->n_old);
      g_string_append_c (said, '|');
      append_tokens (said, new_tokens, hunk->new_start, hunk->n_new);
      g_string_append_c (said, ']');
      done_old = hunk->old_start + hunk->n_old;
      done_new = hunk->new_start + hunk->n_new;
    }
  append_tokens (said, new_tokens, done_new, new_tokens->len - done_new);

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static void
test_words (void)
{
  static const struct
  {
    const char *old_text;
    const char *new_text;
    const char *said;
  } cases[] = {
    { "", "", "" },
    { "", "a", "[|a]" },
    { "a", "", "[a|]" },
    { "same words", "same words", "same words" },
    { "one two three", "one three", "one [two |]three" },
    { "one two three", "one 2 three", "one [two|2] three" },
    { "The end.", "The end!", "The end[.|!]" },
    { "Ћутање је злато.", "Ћутање је сребро.", "Ћутање је [злато|сребро]." },
    { "a b c d", "b c x d", "[a |]b c[| x] d" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) old_tokens = desk_diff_split_words (cases[i].old_text, strlen (cases[i].old_text));
      g_autoptr(GArray) new_tokens = desk_diff_split_words (cases[i].new_text, strlen (cases[i].new_text));
      g_autofree char *said = say (old_tokens, new_tokens);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static void
test_lines (void)
{
  const char *old_text = "one\ntwo\n\nthree";
  const char *new_text = "one\n2\n\nthree\nfour\n";
  g_autoptr(GArray) old_tokens = desk_diff_split_lines (old_text, strlen (old_text));
  g_autoptr(GArray) new_tokens = desk_diff_split_lines (new_text, strlen (new_text));
  g_autofree char *said = say (old_tokens, new_tokens);

  g_assert_cmpstr (said, ==, "one\n[two\n|2\n]\n[three|three\nfour\n]");
}

/* Too much for a table: one hunk, which is still true. */
static void
test_large (void)
{
  g_autoptr(GString) old_text = g_string_new ("start ");
  g_autoptr(GString) new_text = g_string_new ("start ");
  g_autoptr(GArray) old_tokens = NULL;
  g_autoptr(GArray) new_tokens = NULL;
  g_autoptr(GArray) hunks = NULL;

  for (unsigned i = 0; i < 1000; i++)
    {
      g_string_append_printf (old_text, "a%u ", i);
      g_string_append_printf (new_text, "b%u ", i);
    }
  g_string_append (old_text, "end");
  g_string_append (new_text, "end");

  old_tokens = desk_diff_split_words (old_text->str, old_text->len);
  new_tokens = desk_diff_split_words (new_text->str, new_text->len);
  hunks = desk_diff_tokens (old_tokens, new_tokens);
  g_assert_cmpuint (hunks->len, ==, 1);
  g_assert_cmpuint (g_array_index (hunks, DeskDiffHunk, 0).old_start, ==, 2);
  g_assert_cmpuint (g_array_index (hunks, DeskDiffHunk, 0).n_old, ==, 1999);
  g_assert_cmpuint (g_array_index (hunks, DeskDiffHunk, 0).n_new, ==, 1999);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/diff/words", test_words);
  g_test_add_func ("/text/diff/lines", test_lines);
  g_test_add_func ("/text/diff/large-texts-differ-in-one-place", test_large);
  return g_test_run ();
}
