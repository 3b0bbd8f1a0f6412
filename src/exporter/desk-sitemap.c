/* desk-sitemap.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-sitemap.h"

#include "desk-page.h"

#include <string.h>

/* Every page that readers find in lists, with its other languages and when its
 * texts were last released. One file may have 50,000 addresses and 50 MB
 * (https://www.sitemaps.org/protocol.html); where that is not enough, sitemap.xml
 * names the parts.
 */

#define MAX_BYTES (48 * 1000 * 1000)

#define XML_START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"

typedef struct
{
  const DeskPlan *plan;
  DeskOutput     *output;
  unsigned        max_urls;
  GString        *part;     /* the addresses of the part that is being made */
  unsigned        n_urls;   /* in it */
  unsigned        n_parts;  /* that are written */
  gint64          part_us;  /* the last release in it */
  GString        *parts;    /* the list of them */
} Sitemap;

static void
sitemap_clear (Sitemap *self)
{
  g_string_free (self->part, TRUE);
  g_string_free (self->parts, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sitemap, sitemap_clear)

static void
append_element (GString    *out,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%s>", name, escaped, name);
}

static void
append_time (GString *out,
             gint64   us)
{
  g_autoptr(GDateTime) time = us != 0 ? g_date_time_new_from_unix_utc_usec (us) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (text != NULL)
    append_element (out, "lastmod", text);
}

static gboolean
write_file (Sitemap    *self,
            const char *path,
            const char *element,
            const char *attributes,
            GString    *content,
            GError    **error)
{
  g_autofree char *xml = g_strdup_printf (XML_START "<%s xmlns=\"" NAMESPACE "\"%s>\n%s</%s>\n", element, attributes,
                                          content->str, element);

  return desk_output_write (self->output, path, xml, strlen (xml), NULL, error);
}

static gboolean
write_part (Sitemap    *self,
            const char *path,
            GError    **error)
{
  return write_file (self, path, "urlset", " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"", self->part, error);
}

static gboolean
end_part (Sitemap *self,
          GError **error)
{
  g_autofree char *path = g_strdup_printf ("/sitemap-%u.xml", ++self->n_parts);
  g_autofree char *address = desk_plan_dup_address (self->plan, path);

  g_string_append (self->parts, "<sitemap>");
  append_element (self->parts, "loc", address);
  append_time (self->parts, self->part_us);
  g_string_append (self->parts, "</sitemap>\n");
  if (!write_part (self, path + 1, error))
    return FALSE;

  g_string_truncate (self->part, 0);
  self->n_urls = 0;
  self->part_us = 0;
  return TRUE;
}

/* @uuid: (nullable): what the page is about, to find its other languages by */
static gboolean
add_page (Sitemap    *self,
          const char *path,
          const char *uuid,
          gboolean    has_alternates,
          gint64      us,
          GError    **error)
{
  g_autofree char *address = desk_plan_dup_address (self->plan, path);
  g_autoptr(GPtrArray) alternates = has_alternates ? desk_plan_list_alternates (self->plan, uuid) : g_ptr_array_new ();

  if ((self->n_urls == self->max_urls || self->part->len > MAX_BYTES) && !end_part (self, error))
    return FALSE;

  g_string_append (self->part, "<url>");
  append_element (self->part, "loc", address);
  append_time (self->part, us);
  for (unsigned i = 0; i < alternates->len; i++)
    {
      const DeskPlanAlternate *alternate = alternates->pdata[i];
      g_autofree char *line = g_markup_printf_escaped ("<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>",
                                                       alternate->lang, alternate->address);

      g_string_append (self->part, line);
    }
  g_string_append (self->part, "</url>\n");
  self->n_urls++;
  self->part_us = MAX (self->part_us, us);
  return TRUE;
}

static gint64
last_release (const GPtrArray *articles)
{
  gint64 last_us = 0;

  for (unsigned i = 0; i < articles->len; i++)
    {
      const DeskPlanArticle *planned = articles->pdata[i];

      if (planned->is_listed)
        last_us = MAX (last_us, planned->edition->last_release_us);
    }

  return last_us;
}

static gboolean
add_list (Sitemap            *self,
          const DeskPlanList *list,
          GError            **error)
{
  gint64 us = last_release (list->articles);

  for (unsigned number = 1; number <= desk_page_count_for_list (list); number++)
    {
      g_autofree char *path = desk_page_dup_list_path (list, number);

      if (!add_page (self, path, list->key, number == 1, us, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_language (Sitemap                *self,
              const DeskPlanLanguage *language,
              GError                **error)
{
  if (!add_page (self, language->path, NULL, TRUE, last_release (language->articles), error))
    return FALSE;
  for (unsigned i = 0; i < language->lists->len; i++)
    {
      if (!add_list (self, language->lists->pdata[i], error))
        return FALSE;
    }
  for (unsigned i = 0; i < language->articles->len; i++)
    {
      const DeskPlanArticle *planned = language->articles->pdata[i];

      if (planned->edition->status != DESK_STATUS_ARCHIVED &&
          !add_page (self, planned->path, planned->article->uuid, TRUE, planned->edition->last_release_us, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_sitemap_write:
 * @plan: of a site that has an address
 * @max_urls: how many addresses a file may have: %DESK_SITEMAP_MAX_URLS, or fewer
 *
 * Writes sitemap.xml, and sitemap-1.xml and so on where it takes several.
 */
gboolean
desk_sitemap_write (const DeskPlan *plan,
                    DeskOutput     *output,
                    unsigned        max_urls,
                    GError        **error)
{
  g_auto(Sitemap) self = { .plan = plan, .output = output, .max_urls = max_urls };

  g_return_val_if_fail (plan->origin != NULL && max_urls > 0, FALSE);

  self.part = g_string_new (NULL);
  self.parts = g_string_new (NULL);
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      if (!add_language (&self, plan->languages->pdata[i], error))
        return FALSE;
    }
  if (self.n_parts == 0)
    return write_part (&self, "sitemap.xml", error);

  return end_part (&self, error) && write_file (&self, "sitemap.xml", "sitemapindex", "", self.parts, error);
}
