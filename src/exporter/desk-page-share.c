/* desk-page-share.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-page.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Links that hand an article on: plain links, no script or picture of anybody
 * else's. And what the article tells machines that meet it: Open Graph, and
 * schema.org's NewsArticle as JSON-LD.
 */
static const struct
{
  const char *name;   /* NULL: the word for electronic mail */
  const char *before;
  const char *between;  /* the title and the address */
  gboolean    has_title;
} services[] = {
  { NULL, "mailto:?subject=", "&body=", TRUE },
  { "X", "https://x.com/intent/post?text=", "&url=", TRUE },
  { "Facebook", "https://www.facebook.com/sharer/sharer.php?u=", "", FALSE },
  { "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url=", "", FALSE },
  { "WhatsApp", "https://wa.me/?text=", "%20", TRUE },
  { "Telegram", "https://t.me/share/url?text=", "&url=", TRUE },
  { "Viber", "viber://forward?text=", "%20", TRUE },
};

/**
 * desk_page_set_share_links:
 *
 * Sets "share" and "address". Without an address of the site's the page can't
 * know its own; the theme's script then completes it.
 */
void
desk_page_set_share_links (DeskPages             *self,
                           DeskObject            *page,
                           const DeskPlanArticle *planned)
{
  g_autofree char *address = desk_plan_dup_address (self->plan, planned->path);
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
  g_autofree char *title_part = g_uri_escape_string (title, NULL, FALSE);
  g_autofree char *address_part = NULL;
  DeskList *share = desk_list_new (self->arena);

  if (address == NULL)
    address = desk_plan_dup_href (self->plan, planned->path);
  address_part = g_uri_escape_string (address, NULL, FALSE);

  for (unsigned i = 0; i < G_N_ELEMENTS (services); i++)
    {
      DeskObject *link = desk_object_new (self->arena, NULL);
      g_autofree char *href = g_strconcat (services[i].before, services[i].has_title ? title_part : "",
                                           services[i].between, address_part, NULL);

      desk_object_set_text (link, "name",
                            services[i].name != NULL ? services[i].name : desk_pages_get_word (self, "email"));
      desk_object_set_text (link, "href", href);
      desk_list_add_object (share, link);
    }

  desk_object_set_list (page, "share", share);
  desk_object_set_text (page, "address", address);
}

static void
add_property (DeskPages  *self,
              DeskList   *properties,
              const char *name,
              const char *content)
{
  DeskObject *object;

  if (content == NULL || *content == '\0')
    return;

  object = desk_object_new (self->arena, NULL);
  desk_object_set_text (object, "property", name);
  desk_object_set_text (object, "content", content);
  desk_list_add_object (properties, object);
}

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
           const char *name)
{
  JsonObject *thing = json_object_new ();

  json_object_set_string_member (thing, "@type", type);
  json_object_set_string_member (thing, "name", name);

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

static void
set_json_ld (DeskPages             *self,
             DeskObject            *page,
             const DeskPlanArticle *planned,
             const char            *title,
             const char            *image)
{
  g_autoptr(JsonObject) news = json_object_new ();
  DeskList *authors = desk_page_new_authors (self, planned->article);
  JsonArray *things = json_array_new ();
  const char *lang;
  g_autofree char *publisher = desk_pages_dup_site_title (self, &lang);
  g_autofree char *json = NULL;

  json_object_set_string_member (news, "@context", "https://schema.org");
  json_object_set_string_member (news, "@type", "NewsArticle");
  json_object_set_string_member (news, "headline", title);
  json_object_set_string_member (news, "inLanguage", desk_pages_get_html_tag (self));
  json_object_set_string_member (news, "mainEntityOfPage", desk_object_get_text (page, "canonical"));
  set_time (self, news, "datePublished", desk_plan_article_get_date (planned));
  set_time (self, news, "dateModified", planned->edition->revised_us);
  if (image != NULL)
    json_object_set_string_member (news, "image", image);

  for (unsigned i = 0; i < desk_list_get_length (authors); i++)
    {
      const DeskObject *author = desk_list_get (authors, i)->object;

      json_array_add_object_element (things, new_thing (desk_object_get_text (author, "type"),
                                                        desk_object_get_text (author, "name")));
    }
  json_object_set_array_member (news, "author", things);
  json_object_set_object_member (news, "publisher", new_thing ("Organization", publisher));

  json = to_page_json (news);
  desk_object_set_text (page, "json_ld", json);
}

/**
 * desk_page_set_sharing:
 * @page: a frame that has a canonical address, else nothing is set
 *
 * Sets what the page tells other programs about an article.
 */
void
desk_page_set_sharing (DeskPages             *self,
                       DeskObject            *page,
                       const DeskPlanArticle *planned)
{
  g_autofree char *title = desk_pages_dup_text (self, planned->edition, planned->edition->title);
  const DeskMedia *cover = planned->article->cover;
  g_autofree char *path = cover != NULL ? desk_page_media_use (self->media, cover) : NULL;
  g_autofree char *image = path != NULL ? desk_plan_dup_address (self->plan, path) : NULL;
  DeskList *properties;
  const char *lang;
  g_autofree char *site_title = desk_pages_dup_site_title (self, &lang);

  if (self->plan->origin == NULL)
    return;

  properties = desk_list_new (self->arena);
  add_property (self, properties, "og:type", "article");
  add_property (self, properties, "og:title", title);
  add_property (self, properties, "og:url", desk_object_get_text (page, "canonical"));
  add_property (self, properties, "og:site_name", site_title);
  add_property (self, properties, "og:description", desk_object_get_text (page, "description"));
  add_property (self, properties, "og:image", image);
  desk_object_set_list (page, "open_graph", properties);
  desk_object_set_text (page, "twitter_card", image != NULL ? "summary_large_image" : "summary");
  set_json_ld (self, page, planned, title, image);
}
