/* desk-page-json-ld.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include "model/desk-language.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What an article is, in schema.org's words, for those who read pages by program:
 * a NewsArticle, and the BreadcrumbList that leads to it. */

/* JSON inside of a page: nothing in it may end the element it stands in. */
static char *
to_page_json (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  GString *safe = g_string_new (NULL);

  json_node_set_object (node, object);
  json = json_to_string (node, FALSE);
  for (const char *c = json; *c != '\0'; c++)
    {
      if (strchr ("<>&", *c) != NULL)
        g_string_append_printf (safe, "\\u%04x", (unsigned) (guchar) * c);
      else
        g_string_append_c (safe, *c);
    }

  return g_string_free (safe, FALSE);
}

static JsonObject *
new_thing (const char *type,
           const char *name,
           const char *address)
{
  JsonObject *thing = json_object_new ();

  json_object_set_string_member (thing, "@type", type);
  if (name != NULL)
    json_object_set_string_member (thing, "name", name);
  if (address != NULL)
    json_object_set_string_member (thing, "url", address);

  return thing;
}

static void
set_time (DeskPages  *self,
          JsonObject *object,
          const char *name,
          gint64      us)
{
  g_autofree char *text = desk_page_dates_dup_instant (self->dates, us);

  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

/* A person or an organisation, each as it is. */
static JsonObject *
new_name (DeskPages      *self,
          const DeskTerm *author)
{
  const char *lang;
  g_autofree char *name = desk_pages_dup_name (self, author, &lang);
  const DeskPlanList *list = desk_plan_language_find_list (self->language, author->uuid);
  g_autofree char *address = list != NULL ? desk_plan_dup_address (self->plan, list->path) : NULL;

  return new_thing (author->is_organisation ? "Organization" : "Person", name, address);
}

static void
set_names (DeskPages         *self,
           JsonObject        *news,
           const DeskArticle *article)
{
  JsonArray *authors = json_array_new ();
  JsonArray *translators = json_array_new ();

  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      if (desk_page_is_author (credit))
        json_array_add_object_element (authors, new_name (self, credit->author));
      else if (g_str_equal (credit->role, "translator"))
        json_array_add_object_element (translators, new_name (self, credit->author));
    }

  json_object_set_array_member (news, "author", authors);
  if (json_array_get_length (translators) > 0)
    json_object_set_array_member (news, "translator", translators);
  else
    json_array_unref (translators);
}

static void
set_images (DeskPages         *self,
            JsonObject        *news,
            const DeskArticle *article)
{
  const DeskPictureSet *crops = article->cover != NULL
                                ? desk_page_media_use_picture (self->media, DESK_PICTURE_CROPS, article->cover) : NULL;
  JsonArray *images;

  if (crops == NULL)
    return;

  images = json_array_new ();
  for (unsigned i = 0; i < crops->files->len; i++)
    {
      g_autofree char *path = desk_page_media_dup_path (crops, crops->files->pdata[i]);
      g_autofree char *address = desk_plan_dup_address (self->plan, path);

      json_array_add_string_element (images, address);
    }
  json_object_set_array_member (news, "image", images);
}

/* The text that this one translates, if readers have that, too. */
static void
set_original (DeskPages             *self,
              JsonObject            *news,
              const DeskPlanArticle *planned)
{
  const char *source = planned->edition->source_language;

  for (unsigned i = 0; source != NULL && i < self->plan->languages->len; i++)
    {
      DeskPlanLanguage *language = self->plan->languages->pdata[i];
      g_autofree char *path = g_str_equal (language->edition_language, source)
                              ? desk_plan_language_dup_path (language, planned->article->uuid) : NULL;
      g_autofree char *address = path != NULL ? desk_plan_dup_address (self->plan, path) : NULL;
      JsonObject *original;

      if (address == NULL || g_str_equal (source, desk_language_edition_of (self->language->language)))
        continue;
      original = new_thing ("NewsArticle", NULL, address);
      json_object_set_string_member (original, "@id", address);
      json_object_set_string_member (original, "inLanguage", desk_language_html_tag (language->language));
      json_object_set_object_member (news, "translationOfWork", original);
      return;
    }
}

static void
set_subjects (DeskPages             *self,
              JsonObject            *news,
              const DeskPlanArticle *planned)
{
  const DeskArticle *article = planned->article;
  JsonArray *keywords = json_array_new ();
  const char *lang;

  if (planned->section != NULL)
    {
      g_autofree char *section = desk_pages_dup_name (self, desk_plan_list_get_term (planned->section), &lang);

      json_object_set_string_member (news, "articleSection", section);
    }
  for (unsigned i = 0; i < article->tags->len; i++)
    {
      g_autofree char *tag = desk_pages_dup_name (self, article->tags->pdata[i], &lang);

      json_array_add_string_element (keywords, tag);
    }
  if (json_array_get_length (keywords) > 0)
    json_object_set_array_member (news, "keywords", keywords);
  else
    json_array_unref (keywords);
}

static JsonObject *
new_news (DeskPages             *self,
          DeskObject            *page,
          const DeskPlanArticle *planned,
          const char            *title)
{
  JsonObject *news = json_object_new ();
  const char *canonical = desk_object_get_text (page, "canonical");
  const char *description = desk_object_get_text (page, "description");
  const char *lang;
  g_autofree char *publisher = desk_pages_dup_site_title (self, &lang);
  g_autofree char *home = desk_plan_dup_address (self->plan, self->language->path);

  json_object_set_string_member (news, "@type", "NewsArticle");
  json_object_set_string_member (news, "@id", canonical);
  json_object_set_string_member (news, "headline", title);
  if (description != NULL)
    json_object_set_string_member (news, "description", description);
  json_object_set_string_member (news, "inLanguage", desk_pages_get_html_tag (self));
  json_object_set_string_member (news, "mainEntityOfPage", canonical);
  set_time (self, news, "datePublished", desk_plan_article_get_date (planned));
  set_time (self, news, "dateModified", planned->edition->revised_us);
  set_images (self, news, planned->article);
  set_names (self, news, planned->article);
  json_object_set_object_member (news, "publisher", new_thing ("Organization", publisher, home));
  set_subjects (self, news, planned);
  set_original (self, news, planned);

  return news;
}

static void
add_crumb (DeskPages  *self,
           JsonArray  *crumbs,
           const char *name,
           const char *path)
{
  JsonObject *crumb = json_object_new ();
  g_autofree char *address = desk_plan_dup_address (self->plan, path);

  json_object_set_string_member (crumb, "@type", "ListItem");
  json_object_set_int_member (crumb, "position", json_array_get_length (crumbs) + 1);
  json_object_set_string_member (crumb, "name", name);
  json_object_set_string_member (crumb, "item", address);
  json_array_add_object_element (crumbs, crumb);
}

static JsonObject *
new_crumbs (DeskPages             *self,
            const DeskPlanArticle *planned,
            const char            *title)
{
  JsonObject *list = json_object_new ();
  JsonArray *crumbs = json_array_new ();
  const char *lang;

  add_crumb (self, crumbs, desk_pages_get_word (self, "home"), self->language->path);
  if (planned->section != NULL)
    {
      g_autofree char *section = desk_pages_dup_name (self, desk_plan_list_get_term (planned->section), &lang);

      add_crumb (self, crumbs, section, planned->section->path);
    }
  add_crumb (self, crumbs, title, planned->path);

  json_object_set_string_member (list, "@type", "BreadcrumbList");
  json_object_set_array_member (list, "itemListElement", crumbs);
  return list;
}

/**
 * desk_page_set_json_ld:
 * @page: a frame with a canonical address and a description
 */
void
desk_page_set_json_ld (DeskPages             *self,
                       DeskObject            *page,
                       const DeskPlanArticle *planned,
                       const char            *title)
{
  g_autoptr(JsonObject) all = json_object_new ();
  JsonArray *graph = json_array_new ();
  g_autofree char *json = NULL;

  json_array_add_object_element (graph, new_news (self, page, planned, title));
  json_array_add_object_element (graph, new_crumbs (self, planned, title));
  json_object_set_string_member (all, "@context", "https://schema.org");
  json_object_set_array_member (all, "@graph", graph);

  json = to_page_json (all);
  desk_object_set_text (page, "json_ld", json);
}
