/* desk-feed-atom.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

/* Atom: RFC 4287. */

static void
append_link (GString    *out,
             const char *rel,
             const char *media_type,
             const char *address)
{
  g_string_append_printf (out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, media_type);
  desk_feed_append_escaped (out, address);
  g_string_append (out, "\"/>\n");
}

static void
append_time (GString        *out,
             const DeskFeed *feed,
             const char     *name,
             gint64          us)
{
  g_autofree char *instant = desk_page_dates_dup_instant (feed->pages->dates, us);

  desk_feed_append_element (out, name, "", instant);
}

static void
append_people (GString         *out,
               const char      *name,
               const GPtrArray *people)
{
  for (unsigned i = 0; i < people->len; i++)
    {
      g_string_append_printf (out, "<%s>", name);
      desk_feed_append_element (out, "name", "", people->pdata[i]);
      g_string_append_printf (out, "</%s>\n", name);
    }
}

static void
append_entry (GString             *out,
              const DeskFeed      *feed,
              const DeskFeedEntry *entry)
{
  g_string_append (out, "<entry>\n");
  desk_feed_append_element (out, "id", "", entry->id);
  desk_feed_append_element (out, "title", "", entry->title);
  append_link (out, "alternate", "text/html", entry->address);
  append_time (out, feed, "published", entry->published_us);
  append_time (out, feed, "updated", entry->updated_us);
  append_people (out, "author", entry->authors);
  append_people (out, "contributor", entry->others);
  for (unsigned i = 0; i < entry->tags->len; i++)
    {
      g_string_append (out, "<category term=\"");
      desk_feed_append_escaped (out, entry->tags->pdata[i]);
      g_string_append (out, "\"/>\n");
    }
  desk_feed_append_element (out, "summary", "", entry->summary);
  desk_feed_append_element (out, "content", " type=\"html\"", entry->html);
  g_string_append (out, "</entry>\n");
}

char *
desk_feed_to_atom (const DeskFeed *self)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autofree char *own = desk_feed_dup_address (self, desk_feed_formats[0].file);

  g_string_append_printf (out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n", self->lang);
  desk_feed_append_element (out, "id", "", own);
  desk_feed_append_element (out, "title", "", self->title);
  append_time (out, self, "updated", desk_feed_get_updated (self));
  append_link (out, "self", desk_feed_formats[0].media_type, own);
  append_link (out, "alternate", "text/html", self->home);
  g_string_append (out, "<generator version=\"" PACKAGE_VERSION "\">Copydesk</generator>\n<author>");
  desk_feed_append_element (out, "name", "", self->newsroom);
  g_string_append (out, "</author>\n");
  for (unsigned i = 0; i < self->entries->len; i++)
    append_entry (out, self, self->entries->pdata[i]);
  g_string_append (out, "</feed>\n");

  return g_string_free_and_steal (out);
}
