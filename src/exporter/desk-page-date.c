/* desk-page-date.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-date.h"

#include "model/desk-language.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

/* Three forms of a day: for machines, the newsroom's own, and one that a screen
 * reader says well; and an instant, for machines.
 */
struct _DeskPageDates
{
  UDateFormat *iso;
  UDateFormat *own;
  UDateFormat *full;
  UDateFormat *instant;
};

#define MAX_UNITS 200
#define FALLBACK_PATTERN "dd.MM.yyyy."

static char *
from_units (const UChar *units,
            int32_t      n_units)
{
  return g_utf16_to_utf8 (units, n_units, NULL, NULL, NULL);
}

/* English without a region is British here: the day comes first, as in the
 * newsroom's own forms. */
static const char *
locale_of (const char *site_language)
{
  return g_str_equal (site_language, "en") ? "en-GB" : desk_language_html_tag (site_language);
}

static UDateFormat *
open_format (const char *site_language,
             const char *zone,
             const char *pattern)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *zone_units = g_utf8_to_utf16 (zone, -1, NULL, NULL, NULL);
  g_autofree UChar *units = pattern != NULL ? g_utf8_to_utf16 (pattern, -1, NULL, NULL, NULL) : NULL;
  UDateFormatStyle style = units != NULL ? UDAT_PATTERN : UDAT_LONG;
  UDateFormat *format;

  uloc_forLanguageTag (locale_of (site_language), locale, sizeof locale, NULL, &status);
  format = udat_open (units != NULL ? UDAT_PATTERN : UDAT_NONE, style, locale, zone_units, -1, units, -1, &status);
  if (U_SUCCESS (status))
    return format;

  if (format != NULL)
    udat_close (format);
  return NULL;
}

static char *
format_time (UDateFormat *format,
             gint64       us)
{
  UChar units[MAX_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n_units;

  if (format == NULL)
    return NULL;

  n_units = udat_format (format, (UDate) (us / 1000), units, MAX_UNITS, NULL, &status);
  return U_SUCCESS (status) ? from_units (units, MIN (n_units, MAX_UNITS)) : NULL;
}

/**
 * desk_page_dates_new:
 * @site_language: what the pages are in
 *
 * Returns: (transfer full): the forms that dates have there
 */
DeskPageDates *
desk_page_dates_new (const DeskSite *site,
                     const char     *site_language)
{
  DeskPageDates *self = g_new0 (DeskPageDates, 1);
  const char *pattern = desk_site_get (site, "date-format", site_language);
  const char *zone = desk_site_get (site, "time-zone", NULL);
  g_autoptr(GTimeZone) known = g_time_zone_new_identifier (zone);

  if (known == NULL)
    zone = "UTC";
  self->iso = open_format ("en", zone, "yyyy-MM-dd");
  self->own = open_format (site_language, zone, pattern);
  if (self->own == NULL)
    self->own = open_format (site_language, zone, FALLBACK_PATTERN);
  self->full = open_format (site_language, zone, NULL);
  self->instant = open_format ("en", zone, "yyyy-MM-dd'T'HH:mm:ssxxx");

  return self;
}

void
desk_page_dates_free (DeskPageDates *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->iso, udat_close);
  g_clear_pointer (&self->own, udat_close);
  g_clear_pointer (&self->full, udat_close);
  g_clear_pointer (&self->instant, udat_close);
  g_free (self);
}

/**
 * desk_page_dates_describe:
 * @us: µs since 1970; 0 is no date
 *
 * Returns: (transfer none) (nullable): an object with iso, short and full, in @arena
 */
DeskObject *
desk_page_dates_describe (DeskPageDates *self,
                          DeskArena     *arena,
                          gint64         us)
{
  g_autofree char *iso = us != 0 ? format_time (self->iso, us) : NULL;
  g_autofree char *own = us != 0 ? format_time (self->own, us) : NULL;
  g_autofree char *full = us != 0 ? format_time (self->full, us) : NULL;
  DeskObject *object;

  if (iso == NULL)
    return NULL;

  object = desk_object_new (arena, NULL);
  desk_object_set_text (object, "iso", iso);
  desk_object_set_text (object, "short", own != NULL ? own : iso);
  desk_object_set_text (object, "full", full != NULL ? full : iso);

  return object;
}

/**
 * desk_page_dates_dup_instant:
 * @us: µs since 1970; 0 is none
 *
 * Returns: (transfer full) (nullable): it as RFC 3339 writes it, in the site's time
 *   zone
 */
char *
desk_page_dates_dup_instant (DeskPageDates *self,
                             gint64         us)
{
  return us != 0 ? format_time (self->instant, us) : NULL;
}

/**
 * desk_page_plural_class:
 *
 * Returns: how Unicode's plural rules call @number in the language: "one",
 *   "few", "many" or "other"
 */
const char *
desk_page_plural_class (const char *site_language,
                        unsigned    number)
{
  static const char *const classes[] = { "one", "few", "many" };
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *rules;
  UChar units[MAX_UNITS];
  g_autofree char *name = NULL;
  int32_t n_units = 0;

  uloc_forLanguageTag (desk_language_html_tag (site_language), locale, sizeof locale, NULL, &status);
  rules = uplrules_open (locale, &status);
  if (U_SUCCESS (status))
    n_units = uplrules_select (rules, number, units, MAX_UNITS, &status);
  if (rules != NULL)
    uplrules_close (rules);
  if (U_SUCCESS (status))
    name = from_units (units, n_units);

  for (unsigned i = 0; name != NULL && i < G_N_ELEMENTS (classes); i++)
    {
      if (g_str_equal (name, classes[i]))
        return classes[i];
    }

  return "other";
}

/**
 * desk_page_dup_language_name:
 *
 * Returns: (transfer full): the language in itself, "Српски"
 */
char *
desk_page_dup_language_name (const char *site_language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_UNITS];
  int32_t n_units;
  g_autofree char *name = NULL;
  char first[8] = { 0 };

  uloc_forLanguageTag (desk_language_html_tag (site_language), locale, sizeof locale, NULL, &status);
  n_units = uloc_getDisplayLanguage (locale, locale, units, MAX_UNITS, &status);
  name = U_SUCCESS (status) ? from_units (units, MIN (n_units, MAX_UNITS)) : NULL;
  if (name == NULL || *name == '\0')
    return g_strdup (site_language);

  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (name)), first);
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

/**
 * desk_page_is_right_to_left:
 *
 * Returns: whether the language is written from right to left
 */
gboolean
desk_page_is_right_to_left (const char *site_language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  uloc_forLanguageTag (desk_language_html_tag (site_language), locale, sizeof locale, NULL, &status);
  return U_SUCCESS (status) && uloc_isRightToLeft (locale);
}
