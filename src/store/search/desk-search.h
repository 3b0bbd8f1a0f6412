/* desk-search.h - articles by their words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskSearchOptions:
 * @language: (nullable): articles that have an edition in it, shown by that; the
 *   main language's or the oldest edition of every article without
 * @limit: how many hits; 0 for all
 * @offset: how many of the best are left out
 */
typedef struct
{
  const char *language;
  unsigned    limit;
  unsigned    offset;
} DeskSearchOptions;

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

GPtrArray *desk_store_search (DeskStore               *self,
                              const char              *query,
                              const DeskSearchOptions *options,
                              GCancellable            *cancellable,
                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_store_update_search (DeskStore    *self,
                                   unsigned      max_ms,
                                   gboolean     *out_is_done,
                                   GCancellable *cancellable,
                                   GError      **error);

G_END_DECLS
