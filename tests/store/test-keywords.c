/* test-keywords.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/desk-keywords.h"

/* Takes all of them out, each as "language word id weight". */
static char *
take_all (DeskKeywords *keywords)
{
  GString *out = g_string_new (NULL);
  const DeskKeyword *keyword;

  desk_keywords_sort (keywords);
  while ((keyword = desk_keywords_next (keywords)) != NULL)
    g_string_append_printf (out, "%s%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, out->len > 0 ? ", " : "",
                            keyword->language, keyword->word, keyword->edition_id, keyword->weight);

  return g_string_free_and_steal (out);
}

static void
assert_takes (DeskKeywords *keywords,
              const char   *expected)
{
  g_autofree char *taken = take_all (keywords);

  g_assert_cmpstr (taken, ==, expected);
}

static void
test_order (void)
{
  DeskKeywords *keywords = desk_keywords_new ();

  assert_takes (keywords, "");
  desk_keywords_add (keywords, "sr", "reka", 2, 3);
  desk_keywords_add (keywords, "en", "water", 12, 1);
  desk_keywords_add (keywords, "en", "water", 3, 6);
  desk_keywords_add (keywords, "en", "#7", 12, 4);
  desk_keywords_add (keywords, "en", "мост", 1, 1);
  desk_keywords_add (keywords, "en", "Water", 1, 1);
  assert_takes (keywords, "en #7 12 4, en Water 1 1, en water 3 6, en water 12 1, en мост 1 1, sr reka 2 3");

  desk_keywords_add (keywords, "en", "again", 1, 1);
  assert_takes (keywords, "en again 1 1");
  desk_keywords_free (keywords);
}

static void
test_forget (void)
{
  DeskKeywords *keywords = desk_keywords_new ();

  desk_keywords_add (keywords, "en", "water", 1, 1);
  desk_keywords_add (keywords, "en", "water", 2, 1);
  desk_keywords_add (keywords, "en", "bridge", 1, 3);
  desk_keywords_forget (keywords, 1);
  desk_keywords_forget (keywords, 9);
  assert_takes (keywords, "en water 2 1");
  desk_keywords_free (keywords);
}

static void
test_full (void)
{
  DeskKeywords *keywords = desk_keywords_new ();
  gint64 id = 0;

  g_assert_false (desk_keywords_is_full (keywords));
  while (!desk_keywords_is_full (keywords) && id < 10000000)
    desk_keywords_add (keywords, "en", "water", ++id, 1);
  g_assert_cmpint (id, >, 100000);
  g_assert_cmpint (id, <, 1000000);

  while (desk_keywords_next (keywords) != NULL)
    id--;
  g_assert_cmpint (id, ==, 0);
  g_assert_false (desk_keywords_is_full (keywords));
  desk_keywords_free (keywords);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/keywords/are-taken-in-the-order-of-their-table", test_order);
  g_test_add_func ("/store/keywords/those-of-one-text-are-forgotten", test_forget);
  g_test_add_func ("/store/keywords/so-many-that-memory-is-bounded", test_full);
  return g_test_run ();
}
