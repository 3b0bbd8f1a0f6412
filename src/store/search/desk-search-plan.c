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
 * FTS5's and tried on a text that the index doesn't have yet, so that both find
 * the same. Tokens hold letters, digits and marks: within quotation marks FTS5
 * takes them as they are.
 */

static void
clause_free (DeskSearchClause *clause)
{
  g_ptr_array_unref (clause->tokens);
  g_free (clause);
}

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
  DeskSearchClause *clause = g_new0 (DeskSearchClause, 1);

  clause->kind = kind;
  clause->is_without = part->is_without;
  clause->tokens = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->clauses, clause);

  return clause;
}

static void
add_token (DeskSearchClause *clause,
           char              mark,
           const char       *word)
{
  char *token = g_strdup_printf ("%.*s%s", mark != 0, &mark, word);

  if (clause->kind == DESK_CLAUSE_WORD &&
      g_ptr_array_find_with_equal_func (clause->tokens, token, g_str_equal, NULL))
    g_free (token);
  else
    g_ptr_array_add (clause->tokens, token);
}

/* A word is found by its own form, by that as the stem of another word, and by
 * its stem, marked or as a word. */
static void
add_word_tokens (DeskSearchClause *clause,
                 const DeskWords  *word,
                 DeskStemmer     **stemmers)
{
  add_token (clause, 0, word->folded);
  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    {
      const char *stem;

      if (stemmers[kind] == NULL)
        continue;
      stem = desk_stemmer_stem (stemmers[kind], word);
      if (stem != NULL)
        add_token (clause, 0, stem);
      add_token (clause, DESK_MARK_STEM (kind), stem != NULL ? stem : word->folded);
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
    add_token (clause, mark, words.folded);
  if (kind == DESK_CLAUSE_PHRASE)
    {
      self->n_phrases += !part->is_without;
      self->n_without_phrases += part->is_without;
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
    add_token (clause, mark, values[i]);
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
  add_token (clause, DESK_MARK_STATUS, number);
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
 * @time_zone: that days are in
 *
 * Returns: (transfer full): the plan
 */
DeskSearchPlan *
desk_search_plan_new (GPtrArray  *parts,
                      guint32     stemmer_kinds,
                      const char *time_zone)
{
  DeskSearchPlan *self = g_new0 (DeskSearchPlan, 1);
  DeskStemmer *stemmers[DESK_STEMMER_N_KINDS] = { NULL };

  self->clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);
  self->since_us = G_MININT64;
  self->until_us = G_MAXINT64;
  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    {
      if (stemmer_kinds & 1u << kind)
        stemmers[kind] = desk_stemmer_new_of_kind (kind);
    }

  for (unsigned i = 0; i < parts->len; i++)
    add_part (self, parts->pdata[i], stemmers, time_zone);

  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    desk_stemmer_free (stemmers[kind]);

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

static gboolean
is_in_title (DeskSearchPass pass)
{
  return pass == DESK_PASS_TITLE_EXACT || pass == DESK_PASS_TITLE_LOOSE;
}

static gboolean
is_loose (DeskSearchPass pass)
{
  return pass == DESK_PASS_TITLE_LOOSE || pass == DESK_PASS_LOOSE;
}

static gboolean
needs_all (const DeskSearchClause *clause)
{
  return clause->kind == DESK_CLAUSE_PHRASE || clause->kind == DESK_CLAUSE_NAME;
}

/* What is without a word is so in all of its forms, wherever it stands. */
static unsigned
count_tokens (const DeskSearchClause *clause,
              DeskSearchPass          pass)
{
  return clause->kind != DESK_CLAUSE_WORD || clause->is_without || is_loose (pass) ? clause->tokens->len : 1;
}

static gboolean
is_marked_in_title (const DeskSearchClause *clause)
{
  return (clause->kind == DESK_CLAUSE_WORD || clause->kind == DESK_CLAUSE_PHRASE) && !clause->is_without;
}

/* A token as it is asked for. Short beginnings are tokens of their own; @out_is_beginning
 * is for those that are looked for among the words. */
static void
complete_token (const DeskSearchClause *clause,
                unsigned                number,
                DeskSearchPass          pass,
                gboolean                is_marked,
                char                   *token,
                gsize                   size,
                gboolean               *out_is_beginning)
{
  const char *word = clause->tokens->pdata[number];
  gboolean is_prefix = clause->is_prefix && number == 0 && is_loose (pass);
  char mark = is_marked ? DESK_MARK_TITLE : '\0';

  *out_is_beginning = clause->kind == DESK_CLAUSE_NAME;
  if (is_prefix && g_utf8_strlen (word, -1) <= DESK_SEARCH_PREFIX_CHARS)
    mark = is_marked ? DESK_MARK_TITLE_PREFIX : DESK_MARK_PREFIX;
  else if (is_prefix)
    *out_is_beginning = TRUE;

  g_snprintf (token, size, "%.*s%s", mark != '\0', &mark, word);
}

static void
write_clause (GString                *out,
              const DeskSearchClause *clause,
              DeskSearchPass          pass,
              gboolean                is_marked)
{
  unsigned n_tokens = count_tokens (clause, pass);

  g_string_append_c (out, '(');
  for (unsigned i = 0; i < n_tokens; i++)
    {
      char token[DESK_TOKEN_MAX_BYTES + 1];
      gboolean is_beginning;

      complete_token (clause, i, pass, is_marked, token, sizeof token, &is_beginning);
      if (i > 0)
        g_string_append (out, needs_all (clause) ? " AND " : " OR ");
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
 *   phrases, of which only the words are asked for
 */
char *
desk_search_plan_dup_words_query (const DeskSearchPlan *self,
                                  DeskSearchPass        pass)
{
  GString *out = g_string_new (NULL);

  for (unsigned i = 0; i < self->clauses->len; i++)
    {
      const DeskSearchClause *clause = self->clauses->pdata[i];

      if (clause->is_without)
        continue;
      write_link (out, " AND ");
      write_clause (out, clause, pass, is_in_title (pass) && is_marked_in_title (clause));
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

      if (clause->is_without || is_filter == is_marked_in_title (clause))
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
  if (out->len > 0 && is_in_title (pass))
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
  if (is_in_title (pass))
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
  gboolean is_marked = is_in_title (pass) && is_marked_in_title (clause);
  unsigned n_tokens = count_tokens (clause, pass);
  unsigned n_found = 0;

  if (clause->kind == DESK_CLAUSE_PHRASE)
    return has_phrase (text, clause, is_marked);

  for (unsigned i = 0; i < n_tokens; i++)
    {
      char token[DESK_TOKEN_MAX_BYTES + 1];
      gboolean is_beginning;

      complete_token (clause, i, pass, is_marked, token, sizeof token, &is_beginning);
      n_found += is_beginning ? has_beginning (text, token) : desk_search_text_has (text, token);
    }

  return needs_all (clause) ? n_found == n_tokens : n_found > 0;
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
