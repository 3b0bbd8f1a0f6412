/* desk-search-run.h - what a plan finds, the best first
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-private.h"

G_BEGIN_DECLS

/**
 * DeskSearchFound:
 * @edition_id: the best of its editions that fit
 * @shown_id: the one that a list shows
 */
typedef struct
{
  gint64 article_id;
  gint64 edition_id;
  gint64 shown_id;
} DeskSearchFound;

/**
 * DeskSearchCandidate:
 * @docid: of its day, for one that the index doesn't have
 * @pass: the first that it fits
 */
typedef struct
{
  gint64         edition_id;
  gint64         docid;
  DeskSearchPass pass;
  double         score;
} DeskSearchCandidate;

/* desk-search-pending.c */
int     desk_search_candidate_compare (gconstpointer a,
                                       gconstpointer b);
GArray *desk_search_list_pending (DeskStore            *store,
                                  const DeskSearchPlan *plan,
                                  gint64                seq,
                                  GHashTable           *pending,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

GArray *desk_search_run (DeskStore               *store,
                         const DeskSearchPlan    *plan,
                         const DeskSearchState   *state,
                         const DeskSearchOptions *options,
                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
