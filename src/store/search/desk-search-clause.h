/* desk-search-clause.h - one thing that a query looks for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-text.h"

G_BEGIN_DECLS

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

gboolean          desk_search_pass_is_title (DeskSearchPass pass);
gboolean          desk_search_pass_is_loose (DeskSearchPass pass);

DeskSearchClause *desk_search_clause_new (DeskSearchClauseKind kind,
                                          gboolean             is_without) G_GNUC_WARN_UNUSED_RESULT;
void              desk_search_clause_free (DeskSearchClause *self);

void              desk_search_clause_add (DeskSearchClause *self,
                                          char              mark,
                                          const char       *word);
gboolean desk_search_clause_needs_all (const DeskSearchClause *self);
gboolean desk_search_clause_is_of_title (const DeskSearchClause *self);
unsigned desk_search_clause_count_tokens (const DeskSearchClause *self,
                                          DeskSearchPass          pass);
void     desk_search_clause_complete (const DeskSearchClause *self,
                                      unsigned                number,
                                      DeskSearchPass          pass,
                                      gboolean                is_marked,
                                      char                   *token,
                                      gboolean               *out_is_beginning);

G_END_DECLS
