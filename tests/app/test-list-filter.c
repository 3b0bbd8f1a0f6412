/* test-list-filter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/list/desk-list-filter.h"

static void
count_cb (gpointer filter,
          gpointer user_data)
{
  ++*(unsigned *) user_data;
}

static void
choose (DeskListFilter *filter,
        const char     *name,
        const char     *value)
{
  g_action_group_change_action_state (G_ACTION_GROUP (filter), name, g_variant_new_string (value));
}

static void
test_narrows_to_what_is_chosen (void)
{
  g_autoptr(DeskListFilter) filter = desk_list_filter_new ();
  g_autoptr(DeskListQuery) all = desk_list_query_new ();
  g_autoptr(DeskListQuery) some = desk_list_query_new ();
  unsigned n_changes = 0;

  g_signal_connect (filter, "changed", G_CALLBACK (count_cb), &n_changes);
  desk_list_filter_narrow (filter, all);
  g_assert_cmpint (all->status, ==, -1);
  g_assert_null (all->section);
  g_assert_null (all->language);
  g_assert_false (desk_list_filter_is_narrow (filter));

  choose (filter, "status", "draft");
  choose (filter, "section", "Analysis");
  choose (filter, "language", "sr");
  desk_list_filter_narrow (filter, some);
  g_assert_cmpint (some->status, ==, DESK_STATUS_DRAFT);
  g_assert_cmpstr (some->section, ==, "Analysis");
  g_assert_cmpstr (some->language, ==, "sr");
  g_assert_true (desk_list_filter_is_narrow (filter));
  g_assert_cmpuint (n_changes, ==, 3);
}

static void
test_what_the_place_decides_does_not_count (void)
{
  static const struct
  {
    DeskPlaceKind kind;
    const char   *name;
    const char   *value;
  } cases[] = {
    { DESK_PLACE_STATUS, "status", "draft" },
    { DESK_PLACE_SECTION, "section", "Analysis" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskListFilter) filter = desk_list_filter_new ();
      DeskPlace all = { .kind = DESK_PLACE_ALL };
      DeskPlace place = { .kind = cases[i].kind };

      choose (filter, cases[i].name, cases[i].value);
      desk_list_filter_set_place (filter, &place);
      g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (filter), cases[i].name));
      g_assert_false (desk_list_filter_is_narrow (filter));

      desk_list_filter_set_place (filter, &all);
      g_assert_true (desk_list_filter_is_narrow (filter));
    }
}

static void
test_clearing_forgets_every_choice (void)
{
  g_autoptr(DeskListFilter) filter = desk_list_filter_new ();
  unsigned n_changes = 0, n_clearings = 0;

  choose (filter, "status", "draft");
  choose (filter, "language", "sr");
  g_signal_connect (filter, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect (filter, "cleared", G_CALLBACK (count_cb), &n_clearings);

  g_action_group_activate_action (G_ACTION_GROUP (filter), "clear-filter", NULL);
  g_assert_false (desk_list_filter_is_narrow (filter));
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpuint (n_clearings, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/list-filter/narrows-to-what-is-chosen", test_narrows_to_what_is_chosen);
  g_test_add_func ("/app/list-filter/what-the-place-decides-does-not-count", test_what_the_place_decides_does_not_count);
  g_test_add_func ("/app/list-filter/clearing-forgets-every-choice", test_clearing_forgets_every_choice);

  return g_test_run ();
}
