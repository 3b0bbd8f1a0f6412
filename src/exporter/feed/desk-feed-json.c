/* desk-feed-json.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

#include "exporter/desk-json.h"

/* JSON Feed, version 1.1 (jsonfeed.org/version/1.1). */

static void
add_author (GString    *out,
            const char *name)
{
  desk_json_open (out, '{');
  desk_json_add_member (out, "name", name);
  desk_json_close (out, '}');
}

static void
add_time (GString        *out,
          const DeskFeed *feed,
          const char     *name,
          gint64          us)
{
  g_autofree char *instant = desk_page_dates_dup_instant (feed->pages->dates, us);

  desk_json_add_member (out, name, instant);
}

static void
add_authors (GString         *out,
             const GPtrArray *names)
{
  if (names->len == 0)
    return;

  desk_json_add_name (out, "authors");
  desk_json_open (out, '[');
  for (unsigned i = 0; i < names->len; i++)
    add_author (out, names->pdata[i]);
  desk_json_close (out, ']');
}

static void
add_item (GString             *out,
          const DeskFeed      *feed,
          const DeskFeedEntry *entry)
{
  desk_json_open (out, '{');
  desk_json_add_member (out, "id", entry->id);
  desk_json_add_member (out, "url", entry->address);
  desk_json_add_member (out, "title", entry->title);
  desk_json_add_member (out, "summary", entry->summary);
  desk_json_add_member (out, "content_html", entry->html);
  desk_json_add_member (out, "image", entry->image);
  add_time (out, feed, "date_published", entry->published_us);
  add_time (out, feed, "date_modified", entry->updated_us);
  add_authors (out, entry->authors);
  desk_json_add_name (out, "tags");
  desk_json_open (out, '[');
  for (unsigned i = 0; i < entry->tags->len; i++)
    desk_json_add_text (out, entry->tags->pdata[i]);
  desk_json_close (out, ']');
  desk_json_close (out, '}');
}

char *
desk_feed_to_json (const DeskFeed *self)
{
  GString *out = g_string_new (NULL);
  g_autofree char *own = desk_feed_dup_address (self, desk_feed_formats[2].file);

  desk_json_open (out, '{');
  desk_json_add_member (out, "version", "https://jsonfeed.org/version/1.1");
  desk_json_add_member (out, "title", self->title);
  desk_json_add_member (out, "home_page_url", self->home);
  desk_json_add_member (out, "feed_url", own);
  desk_json_add_member (out, "language", self->lang);
  desk_json_add_name (out, "authors");
  desk_json_open (out, '[');
  add_author (out, self->newsroom);
  desk_json_close (out, ']');
  desk_json_add_name (out, "items");
  desk_json_open (out, '[');
  for (unsigned i = 0; i < self->entries->len; i++)
    add_item (out, self, self->entries->pdata[i]);
  desk_json_close (out, ']');
  desk_json_close (out, '}');

  return g_string_free_and_steal (out);
}
