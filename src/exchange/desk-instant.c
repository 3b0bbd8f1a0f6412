/* desk-instant.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-front-matter.h"

#include "model/desk-date.h"

#include <string.h>

/* Instants in files. The library keeps µs, and GLib reads a fraction as a
 * double, which does not always give the same µs back; so the fraction is read
 * and written as digits here. */

#define FRACTION_DIGITS 6

/**
 * desk_instant_parse:
 *
 * As desk_date_parse(), with a fraction to the µs; further digits are cut.
 */
gboolean
desk_instant_parse (const char *text,
                    const char *time_zone,
                    gint64     *out_us,
                    GError    **error)
{
  const char *point = strlen (text) > 19 && text[19] == '.' ? text + 19 : NULL;
  gsize n_digits = point != NULL ? strspn (point + 1, "0123456789") : 0;
  g_autofree char *whole = NULL;
  gint64 fraction_us = 0, us;

  if (n_digits == 0)
    return desk_date_parse (text, time_zone, out_us, error);

  for (gsize i = 0; i < FRACTION_DIGITS; i++)
    fraction_us = fraction_us * 10 + (i < n_digits ? point[1 + i] - '0' : 0);
  whole = g_strdup_printf ("%.19s%s", text, point + 1 + n_digits);
  if (!desk_date_parse (whole, time_zone, &us, error))
    return FALSE;

  *out_us = us + fraction_us;
  return TRUE;
}

static char *
write_in_zone (gint64      us,
               const char *time_zone)
{
  gint64 fraction_us = ((us % G_USEC_PER_SEC) + G_USEC_PER_SEC) % G_USEC_PER_SEC;
  g_autofree char *whole = desk_date_to_rfc3339 (us - fraction_us, time_zone);
  gsize n_year = strcspn (whole, "-");

  if (n_year < 4) /* of before the year 1000 */
    {
      char *padded = g_strdup_printf ("%.*s%s", (int) (4 - n_year), "000", whole);

      g_free (whole);
      whole = padded;
    }
  if (fraction_us == 0)
    return g_steal_pointer (&whole);

  return g_strdup_printf ("%.19s.%06" G_GINT64_FORMAT "%s", whole, fraction_us, whole + 19);
}

/**
 * desk_instant_write:
 *
 * As desk_date_to_rfc3339(), with a fraction where there is one. Offsets of the
 * time before standard time have seconds, which RFC 3339 can't say: then it is
 * written in UTC.
 */
char *
desk_instant_write (gint64      us,
                    const char *time_zone)
{
  g_autofree char *written = write_in_zone (us, time_zone);
  gint64 back_us = 0;

  if (desk_instant_parse (written, "UTC", &back_us, NULL) && back_us == us)
    return g_steal_pointer (&written);

  return write_in_zone (us, "UTC");
}

/**
 * desk_instant_write_short:
 *
 * Likewise, but a day alone where that is read back as the same instant.
 */
char *
desk_instant_write_short (gint64      us,
                          const char *time_zone)
{
  char *written = desk_instant_write (us, time_zone);
  g_autofree char *day = g_strndup (written, strlen ("2026-06-01"));
  gint64 back_us = 0;

  if (!desk_instant_parse (day, time_zone, &back_us, NULL) || back_us != us)
    return written;

  g_free (written);
  return g_steal_pointer (&day);
}
