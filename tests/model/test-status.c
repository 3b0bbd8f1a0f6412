/* test-status.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-status.h"

static void
test_names (void)
{
  for (unsigned i = 0; i < DESK_N_STATUSES; i++)
    {
      DeskStatus status = DESK_STATUS_DRAFT;

      g_assert_true (desk_status_from_string (desk_status_to_string ((DeskStatus) i), &status));
      g_assert_cmpuint (status, ==, i);
    }
}

/* Libraries hold the numbers, scripts the words. */
static void
test_numbers (void)
{
  static const char *const names[] = { "draft", "review", "approved", "scheduled", "published", "archived" };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, DESK_N_STATUSES);
  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (desk_status_to_string ((DeskStatus) i), ==, names[i]);
}

static void
test_unknown (void)
{
  static const char *const names[] = { "", "Draft", "drafts", "online", "4", " draft" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      DeskStatus status = DESK_STATUS_REVIEW;

      g_assert_false (desk_status_from_string (names[i], &status));
      g_assert_cmpint (status, ==, DESK_STATUS_REVIEW);
    }
}

static void
test_live (void)
{
  for (unsigned i = 0; i < DESK_N_STATUSES; i++)
    g_assert_cmpint (desk_status_is_live ((DeskStatus) i), ==,
                     i == DESK_STATUS_PUBLISHED || i == DESK_STATUS_ARCHIVED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/status/names-go-there-and-back", test_names);
  g_test_add_func ("/model/status/numbers-never-change", test_numbers);
  g_test_add_func ("/model/status/unknown-names-are-refused", test_unknown);
  g_test_add_func ("/model/status/published-and-archived-have-a-page", test_live);
  return g_test_run ();
}
