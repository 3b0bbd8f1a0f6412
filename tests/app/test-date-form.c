/* test-date-form.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/library/desk-date-form.h"

#include "model/desk-date.h"

static const DeskDateForm serbian = { "dd.MM.yyyy.", "Europe/Belgrade", "sr" };

/* 00:00 in Belgrade on 1 June 2026, when it is two hours ahead. */
#define FIRST_OF_JUNE_US (G_GINT64_CONSTANT (1780264800) * G_USEC_PER_SEC)

static void
test_writes_the_newsrooms_form (void)
{
  g_autofree char *day = desk_date_form_write (&serbian, FIRST_OF_JUNE_US);
  g_autofree char *moment = desk_date_form_write_with_time (&serbian, FIRST_OF_JUNE_US);

  g_assert_cmpstr (day, ==, "01.06.2026.");
  g_assert_cmpstr (moment, ==, "01.06.2026. 00:00");
}

static void
test_reads_what_people_type (void)
{
  static const char *const texts[] = { "01.06.2026.", "01.06.2026", "1.6.2026.", "1.6.2026", "2026-06-01" };

  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 us = 0;

      g_assert_true (desk_date_form_read (&serbian, texts[i], &us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (us, ==, FIRST_OF_JUNE_US);
    }
}

static void
test_refuses_what_is_no_day (void)
{
  static const char *const texts[] = {
    "30.02.2026.", "31.4.2026.", "2026-02-30", "01.13.2026.", "1.6.26.", "1.6.", "tomorrow", "", "01.06.2026. and more",
    "01.06.20260.", "\xc5\xa0",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 us = 42;

      g_assert_false (desk_date_form_read (&serbian, texts[i], &us, &error));
      g_assert_error (error, DESK_DATE_ERROR, DESK_DATE_ERROR_INVALID);
      g_assert_cmpint (us, ==, 42);
    }
}

static void
test_falls_back_where_the_pattern_is_none (void)
{
  const DeskDateForm broken = { "bbb'", "Europe/Belgrade", "en" };
  g_autofree char *day = desk_date_form_write (&broken, FIRST_OF_JUNE_US);
  gint64 us = 0;

  g_assert_nonnull (day);
  g_assert_true (desk_date_form_read (&broken, "2026-06-01", &us, NULL));
  g_assert_cmpint (us, ==, FIRST_OF_JUNE_US);
}

static void
test_knows_the_names_of_months (void)
{
  const DeskDateForm english = { "MMMM d, yyyy", "UTC", "en" };
  gint64 us = 0;
  g_autofree char *day = NULL;

  g_assert_true (desk_date_form_read (&english, "June 1, 2026", &us, NULL));
  day = desk_date_form_write (&english, us);
  g_assert_cmpstr (day, ==, "June 1, 2026");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/date-form/writes-the-newsrooms-form", test_writes_the_newsrooms_form);
  g_test_add_func ("/app/date-form/reads-what-people-type", test_reads_what_people_type);
  g_test_add_func ("/app/date-form/refuses-what-is-no-day", test_refuses_what_is_no_day);
  g_test_add_func ("/app/date-form/falls-back-where-the-pattern-is-none", test_falls_back_where_the_pattern_is_none);
  g_test_add_func ("/app/date-form/knows-the-names-of-months", test_knows_the_names_of_months);

  return g_test_run ();
}
