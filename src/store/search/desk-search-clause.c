/* desk-search-clause.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-clause.h"

DeskSearchClause *
desk_search_clause_new (DeskSearchClauseKind kind,
                        gboolean             is_without)
{
  DeskSearchClause *self = g_new0 (DeskSearchClause, 1);

  self->kind = kind;
  self->is_without = is_without;
  self->tokens = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
desk_search_clause_free (DeskSearchClause *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->tokens);
  g_free (self);
}

/**
 * desk_search_clause_add:
 * @mark: what stands in front of @word; 0 for nothing
 *
 * Adds a token, unless it is there and the order doesn't matter.
 */
void
desk_search_clause_add (DeskSearchClause *self,
                        char              mark,
                        const char       *word)
{
  char *token = g_strdup_printf ("%.*s%s", mark != 0, &mark, word);

  if (self->kind == DESK_CLAUSE_WORD &&
      g_ptr_array_find_with_equal_func (self->tokens, token, g_str_equal, NULL))
    g_free (token);
  else
    g_ptr_array_add (self->tokens, token);
}

gboolean
desk_search_pass_is_title (DeskSearchPass pass)
{
  return pass == DESK_PASS_TITLE_EXACT || pass == DESK_PASS_TITLE_LOOSE;
}

gboolean
desk_search_pass_is_loose (DeskSearchPass pass)
{
  return pass == DESK_PASS_TITLE_LOOSE || pass == DESK_PASS_LOOSE;
}

gboolean
desk_search_clause_needs_all (const DeskSearchClause *self)
{
  return self->kind == DESK_CLAUSE_PHRASE || self->kind == DESK_CLAUSE_NAME;
}

/* What is without a word is so in all of its forms, wherever it stands. */
unsigned
desk_search_clause_count_tokens (const DeskSearchClause *self,
                                 DeskSearchPass          pass)
{
  return self->kind != DESK_CLAUSE_WORD || self->is_without || desk_search_pass_is_loose (pass) ? self->tokens->len : 1;
}

gboolean
desk_search_clause_is_of_title (const DeskSearchClause *self)
{
  return (self->kind == DESK_CLAUSE_WORD || self->kind == DESK_CLAUSE_PHRASE) && !self->is_without;
}

/**
 * desk_search_clause_complete:
 * @number: of the token
 * @is_marked: whether it has to be in the title or a name
 * @token: (out caller-allocates): room for %DESK_TOKEN_MAX_BYTES and a NUL
 * @out_is_beginning: (out): whether any token will do that begins so
 *
 * Writes a token as it is asked for. Short beginnings are tokens of their own.
 */
void
desk_search_clause_complete (const DeskSearchClause *self,
                             unsigned                number,
                             DeskSearchPass          pass,
                             gboolean                is_marked,
                             char                   *token,
                             gboolean               *out_is_beginning)
{
  const char *word = self->tokens->pdata[number];
  gboolean is_prefix = self->is_prefix && number == 0 && desk_search_pass_is_loose (pass);
  char mark = is_marked ? DESK_MARK_TITLE : '\0';

  *out_is_beginning = self->kind == DESK_CLAUSE_NAME && g_utf8_strlen (word + 1, -1) > DESK_SEARCH_NAME_CHARS;
  if (is_prefix && g_utf8_strlen (word, -1) <= DESK_SEARCH_PREFIX_CHARS)
    mark = is_marked ? DESK_MARK_TITLE_PREFIX : DESK_MARK_PREFIX;
  else if (is_prefix)
    *out_is_beginning = TRUE;

  g_snprintf (token, DESK_TOKEN_MAX_BYTES + 1, "%.*s%s", mark != '\0', &mark, word);
}
