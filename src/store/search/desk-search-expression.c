/* desk-search-expression.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-plan.h"

/* A plan as FTS5 is asked for it. Tokens hold letters, digits and marks: within
 * quotation marks it takes them as they are, and our tokenizer too.
 */

static void
write_clause (GString                *out,
              const DeskSearchClause *clause,
              DeskSearchPass          pass,
              gboolean                is_marked)
{
  unsigned n_tokens = desk_search_clause_count_tokens (clause, pass);

  g_string_append_c (out, '(');
  for (unsigned i = 0; i < n_tokens; i++)
    {
      char token[DESK_TOKEN_MAX_BYTES + 1];
      gboolean is_beginning;

      desk_search_clause_complete (clause, i, pass, is_marked, token, &is_beginning);
      if (i > 0)
        g_string_append (out, desk_search_clause_needs_all (clause) ? " AND " : " OR ");
      g_string_append_printf (out, "\"%s\"%s", token, is_beginning ? "*" : "");
    }
  g_string_append_c (out, ')');
}

static void
write_phrase (GString                *out,
              const DeskSearchClause *clause)
{
  g_string_append_c (out, '"');
  for (unsigned i = 0; i < clause->tokens->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", (const char *) clause->tokens->pdata[i]);
  g_string_append_c (out, '"');
}

/* What has all pairs of a phrase may still have them apart; see
 * DeskSearchPlan.has_long_phrase. */
static void
write_pairs (GString                *out,
             const DeskSearchClause *clause)
{
  g_string_append_c (out, '(');
  for (unsigned i = 1; i < clause->tokens->len; i++)
    {
      char token[DESK_PAIR_BYTES + 1];

      desk_search_make_pair (clause->tokens->pdata[i - 1], clause->tokens->pdata[i], token);
      g_string_append_printf (out, "%s\"%s\"", i > 1 ? " AND " : "", token);
    }
  g_string_append_c (out, ')');
}

static void
write_link (GString    *out,
            const char *link)
{
  if (out->len > 0)
    g_string_append (out, link);
}

/* Each table says what it has: words know no phrases, places no stems. */
static void
write_without (GString              *out,
               const DeskSearchPlan *self,
               DeskSearchClauseKind  left_out)
{
  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (!clause->is_without || clause->kind == left_out)
        continue;
      g_string_append (out, " NOT ");
      if (clause->kind == DESK_CLAUSE_PHRASE)
        write_phrase (out, clause);
      else
        write_clause (out, clause, DESK_PASS_LOOSE, FALSE);
    }
}

static void
write_any (GString *out)
{
  if (out->len == 0)
    g_string_append_printf (out, "\"%c\"", DESK_MARK_ANY);
}

/**
 * desk_search_plan_dup_words_query:
 *
 * Returns: (transfer full): for the table of words: what fits @pass, but for
 *   phrases, of which only the words are asked for, or for a @pass of titles each
 *   two that follow each other
 */
char *
desk_search_plan_dup_words_query (const DeskSearchPlan *self,
                                  DeskSearchPass        pass)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];
      gboolean is_marked = desk_search_pass_is_title (pass) && desk_search_clause_is_of_title (clause);

      if (clause->is_without)
        continue;
      write_link (out, " AND ");
      if (is_marked && clause->kind == DESK_CLAUSE_PHRASE && clause->tokens->len > 1)
        write_pairs (out, clause);
      else
        write_clause (out, clause, pass, is_marked);
    }
  write_any (out);
  write_without (out, self, DESK_CLAUSE_PHRASE);

  return g_string_free_and_steal (out);
}

static void
write_wanted (GString              *out,
              const DeskSearchPlan *self,
              DeskSearchPass        pass,
              gboolean              is_filter)
{
  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (clause->is_without || is_filter == desk_search_clause_is_of_title (clause))
        continue;
      write_link (out, " AND ");
      if (clause->kind == DESK_CLAUSE_PHRASE)
        write_phrase (out, clause);
      else
        write_clause (out, clause, pass, FALSE);
    }
}

/**
 * desk_search_plan_dup_places_query:
 * @pass: one whose words are whole
 *
 * Returns: (transfer full): for the table of places: what fits @pass, but for
 *   words that must not be there
 */
char *
desk_search_plan_dup_places_query (const DeskSearchPlan *self,
                                   DeskSearchPass        pass)
{
  GString *out = g_string_new (NULL);

  write_wanted (out, self, pass, FALSE);
  if (out->len > 0 && desk_search_pass_is_title (pass))
    {
      g_string_prepend (out, "({title names} : (");
      g_string_append (out, "))");
    }
  write_wanted (out, self, pass, TRUE);
  write_any (out);
  g_string_prepend_c (out, '(');
  g_string_append_c (out, ')');
  write_without (out, self, DESK_CLAUSE_WORD);

  return g_string_free_and_steal (out);
}

/**
 * desk_search_plan_dup_phrases_query:
 *
 * Returns: (transfer full): for the table of places: all phrases that have to be
 *   there, for a @pass of titles in the title or a name
 */
char *
desk_search_plan_dup_phrases_query (const DeskSearchPlan *self,
                                    DeskSearchPass        pass)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (clause->kind != DESK_CLAUSE_PHRASE || clause->is_without)
        continue;
      write_link (out, " AND ");
      write_phrase (out, clause);
    }
  if (desk_search_pass_is_title (pass))
    {
      g_string_prepend (out, "{title names} : (");
      g_string_append_c (out, ')');
    }

  return g_string_free_and_steal (out);
}

/**
 * desk_search_plan_dup_without_query:
 * @kind: %DESK_CLAUSE_WORD or %DESK_CLAUSE_PHRASE
 *
 * Returns: (transfer full): for the table of words, or of places: any of those
 *   that must not be there
 */
char *
desk_search_plan_dup_without_query (const DeskSearchPlan *self,
                                    DeskSearchClauseKind  kind)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (clause->kind != kind || !clause->is_without)
        continue;
      write_link (out, " OR ");
      if (kind == DESK_CLAUSE_PHRASE)
        write_phrase (out, clause);
      else
        write_clause (out, clause, DESK_PASS_LOOSE, FALSE);
    }

  return g_string_free_and_steal (out);
}
