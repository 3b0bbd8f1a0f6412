/* desk-feed-rss.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

/* RSS 2.0 (rssboard.org/rss-specification), with names and whole texts as its
 * Content and Dublin Core modules have them: an author of its own is an email
 * address. */

#define NAMESPACES \
        " xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"" \
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""

/* RFC 822's, whose names are English whatever the locale. */
static void
append_date (GString    *out,
             const char *name,
             gint64      us)
{
  static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc_usec (us);
  g_autofree char *text = NULL;

  if (moment == NULL)
    return;

  text = g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (moment) - 1],
                          g_date_time_get_day_of_month (moment), months[g_date_time_get_month (moment) - 1],
                          g_date_time_get_year (moment), g_date_time_get_hour (moment), g_date_time_get_minute (moment),
                          g_date_time_get_second (moment));
  desk_feed_append_element (out, name, "", text);
}

static void
append_all (GString         *out,
            const char      *name,
            const GPtrArray *texts)
{
  for (unsigned i = 0; i < texts->len; i++)
    desk_feed_append_element (out, name, "", texts->pdata[i]);
}

static void
append_item (GString             *out,
             const DeskFeedEntry *entry)
{
  g_string_append (out, "<item>\n");
  desk_feed_append_element (out, "title", "", entry->title);
  desk_feed_append_element (out, "link", "", entry->address);
  desk_feed_append_element (out, "guid", " isPermaLink=\"false\"", entry->id);
  append_date (out, "pubDate", entry->published_us);
  append_all (out, "dc:creator", entry->authors);
  append_all (out, "dc:contributor", entry->others);
  append_all (out, "category", entry->tags);
  desk_feed_append_element (out, "description", "", entry->summary);
  desk_feed_append_element (out, "content:encoded", "", entry->html);
  g_string_append (out, "</item>\n");
}

char *
desk_feed_to_rss (const DeskFeed *self)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"" NAMESPACES ">\n<channel>\n");
  g_autofree char *own = desk_feed_dup_address (self, desk_feed_formats[1].file);

  desk_feed_append_element (out, "title", "", self->title);
  desk_feed_append_element (out, "link", "", self->home);
  desk_feed_append_element (out, "description", "", self->title);
  desk_feed_append_element (out, "language", "", self->lang);
  append_date (out, "lastBuildDate", desk_feed_get_updated (self));
  desk_feed_append_element (out, "generator", "", "Copydesk " PACKAGE_VERSION);
  g_string_append_printf (out, "<atom:link rel=\"self\" type=\"%s\" href=\"", desk_feed_formats[1].media_type);
  desk_feed_append_escaped (out, own);
  g_string_append (out, "\"/>\n");
  for (unsigned i = 0; i < self->entries->len; i++)
    append_item (out, self->entries->pdata[i]);
  g_string_append (out, "</channel>\n</rss>\n");

  return g_string_free_and_steal (out);
}
