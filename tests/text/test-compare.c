/* test-compare.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-compare.h"

#include <string.h>

/* The parts in one line: what only the shown text has in {+…+}, what it lacks in
 * [-…-]. */
static char *
tell (GArray *parts)
{
  static const struct
  {
    const char *start;
    const char *end;
  } marks[] = { { "", "" }, { "{+", "+}" }, { "[-", "-]" } };
  g_autoptr(GString) told = g_string_new (NULL);

  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskPart *part = &g_array_index (parts, DeskPart, i);

      g_string_append (told, marks[part->kind].start);
      g_string_append_len (told, part->text, (gssize) part->n_bytes);
      g_string_append (told, marks[part->kind].end);
    }

  return g_string_free_and_steal (g_steal_pointer (&told));
}

typedef struct
{
  const char *what;
  const char *shown;
  const char *other;
  const char *told;
  unsigned    n_passages;
} Case;

static const Case cases[] = {
  { "the-same", "One.\n\nTwo.\n", "One.\n\nTwo.\n", "One.\n\nTwo.\n", 0 },
  { "nothing", "", "", "", 0 },
  { "nothing-before", "One.\n", "", "{+One.\n+}", 1 },
  { "nothing-now", "", "One.\n", "[-One.\n-]", 1 },
  {
    "a-word", "The ferry was late again.\n", "The ferry was early again.\n",
    "The ferry was [-early-]{+late+} again.\n", 1,
  },
  {
    "two-words-side-by-side", "The ferry was late today again.\n", "The ferry was early, often again.\n",
    "The ferry was [-early, often-]{+late today+} again.\n", 1,
  },
  {
    "two-words-apart", "The old ferry was late again today.\n", "The new ferry was early again today.\n",
    "The [-new-]{+old+} ferry was [-early-]{+late+} again today.\n", 2,
  },
  {
    "another-sentence-altogether", "The ferry was late again.\n", "Nobody asked for hay in winter.\n",
    "[-Nobody asked for hay in winter.\n-]{+The ferry was late again.\n+}", 1,
  },
  {
    "a-block-more", "One here.\n\nTwo here.\n\nThree here.\n", "One here.\n\nThree here.\n",
    "One here.\n\n{+Two here.\n\n+}Three here.\n", 1,
  },
  {
    "a-block-less", "One here.\n\nThree here.\n", "One here.\n\nTwo here.\n\nThree here.\n",
    "One here.\n\n[-Two here.\n\n-]Three here.\n", 1,
  },
  {
    "the-last-block-less", "One here.\n\n", "One here.\n\nTwo here.\n", "One here.\n\n[-Two here.\n-]", 1,
  },
  {
    "a-block-that-moved", "Alpha one.\n\nBeta two.\n\nGamma three.\n\n", "Gamma three.\n\nAlpha one.\n\nBeta two.\n\n",
    "[-Gamma three.\n\n-]Alpha one.\n\nBeta two.\n\n{+Gamma three.\n\n+}", 2,
  },
  {
    "cyrillic", "Скела је опет каснила јуче.\n", "Скела је опет стигла јуче.\n",
    "Скела је опет [-стигла-]{+каснила+} јуче.\n", 1,
  },
  {
    "marks-that-combine", "The cafe\xcc\x81 is closed today.\n", "The cafe is closed today.\n",
    "The [-cafe-]{+cafe\xcc\x81+} is closed today.\n", 1,
  },
  {
    "the-end-of-a-line", "One and two.\r\n", "One and two.\n", "One and two.[-\n-]{+\r\n+}", 1,
  },
  {
    "a-last-block-less-of-which-the-end-is-left", "One is low.\n", "One is high.\n\nTwo.\n",
    "One is [-high-]{+low+}.\n[-\nTwo.\n-]", 2,
  },
  { "no-line-end", "One and two.", "One and two.\n", "One and two.[-\n-]", 1 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GArray) parts = desk_compare_bodies (c->shown, c->other);
  g_autofree char *told = tell (parts);

  g_assert_cmpuint (desk_compare_validate (parts, c->shown, c->other), ==, 0);
  g_assert_cmpstr (told, ==, c->told);
  g_assert_cmpuint (desk_compare_count (parts), ==, c->n_passages);
}

/* A title is compared word by word, and isn't taken for Markdown. */
static void
test_words (void)
{
  static const char shown[] = "# 1. Water *low* again";
  static const char other[] = "# 1. Water *high* again";
  g_autoptr(GArray) parts = desk_compare_words (shown, other);
  g_autofree char *told = tell (parts);

  g_assert_cmpstr (told, ==, "# 1. Water *[-high-]{+low+}* again");
  g_assert_cmpuint (desk_compare_validate (parts, shown, other), ==, 0);
}

static const char *const blocks[] = {
  "# A heading\n\n", "Water came in May.\n\n", "Water came in June, they said.\n\n", "- one\n- two\n\n", "> Quoted\n\n",
  "```\ncode\n\ncode\n```\n\n", "[a]: https://example.org\n", "Текст на српском.\n\n", "\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
  "Water\r\n\r\n", "x", "🚲 and 🛶\n\n", "***\n\n",
};

static char *
make_up (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 12);

  for (int i = 0; i < n; i++)
    g_string_append (text, blocks[g_test_rand_int_range (0, G_N_ELEMENTS (blocks))]);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_random (void)
{
  for (unsigned i = 0; i < 3000; i++)
    {
      g_autofree char *shown = make_up ();
      g_autofree char *other = make_up ();
      g_autoptr(GArray) parts = desk_compare_bodies (shown, other);

      g_assert_cmpuint (desk_compare_validate (parts, shown, other), ==, 0);
      g_assert_true ((desk_compare_count (parts) == 0) == g_str_equal (shown, other));
    }
}

/* 400 paragraphs of 500 words, each of which was written anew. */
static void
test_cost (void)
{
  g_autoptr(GString) shown = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  g_autoptr(GArray) parts = NULL;
  g_autoptr(GTimer) timer = NULL;

  for (unsigned i = 0; i < 400 * 500; i++)
    {
      const char *end = i % 500 == 499 ? "\n\n" : "";

      g_string_append_printf (shown, "w%u %s", g_test_rand_int_range (0, 5000), end);
      g_string_append_printf (other, "w%u %s", g_test_rand_int_range (0, 5000), end);
    }

  timer = g_timer_new ();
  parts = desk_compare_bodies (shown->str, other->str);
  g_test_message ("%.0f ms for 200,000 words on each side", g_timer_elapsed (timer, NULL) * 1000);
  g_assert_cmpuint (desk_compare_validate (parts, shown->str, other->str), ==, 0);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 30);
}

static void
test_validate (void)
{
  static const char one[] = "One";
  g_autoptr(GArray) parts = desk_compare_words (one, one);
  DeskPart rest = { DESK_PART_SAME, one + 1, 2 };

  g_assert_cmpuint (desk_compare_validate (parts, "Two", one), ==, 1);
  g_assert_cmpuint (desk_compare_validate (parts, one, "Two"), ==, 2);
  g_array_index (parts, DeskPart, 0).n_bytes = 1;
  g_array_append_val (parts, rest);
  g_assert_cmpuint (desk_compare_validate (parts, one, one), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/text/compare/shows/", cases[i].what, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/text/compare/a-title-is-no-markdown", test_words);
  g_test_add_func ("/text/compare/all-of-both-texts-is-there", test_random);
  g_test_add_func ("/text/compare/the-cost-is-bounded", test_cost);
  g_test_add_func ("/text/compare/validate-finds-what-is-wrong", test_validate);
  return g_test_run ();
}
