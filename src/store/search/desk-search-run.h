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
 * @sort_us: the place of the article in a list
 */
typedef struct
{
  gint64 article_id;
  gint64 edition_id;
  gint64 shown_id;
  gint64 sort_us;
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
                                  GHashTable           *few,
                                  gint64                until_us,
                                  GHashTable           *changed,
                                  gboolean             *out_has_unread,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-search-run.c */
GArray *desk_search_run (DeskStore             *store,
                         const DeskSearchPlan  *plan,
                         const DeskSearchState *state,
                         const DeskQuery       *query,
                         gint64                 until_us,
                         DeskSearchReach       *out_reach,
                         GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-search-hit.c */
GPtrArray *desk_search_make_hits (DeskStore            *store,
                                  const DeskSearchPlan *plan,
                                  const GArray         *found,
                                  unsigned              n_left_out,
                                  gboolean              is_gapless,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_search_find_again (DeskStore            *store,
                                 const DeskSearchPlan *plan,
                                 gint64                article_id,
                                 DeskSearchFound      *out_found,
                                 GError              **error);

G_END_DECLS
