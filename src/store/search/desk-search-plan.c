/* desk-search-plan.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-plan.h"

#include "model/desk-date.h"
#include "model/desk-status.h"

#include <string.h>

/* A query as clauses of tokens. The same clauses are written as a query of
 * FTS5's (desk-search-expression.c) and tried on a text that the index doesn't
 * have yet (desk-search-fit.c), so that both find the same.
 */

void
desk_search_plan_free (DeskSearchPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->clauses);
  g_free (self);
}

static DeskSearchClause *
add_clause (DeskSearchPlan       *self,
            DeskSearchClauseKind  kind,
            const DeskSearchPart *part)
{
  DeskSearchClause *clause = desk_search_clause_new (kind, part->is_without);

  g_ptr_array_add (self->clauses, clause);

  return clause;
}

/* A word is found by its own form, by that as the stem of another word, and by
 * its stem, marked or as a word. */
static void
add_word_tokens (DeskSearchClause *clause,
                 const DeskWords  *word,
                 DeskStemmer     **stemmers)
{
  desk_search_clause_add (clause, 0, word->folded);
  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    {
      const char *stem;

      if (stemmers[kind] == NULL)
        continue;
      stem = desk_stemmer_stem (stemmers[kind], word);
      if (stem != NULL)
        desk_search_clause_add (clause, 0, stem);
      desk_search_clause_add (clause, DESK_MARK_STEM (kind), stem != NULL ? stem : word->folded);
    }
}

static unsigned
count_words (const char *text)
{
  unsigned n_words = 0;
  DeskWords words;

  desk_words_init (&words, text, -1, FALSE);
  while (desk_words_next (&words))
    n_words++;

  return n_words;
}

static void
add_words (DeskSearchPlan       *self,
           const DeskSearchPart *part,
           DeskStemmer         **stemmers)
{
  DeskSearchClause *clause = NULL;
  DeskWords words;

  desk_words_init (&words, part->text, -1, FALSE);
  while (self->n_words < DESK_SEARCH_MAX_WORDS && desk_words_next (&words))
    {
      clause = add_clause (self, DESK_CLAUSE_WORD, part);
      add_word_tokens (clause, &words, stemmers);
      self->n_words += !part->is_without;
      self->n_without_words += part->is_without;
    }
  if (clause != NULL && part->is_prefix && !desk_words_next (&words))
    self->has_prefix = clause->is_prefix = TRUE;
}

/* The words of a phrase, or of a name, are one clause. */
static void
add_row (DeskSearchPlan       *self,
         DeskSearchClauseKind  kind,
         const DeskSearchPart *part,
         char                  mark)
{
  DeskSearchClause *clause = add_clause (self, kind, part);
  DeskWords words;

  desk_words_init (&words, part->text, -1, FALSE);
  while (clause->tokens->len < DESK_SEARCH_MAX_WORDS && desk_words_next (&words))
    desk_search_clause_add (clause, mark, words.folded);
  if (kind == DESK_CLAUSE_PHRASE)
    {
      self->n_phrases += !part->is_without;
      self->n_without_phrases += part->is_without;
      self->has_long_phrase |= !part->is_without && clause->tokens->len > 2;
    }
}

static void
add_values (DeskSearchPlan       *self,
            const DeskSearchPart *part,
            char                  mark)
{
  DeskSearchClause *clause = add_clause (self, DESK_CLAUSE_VALUE, part);
  g_auto(GStrv) values = g_strsplit (part->text, " ", -1);

  for (unsigned i = 0; values[i] != NULL; i++)
    desk_search_clause_add (clause, mark, values[i]);
}

static void
add_status (DeskSearchPlan       *self,
            const DeskSearchPart *part)
{
  DeskSearchClause *clause = add_clause (self, DESK_CLAUSE_VALUE, part);
  char number[12];
  DeskStatus status = DESK_STATUS_DRAFT;

  (void) desk_status_from_string (part->text, &status); /* the query's parser has asked */
  g_snprintf (number, sizeof number, "%d", status);
  desk_search_clause_add (clause, DESK_MARK_STATUS, number);
}

static void
add_date (DeskSearchPlan       *self,
          const DeskSearchPart *part,
          const char           *time_zone)
{
  gboolean is_before = (part->kind == DESK_PART_BEFORE) != part->is_without;
  gint64 us;

  if (!desk_date_parse (part->text, time_zone, &us, NULL))
    return; /* a day that the time zone's clocks left out; the query's parser knew it */

  if (is_before)
    self->until_us = MIN (self->until_us, us);
  else
    self->since_us = MAX (self->since_us, us);
}

static void
add_part (DeskSearchPlan       *self,
          const DeskSearchPart *part,
          DeskStemmer         **stemmers,
          const char           *time_zone)
{
  switch (part->kind)
    {
    case DESK_PART_WORDS:
      if (part->is_without && count_words (part->text) > 1)
        add_row (self, DESK_CLAUSE_PHRASE, part, 0);
      else
        add_words (self, part, stemmers);
      break;

    case DESK_PART_PHRASE:
      add_row (self, DESK_CLAUSE_PHRASE, part, 0);
      break;

    case DESK_PART_AUTHOR:
      add_row (self, DESK_CLAUSE_NAME, part, DESK_MARK_AUTHOR);
      break;

    case DESK_PART_TAG:
      add_row (self, DESK_CLAUSE_NAME, part, DESK_MARK_TAG);
      break;

    case DESK_PART_SECTION:
      add_values (self, part, DESK_MARK_SECTION);
      break;

    case DESK_PART_STATUS:
      add_status (self, part);
      break;

    case DESK_PART_LANGUAGE:
      add_values (self, part, DESK_MARK_LANGUAGE);
      break;

    case DESK_PART_BEFORE:
    case DESK_PART_AFTER:
      add_date (self, part, time_zone);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * desk_search_plan_new:
 * @parts: (element-type DeskSearchPart): what the query says; of a section the
 *   ids that are meant, with spaces between them
 * @stemmer_kinds: a bit for each kind that the library's editions are stemmed by
 * @stemmers: of which these are taken
 * @time_zone: that days are in
 *
 * Returns: (transfer full): the plan
 */
DeskSearchPlan *
desk_search_plan_new (GPtrArray    *parts,
                      guint32       stemmer_kinds,
                      DeskStemmers *stemmers,
                      const char   *time_zone)
{
  DeskSearchPlan *self = g_new0 (DeskSearchPlan, 1);
  DeskStemmer *used[DESK_STEMMER_N_KINDS] = { NULL };

  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_search_clause_free);
  self->since_us = G_MININT64;
  self->until_us = G_MAXINT64;
  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    {
      if (stemmer_kinds & 1u << kind)
        used[kind] = desk_stemmers_get (stemmers, (int) kind);
    }

  for (unsigned i = 0; i < parts->len; i++)
    add_part (self, parts->pdata[i], used, time_zone);

  return self;
}

/**
 * desk_search_plan_has_dates:
 *
 * Returns: whether an article without a publication date doesn't fit
 */
gboolean
desk_search_plan_has_dates (const DeskSearchPlan *self)
{
  return self->since_us > G_MININT64 || self->until_us < G_MAXINT64;
}

/**
 * desk_search_plan_has_pass:
 *
 * Returns: whether @pass could find something that those before it don't
 */
gboolean
desk_search_plan_has_pass (const DeskSearchPlan *self,
                           DeskSearchPass        pass)
{
  switch (pass)
    {
    case DESK_PASS_TITLE_EXACT:
      return self->n_words > 0 || self->n_phrases > 0;

    case DESK_PASS_TITLE_LOOSE:
      return self->n_words > 0;

    case DESK_PASS_EXACT:
      return TRUE;

    case DESK_PASS_LOOSE:
      return self->n_words > 0;

    default:
      g_assert_not_reached ();
    }
}
