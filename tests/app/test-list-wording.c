/* test-list-wording.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/list/desk-list-wording.h"

static void
test_counts (void)
{
  static const struct
  {
    DeskListState state;
    const char   *count;
  } cases[] = {
    { { .n_items = 1 }, "1 article" },
    { { .n_items = 312 }, "312 articles" },
    { { .n_items = 312, .is_search = TRUE }, "312 found" },
    { { .n_items = 1000, .is_search = TRUE, .has_more = TRUE }, "The best 1000 of more" },
    { { .n_items = 7, .is_search = TRUE, .reach = DESK_SEARCH_CUT }, "7 found so far" },
    { { .n_items = 7, .is_search = TRUE, .reach = DESK_SEARCH_UNREAD }, "7 found so far" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *count = desk_list_wording_count (&cases[i].state);

      g_assert_cmpstr (count, ==, cases[i].count);
    }
}

static void
test_nothing (void)
{
  g_autoptr(DeskPlace) all = desk_place_new (DESK_PLACE_ALL, "All Articles");
  g_autoptr(DeskPlace) section = desk_place_new (DESK_PLACE_SECTION, "R&D");
  const struct
  {
    DeskListState state;
    const char   *title;
    const char   *why; /* a part of it */
  } cases[] = {
    { { .place = section }, "No Articles", NULL },
    { { .place = section, .is_filtered = TRUE }, "Nothing Found", "Clear the filter" },
    { { .place = all, .is_search = TRUE }, "Nothing Found", "fewer or other words" },
    { { .place = section, .is_search = TRUE }, "Nothing Found", "“R&amp;D”" }, /* markup */
    { { .place = section, .is_search = TRUE, .is_filtered = TRUE }, "Nothing Found", "clear the filter" },
    { { .place = all, .is_search = TRUE, .reach = DESK_SEARCH_UNREAD }, "Nothing Found", "still being read" },
    { { .place = all, .is_search = TRUE, .reach = DESK_SEARCH_CUT }, "Nothing Found", "no time" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = desk_list_wording_why_nothing (&cases[i].state);

      g_assert_cmpstr (desk_list_wording_nothing (&cases[i].state), ==, cases[i].title);
      if (cases[i].why == NULL)
        g_assert_null (why);
      else
        g_assert_nonnull (g_strstr_len (why, -1, cases[i].why));
    }
}

static void
test_reach (void)
{
  const DeskListState whole = { .is_search = TRUE };
  const DeskListState unread = { .is_search = TRUE, .reach = DESK_SEARCH_UNREAD };
  const DeskListState no_search = { .reach = DESK_SEARCH_UNREAD };

  g_assert_null (desk_list_wording_reach (&whole));
  g_assert_null (desk_list_wording_reach (&no_search));
  g_assert_nonnull (desk_list_wording_reach (&unread));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/list-wording/says-how-many-there-are", test_counts);
  g_test_add_func ("/app/list-wording/says-why-there-is-nothing", test_nothing);
  g_test_add_func ("/app/list-wording/says-what-is-missing", test_reach);

  return g_test_run ();
}
