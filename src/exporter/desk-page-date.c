/* desk-page-date.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page-date.h"

#include "model/desk-language.h"
#include "store/site/desk-site-plan.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

/* Three forms of a day: for machines, the newsroom's own, and one that a screen
 * reader says well; and an instant, for machines. A site says few days many times,
 * so that those said last are kept, and all in the site's state: after an edit nothing
 * of ICU's need be opened, which takes half as long as all else.
 */
struct _DeskPageDates
{
  DeskSiteState *state;  /* borrowed: what others have said is read from it */
  char          *language;
  char          *pattern;
  GTimeZone     *zone;
  UDateFormat   *own;    /* these when they are needed: opening one takes as long as */
  UDateFormat   *full;   /* saying a hundred days */
  UPluralRules  *plurals;
  gboolean       is_open;
  gboolean       has_time; /* the newsroom's own form: it differs within a day */
  GHashTable    *days;     /* gint64 *us → Day */
  GArray        *fresh;    /* gint64: of days that the state doesn't have */
};

typedef struct
{
  gint64      us;
  DeskSiteDay forms; /* of which some may be NULL */
} Day;

#define MAX_DAYS 2000
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

static void
day_free (gpointer data)
{
  Day *day = data;

  g_free (day->forms.iso);
  g_free (day->forms.own);
  g_free (day->forms.full);
  g_free (day);
}

static UPluralRules *
open_plurals (const char *site_language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *rules;

  uloc_forLanguageTag (desk_language_html_tag (site_language), locale, sizeof locale, NULL, &status);
  rules = uplrules_open (locale, &status);
  if (U_SUCCESS (status))
    return rules;

  if (rules != NULL)
    uplrules_close (rules);
  return NULL;
}

/* Whether a pattern has a field that isn't the same all day (UTS #35, Date Field
 * Symbols). */
static gboolean
has_time_of_day (const char *pattern)
{
  gboolean is_quoted = FALSE;

  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (*p == '\'')
        is_quoted = !is_quoted;
      else if (!is_quoted && g_ascii_isalpha (*p) && strchr ("GyYuUrQqMLwWdDFgEec", *p) == NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_page_dates_new:
 * @site_language: what the pages are in
 * @state: of the site; outlives it
 *
 * Returns: (transfer full): the forms that dates have there
 */
DeskPageDates *
desk_page_dates_new (const DeskSite *site,
                     const char     *site_language,
                     DeskSiteState  *state)
{
  DeskPageDates *self = g_new0 (DeskPageDates, 1);

  self->state = state;
  self->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->language = g_strdup (site_language);
  self->pattern = g_strdup (desk_site_get (site, "date-format", site_language));
  self->zone = g_time_zone_new_identifier (desk_site_get (site, "time-zone", NULL));
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  self->has_time = has_time_of_day (self->pattern);
  self->days = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, day_free);

  return self;
}

static void
ensure_open (DeskPageDates *self)
{
  const char *zone = g_time_zone_get_identifier (self->zone);

  if (self->is_open)
    return;

  self->own = open_format (self->language, zone, self->pattern);
  if (self->own == NULL)
    self->own = open_format (self->language, zone, FALLBACK_PATTERN);
  self->full = open_format (self->language, zone, NULL);
  self->plurals = open_plurals (self->language);
  self->is_open = TRUE;
}

void
desk_page_dates_free (DeskPageDates *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->own, udat_close);
  g_clear_pointer (&self->full, udat_close);
  g_clear_pointer (&self->plurals, uplrules_close);
  g_hash_table_unref (self->days);
  g_array_unref (self->fresh);
  g_time_zone_unref (self->zone);
  g_free (self->language);
  g_free (self->pattern);
  g_free (self);
}

/* For machines (RFC 3339), in the site's time zone; NULL for a moment that no calendar
 * has. */
static char *
format_for_machines (DeskPageDates *self,
                     gint64         us,
                     const char    *format)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (us);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;

  return local != NULL ? g_date_time_format (local, format) : NULL;
}

/* The beginning of the day, in the site's time zone: most of what is shown happened at
 * some other moment of it. */
static gint64
day_of (DeskPageDates *self,
        gint64         us)
{
  g_autoptr(GDateTime) utc = self->has_time ? NULL : g_date_time_new_from_unix_utc_usec (us);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
  g_autoptr(GDateTime) start = NULL;

  if (local == NULL)
    return us;

  start = g_date_time_new (self->zone, g_date_time_get_year (local), g_date_time_get_month (local),
                           g_date_time_get_day_of_month (local), 0, 0, 0);
  return start != NULL ? g_date_time_to_unix_usec (start) : us;
}

/* Asks the state first; what can't be read there is said anew. */
static void
say_day (DeskPageDates *self,
         Day           *day)
{
  gboolean is_known = FALSE;

  if (desk_site_find_day (self->state, self->language, day->us, &day->forms, &is_known, NULL) && is_known)
    return;

  ensure_open (self);
  day->forms = (DeskSiteDay) {
    format_for_machines (self, day->us, "%Y-%m-%d"),
    format_time (self->own, day->us),
    format_time (self->full, day->us),
  };
  if (day->forms.iso != NULL && day->forms.own != NULL && day->forms.full != NULL)
    g_array_append_val (self->fresh, day->us);
}

static const DeskSiteDay *
find_day (DeskPageDates *self,
          gint64         moment_us)
{
  gint64 us = day_of (self, moment_us);
  Day *day = g_hash_table_lookup (self->days, &us);

  if (day != NULL)
    return &day->forms;
  if (g_hash_table_size (self->days) >= MAX_DAYS)
    {
      g_hash_table_remove_all (self->days);
      g_array_set_size (self->fresh, 0);
    }

  day = g_new0 (Day, 1);
  day->us = us;
  say_day (self, day);
  g_hash_table_insert (self->days, &day->us, day);
  return &day->forms;
}

/**
 * desk_page_dates_keep:
 * @state: of the site; to write to
 *
 * Keeps what was said since the last call for the next export.
 */
gboolean
desk_page_dates_keep (DeskPageDates *self,
                      DeskSiteState *state,
                      GError       **error)
{
  for (unsigned i = 0; i < self->fresh->len; i++)
    {
      const Day *day = g_hash_table_lookup (self->days, &g_array_index (self->fresh, gint64, i));

      if (!desk_site_put_day (state, self->language, day->us, &day->forms, error))
        return FALSE;
    }

  g_array_set_size (self->fresh, 0);
  return TRUE;
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
  const DeskSiteDay *day = us != 0 ? find_day (self, us) : NULL;
  DeskObject *object;

  if (day == NULL || day->iso == NULL)
    return NULL;

  object = desk_object_new (arena, NULL);
  desk_object_set_text (object, "iso", day->iso);
  desk_object_set_text (object, "short", day->own != NULL ? day->own : day->iso);
  desk_object_set_text (object, "full", day->full != NULL ? day->full : day->iso);

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
  return us != 0 ? format_for_machines (self, us, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

/**
 * desk_page_dates_plural_class:
 *
 * Returns: how Unicode's plural rules call @number in the language: "one",
 *   "few", "many" or "other"
 */
const char *
desk_page_dates_plural_class (DeskPageDates *self,
                              unsigned       number)
{
  static const char *const classes[] = { "one", "few", "many" };
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_UNITS];
  g_autofree char *name = NULL;
  int32_t n_units = 0;

  ensure_open (self);
  if (self->plurals != NULL)
    n_units = uplrules_select (self->plurals, number, units, MAX_UNITS, &status);
  name = U_SUCCESS (status) ? from_units (units, n_units) : NULL;
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
