/* desk-feed.h - the newest articles, for those who read elsewhere
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/desk-page.h"

G_BEGIN_DECLS

/**
 * DeskFeedEntry:
 * @id: an IRI that stays whatever becomes of the address
 * @summary: (nullable): plain text
 * @html: the whole text
 * @published_us: the date for readers, µs since 1970
 * @updated_us: when this text was released
 * @authors: (element-type utf8): names; none where the newsroom is the author
 * @others: (element-type utf8): of translators and so on
 * @tags: (element-type utf8): names
 * @image: (nullable): the cover's address
 */
typedef struct
{
  char      *id;
  char      *address;
  char      *title;
  char      *summary;
  char      *html;
  gint64     published_us;
  gint64     updated_us;
  GPtrArray *authors;
  GPtrArray *others;
  GPtrArray *tags;
  char      *image;
} DeskFeedEntry;

/**
 * DeskFeed:
 * @folder: where its files are, "/en/", "/en/news/"
 * @lang: "sr-Cyrl"
 * @newsroom: its name
 * @home: the address of the page with the same articles
 * @entries: (element-type DeskFeedEntry): the newest first, at least one
 */
typedef struct
{
  const DeskPages *pages;
  char            *folder;
  const char      *lang;
  char            *title;
  char            *newsroom;
  char            *home;
  GPtrArray       *entries;
} DeskFeed;

/**
 * DeskFeedFormat:
 * @file: its name in the feed's folder
 */
typedef struct
{
  const char *file;
  const char *name;
  const char *media_type;
} DeskFeedFormat;

#define DESK_FEED_N_FORMATS 3
extern const DeskFeedFormat desk_feed_formats[DESK_FEED_N_FORMATS];

void   desk_feed_free (DeskFeed *self);

gint64 desk_feed_get_updated (const DeskFeed *self);
char  *desk_feed_dup_address (const DeskFeed *self,
                              const char     *file) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_feed_write (DeskPages    *pages,
                          DeskPlanList *section,
                          DeskOutput   *output,
                          GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFeed, desk_feed_free)

G_END_DECLS
