/* desk-feed.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-feed-private.h"

#include <string.h>

/* What feeds say, in whatever format: the newest articles of a language or of one
 * of its sections, whole, in the reader's language, with whole addresses. */

#define N_ENTRIES 20

const DeskFeedFormat desk_feed_formats[DESK_FEED_N_FORMATS] = {
  { DESK_PLAN_ATOM, "Atom", "application/atom+xml" },
  { DESK_PLAN_RSS, "RSS", "application/rss+xml" },
  { DESK_PLAN_JSON_FEED, "JSON Feed", "application/feed+json" },
};

static void
entry_free (gpointer data)
{
  DeskFeedEntry *self = data;

  g_free (self->id);
  g_free (self->address);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->html);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->tags);
  g_free (self->image);
  g_free (self);
}

static void
add_names (DeskPages         *pages,
           DeskFeedEntry     *entry,
           const DeskArticle *article)
{
  const char *lang;

  entry->authors = g_ptr_array_new_with_free_func (g_free);
  entry->others = g_ptr_array_new_with_free_func (g_free);
  entry->tags = g_ptr_array_new_with_free_func (g_free);
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      g_ptr_array_add (desk_page_is_author (credit) ? entry->authors : entry->others,
                       desk_pages_dup_name (pages, credit->author, &lang));
    }
  for (unsigned i = 0; i < article->tags->len; i++)
    g_ptr_array_add (entry->tags, desk_pages_dup_name (pages, article->tags->pdata[i], &lang));
}

static char *
dup_image (DeskPages         *pages,
           const DeskArticle *article)
{
  g_autofree char *path = article->cover != NULL ? desk_page_media_use (pages->media, article->cover) : NULL;

  return path != NULL ? desk_plan_dup_address (pages->plan, path) : NULL;
}

static DeskFeedEntry *
entry_new (DeskPages       *pages,
           DeskPlanArticle *planned)
{
  const DeskEdition *edition = planned->edition;
  DeskFeedEntry *self = g_new0 (DeskFeedEntry, 1);
  g_autofree char *summary = desk_page_dup_opening (pages, planned, TRUE);

  self->id = desk_feed_dup_id (edition->uuid, pages->language->language);
  self->address = desk_plan_dup_address (pages->plan, planned->path);
  self->title = desk_pages_dup_text (pages, edition, edition->title);
  if (*summary != '\0')
    self->summary = g_steal_pointer (&summary);
  self->html = desk_pages_dup_body (pages, edition, TRUE, NULL);
  self->published_us = desk_plan_article_get_date (planned);
  self->updated_us = edition->last_release_us;
  add_names (pages, self, planned->article);
  self->image = dup_image (pages, planned->article);

  return self;
}

static void
add_entries (DeskFeed     *self,
             DeskPages    *pages,
             DeskPlanList *section)
{
  g_autoptr(GPtrArray) newest = section != NULL ? desk_plan_language_list_articles (pages->language, section, 0, N_ENTRIES)
                                                : desk_plan_language_list_newest (pages->language, N_ENTRIES);

  for (unsigned i = 0; i < newest->len; i++)
    {
      g_autoptr(DeskPlanArticle) whole = desk_plan_language_read (pages->language, desk_plan_article_get_id (newest->pdata[i]));

      if (whole != NULL)
        g_ptr_array_add (self->entries, entry_new (pages, whole));
    }
}

/* @section: (nullable): what the articles are in; %NULL for all of the language
 *
 * Returns: (transfer full) (nullable): the feed, or %NULL without an article */
static DeskFeed *
feed_new (DeskPages    *pages,
          DeskPlanList *section)
{
  g_autoptr(DeskFeed) self = g_new0 (DeskFeed, 1);
  const char *lang;
  g_autofree char *name = section != NULL ? desk_pages_dup_name (pages, desk_plan_list_get_term (section), &lang) : NULL;

  self->pages = pages;
  self->folder = g_strdup (section != NULL ? section->path : pages->language->path);
  self->lang = desk_pages_get_html_tag (pages);
  self->newsroom = desk_pages_dup_site_title (pages, &lang);
  self->title = name != NULL ? g_strdup_printf ("%s · %s", self->newsroom, name) : g_strdup (self->newsroom);
  self->home = desk_plan_dup_address (pages->plan, self->folder);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  add_entries (self, pages, section);

  return self->entries->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
desk_feed_free (DeskFeed *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->title);
  g_free (self->newsroom);
  g_free (self->home);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * desk_feed_get_updated:
 *
 * Returns: the last release of what is in it, µs since 1970: it says the same
 *   whenever it is written
 */
gint64
desk_feed_get_updated (const DeskFeed *self)
{
  gint64 updated_us = 0;

  for (unsigned i = 0; i < self->entries->len; i++)
    updated_us = MAX (updated_us, ((const DeskFeedEntry *) self->entries->pdata[i])->updated_us);

  return updated_us;
}

/**
 * desk_feed_dup_address:
 * @file: a file in the feed's folder
 *
 * Returns: (transfer full): its whole address
 */
char *
desk_feed_dup_address (const DeskFeed *self,
                       const char     *file)
{
  return g_strconcat (self->home, file, NULL);
}

/* Who subscribes reads files and doesn't follow a page: a feed stands where it was, too. */
static gboolean
write_copies (DeskPages          *pages,
              const DeskPlanList *section,
              const char         *file,
              const char         *text,
              DeskOutput         *output,
              GError            **error)
{
  g_autoptr(GPtrArray) former = desk_plan_language_list_former (pages->language, section, file);

  for (unsigned i = 0; i < former->len; i++)
    {
      const char *path = former->pdata[i];

      if (!desk_output_write (output, path + 1, text, strlen (text), NULL, error))
        return FALSE;
    }

  return desk_plan_check (pages->plan, error);
}

/**
 * desk_feed_write:
 * @section: (nullable): %NULL for all of the language
 *
 * Writes the feeds of a language or a section, in each format, and wherever they were;
 * none where it has no article, or while the site has no address, for in a feed there
 * are whole ones.
 */
gboolean
desk_feed_write (DeskPages    *pages,
                 DeskPlanList *section,
                 DeskOutput   *output,
                 GError      **error)
{
  static char *(*const writers[DESK_FEED_N_FORMATS]) (const DeskFeed *) = {
    desk_feed_to_atom, desk_feed_to_rss, desk_feed_to_json,
  };
  g_autoptr(DeskFeed) feed = pages->plan->origin != NULL ? feed_new (pages, section) : NULL;

  if (!desk_plan_check (pages->plan, error))
    return FALSE;

  for (unsigned i = 0; feed != NULL && i < DESK_FEED_N_FORMATS; i++)
    {
      g_autofree char *path = g_strconcat (feed->folder + 1, desk_feed_formats[i].file, NULL);
      g_autofree char *text = writers[i](feed);

      if (!desk_output_write (output, path, text, strlen (text), NULL, error) ||
          (section != NULL && !write_copies (pages, section, desk_feed_formats[i].file, text, output, error)))
        return FALSE;
    }

  return TRUE;
}
