/* desk-day.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-day.h"

#include <unicode/udat.h>
#include <unicode/ustring.h>

static char *
format_with (const char *pattern,
             const char *time_zone,
             gint64      us)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar zone[64], form[128], day[256];
  char utf8[sizeof day * 3 / sizeof (UChar)];
  UDateFormat *format;

  u_strFromUTF8 (zone, G_N_ELEMENTS (zone), NULL, time_zone, -1, &status);
  u_strFromUTF8 (form, G_N_ELEMENTS (form), NULL, pattern, -1, &status);
  format = udat_open (UDAT_PATTERN, UDAT_PATTERN, "en", zone, -1, form, -1, &status);
  if (U_FAILURE (status))
    return NULL;

  udat_format (format, (UDate) us / 1000, day, G_N_ELEMENTS (day), NULL, &status);
  udat_close (format);
  u_strToUTF8 (utf8, sizeof utf8, NULL, day, -1, &status);

  return U_SUCCESS (status) ? g_strdup (utf8) : NULL;
}

/**
 * desk_day_format:
 * @site: whose form and time zone to use
 * @us: an instant
 *
 * Returns: (transfer full): the day as the newsroom writes it, "" for 0
 */
char *
desk_day_format (const DeskSite *site,
                 gint64          us)
{
  const char *zone;
  char *day;

  g_return_val_if_fail (site != NULL, NULL);

  if (us == 0)
    return g_strdup ("");

  zone = desk_site_get (site, "time-zone", NULL);
  day = format_with (desk_site_get (site, "date-format", NULL), zone, us);
  if (day == NULL)
    day = format_with ("yyyy-MM-dd", zone, us);

  return day != NULL ? day : g_strdup ("");
}
