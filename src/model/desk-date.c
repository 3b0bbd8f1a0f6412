/* desk-date.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (desk_date_error_quark, desk_date_error)

static gboolean
is_bare_day (const char *text)
{
  return strlen (text) == 10 && text[4] == '-' && text[7] == '-';
}

static gboolean
day_exists (const char *text)
{
  int year = 0, month = 0, day = 0;

  for (unsigned i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7)
        continue;
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
    }

  year = (int) g_ascii_strtoll (text, NULL, 10);
  month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  day = (int) g_ascii_strtoll (text + 8, NULL, 10);

  return month >= 1 && month <= 12 && g_date_valid_dmy (day, (GDateMonth) month, year);
}

/**
 * desk_date_parse:
 * @text: YYYY-MM-DD, or a date and time as RFC 3339 writes them
 * @time_zone: IANA name of the zone that a time without an offset is in
 * @out_us: (out): µs since 1970 UTC, set on success only
 *
 * A bare day is 00:00 in @time_zone.
 *
 * Returns: %FALSE with @error set when @text is no date, or one that the
 *   calendar lacks (30 February)
 */
gboolean
desk_date_parse (const char *text,
                 const char *time_zone,
                 gint64     *out_us,
                 GError    **error)
{
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(GDateTime) moment = NULL;
  g_autofree char *written = NULL;

  g_return_val_if_fail (text != NULL && time_zone != NULL, FALSE);

  zone = g_time_zone_new_identifier (time_zone);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();

  written = is_bare_day (text) ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  if (strlen (written) > 10 && day_exists (written))
    moment = g_date_time_new_from_iso8601 (written, zone);

  if (moment == NULL)
    {
      g_set_error (error, DESK_DATE_ERROR, DESK_DATE_ERROR_INVALID,
                   _("“%.40s” is not a date; write it as YYYY-MM-DD, for instance 2026-06-01"), text);
      return FALSE;
    }

  *out_us = g_date_time_to_unix_usec (moment);
  return TRUE;
}

/**
 * desk_date_to_rfc3339:
 * @us: µs since 1970 UTC
 * @time_zone: IANA name of the zone to write it in
 *
 * Returns: (transfer full): for instance "2026-06-01T00:00:00+02:00"
 */
char *
desk_date_to_rfc3339 (gint64      us,
                      const char *time_zone)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (time_zone);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (us);
  g_autoptr(GDateTime) moment = NULL;
  g_autofree char *written = NULL;

  if (zone == NULL || utc == NULL)
    return g_strdup ("1970-01-01T00:00:00Z");

  moment = g_date_time_to_timezone (utc, zone);
  written = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S%:z");
  if (g_str_has_suffix (written, "+00:00"))
    {
      written[strlen (written) - 6] = 'Z';
      written[strlen (written) - 5] = '\0';
    }

  return g_steal_pointer (&written);
}
