/* desk-list-wording.h - what a list says of itself
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/places/desk-place.h"
#include "store/search/desk-search.h"

G_BEGIN_DECLS

/**
 * DeskListState:
 * @place: what the list shows
 * @n_items: how many rows it has
 * @is_search: whether something is looked for
 * @is_filtered: whether a filter narrows it
 * @has_more: whether a search has found more
 * @reach: how far the search came
 */
typedef struct
{
  const DeskPlace *place;
  unsigned         n_items;
  gboolean         is_search;
  gboolean         is_filtered;
  gboolean         has_more;
  DeskSearchReach  reach;
} DeskListState;

char       *desk_list_wording_count (const DeskListState *state) G_GNUC_WARN_UNUSED_RESULT;
const char *desk_list_wording_nothing (const DeskListState *state);
char       *desk_list_wording_why_nothing (const DeskListState *state) G_GNUC_WARN_UNUSED_RESULT;
const char *desk_list_wording_reach (const DeskListState *state);

G_END_DECLS
