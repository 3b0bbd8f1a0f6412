/* test-vocabulary.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-vocabulary.h"

#include <string.h>

static char *
words_of (const char *body,
          const char *known)
{
  const char *const texts[] = { known, NULL };
  g_autoptr(DeskNode) document = desk_node_parse (body, -1);

  return desk_vocabulary_of (document, texts);
}

static void
test_words (void)
{
  static const struct
  {
    const char *body;
    const char *words;
  } cases[] = {
    { "", "" },
    { " … — !", "" },
    { "The bridge, the Bridge; „the bridge“.", "bridge the" },
    { "a I 7 42 x2 и је", "42 x2 је" },
    { "Река, РЕКЕ, reka, Reč", "reka reč река реке" },
    { "Ђоковић/Đoković/djokovic", "djokovic đoković ђоковић" },
    { "co\xc2\xad" "operate S\xcc\x8cuma", "cooperate s\xcc\x8cuma" },
    { "on**going** re*plays*\\* don't", "don ongoing replays" },
    { "नमस्ते दुनिया", "दुनिया नमस्ते" },
    { "word\nbeside\nword", "beside word" },
    { "abcdefgh abcdefghi abcdefg abcdefghi abcdefgha", "abcdefg abcdefgh abcdefgha abcdefghi" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = words_of (cases[i].body, "");

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* What readers see of a body, and what stands in it for machines. */
static void
test_seen (void)
{
  static const struct
  {
    const char *body;
    const char *words;
  } cases[] = {
    { "# Heading\n\n- item\n\n> quote\n> — Somebody", "heading item quote somebody" },
    { "| head |\n| --- |\n| cell |", "cell head" },
    { "![hidden](media:abc \"Caption\")", "caption" },
    { "[words](https://example.org/path \"title\")", "words" },
    { "Seen.[^1]\n\n[^1]: Footnote.\n\n[^2]: Unused.", "footnote seen" },
    { "```python\nprint\n```\n\n`code`", "code print" },
    { "<div class=\"box\">inside</div>\n\nseen <b>bold</b>", "bold seen" },
    { "[seen]\n\n[seen]: https://example.org/path", "seen" },
    { "fish&nbsp;chips", "chips fish" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = words_of (cases[i].body, "");

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_known (void)
{
  g_autofree char *words = words_of ("The ferry goes. The FERRY waits.", "Ferry, the!");

  g_assert_cmpstr (words, ==, "goes waits");
}

static void
test_long (void)
{
  g_autofree char *latin = g_strnfill (1000, 'x');
  g_autoptr(GString) cyrillic = g_string_new (NULL);
  g_autofree char *words = NULL;
  g_auto(GStrv) parts = NULL;

  for (unsigned i = 0; i < 1000; i++)
    g_string_append (cyrillic, i == 0 ? "х1" : "х"); /* so that the end is within a letter */
  g_string_append_printf (cyrillic, " %s", latin);
  words = words_of (cyrillic->str, "");
  parts = g_strsplit (words, " ", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpuint (strlen (parts[0]), ==, 60);
  g_assert_cmpuint (strlen (parts[1]), ==, 59);
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

static void
test_many (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *words = NULL;
  g_auto(GStrv) parts = NULL;

  for (unsigned i = 0; i < 100000; i++)
    g_string_append_printf (body, "w%06u ", i);
  words = words_of (body->str, "");
  parts = g_strsplit (words, " ", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 8192);
  g_assert_cmpstr (parts[0], ==, "w000000");
  g_assert_cmpstr (parts[8191], ==, "w008191");
}

/* Beside the naive way: a set of strings, sorted. */
static void
test_random (void)
{
  static const char *const letters[] = { "a", "b", "B", "č", "Č", "ћ", "Ћ", "1", " ", "-", "\n", "*", "ǆ", "s\xcc\x8c" };

  for (unsigned n = 0; n < 1000; n++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr(GPtrArray) expected = NULL;
      g_autoptr(DeskNode) document = NULL;
      g_autofree char *plain = NULL, *small = NULL, *words = NULL, *joined = NULL;
      g_auto(GStrv) parts = NULL;
      const char *const none[] = { NULL };

      for (int i = g_test_rand_int_range (0, 400); i > 0; i--)
        g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
      document = desk_node_parse (text->str, -1);
      plain = desk_node_to_plain_text (document);
      small = g_utf8_strdown (plain, -1);
      parts = g_strsplit_set (small, " -*\n\t", -1);
      for (unsigned i = 0; parts[i] != NULL; i++)
        {
          while (strlen (parts[i]) > 60)
            *g_utf8_find_prev_char (parts[i], parts[i] + strlen (parts[i])) = '\0';
          if (g_utf8_strlen (parts[i], -1) > (g_str_has_suffix (parts[i], "s\xcc\x8c") ? 2 : 1))
            g_hash_table_add (set, g_strdup (parts[i]));
        }
      expected = g_hash_table_get_keys_as_ptr_array (set);
      g_ptr_array_sort_values (expected, (GCompareFunc) strcmp);
      g_ptr_array_add (expected, NULL);
      joined = g_strjoinv (" ", (char **) expected->pdata);
      words = desk_vocabulary_of (document, none);

      g_assert_cmpstr (words, ==, joined);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/vocabulary/each-word-once-as-it-stands", test_words);
  g_test_add_func ("/text/vocabulary/what-readers-see", test_seen);
  g_test_add_func ("/text/vocabulary/not-what-is-known", test_known);
  g_test_add_func ("/text/vocabulary/long-words-end", test_long);
  g_test_add_func ("/text/vocabulary/there-are-only-so-many", test_many);
  g_test_add_func ("/text/vocabulary/random-texts-as-the-naive-way", test_random);

  return g_test_run ();
}
