/* desk-date-form.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-date-form.h"

#include "model/desk-date.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#define MAX_CHARS 128

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UDateFormat, udat_close)

static UDateFormat *
open_format (const DeskDateForm *self,
             const char         *suffix)
{
  g_autofree char *pattern = g_strconcat (self->pattern, suffix, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UChar wide_pattern[MAX_CHARS], wide_zone[MAX_CHARS];
  UDateFormat *format;

  u_strFromUTF8 (wide_pattern, MAX_CHARS, NULL, pattern, -1, &status);
  u_strFromUTF8 (wide_zone, MAX_CHARS, NULL, self->time_zone, -1, &status);
  if (status != U_ZERO_ERROR)
    return NULL;

  format = udat_open (UDAT_PATTERN, UDAT_PATTERN, self->language, wide_zone, -1, wide_pattern, -1, &status);
  if (U_FAILURE (status))
    return NULL;

  udat_setLenient (format, FALSE);
  return format;
}

static char *
write_with_suffix (const DeskDateForm *self,
                   gint64              us,
                   const char         *suffix)
{
  g_autoptr(UDateFormat) format = open_format (self, suffix);
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[MAX_CHARS];
  char text[MAX_CHARS * 3];

  if (format == NULL)
    return desk_date_to_rfc3339 (us, self->time_zone);

  udat_format (format, (UDate) us / 1000, wide, MAX_CHARS, NULL, &status);
  u_strToUTF8 (text, sizeof text, NULL, wide, -1, &status);

  return status == U_ZERO_ERROR ? g_strdup (text) : desk_date_to_rfc3339 (us, self->time_zone);
}

/**
 * desk_date_form_of_site:
 * @site: whose form and time zone to use
 * @language: whose names of months are used
 *
 * Returns: the form in which the newsroom writes days; it lends what is in @site
 *   and @language
 */
DeskDateForm
desk_date_form_of_site (const DeskSite *site,
                        const char     *language)
{
  const char *pattern = desk_site_get (site, "date-format", NULL);
  const char *time_zone = desk_site_get (site, "time-zone", NULL);

  return (DeskDateForm) { pattern, time_zone, language };
}

/**
 * desk_date_form_write:
 * @us: µs since 1970 UTC
 *
 * Returns: (transfer full): the day, for instance "01.06.2026."
 */
char *
desk_date_form_write (const DeskDateForm *self,
                      gint64              us)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_with_suffix (self, us, "");
}

/**
 * desk_date_form_write_with_time:
 * @us: µs since 1970 UTC
 *
 * Returns: (transfer full): for instance "01.06.2026. 14:30"
 */
char *
desk_date_form_write_with_time (const DeskDateForm *self,
                                gint64              us)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_with_suffix (self, us, " HH:mm");
}

static gboolean
read_whole (UDateFormat *format,
            const char  *text,
            gint64      *out_us)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar wide[MAX_CHARS];
  int32_t length = 0, position = 0;
  UDate moment;

  u_strFromUTF8 (wide, MAX_CHARS, &length, text, -1, &status);
  if (status != U_ZERO_ERROR)
    return FALSE;

  moment = udat_parse (format, wide, length, &position, &status);
  /* "1.6.26." would be the year 26, which nobody means. */
  if (U_FAILURE (status) || position != length || moment < -30610224000000.0 || moment > 253402214400000.0)
    return FALSE;

  *out_us = (gint64) (moment * 1000);
  return TRUE;
}

/**
 * desk_date_form_read:
 * @text: a day as the newsroom writes it, or as YYYY-MM-DD; what its form ends
 *   with (the dot of "01.06.2026.") may be missing
 * @out_us: (out): 00:00 of that day, set on success only
 *
 * Returns: %FALSE with @error set when @text is no day, or one that the calendar
 *   lacks
 */
gboolean
desk_date_form_read (const DeskDateForm *self,
                     const char         *text,
                     gint64             *out_us,
                     GError            **error)
{
  g_autoptr(UDateFormat) format = NULL;
  g_autofree char *with_dot = NULL;
  g_autofree char *example = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (desk_date_parse (text, self->time_zone, out_us, NULL))
    return TRUE;

  format = open_format (self, "");
  with_dot = g_strconcat (text, ".", NULL);
  if (format != NULL && (read_whole (format, text, out_us) || read_whole (format, with_dot, out_us)))
    return TRUE;

  example = desk_date_form_write (self, g_get_real_time ());
  g_set_error (error, DESK_DATE_ERROR, DESK_DATE_ERROR_INVALID,
               _("There is no day “%.40s”; write it as %s"), text, example);
  return FALSE;
}
