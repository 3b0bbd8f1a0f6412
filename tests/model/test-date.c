/* test-date.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-date.h"

/* Each text as it is read in a zone, and how that instant is written in it. */
static void
test_readings (void)
{
  static const struct
  {
    const char *text;
    const char *zone;
    const char *written;
  } cases[] = {
    /* A bare day begins at midnight of the site's zone, in summer and winter. */
    { "2026-06-01", "Europe/Belgrade", "2026-06-01T00:00:00+02:00" },
    { "2026-01-01", "Europe/Belgrade", "2026-01-01T00:00:00+01:00" },
    { "2026-06-01", "UTC", "2026-06-01T00:00:00Z" },
    { "2026-06-01", "Pacific/Auckland", "2026-06-01T00:00:00+12:00" },
    { "2026-06-01", "Asia/Kolkata", "2026-06-01T00:00:00+05:30" },
    { "2024-02-29", "Europe/Belgrade", "2024-02-29T00:00:00+01:00" },
    { "2000-02-29", "Europe/Belgrade", "2000-02-29T00:00:00+01:00" },
    /* An offset wins over the zone. */
    { "2026-06-01T12:30:00Z", "Europe/Belgrade", "2026-06-01T14:30:00+02:00" },
    { "2026-06-01T12:30:00-05:00", "Europe/Belgrade", "2026-06-01T19:30:00+02:00" },
    { "2026-06-01T00:30:00+05:30", "UTC", "2026-05-31T19:00:00Z" },
    { "2026-06-01t12:30:00Z", "UTC", "2026-06-01T12:30:00Z" },
    { "2026-06-01 12:30:00", "UTC", "2026-06-01T12:30:00Z" },
    { "2026-06-01T12:30:00.5Z", "UTC", "2026-06-01T12:30:00Z" },
    { "2026-06-01T12:30:00", "Europe/Belgrade", "2026-06-01T12:30:00+02:00" },
    /* The two sides of the hour that is there twice, told apart by the offset. */
    { "2026-10-25T02:30:00+02:00", "Europe/Belgrade", "2026-10-25T02:30:00+02:00" },
    { "2026-10-25T02:30:00+01:00", "Europe/Belgrade", "2026-10-25T02:30:00+01:00" },
    { "2026-03-29T01:59:59", "Europe/Belgrade", "2026-03-29T01:59:59+01:00" },
    { "2026-03-29T03:00:00", "Europe/Belgrade", "2026-03-29T03:00:00+02:00" },
    { "1969-07-20T20:17:40Z", "UTC", "1969-07-20T20:17:40Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *written = NULL;
      gint64 us = 0;

      desk_date_parse (cases[i].text, cases[i].zone, &us, &error);
      g_assert_no_error (error);
      written = desk_date_to_rfc3339 (us, cases[i].zone);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "2026-02-30", "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
    "2026-02-30T10:00:00Z", "2026-06-01T25:00:00Z", "2026-06-01T10:61:00Z", "2026-06-01T10:00:00+99:00",
    "", "today", "1.6.2026.", "01/06/2026", "2026-6-1", "26-06-01", "2026-06-0x", "2026-06-01T", "2026-06-01Tnoon",
    "+026-06-01", " 2026-06-01", "2026-06-01 ", "20260601", "2026-W23-1", "2026-152", "2026/06/01", "2026-06-011",
    "2026-06-01T10:00:00Z\n", "\xff\xfe", "12026-06-01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 us = 42;

      g_test_message ("“%s”", texts[i]);
      g_assert_false (desk_date_parse (texts[i], "Europe/Belgrade", &us, &error));
      g_assert_error (error, DESK_DATE_ERROR, DESK_DATE_ERROR_INVALID);
      g_assert_cmpint (us, ==, 42);
    }
}

/* In Santiago the clocks went from 23:59:59 to 01:00 on 6 September 2026. */
static void
test_day_without_midnight (void)
{
  g_autofree char *written = NULL;
  gint64 us = 0;

  g_assert_true (desk_date_parse ("2026-09-06", "America/Santiago", &us, NULL));
  written = desk_date_to_rfc3339 (us, "America/Santiago");
  g_assert_true (g_str_has_prefix (written, "2026-09-06T"));
}

static void
test_own_zone (void)
{
  gint64 here = 0, there = 0;

  g_assert_true (desk_date_parse ("2026-06-01", "Europe/Belgrade", &here, NULL));
  g_setenv ("TZ", "Pacific/Auckland", TRUE);
  g_assert_true (desk_date_parse ("2026-06-01", "Europe/Belgrade", &there, NULL));
  g_assert_cmpint (here, ==, there);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/date/days-and-instants-are-read-in-the-zone", test_readings);
  g_test_add_func ("/model/date/what-the-calendar-lacks-is-refused", test_refusals);
  g_test_add_func ("/model/date/a-day-without-midnight-stays-that-day", test_day_without_midnight);
  g_test_add_func ("/model/date/the-computers-own-zone-does-not-matter", test_own_zone);
  return g_test_run ();
}
