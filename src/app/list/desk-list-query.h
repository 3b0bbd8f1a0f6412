/* desk-list-query.h - the question that a list asks the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "store/search/desk-search.h"

G_BEGIN_DECLS

/**
 * DeskListQuery:
 *
 * What the list shows. Owns its strings, so that a copy can go to the library's
 * thread; NULL is any, and -1 any status. With @words it is a search, in the order
 * of desk_store_search_keys().
 */
typedef struct
{
  int      status;
  char    *section;
  char    *language;
  char    *words;
  gboolean is_trash;
} DeskListQuery;

DeskListQuery *desk_list_query_new (void) G_GNUC_WARN_UNUSED_RESULT;
DeskListQuery *desk_list_query_copy (const DeskListQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void           desk_list_query_free (DeskListQuery *self);

GArray        *desk_list_query_list_keys (const DeskListQuery *self,
                                          DeskStore           *store,
                                          const DeskListKey   *after,
                                          unsigned             limit,
                                          GCancellable        *cancellable,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_list_query_search_keys (const DeskListQuery *self,
                                     DeskStore           *store,
                                     unsigned             limit,
                                     DeskSearchReach     *out_reach,
                                     GCancellable        *cancellable,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskListQuery, desk_list_query_free)

G_END_DECLS
