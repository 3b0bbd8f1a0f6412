/* fuzz-merge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Three bodies, parted by the byte 0xff, which no text has: the base, mine and
 * theirs. What desk-merge-body.c promises has to hold of any. */

#include "config.h"

#include "fuzz.h"

#include "text/desk-diff.h"
#include "text/desk-merge.h"

#include <string.h>

static char *
take_body (const guint8 **data,
           gsize         *n_bytes)
{
  const guint8 *end = memchr (*data, 0xff, *n_bytes);
  gsize length = end != NULL ? (gsize) (end - *data) : *n_bytes;
  g_autofree char *bytes = g_strndup ((const char *) *data, length);

  *data += length + (end != NULL);
  *n_bytes -= length + (end != NULL);

  return g_utf8_make_valid (bytes, -1);
}

static GHashTable *
collect_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) tokens = desk_diff_split_words (text, strlen (text));

  for (unsigned i = 0; i < tokens->len; i++)
    {
      const DeskToken *token = &g_array_index (tokens, DeskToken, i);

      if (token->is_word)
        g_hash_table_add (words, g_strndup (token->text, token->n_bytes));
    }

  return words;
}

static void
check_words (const char *base,
             const char *side,
             const char *result)
{
  g_autoptr(GHashTable) known = collect_words (base);
  g_autoptr(GHashTable) written = collect_words (side);
  g_autoptr(GHashTable) there = collect_words (result);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_assert_true (g_hash_table_contains (known, word) || g_hash_table_contains (there, word));
}

static void
check_result (const char *base,
              const char *mine,
              const char *theirs,
              const char *expected)
{
  g_autoptr(DeskMerge) merge = desk_merge_new (base, mine, theirs);
  g_autofree char *result = desk_merge_dup_text (merge);

  g_assert_cmpuint (merge->n_conflicts, ==, 0);
  g_assert_cmpstr (result, ==, expected);
}

/* The same pieces, with mine and theirs the other way round. */
static void
check_swapped (const DeskMerge *merge,
               const DeskMerge *swapped)
{
  g_assert_cmpuint (merge->hunks->len, ==, swapped->hunks->len);

  for (unsigned i = 0; i < merge->hunks->len; i++)
    {
      const DeskMergeHunk *hunk = merge->hunks->pdata[i];
      const DeskMergeHunk *other = swapped->hunks->pdata[i];

      g_assert_cmpstr (hunk->text, ==, other->text);
      g_assert_cmpstr (hunk->base, ==, other->base);
      g_assert_cmpstr (hunk->mine, ==, other->theirs);
      g_assert_cmpstr (hunk->theirs, ==, other->mine);
      g_assert_cmpstr (hunk->tail, ==, other->tail);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autofree char *base = take_body (&data, &n_bytes);
  g_autofree char *mine = take_body (&data, &n_bytes);
  g_autofree char *theirs = take_body (&data, &n_bytes);
  g_autoptr(DeskMerge) merge = desk_merge_new (base, mine, theirs);
  g_autoptr(DeskMerge) swapped = desk_merge_new (base, theirs, mine);
  g_autofree char *result = desk_merge_dup_text (merge);

  check_result (base, mine, base, mine);
  check_result (base, base, mine, mine);
  check_result (base, mine, mine, mine);
  check_words (base, mine, result);
  check_words (base, theirs, result);
  check_swapped (merge, swapped);

  return 0;
}
