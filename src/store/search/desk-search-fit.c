/* desk-search-fit.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-plan.h"

#include <string.h>

/* A plan tried on one text: what the index would say of it. */

/* Whether a token begins as @beginning does. */
static gboolean
has_beginning (const DeskSearchText *text,
               const char           *beginning)
{
  const GArray *tokens = desk_search_text_get_tokens (text);
  gsize n_bytes = strlen (beginning);

  for (unsigned i = 0; i < tokens->len; i++)
    {
      const DeskSearchToken *token = &g_array_index (tokens, DeskSearchToken, i);

      if (token->n_bytes >= n_bytes && memcmp (desk_search_text_get_bytes (text, token), beginning, n_bytes) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_token (const DeskSearchText *text,
          const GArray         *places,
          unsigned              place,
          const char           *wanted)
{
  const DeskSearchToken *token = &g_array_index (places, DeskSearchToken, place);
  gsize n_bytes = strlen (wanted);

  return token->n_bytes == n_bytes && memcmp (desk_search_text_get_bytes (text, token), wanted, n_bytes) == 0;
}

/* What a place is followed by, past what shares it. */
static unsigned
next_place (const GArray *places,
            unsigned      place)
{
  do
    place++;
  while (place < places->len && g_array_index (places, DeskSearchToken, place).is_colocated);

  return place;
}

static gboolean
has_phrase_in (const DeskSearchText   *text,
               DeskSearchField         field,
               const DeskSearchClause *clause)
{
  const GArray *places = desk_search_text_get_places (text, field);

  for (unsigned start = 0; start < places->len; start = next_place (places, start))
    {
      unsigned place = start;
      unsigned n_found = 0;

      while (n_found < clause->tokens->len && place < places->len &&
             is_token (text, places, place, clause->tokens->pdata[n_found]))
        {
          place = next_place (places, place);
          n_found++;
        }
      if (n_found == clause->tokens->len)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_phrase (const DeskSearchText   *text,
            const DeskSearchClause *clause,
            gboolean                in_title)
{
  for (unsigned field = 0; field < DESK_SEARCH_N_FIELDS; field++)
    {
      if ((!in_title || field == DESK_SEARCH_TITLE || field == DESK_SEARCH_NAMES) &&
          has_phrase_in (text, field, clause))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_clause (const DeskSearchText   *text,
            const DeskSearchClause *clause,
            DeskSearchPass          pass)
{
  gboolean is_marked = desk_search_pass_is_title (pass) && desk_search_clause_is_of_title (clause);
  unsigned n_tokens = desk_search_clause_count_tokens (clause, pass);
  unsigned n_found = 0;

  if (clause->kind == DESK_CLAUSE_PHRASE)
    return has_phrase (text, clause, is_marked);

  for (unsigned i = 0; i < n_tokens; i++)
    {
      char token[DESK_TOKEN_MAX_BYTES + 1];
      gboolean is_beginning;

      desk_search_clause_complete (clause, i, pass, is_marked, token, &is_beginning);
      n_found += is_beginning ? has_beginning (text, token) : desk_search_text_has (text, token);
    }

  return desk_search_clause_needs_all (clause) ? n_found == n_tokens : n_found > 0;
}

/**
 * desk_search_plan_fits:
 *
 * Returns: whether an edition fits @pass, but for its date
 */
gboolean
desk_search_plan_fits (const DeskSearchPlan *self,
                       const DeskSearchText *text,
                       DeskSearchPass        pass)
{
  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (has_clause (text, clause, clause->is_without ? DESK_PASS_LOOSE : pass) == clause->is_without)
        return FALSE;
    }

  return TRUE;
}
