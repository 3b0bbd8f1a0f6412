/* desk-sitemap.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-sitemap.h"

#include <string.h>

/* Every page that readers find in lists, with its other languages and when its
 * texts were last released (https://www.sitemaps.org/protocol.html). sitemap.xml
 * names the parts:
 *
 *   sitemap-en.xml            the home, and the first page of each list
 *   sitemap-en-2026-06.xml    texts by the month of their date
 *
 * so that a release changes small files, however large the site is. A file may have
 * 50,000 addresses; a month with more has sitemap-en-2026-06-2.xml and so on.
 */

#define XML_START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"
#define PART_ATTRIBUTES " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\""
#define N_AT_ONCE 500

static void
append_address (GString    *out,
                const char *address)
{
  g_autofree char *escaped = strpbrk (address, "&<>'\"") != NULL ? g_markup_escape_text (address, -1) : NULL;

  g_string_append (out, "<loc>");
  g_string_append (out, escaped != NULL ? escaped : address);
  g_string_append (out, "</loc>");
}

static void
append_digits (GString *out,
               int      number,
               int      n_digits,
               char     end)
{
  char digits[8];

  digits[n_digits] = end;
  for (int i = n_digits - 1; i >= 0; i--, number /= 10)
    digits[i] = (char) ('0' + number % 10);
  g_string_append_len (out, digits, n_digits + 1);
}

/* There is one for every address of a site, so no format is parsed for it. */
static void
append_time (GString *out,
             gint64   us)
{
  g_autoptr(GDateTime) time = us != 0 ? g_date_time_new_from_unix_utc_usec (us) : NULL;

  if (time == NULL)
    return;

  g_string_append (out, "<lastmod>");
  append_digits (out, g_date_time_get_year (time), 4, '-');
  append_digits (out, g_date_time_get_month (time), 2, '-');
  append_digits (out, g_date_time_get_day_of_month (time), 2, 'T');
  append_digits (out, g_date_time_get_hour (time), 2, ':');
  append_digits (out, g_date_time_get_minute (time), 2, ':');
  append_digits (out, g_date_time_get_second (time), 2, 'Z');
  g_string_append (out, "</lastmod>");
}

static gboolean
write_file (DeskPlan   *plan,
            DeskOutput *output,
            const char *path,
            const char *element,
            const char *attributes,
            GString    *content,
            GError    **error)
{
  g_autofree char *xml = g_strdup_printf (XML_START "<%s xmlns=\"" NAMESPACE "\"%s>\n%s</%s>\n", element, attributes,
                                          content->str, element);

  return desk_plan_check (plan, error) && desk_output_write (output, path + 1, xml, strlen (xml), NULL, error);
}

/* @uuid: (nullable): what the page is about, to find its other languages by */
static void
append_page (GString    *out,
             DeskPlan   *plan,
             const char *path,
             const char *uuid,
             gint64      us)
{
  g_autofree char *address = desk_plan_dup_address (plan, path);
  g_autoptr(GPtrArray) alternates = desk_plan_list_alternates (plan, uuid);

  g_string_append (out, "<url>");
  append_address (out, address);
  append_time (out, us);
  for (unsigned i = 0; i < alternates->len; i++)
    {
      const DeskPlanAlternate *alternate = alternates->pdata[i];
      g_autofree char *line = g_markup_printf_escaped ("<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>",
                                                       alternate->lang, alternate->address);

      g_string_append (out, line);
    }
  g_string_append (out, "</url>\n");
}

/**
 * desk_sitemap_dup_path:
 * @month: (nullable): "2026-06"; %NULL for lists
 * @number: of the part, from 1
 *
 * Returns: (transfer full): where the part is
 */
char *
desk_sitemap_dup_path (const DeskPlanLanguage *language,
                       const char             *month,
                       unsigned                number)
{
  if (month == NULL)
    return g_strdup_printf ("/sitemap-%s.xml", language->language);

  return number == 1 ? g_strdup_printf ("/sitemap-%s-%s.xml", language->language, month)
                     : g_strdup_printf ("/sitemap-%s-%s-%u.xml", language->language, month, number);
}

static gint64
last_release (DeskPlanLanguage *language)
{
  g_autoptr(GPtrArray) home = desk_plan_language_list_lists (language, DESK_PLAN_HOME);

  return home->len > 0 ? ((const DeskPlanList *) home->pdata[0])->last_us : 0;
}

/**
 * desk_sitemap_write_lists:
 *
 * Writes the part with a language's home and lists.
 */
gboolean
desk_sitemap_write_lists (DeskPlanLanguage *language,
                          DeskOutput       *output,
                          GError          **error)
{
  g_autofree char *part = desk_sitemap_dup_path (language, NULL, 1);
  g_autoptr(GString) urls = g_string_new (NULL);

  append_page (urls, language->plan, language->path, NULL, last_release (language));
  for (int kind = DESK_PLAN_SECTION; kind <= DESK_PLAN_YEAR; kind++)
    {
      g_autoptr(GPtrArray) lists = desk_plan_language_list_lists (language, (DeskPlanListKind) kind);

      for (unsigned i = 0; i < lists->len; i++)
        {
          const DeskPlanList *list = lists->pdata[i];

          append_page (urls, language->plan, list->path, list->key, list->last_us);
        }
    }

  return write_file (language->plan, output, part, "urlset", PART_ATTRIBUTES, urls, error);
}

static gboolean
write_part (DeskPlanLanguage *language,
            DeskPlanList     *month,
            unsigned          number,
            unsigned          max_urls,
            DeskOutput       *output,
            GError          **error)
{
  g_autofree char *path = desk_sitemap_dup_path (language, month->key, number);
  g_autoptr(GString) urls = g_string_new (NULL);
  unsigned first = (number - 1) * max_urls, end = MIN (number * max_urls, month->n_articles);

  while (first < end)
    {
      g_autoptr(GPtrArray) articles = desk_plan_language_list_articles (language, month, first, MIN (N_AT_ONCE, end - first));

      for (unsigned i = 0; i < articles->len; i++)
        {
          const DeskPlanArticle *planned = articles->pdata[i];

          append_page (urls, language->plan, planned->path, planned->article->uuid, planned->edition->last_release_us);
        }
      if (!desk_plan_check (language->plan, error))
        return FALSE;
      desk_plan_forget (language->plan);
      first += N_AT_ONCE;
    }

  return write_file (language->plan, output, path, "urlset", PART_ATTRIBUTES, urls, error);
}

static unsigned
count_parts (const DeskPlanList *month,
             unsigned            max_urls)
{
  return (month->n_articles + max_urls - 1) / max_urls;
}

/**
 * desk_sitemap_write_month:
 * @max_urls: how many addresses a file may have: %DESK_SITEMAP_MAX_URLS, or fewer
 *
 * Writes the parts with the texts of a month.
 */
gboolean
desk_sitemap_write_month (DeskPlanLanguage *language,
                          DeskPlanList     *month,
                          unsigned          max_urls,
                          DeskOutput       *output,
                          GError          **error)
{
  for (unsigned number = 1; number <= count_parts (month, max_urls); number++)
    {
      if (!write_part (language, month, number, max_urls, output, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_part (GString  *out,
             DeskPlan *plan,
             char     *path,   /* eaten */
             gint64    us)
{
  g_autofree char *owned = path;
  g_autofree char *address = desk_plan_dup_address (plan, owned);

  g_string_append (out, "<sitemap>");
  append_address (out, address);
  append_time (out, us);
  g_string_append (out, "</sitemap>\n");
}

/**
 * desk_sitemap_write_index:
 *
 * Writes sitemap.xml, which names the parts.
 */
gboolean
desk_sitemap_write_index (DeskPlan   *plan,
                          unsigned    max_urls,
                          DeskOutput *output,
                          GError    **error)
{
  g_autoptr(GString) parts = g_string_new (NULL);

  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      DeskPlanLanguage *language = plan->languages->pdata[i];
      g_autoptr(GPtrArray) months = desk_plan_language_list_lists (language, DESK_PLAN_MONTH);

      append_part (parts, plan, desk_sitemap_dup_path (language, NULL, 1), last_release (language));
      for (unsigned j = 0; j < months->len; j++)
        {
          const DeskPlanList *month = months->pdata[j];

          for (unsigned number = 1; number <= count_parts (month, max_urls); number++)
            append_part (parts, plan, desk_sitemap_dup_path (language, month->key, number), month->last_us);
        }
    }

  return write_file (plan, output, "/sitemap.xml", "sitemapindex", "", parts, error);
}
