/* desk-plan.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "model/desk-language.h"

#include <string.h>

/* The plan is made before anything is rendered: only then is it known which
 * links lead somewhere. It is a function of the library alone.
 *
 * 1. No two pages of a language have the same path; of two that would, the one
 *    released first keeps it and the other gets -2.
 * 2. Every part of a path is a valid slug, whatever the library holds.
 * 3. A list has pages when it has a listed article, and only then.
 */

static void
article_free (gpointer data)
{
  DeskPlanArticle *self = data;

  g_free (self->path);
  g_free (self->excerpt);
  g_free (self);
}

static void
language_free (gpointer data)
{
  DeskPlanLanguage *self = data;

  g_free (self->language);
  g_free (self->path);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->forwards);
  g_ptr_array_unref (self->gone);
  g_ptr_array_unref (self->articles);
  g_hash_table_unref (self->by_uuid);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->planned);
  g_free (self);
}

/**
 * desk_plan_article_get_date:
 *
 * Returns: the date for readers, else when they first had it, in µs
 */
gint64
desk_plan_article_get_date (const DeskPlanArticle *self)
{
  return self->article->date_us != 0 ? self->article->date_us : self->edition->first_release_us;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const DeskPlanArticle *first = a;
  const DeskPlanArticle *second = b;
  gint64 first_us = desk_plan_article_get_date (first);
  gint64 second_us = desk_plan_article_get_date (second);

  if (first_us != second_us)
    return first_us < second_us ? 1 : -1;

  return g_strcmp0 (second->article->uuid, first->article->uuid);
}

static int
compare_first_released (gconstpointer a,
                        gconstpointer b)
{
  const DeskPlanArticle *first = a;
  const DeskPlanArticle *second = b;

  if (first->edition->first_release_us != second->edition->first_release_us)
    return first->edition->first_release_us > second->edition->first_release_us ? 1 : -1;

  return g_strcmp0 (first->article->uuid, second->article->uuid);
}

static DeskPlanList *
find_section (DeskPlanLanguage  *language,
              const DeskArticle *article)
{
  if (g_str_equal (article->kind, "page") || language->sections->len == 0)
    return NULL;

  for (unsigned i = 0; article->section != NULL && i < language->sections->len; i++)
    {
      DeskPlanList *section = language->sections->pdata[i];

      if (g_strcmp0 (section->term->uuid, article->section->uuid) == 0)
        return section;
    }

  return language->sections->pdata[0];
}

static void
add_articles (DeskPlanLanguage *language,
              GHashTable       *paths,
              GPtrArray        *released)
{
  for (unsigned i = 0; i < released->len; i++)
    {
      const DeskArticle *article = released->pdata[i];
      DeskPlanArticle *planned;

      if (article->editions->len == 0)
        continue;
      planned = g_new0 (DeskPlanArticle, 1);
      planned->article = article;
      planned->edition = article->editions->pdata[0];
      planned->section = find_section (language, article);
      planned->is_listed = planned->section != NULL && planned->edition->status != DESK_STATUS_ARCHIVED;
      g_ptr_array_add (language->articles, planned);
    }

  g_ptr_array_sort_values (language->articles, compare_first_released);
  for (unsigned i = 0; i < language->articles->len; i++)
    {
      DeskPlanArticle *planned = language->articles->pdata[i];
      const char *folder = planned->section != NULL ? planned->section->path : language->path;

      planned->path = desk_plan_claim_path (paths, folder, planned->edition->slug, planned->edition->title);
    }
}

static gboolean
is_own_page (const DeskPlanArticle *planned)
{
  return planned->section == NULL && planned->edition->status != DESK_STATUS_ARCHIVED;
}

static void
file_articles (DeskPlanLanguage *language,
               GHashTable       *paths,
               GTimeZone        *zone)
{
  g_ptr_array_sort_values (language->articles, compare_newest_first);

  for (unsigned i = 0; i < language->articles->len; i++)
    {
      DeskPlanArticle *planned = language->articles->pdata[i];

      g_hash_table_insert (language->by_uuid, planned->article->uuid, planned->path);
      g_hash_table_insert (language->planned, planned->article->uuid, planned);
      language->has_listed = language->has_listed || planned->is_listed;
      if (planned->is_listed)
        desk_plan_file_article (language, planned, zone);
      if (is_own_page (planned))
        g_ptr_array_insert (language->pages, 0, planned);
    }

  desk_plan_place_lists (language, paths);
}

static DeskScript
script_of (const char *site_language)
{
  if (!g_str_equal (desk_language_edition_of (site_language), "sr"))
    return DESK_SCRIPT_NONE;

  return g_str_has_prefix (site_language, "sr-Latn") ? DESK_SCRIPT_LATIN : DESK_SCRIPT_CYRILLIC;
}

static DeskPlanLanguage *
plan_language (const DeskPlan *self,
               const char     *site_language)
{
  DeskPlanLanguage *language = g_new0 (DeskPlanLanguage, 1);
  g_autoptr(GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *edition_language = desk_language_edition_of (site_language);
  GPtrArray *released = g_hash_table_lookup (self->released, edition_language);

  language->language = g_strdup (site_language);
  language->script = script_of (site_language);
  language->path = g_strdup_printf ("/%s/", site_language);
  language->sections = g_ptr_array_new ();
  language->lists = g_ptr_array_new_with_free_func (desk_plan_list_free);
  language->pages = g_ptr_array_new ();
  language->forwards = g_ptr_array_new_with_free_func (desk_plan_forward_free);
  language->gone = g_ptr_array_new_with_free_func (g_free);
  language->articles = g_ptr_array_new_with_free_func (article_free);
  language->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  language->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  language->planned = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < self->terms->len; i++)
    desk_plan_add_section (language, paths, self->terms->pdata[i]);
  if (released != NULL)
    add_articles (language, paths, released);
  file_articles (language, paths, self->zone);
  desk_plan_add_forwards (language, paths, self->addresses);

  return language;
}

/* "https://example.org/news/" → "https://example.org" */
static char *
dup_origin (const char *url)
{
  const char *host = strstr (url, "://");

  if (host == NULL)
    return NULL;

  host += strlen ("://");
  return g_strndup (url, (gsize) (host - url) + strcspn (host, "/"));
}

/**
 * desk_plan_new:
 * @site: (transfer full): the site's settings
 * @sections: (transfer full) (element-type DeskTerm): in the order of the menu
 * @released: (transfer full): char *edition language → GPtrArray of DeskArticle
 *   with one edition each, whose texts are the released ones
 * @addresses: (transfer full) (element-type DeskAddress): where readers have found
 *   articles, in every language
 *
 * Returns: (transfer full): where everything goes
 */
DeskPlan *
desk_plan_new (DeskSite   *site,
               GPtrArray  *sections,
               GHashTable *released,
               GPtrArray  *addresses)
{
  DeskPlan *self = g_new0 (DeskPlan, 1);
  g_auto(GStrv) languages = desk_site_dup_languages (site);

  self->site = site;
  self->terms = sections;
  self->released = released;
  self->addresses = addresses;
  self->languages = g_ptr_array_new_with_free_func (language_free);
  self->origin = dup_origin (desk_site_get (site, "url", NULL));
  self->base = desk_site_dup_base_path (site);
  self->zone = g_time_zone_new_identifier (desk_site_get (site, "time-zone", NULL));
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();

  for (unsigned i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (self->languages, plan_language (self, languages[i]));

  return self;
}

void
desk_plan_free (DeskPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->released);
  g_ptr_array_unref (self->addresses);
  g_ptr_array_unref (self->terms);
  desk_site_free (self->site);
  g_time_zone_unref (self->zone);
  g_free (self->origin);
  g_free (self->base);
  g_free (self);
}

/**
 * desk_plan_language_find:
 *
 * Returns: (transfer none) (nullable): the page of an article in this language
 */
DeskPlanArticle *
desk_plan_language_find (const DeskPlanLanguage *self,
                         const char             *article_uuid)
{
  return g_hash_table_lookup (self->planned, article_uuid);
}

/**
 * desk_plan_language_find_list:
 * @key: a term's UUID, or a year
 *
 * Returns: (transfer none) (nullable): the list, which has pages
 */
DeskPlanList *
desk_plan_language_find_list (const DeskPlanLanguage *self,
                              const char             *key)
{
  DeskPlanList *list = g_hash_table_lookup (self->by_key, key);

  return list != NULL && list->articles->len > 0 ? list : NULL;
}

/**
 * desk_plan_dup_href:
 * @path: below the site's address, with a slash in front
 *
 * Returns: (transfer full): what a link to it says
 */
char *
desk_plan_dup_href (const DeskPlan *self,
                    const char     *path)
{
  return g_strconcat (self->base, path, NULL);
}

/**
 * desk_plan_dup_address:
 *
 * Returns: (transfer full) (nullable): the whole address of a path, or %NULL
 *   while the site has none
 */
char *
desk_plan_dup_address (const DeskPlan *self,
                       const char     *path)
{
  return self->origin != NULL ? g_strconcat (self->origin, self->base, path, NULL) : NULL;
}

static void
alternate_free (gpointer data)
{
  DeskPlanAlternate *self = data;

  g_free (self->address);
  g_free (self);
}

static void
add_alternate (GPtrArray  *alternates,
               const char *lang,
               const char *address)
{
  DeskPlanAlternate *alternate = g_new (DeskPlanAlternate, 1);

  alternate->lang = lang;
  alternate->address = g_strdup (address);
  g_ptr_array_add (alternates, alternate);
}

/**
 * desk_plan_language_find_path:
 * @uuid: (nullable): an article's, or a list's key; %NULL is the home
 *
 * Returns: (nullable): where that is in this language; %NULL if nowhere
 */
const char *
desk_plan_language_find_path (const DeskPlanLanguage *self,
                              const char             *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : self->path;
}

/**
 * desk_plan_list_alternates:
 * @uuid: (nullable): the article or list that the page is about; %NULL is the
 *   home
 *
 * Names every language that has this page, its own too, and as x-default the main
 * one; nothing for a page that exists in one alone, or while the site has no
 * address. The same for all of them, as hreflang has to be.
 *
 * Returns: (transfer full) (element-type DeskPlanAlternate): the page's languages
 */
GPtrArray *
desk_plan_list_alternates (const DeskPlan *self,
                           const char     *uuid)
{
  g_autoptr(GPtrArray) alternates = g_ptr_array_new_with_free_func (alternate_free);
  const DeskPlanLanguage *main_language = self->languages->len > 0 ? self->languages->pdata[0] : NULL;

  for (unsigned i = 0; self->origin != NULL && i < self->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->languages->pdata[i];
      const char *path = desk_plan_language_find_path (language, uuid);
      g_autofree char *address = path != NULL ? desk_plan_dup_address (self, path) : NULL;

      if (address != NULL)
        add_alternate (alternates, desk_language_html_tag (language->language), address);
    }

  if (alternates->len < 2)
    g_ptr_array_set_size (alternates, 0);
  else if (desk_plan_language_find_path (main_language, uuid) != NULL)
    add_alternate (alternates, "x-default", ((DeskPlanAlternate *) alternates->pdata[0])->address);

  return g_steal_pointer (&alternates);
}
