/* desk-search.h - articles by their words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskSearchReach:
 * @DESK_SEARCH_WHOLE: everything was looked at that could matter
 * @DESK_SEARCH_CUT: the time was up before; a longer query is quicker
 * @DESK_SEARCH_UNREAD: there are texts that the index doesn't have yet, and no time
 *   to read them
 *
 * How far a search came in its time.
 */
typedef enum
{
  DESK_SEARCH_WHOLE,
  DESK_SEARCH_CUT,
  DESK_SEARCH_UNREAD,
} DeskSearchReach;

/**
 * DeskSearchRange:
 *
 * From the byte @start to the one before @stop.
 */
typedef struct
{
  unsigned start;
  unsigned stop;
} DeskSearchRange;

/**
 * DeskHit:
 * @article_uuid: what was found
 * @language: of the edition that is shown
 * @title: its title
 * @title_ranges: (element-type DeskSearchRange): what of it was looked for
 * @found_language: of the edition that has the words, which is the one that is
 *   shown if that has them
 * @snippet: a piece of it around the words, without markup
 * @snippet_ranges: (element-type DeskSearchRange): what of it was looked for
 */
typedef struct
{
  char   *article_uuid;
  char   *language;
  char   *title;
  GArray *title_ranges;
  char   *found_language;
  char   *snippet;
  GArray *snippet_ranges;
} DeskHit;

void desk_hit_free (DeskHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskHit, desk_hit_free)

GPtrArray *desk_store_search (DeskStore       *self,
                              const char      *words,
                              const DeskQuery *among,
                              GCancellable    *cancellable,
                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

GArray *desk_store_search_keys (DeskStore       *self,
                                const char      *words,
                                const DeskQuery *among,
                                unsigned         max_ms,
                                DeskSearchReach *out_reach,
                                GCancellable    *cancellable,
                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *desk_store_list_hits (DeskStore    *self,
                                 const char   *words,
                                 const GArray *article_ids,
                                 GCancellable *cancellable,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_store_update_search (DeskStore    *self,
                                   unsigned      max_ms,
                                   gboolean     *out_is_done,
                                   GCancellable *cancellable,
                                   GError      **error);

G_END_DECLS
