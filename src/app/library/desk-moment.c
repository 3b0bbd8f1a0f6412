/* desk-moment.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-moment.h"

#include "model/desk-date.h"

#include <glib/gi18n.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* The newsroom's own form is for readers. Here days are in words, in the language
 * of the window, with the newsroom's clock. */

#define MAX_CHARS 128

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UDateFormat, udat_close)

/* gettext's language, which need not be that of the C library's dates. */
static void
find_language (char *out_locale)
{
  const char *name = g_get_language_names ()[0];
  UErrorCode status = U_ZERO_ERROR;

  uloc_canonicalize (g_str_equal (name, "C") ? "en" : name, out_locale, ULOC_FULLNAME_CAPACITY, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    g_strlcpy (out_locale, "en", ULOC_FULLNAME_CAPACITY);
}

/* @pattern is NULL for a day in the long form of the language. */
static char *
format (gint64      us,
        const char *time_zone,
        const char *pattern)
{
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar zone[MAX_CHARS], wide_pattern[MAX_CHARS], wide[MAX_CHARS];
  char text[MAX_CHARS * 3];
  g_autoptr(UDateFormat) form = NULL;

  find_language (locale);
  u_strFromUTF8 (zone, MAX_CHARS, NULL, time_zone, -1, &status);
  u_strFromUTF8 (wide_pattern, MAX_CHARS, NULL, pattern != NULL ? pattern : "", -1, &status);
  form = udat_open (pattern != NULL ? UDAT_PATTERN : UDAT_NONE, pattern != NULL ? UDAT_PATTERN : UDAT_LONG, locale,
                    zone, -1, wide_pattern, -1, &status);
  if (U_SUCCESS (status))
    udat_format (form, (UDate) us / 1000, wide, MAX_CHARS, NULL, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (text, sizeof text, NULL, wide, -1, &status);

  return status == U_ZERO_ERROR || status == U_USING_DEFAULT_WARNING || status == U_USING_FALLBACK_WARNING
         ? g_strdup (text) : desk_date_to_rfc3339 (us, time_zone);
}

static char *
dup_day (gint64      us,
         const char *time_zone)
{
  gint64 now_us = g_get_real_time ();
  g_autofree char *day = format (us, time_zone, NULL);
  g_autofree char *today = format (now_us, time_zone, NULL);
  g_autofree char *yesterday = format (now_us - G_TIME_SPAN_DAY, time_zone, NULL);

  if (g_str_equal (day, today))
    return g_strdup (_("Today"));
  if (g_str_equal (day, yesterday))
    return g_strdup (_("Yesterday"));

  return g_steal_pointer (&day);
}

/**
 * desk_moment_write:
 * @us: µs since 1970 UTC
 * @time_zone: an IANA name
 *
 * Returns: (transfer full): for instance "Today, 14:30" or "June 1, 2026, 14:30"
 */
char *
desk_moment_write (gint64      us,
                   const char *time_zone)
{
  g_autofree char *day = dup_day (us, time_zone);
  g_autofree char *time = format (us, time_zone, "HH:mm");

  /* Translators: a day and a time, for instance "Today, 14:30" */
  return g_strdup_printf (_("%s, %s"), day, time);
}
