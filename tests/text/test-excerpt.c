/* test-excerpt.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-blocks.h"
#include "text/desk-excerpt.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <string.h>

static void
test_excerpts (void)
{
  static const struct
  {
    const char *body;
    unsigned    max_chars;
    const char *excerpt;
  } cases[] = {
    { "", 100, "" },
    { "# Only a heading\n\n***", 100, "" },
    { "Short.", 100, "Short." },
    { "# Title\n\n![alt](x \"caption\")\n\nFirst *words*[^1]\nof it.\n\n[^1]: note", 100, "First words of it." },
    { "One is here. Two is there. Three is far.", 30, "One is here. Two is there." },
    { "One is here. Two is there. Three is far.", 26, "One is here. Two is there." },
    { "One is here. Two is there. Three is far.", 25, "One is here." },
    { "One is here.\n\nTwo is there.\n\nThree.", 27, "One is here. Two is there." },
    { "A sentence that goes on and on, without an end", 34, "A sentence that goes on and on …" },
    { "A sentence that goes on and on, without an end", 20, "A sentence that …" },
    { "Реченица која нема краја и траје", 20, "Реченица која нема …" },
    { "Каже др Петровић. Проф. Илић ћути и др. Лукић с њим.", 25, "Каже др Петровић." },
    { "Dolazi prof. Petrović i niko drugi ne dolazi", 20, "Dolazi prof. …" },
    { "Said J. R. Name to the others here. Yes.", 20, "Said J. R. Name to …" },
    { "Ведро и хладно? Да! И тако даље и даље.", 20, "Ведро и хладно? Да!" },
    { "Abcdefghijklmnopqrstuvwxyz", 10, "Abcdefgh …" },
    { "- Only a list.\n- With items.", 100, "Only a list. With items." },
    { "> Only a quote.\n> — Somebody", 100, "Only a quote." },
    { "a <b>b</b> ![no](x) `c`\n\n```\ncode\n```", 100, "a b c" },
    { "北京是中华人民共和国的首都。上海是一个城市。", 15, "北京是中华人民共和国的首都。" },
    { "Something", 0, "" },
    { "Something", 1, "S …" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskNode) document = desk_node_parse (cases[i].body, -1);
      g_autofree char *excerpt = desk_excerpt_from_document (document, cases[i].max_chars);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }
}

static void
test_statistics (void)
{
  static const struct
  {
    const char    *body;
    DeskStatistics expected;
  } cases[] = {
    { "", { 0, 0, 0 } },
    { "***", { 0, 0, 0 } },
    { "Two *words*", { 2, 9, 1 } },
    { "# Реч\n\nи 15 других, isn't it?", { 6, 25, 1 } },
    { "one[^1]\n\n[^1]: two", { 2, 6, 1 } },
    { "<b>bold</b>", { 1, 4, 1 } },
    { "— … !", { 0, 5, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskNode) document = desk_node_parse (cases[i].body, -1);
      DeskStatistics statistics = desk_statistics_of (document);

      g_assert_cmpuint (statistics.n_words, ==, cases[i].expected.n_words);
      g_assert_cmpuint (statistics.n_chars, ==, cases[i].expected.n_chars);
      g_assert_cmpuint (statistics.n_minutes, ==, cases[i].expected.n_minutes);
    }
}

static void
test_minutes (void)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(DeskNode) exact = NULL;
  g_autoptr(DeskNode) more = NULL;

  for (unsigned i = 0; i < 400; i++)
    g_string_append (body, "word ");
  exact = desk_node_parse (body->str, -1);
  g_string_append (body, "more");
  more = desk_node_parse (body->str, -1);

  g_assert_cmpuint (desk_statistics_of (exact).n_minutes, ==, 2);
  g_assert_cmpuint (desk_statistics_of (more).n_minutes, ==, 3);
}

static void
test_large (void)
{
  g_autofree char *word = g_strnfill (4 * 1024 * 1024, 'a');
  g_autoptr(DeskNode) document = desk_node_parse (word, -1);
  g_autofree char *excerpt = desk_excerpt_from_document (document, 200);

  g_assert_cmpint (g_utf8_strlen (excerpt, -1), ==, 200);
  g_assert_cmpuint (desk_statistics_of (document).n_words, ==, 1);
}

/* Words as Unicode's rules part a text, one after the other. */
static unsigned
count_by_rules (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8 (NULL, text, -1, &status);
  UBreakIterator *breaks = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  unsigned n_words = 0;

  ubrk_setUText (breaks, source, &status);
  g_assert_true (U_SUCCESS (status));
  while (ubrk_next (breaks) != UBRK_DONE)
    n_words += ubrk_getRuleStatus (breaks) >= UBRK_WORD_NONE_LIMIT;
  ubrk_close (breaks);
  utext_close (source);

  return n_words;
}

/* What is counted without the rules is counted as they do. */
static void
test_words_by_rules (void)
{
  static const char *const pieces[] = {
    "a", "Z", "ж", "Џ", "š", "é", "×", "÷", "1", "9", "_", "'", "’", "\"", ".", ",", ";", ":", "!", "?", "(", ")", "-", "–", "…",
    " ", " ", " ", "\u00a0", "\u0301", "\u200d", "漢", "カ", "א", "%", "/", "@", "\u00ad", "\u0483",
  };

  for (unsigned round = 0; round < 20000; round++)
    {
      g_autoptr(GString) text = g_string_new ("x");
      g_autoptr(DeskNode) document = desk_node_new (DESK_NODE_DOCUMENT);
      DeskNode *paragraph = desk_node_new (DESK_NODE_PARAGRAPH);
      DeskNode *words = desk_node_new (DESK_NODE_TEXT);

      for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append_c (text, 'x');
      words->text = g_strdup (text->str);
      g_ptr_array_add (paragraph->children, words);
      g_ptr_array_add (document->children, paragraph);
      if (desk_statistics_of (document).n_words != count_by_rules (text->str))
        g_test_message ("“%s”", text->str);
      g_assert_cmpuint (desk_statistics_of (document).n_words, ==, count_by_rules (text->str));
    }
}

/* What comes of a body's first blocks is what comes of all, or nothing. */
static void
test_beginnings (void)
{
  static const char *const parts[] = {
    "A word or two. ", "Reč, i još jedna. ", "**bold** and `code` ", "\n", "\n\n", "\n\n", "# Title\n\n", "> quoted\n\n", "- item\n- other\n\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n", "a sentence that goes on, and on, and never seems to want to end", "[link] and ", "[^1] ",
    "\n\n[link]: https://example.org/\n\n", "\n\n[^1]: A note.\n\n", "```\ncode\n```\n\n", "===\n\n", "---\n\n", "<div>\n", "    ",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20261130);
  unsigned n_found = 0;

  for (unsigned round = 0; round < 5000; round++)
    {
      g_autoptr(GString) body = g_string_new (NULL);
      g_autoptr(GArray) blocks = NULL;
      g_autoptr(DeskNode) document = NULL;
      g_autofree char *whole = NULL;

      for (int i = g_rand_int_range (random, 1, 30); i > 0; i--)
        g_string_append (body, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      blocks = desk_blocks_split (body->str, body->len);
      document = desk_node_parse (body->str, -1);
      whole = desk_excerpt_from_document (document, 60);
      for (unsigned i = 0; i < blocks->len; i++)
        {
          g_autofree char *beginning = g_strndup (body->str, g_array_index (blocks, DeskBlock, i).offset);
          g_autofree char *opening = desk_excerpt_from_beginning (beginning, 60);

          if (opening == NULL)
            continue;
          g_assert_cmpstr (opening, ==, whole);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, >, 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/excerpt/opening-sentences-that-fit", test_excerpts);
  g_test_add_func ("/text/statistics/what-a-reader-gets", test_statistics);
  g_test_add_func ("/text/statistics/minutes-are-rounded-up", test_minutes);
  g_test_add_func ("/text/statistics/words-by-the-rules", test_words_by_rules);
  g_test_add_func ("/text/excerpt/from-the-beginning-alone", test_beginnings);
  g_test_add_func ("/text/excerpt/four-megabytes-in-one-word", test_large);

  return g_test_run ();
}
