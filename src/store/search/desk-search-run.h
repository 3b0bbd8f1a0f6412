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

GArray *desk_search_run (DeskStore               *store,
                         const DeskSearchPlan    *plan,
                         const DeskSearchState   *state,
                         const DeskSearchOptions *options,
                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
