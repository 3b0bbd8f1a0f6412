/* desk-search-walk.h - through the documents that fit, from the newest on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-private.h"

G_BEGIN_DECLS

/**
 * DeskSearchScope:
 * @oldest: no document before it comes into question
 * @newest: nor one behind it
 * @few: (element-type gint64) (nullable): the documents that come into question,
 *   when they are few enough to be counted up
 * @is_cut: the time was up: walks have ended wherever they were
 *
 * Where walks go.
 */
typedef struct
{
  DeskSearch           *search;
  const DeskSearchPlan *plan;
  gint64                oldest;
  gint64                newest;
  GHashTable           *few;
  gboolean              is_cut;
} DeskSearchScope;

/**
 * DeskSearchWalk:
 * @stmt: %NULL when there is nothing to walk through
 * @docid: where it stands
 */
typedef struct
{
  DeskStatement *stmt;
  gint64         docid;
  gboolean       is_end;
} DeskSearchWalk;

/**
 * DeskSearchWalks:
 * @walk: what is walked through
 * @phrases: what its table can't say: the phrases that have to be there
 * @without: likewise the words or phrases that must not
 * @is_sparse: whether @walk goes through few documents, so that @phrases is asked
 *   for each and not walked through
 */
typedef struct
{
  DeskSearchWalk walk;
  DeskSearchWalk phrases;
  DeskSearchWalk without;
  gboolean       is_sparse;
} DeskSearchWalks;

void desk_search_walks_clear (DeskSearchWalks *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskSearchWalks, desk_search_walks_clear)

gboolean desk_search_walks_begin_words (DeskSearchWalks *self,
                                        DeskSearchScope *scope,
                                        DeskSearchPass   pass,
                                        GError         **error);
gboolean desk_search_walks_begin_places (DeskSearchWalks *self,
                                         DeskSearchScope *scope,
                                         DeskSearchPass   pass,
                                         GError         **error);
gboolean desk_search_walks_check (DeskSearchWalks *self,
                                  DeskSearchScope *scope,
                                  gboolean        *out_fits,
                                  GError         **error);
gboolean desk_search_walks_next (DeskSearchWalks *self,
                                 DeskSearchScope *scope,
                                 GError         **error);

gpointer desk_search_scope_key (gint64 docid);
int      desk_search_scope_step (DeskSearchScope *self,
                                 DeskStatement   *stmt);

G_END_DECLS
