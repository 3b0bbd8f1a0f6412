/* desk-feed-json.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

#include <json-glib/json-glib.h>

/* JSON Feed, version 1.1 (jsonfeed.org/version/1.1). */

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonArray *
new_authors (const GPtrArray *names)
{
  JsonArray *authors = json_array_new ();

  for (unsigned i = 0; i < names->len; i++)
    {
      JsonObject *author = json_object_new ();

      json_object_set_string_member (author, "name", names->pdata[i]);
      json_array_add_object_element (authors, author);
    }

  return authors;
}

static void
set_time (JsonObject     *object,
          const DeskFeed *feed,
          const char     *name,
          gint64          us)
{
  g_autofree char *instant = desk_page_dates_dup_instant (feed->pages->dates, us);

  set_text (object, name, instant);
}

static JsonObject *
new_item (const DeskFeed      *feed,
          const DeskFeedEntry *entry)
{
  JsonObject *item = json_object_new ();
  JsonArray *tags = json_array_new ();

  set_text (item, "id", entry->id);
  set_text (item, "url", entry->address);
  set_text (item, "title", entry->title);
  set_text (item, "summary", entry->summary);
  set_text (item, "content_html", entry->html);
  set_text (item, "image", entry->image);
  set_time (item, feed, "date_published", entry->published_us);
  set_time (item, feed, "date_modified", entry->updated_us);
  if (entry->authors->len > 0)
    json_object_set_array_member (item, "authors", new_authors (entry->authors));
  for (unsigned i = 0; i < entry->tags->len; i++)
    json_array_add_string_element (tags, entry->tags->pdata[i]);
  json_object_set_array_member (item, "tags", tags);

  return item;
}

static JsonArray *
new_newsroom (const DeskFeed *feed)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, feed->newsroom);
  return new_authors (names);
}

char *
desk_feed_to_json (const DeskFeed *self)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *feed = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autofree char *own = desk_feed_dup_address (self, desk_feed_formats[2].file);

  json_node_take_object (root, feed);
  set_text (feed, "version", "https://jsonfeed.org/version/1.1");
  set_text (feed, "title", self->title);
  set_text (feed, "home_page_url", self->home);
  set_text (feed, "feed_url", own);
  set_text (feed, "language", self->lang);
  json_object_set_array_member (feed, "authors", new_newsroom (self));
  for (unsigned i = 0; i < self->entries->len; i++)
    json_array_add_object_element (items, new_item (self, self->entries->pdata[i]));
  json_object_set_array_member (feed, "items", items);

  return json_to_string (root, FALSE);
}
