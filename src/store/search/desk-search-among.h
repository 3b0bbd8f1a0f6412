/* desk-search-among.h - the articles that a search looks among
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-private.h"

G_BEGIN_DECLS

/**
 * DeskSearchAmong:
 * @query: which ones; borrowed
 * @n_articles: how many they are; %G_MAXUINT when they are not few
 * @editions: (element-type gint64) (nullable): the editions of few articles
 * @docids: (element-type gint64) (nullable): those of them that the index has
 * @oldest: of @docids
 * @newest: of @docids
 */
typedef struct
{
  const DeskQuery *query;
  DeskQueryTerms   terms;
  unsigned         n_articles;
  GHashTable      *editions;
  GHashTable      *docids;
  gint64           oldest;
  gint64           newest;
} DeskSearchAmong;

gboolean desk_search_among_init (DeskSearchAmong *self,
                                 DeskStore       *store,
                                 const DeskQuery *query,
                                 GError         **error);
void desk_search_among_clear (DeskSearchAmong *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskSearchAmong, desk_search_among_clear)

G_END_DECLS
