/* desk-search-plan.h - what a query asks the index for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-clause.h"
#include "store/search/desk-search-query.h"

G_BEGIN_DECLS

#define DESK_SEARCH_MAX_WORDS 32

/**
 * DeskSearchPlan:
 * @clauses: (element-type DeskSearchClause): all of them have to be met
 * @since_us: the publication date is this or later
 * @until_us: and before this
 * @n_words: clauses of words that have to be there
 * @has_long_phrase: whether one has to be there of more than two words, of which
 *   the index can't say by its pairs that they follow each other
 */
typedef struct
{
  GPtrArray *clauses;
  unsigned   n_words;
  unsigned   n_phrases;
  unsigned   n_without_words;
  unsigned   n_without_phrases;
  gboolean   has_prefix;
  gboolean   has_long_phrase;
  gint64     since_us;
  gint64     until_us;
} DeskSearchPlan;

DeskSearchPlan *desk_search_plan_new (GPtrArray    *parts,
                                      guint32       stemmer_kinds,
                                      DeskStemmers *stemmers,
                                      const char   *time_zone) G_GNUC_WARN_UNUSED_RESULT;
void desk_search_plan_free (DeskSearchPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSearchPlan, desk_search_plan_free)

gboolean desk_search_plan_has_dates (const DeskSearchPlan *self);
gboolean desk_search_plan_has_pass (const DeskSearchPlan *self,
                                    DeskSearchPass        pass);

char *desk_search_plan_dup_words_query (const DeskSearchPlan *self,
                                        DeskSearchPass        pass) G_GNUC_WARN_UNUSED_RESULT;
char *desk_search_plan_dup_places_query (const DeskSearchPlan *self,
                                         DeskSearchPass        pass) G_GNUC_WARN_UNUSED_RESULT;
char *desk_search_plan_dup_phrases_query (const DeskSearchPlan *self,
                                          DeskSearchPass        pass) G_GNUC_WARN_UNUSED_RESULT;
char *desk_search_plan_dup_without_query (const DeskSearchPlan *self,
                                          DeskSearchClauseKind  kind) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_search_plan_fits (const DeskSearchPlan *self,
                                const DeskSearchText *text,
                                DeskSearchPass        pass);

G_END_DECLS
