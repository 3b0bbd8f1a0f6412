/* desk-page-frame.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "exporter/feed/desk-feed.h"

#include "model/desk-language.h"

/* What stands above and below every page, and in its head. */

static void
set_languages (DeskPages  *self,
               DeskObject *page,
               const char *uuid)
{
  DeskList *languages = desk_list_new (self->arena);

  for (unsigned i = 0; self->plan->languages->len > 1 && i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *other = self->plan->languages->pdata[i];
      DeskObject *object = desk_object_new (self->arena, NULL);
      g_autofree char *path = desk_plan_language_dup_path (other, uuid);
      g_autofree char *href = desk_plan_dup_href (self->plan, path != NULL ? path : other->path);

      desk_object_set_text (object, "lang", desk_language_html_tag (other->language));
      desk_object_set_text (object, "name", other->name);
      desk_object_set_text (object, "href", href);
      desk_object_set_boolean (object, "is_current", other == self->language);
      desk_list_add_object (languages, object);
    }

  desk_page_set_list (page, "languages", "has_languages", languages);
}

static void
set_alternates (DeskPages  *self,
                DeskObject *page,
                const char *uuid)
{
  g_autoptr(GPtrArray) alternates = desk_plan_list_alternates (self->plan, uuid);
  DeskList *list = desk_list_new (self->arena);

  for (unsigned i = 0; i < alternates->len; i++)
    {
      const DeskPlanAlternate *alternate = alternates->pdata[i];
      DeskObject *object = desk_object_new (self->arena, NULL);

      desk_object_set_text (object, "lang", alternate->lang);
      desk_object_set_text (object, "href", alternate->address);
      desk_list_add_object (list, object);
    }

  desk_object_set_list (page, "alternates", list);
}

/**
 * desk_page_new_list_link:
 *
 * Returns: (transfer none): name, lang and href of a list
 */
DeskObject *
desk_page_new_list_link (DeskPages          *self,
                         const DeskPlanList *list)
{
  DeskObject *object = desk_object_new (self->arena, NULL);
  const char *lang = NULL;
  g_autofree char *name = list->kind <= DESK_PLAN_AUTHOR ? desk_pages_dup_name (self, desk_plan_list_get_term (list), &lang) : g_strdup (list->key);
  g_autofree char *href = list->n_articles > 0 ? desk_plan_dup_href (self->plan, list->path) : NULL;

  desk_page_set_text (object, "name", name);
  desk_page_set_text (object, "lang", lang);
  desk_page_set_text (object, "href", href);
  desk_object_set_null (object, "current");

  return object;
}

/**
 * desk_page_set_list_href:
 *
 * Sets href to the list of what has @term, where there is one.
 */
void
desk_page_set_list_href (DeskPages      *self,
                         DeskObject     *object,
                         const DeskTerm *term)
{
  const DeskPlanList *list = desk_plan_language_find_list (self->language, term->uuid);
  g_autofree char *href = list != NULL ? desk_plan_dup_href (self->plan, list->path) : NULL;

  desk_page_set_text (object, "href", href);
}

static void
set_menu (DeskPages  *self,
          DeskObject *page,
          const char *path)
{
  DeskList *menu = desk_list_new (self->arena);

  for (unsigned i = 0; i < self->language->sections->len; i++)
    {
      const DeskPlanList *section = self->language->sections->pdata[i];
      DeskObject *object;

      if (section->n_articles == 0)
        continue;
      object = desk_page_new_list_link (self, section);
      if (g_strcmp0 (path, section->path) == 0)
        desk_object_set_text (object, "current", "page");
      else if (path != NULL && g_str_has_prefix (path, section->path))
        desk_object_set_text (object, "current", "true");
      desk_list_add_object (menu, object);
    }

  desk_page_set_list (page, "menu", "has_menu", menu);
}

/* Pages of their own are in no list; the foot of each page leads to them. */
static void
set_own_pages (DeskPages  *self,
               DeskObject *page,
               const char *path)
{
  DeskList *pages = desk_list_new (self->arena);

  for (unsigned i = 0; i < self->language->pages->len; i++)
    {
      const DeskPlanArticle *planned = self->language->pages->pdata[i];
      DeskObject *object = desk_object_new (self->arena, NULL);
      g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
      g_autofree char *href = desk_plan_dup_href (self->plan, planned->path);

      desk_object_set_text (object, "title", title);
      desk_object_set_text (object, "href", href);
      desk_page_set_text (object, "current", g_strcmp0 (path, planned->path) == 0 ? "page" : NULL);
      desk_list_add_object (pages, object);
    }

  desk_page_set_list (page, "pages", "has_pages", pages);
}

/**
 * desk_page_new_feeds:
 * @folder: where they are, "/en/news/"
 *
 * Returns: (transfer none): the feeds of a language or a section; none while the
 *   site has no address
 */
DeskList *
desk_page_new_feeds (DeskPages  *self,
                     const char *folder)
{
  DeskList *feeds = desk_list_new (self->arena);

  for (unsigned i = 0; self->plan->origin != NULL && i < DESK_FEED_N_FORMATS; i++)
    {
      DeskObject *object = desk_object_new (self->arena, NULL);
      g_autofree char *path = g_strconcat (folder, desk_feed_formats[i].file, NULL);
      g_autofree char *href = desk_plan_dup_href (self->plan, path);

      desk_object_set_text (object, "name", desk_feed_formats[i].name);
      desk_object_set_text (object, "type", desk_feed_formats[i].media_type);
      desk_object_set_text (object, "href", href);
      desk_list_add_object (feeds, object);
    }

  return feeds;
}

/* A language without an article has no feeds. */
static void
set_feeds (DeskPages  *self,
           DeskObject *page)
{
  desk_page_set_list (page, "feeds", "has_feeds",
                      self->language->has_listed ? desk_page_new_feeds (self, self->language->path) : desk_list_new (self->arena));
}

static void
set_site (DeskPages  *self,
          DeskObject *page)
{
  DeskObject *site = desk_object_new (self->arena, NULL);
  const char *lang;
  g_autofree char *name = desk_pages_dup_site_title (self, &lang);

  desk_object_set_text (site, "title", name);
  desk_page_set_text (site, "lang", lang);
  desk_object_set_object (page, "site", site);
}

static void
set_document_title (DeskPages  *self,
                    DeskObject *page,
                    const char *title)
{
  const char *name = desk_object_get_text (desk_object_get_object (page, "site"), "title");
  g_autofree char *document_title = title != NULL ? g_strdup_printf ("%s · %s", title, name) : g_strdup (name);

  desk_object_set_text (page, "document_title", document_title);
}

/* By their names, so that all pages say the same. */
static void
set_assets (DeskPages  *self,
            DeskObject *page)
{
  DeskObject *assets = desk_object_new (self->arena, NULL);
  g_autoptr(GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->assets);

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < names->len; i++)
    {
      g_autofree char *href = desk_plan_dup_href (self->plan, g_hash_table_lookup (self->assets, names->pdata[i]));

      desk_object_set_text (assets, desk_arena_strdup (self->arena, names->pdata[i]), href);
    }

  desk_object_set_object (page, "assets", assets);
}

static void
set_path (DeskPages  *self,
          DeskObject *page,
          const char *name,
          const char *path)
{
  g_autofree char *href = path != NULL ? desk_plan_dup_href (self->plan, path) : NULL;

  desk_page_set_text (page, name, href);
}

/**
 * desk_pages_prepare:
 *
 * Makes what all pages of the language say alike, which each of them then has as its
 * base. The plan's frame has been read.
 */
void
desk_pages_prepare (DeskPages *self)
{
  DeskArena *arena = self->arena;
  DeskObject *frame = desk_object_new (self->common, NULL);
  g_autofree char *search = self->has_search ? g_strconcat (self->language->path, DESK_PLAN_SEARCH_FOLDER, NULL) : NULL;

  self->arena = self->common;
  desk_object_set_text (frame, "page_lang", desk_pages_get_html_tag (self));
  desk_object_set_text (frame, "dir", self->language->is_right_to_left ? "rtl" : "ltr");
  desk_object_set_object (frame, "t", self->words);
  set_site (self, frame);
  set_path (self, frame, "home", self->language->path);
  set_path (self, frame, "search", search);
  set_path (self, frame, "style", self->style);
  set_assets (self, frame);
  desk_page_set_brand (self, frame);
  set_feeds (self, frame);
  self->arena = arena;
  self->frame = frame;
}

/**
 * desk_page_new_frame:
 * @path: (nullable): where the page is; %NULL for one that is nowhere (404)
 * @uuid: (nullable): the article, or the key of the list, that it is about; %NULL
 *   for the home
 * @title: (nullable): of the page; %NULL for the home
 *
 * Returns: (transfer none): a context with what every page has
 */
DeskObject *
desk_page_new_frame (DeskPages  *self,
                     const char *path,
                     const char *uuid,
                     const char *title)
{
  DeskObject *page = desk_object_new (self->arena, self->frame);
  g_autofree char *canonical = path != NULL ? desk_plan_dup_address (self->plan, path) : NULL;

  set_document_title (self, page, title);
  desk_object_set_null (page, "script");
  desk_object_set_null (page, "search_current");
  desk_object_set_null (page, "description");
  desk_object_set_boolean (page, "is_unlisted", path == NULL);
  desk_page_set_text (page, "canonical", canonical);
  if (desk_theme_names (self->theme, "languages"))
    set_languages (self, page, uuid);
  if (path != NULL && desk_theme_names (self->theme, "alternates"))
    set_alternates (self, page, uuid);
  set_menu (self, page, path);
  set_own_pages (self, page, path);

  return page;
}
