/* desk-plan.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "exporter/desk-page-date.h"
#include "model/desk-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The plan says which pages there are before one is made: only then is it known
 * which links lead somewhere. It is kept in the state of the site's folder
 * (desk-site-state.h) and a function of the library alone, however it came about.
 *
 * 1. No two pages of a language have the same path; of two that would, the one
 *    released first keeps it and the other gets -2.
 * 2. Every part of a path is a valid slug, whatever the library holds.
 * 3. A list has pages when it has a listed article, and only then.
 *
 * What pages ask for is read as they ask, so that memory doesn't grow with the site.
 */

#define MAX_CARDS 512 /* that are kept between pages */

static void
list_free (gpointer data)
{
  DeskPlanList *self = data;

  g_free (self->key);
  g_free (self->path);
  g_clear_pointer (&self->often, g_ptr_array_unref);
  g_free (self);
}

static void
language_free (gpointer data)
{
  DeskPlanLanguage *self = data;

  g_free (self->language);
  g_free (self->path);
  g_free (self->name);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->years);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->cards);
  g_free (self);
}

static DeskScript
script_of (const char *site_language)
{
  if (!g_str_equal (desk_language_edition_of (site_language), "sr"))
    return DESK_SCRIPT_NONE;

  return g_str_has_prefix (site_language, "sr-Latn") ? DESK_SCRIPT_LATIN : DESK_SCRIPT_CYRILLIC;
}

static DeskPlanLanguage *
language_new (DeskPlan   *plan,
              const char *site_language)
{
  DeskPlanLanguage *self = g_new0 (DeskPlanLanguage, 1);

  self->plan = plan;
  self->language = g_strdup (site_language);
  self->edition_language = desk_language_edition_of (self->language);
  self->script = script_of (site_language);
  self->path = g_strdup_printf ("/%s/", site_language);
  self->name = desk_page_dup_language_name (site_language);
  self->is_right_to_left = desk_page_is_right_to_left (site_language);
  self->sections = g_ptr_array_new ();
  self->years = g_ptr_array_new ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_plan_article_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, list_free);
  self->cards = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) desk_plan_article_free);

  return self;
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
 * @store: (nullable): the library; %NULL for one that is told all
 * @state: what the plan is kept in, which outlives it
 * @site: (transfer full): the site's settings
 * @sections: (transfer full) (element-type DeskTerm): in the order of the menu
 *
 * Returns: (transfer full): the plan as the state has it; a DeskPlanUpdate brings it up
 *   to date
 */
DeskPlan *
desk_plan_new (DeskStore     *store,
               DeskSiteState *state,
               DeskSite      *site,
               GPtrArray     *sections)
{
  DeskPlan *self = g_new0 (DeskPlan, 1);
  g_auto(GStrv) languages = desk_site_dup_languages (site);

  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->state = state;
  self->site = site;
  self->sections = sections;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) desk_term_free);
  self->languages = g_ptr_array_new_with_free_func (language_free);
  self->origin = dup_origin (desk_site_get (site, "url", NULL));
  self->base = desk_site_dup_base_path (site);
  self->zone = g_time_zone_new_identifier (desk_site_get (site, "time-zone", NULL));
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();

  for (unsigned i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (self->languages, language_new (self, languages[i]));

  return self;
}

void
desk_plan_free (DeskPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->sections);
  desk_site_free (self->site);
  g_time_zone_unref (self->zone);
  g_clear_object (&self->store);
  g_clear_error (&self->error);
  g_free (self->origin);
  g_free (self->base);
  g_free (self);
}

/**
 * desk_plan_check:
 *
 * Returns: %FALSE with @error set when something that was asked for since the last
 *   check could not be read
 */
gboolean
desk_plan_check (DeskPlan *self,
                 GError  **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* Returns: %FALSE with @error set, for a state that contradicts itself */
gboolean
desk_plan_throw_damaged (GError **error)
{
  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                       _("What is known of the site is damaged; export all of it with --full"));
  return FALSE;
}

/**
 * desk_plan_count_pages:
 *
 * Returns: how many pages a list with so many texts takes
 */
unsigned
desk_plan_count_pages (unsigned n_texts)
{
  return (n_texts + DESK_PLAN_ROWS_PER_PAGE - 1) / DESK_PLAN_ROWS_PER_PAGE;
}

/**
 * desk_plan_forget:
 *
 * Between two pages: what was read for the last one may go.
 */
void
desk_plan_forget (DeskPlan *self)
{
  for (unsigned i = 0; i < self->languages->len; i++)
    {
      DeskPlanLanguage *language = self->languages->pdata[i];

      if (g_hash_table_size (language->cards) > MAX_CARDS)
        g_hash_table_remove_all (language->cards);
    }
}

void
desk_plan_learn_name (DeskPlan       *self,
                      const DeskTerm *term)
{
  DeskTerm *copy;

  if (g_hash_table_contains (self->names, term->uuid))
    return;

  copy = desk_term_copy (term);
  g_hash_table_insert (self->names, copy->uuid, copy);
}

/* A section, tag or author; they are few, and pages name them time and again. */
const DeskTerm *
desk_plan_find_name (DeskPlan   *self,
                     const char *uuid,
                     GError    **error)
{
  DeskTerm *term = g_hash_table_lookup (self->names, uuid);

  if (term == NULL)
    {
      term = desk_store_dup_term (self->store, uuid, error);
      if (term != NULL)
        g_hash_table_insert (self->names, term->uuid, term);
    }

  return term;
}

static gboolean
read_sections (DeskPlanLanguage *language,
               GError          **error)
{
  for (unsigned i = 0; i < language->plan->sections->len; i++)
    {
      const DeskTerm *term = language->plan->sections->pdata[i];
      DeskPlanList *section = desk_plan_read_list (language, DESK_PLAN_SECTION, term->uuid);

      if (section != NULL)
        g_ptr_array_add (language->sections, section);
    }

  return desk_plan_check (language->plan, error);
}

static gboolean
read_years (DeskPlanLanguage *language,
            GError          **error)
{
  g_autoptr(GPtrArray) years = desk_plan_language_list_lists (language, DESK_PLAN_YEAR);

  for (unsigned i = years->len; i > 0; i--)
    g_ptr_array_add (language->years, years->pdata[i - 1]);

  return desk_plan_check (language->plan, error);
}

static gboolean
read_pages (DeskPlanLanguage *language,
            GError          **error)
{
  DeskPlanList *foot = desk_plan_read_list (language, DESK_PLAN_FOOT, "");
  g_autoptr(GArray) members = NULL;

  if (foot == NULL)
    return desk_plan_check (language->plan, error);

  members = desk_site_list_members (language->plan->state, foot->row, NULL, 0, G_MAXINT, error);
  if (members == NULL)
    return FALSE;
  for (unsigned i = members->len; i > 0; i--)
    {
      DeskPlanArticle *page = desk_plan_read_card (language, g_array_index (members, DeskSiteMember, i - 1).id);

      if (page != NULL)
        g_ptr_array_add (language->pages, page);
    }

  return desk_plan_check (language->plan, error);
}

/**
 * desk_plan_read_frame:
 *
 * Reads what every page shows; once, when the plan is up to date.
 *
 * Returns: %FALSE with @error set
 */
gboolean
desk_plan_read_frame (DeskPlan *self,
                      GError  **error)
{
  for (unsigned i = 0; i < self->languages->len; i++)
    {
      DeskPlanLanguage *language = self->languages->pdata[i];
      DeskPlanList *home = desk_plan_read_list (language, DESK_PLAN_HOME, "");

      language->has_listed = home != NULL && home->n_articles > 0;
      if (!read_sections (language, error) || !read_years (language, error) || !read_pages (language, error))
        return FALSE;
    }

  return TRUE;
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
desk_plan_list_alternates (DeskPlan   *self,
                           const char *uuid)
{
  g_autoptr(GPtrArray) alternates = g_ptr_array_new_with_free_func (alternate_free);
  gboolean has_main = FALSE;

  for (unsigned i = 0; self->origin != NULL && self->languages->len > 1 && i < self->languages->len; i++)
    {
      DeskPlanLanguage *language = self->languages->pdata[i];
      g_autofree char *path = desk_plan_language_dup_path (language, uuid);
      g_autofree char *address = path != NULL ? desk_plan_dup_address (self, path) : NULL;

      if (address == NULL)
        continue;
      add_alternate (alternates, desk_language_html_tag (language->language), address);
      has_main = has_main || i == 0;
    }

  if (alternates->len < 2)
    g_ptr_array_set_size (alternates, 0);
  else if (has_main)
    add_alternate (alternates, "x-default", ((DeskPlanAlternate *) alternates->pdata[0])->address);

  return g_steal_pointer (&alternates);
}
