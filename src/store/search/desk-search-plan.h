/* desk-search-plan.h - what a query asks the index for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-query.h"
#include "store/search/desk-search-text.h"

G_BEGIN_DECLS

#define DESK_SEARCH_MAX_WORDS 32

typedef enum
{
  DESK_CLAUSE_WORD,   /* the first token is its own form, the others are its stems; any will do */
  DESK_CLAUSE_PHRASE, /* all of its tokens, one after the other */
  DESK_CLAUSE_NAME,   /* all of its tokens, which are beginnings of words */
  DESK_CLAUSE_VALUE,  /* any of its tokens */
} DeskSearchClauseKind;

/**
 * DeskSearchClause:
 * @is_without: what it says is not to be there
 * @is_prefix: a word is still being written: its first token is a beginning
 * @tokens: (element-type utf8): what it looks for, never empty
 */
typedef struct
{
  DeskSearchClauseKind kind;
  gboolean             is_without;
  gboolean             is_prefix;
  GPtrArray           *tokens;
} DeskSearchClause;

/**
 * DeskSearchPass:
 *
 * How well an edition fits, the best first. One that fits a pass fits those
 * behind it with the same first word, and DESK_PASS_LOOSE is all that fits.
 */
typedef enum
{
  DESK_PASS_TITLE_EXACT, /* title and names have each word as it was typed */
  DESK_PASS_TITLE_LOOSE, /* they have inflected forms, or words that begin so */
  DESK_PASS_EXACT,
  DESK_PASS_LOOSE,
} DeskSearchPass;

#define DESK_SEARCH_N_PASSES 4

/**
 * DeskSearchPlan:
 * @clauses: (element-type DeskSearchClause): all of them have to be met
 * @since_us: the publication date is this or later
 * @until_us: and before this
 * @n_words: clauses of words that have to be there
 */
typedef struct
{
  GPtrArray *clauses;
  unsigned   n_words;
  unsigned   n_phrases;
  unsigned   n_without_words;
  unsigned   n_without_phrases;
  gboolean   has_prefix;
  gint64     since_us;
  gint64     until_us;
} DeskSearchPlan;

DeskSearchPlan *desk_search_plan_new (GPtrArray  *parts,
                                      guint32     stemmer_kinds,
                                      const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;
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
