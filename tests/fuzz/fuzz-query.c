/* fuzz-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"

#include "store/search/desk-search-marker.h"
#include "store/search/desk-search-plan.h"

#include <string.h>

/* What a person types is read, planned, written for FTS5 and held against a text
 * that is made of it. What has to hold:
 *
 *  1. there are never more parts, or clauses of words, than the bounds say, and
 *     every clause looks for something;
 *  2. only the last part is a beginning;
 *  3. in what is written for FTS5 the quotation marks and brackets are pairs;
 *  4. a text fits a pass only if it fits the loose one of the same place;
 *  5. marks lie within the text, in order, and a snippet is valid UTF-8.
 */

static void
check_parts (const GPtrArray *parts)
{
  g_assert_true (parts->len <= DESK_SEARCH_MAX_PARTS);
  for (unsigned i = 0; i < parts->len; i++)
    {
      const DeskSearchPart *part = parts->pdata[i];

      g_assert_true (*part->text != '\0' && g_utf8_validate (part->text, -1, NULL));
      g_assert_true (!part->is_prefix || i + 1 == parts->len);
    }
}

static void
check_plan (const DeskSearchPlan *plan)
{
  g_assert_true (plan->n_words <= DESK_SEARCH_MAX_WORDS);
  for (unsigned i = 0; i < plan->clauses->len; i++)
    {
      const DeskSearchClause *clause = plan->clauses->pdata[i];

      g_assert_true (clause->tokens->len > 0);
      for (unsigned j = 0; j < clause->tokens->len; j++)
        g_assert_true (strpbrk (clause->tokens->pdata[j], "\" ") == NULL);
    }
}

static void
check_pairs (const char *query)
{
  gboolean is_quoted = FALSE;
  int depth = 0;

  g_assert_true (*query != '\0');
  for (const char *p = query; *p != '\0'; p++)
    {
      if (*p == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted)
        depth += (*p == '(') - (*p == ')');
      g_assert_true (depth >= 0);
    }
  g_assert_true (!is_quoted && depth == 0);
}

static void
check_written (const DeskSearchPlan *plan)
{
  for (unsigned pass = 0; pass < DESK_SEARCH_N_PASSES; pass++)
    {
      g_autofree char *words = desk_search_plan_dup_words_query (plan, (DeskSearchPass) pass);
      g_autofree char *places = desk_search_plan_dup_places_query (plan, (DeskSearchPass) pass);

      check_pairs (words);
      check_pairs (places);
      if (plan->n_phrases > 0)
        {
          g_autofree char *phrases = desk_search_plan_dup_phrases_query (plan, (DeskSearchPass) pass);

          check_pairs (phrases);
        }
    }
}

static void
check_fit (const DeskSearchPlan *plan,
           DeskSearchText       *text,
           const char           *body)
{
  gboolean fits[DESK_SEARCH_N_PASSES];

  desk_search_text_begin (text, "sr");
  desk_search_text_add (text, DESK_SEARCH_TITLE, "Ferry");
  desk_search_text_add (text, DESK_SEARCH_BODY, body);
  for (unsigned pass = 0; pass < DESK_SEARCH_N_PASSES; pass++)
    fits[pass] = desk_search_plan_fits (plan, text, (DeskSearchPass) pass);

  g_assert_true (!fits[DESK_PASS_TITLE_EXACT] || fits[DESK_PASS_TITLE_LOOSE]);
  g_assert_true (!fits[DESK_PASS_EXACT] || fits[DESK_PASS_LOOSE]);
  g_assert_true (!fits[DESK_PASS_TITLE_LOOSE] || fits[DESK_PASS_LOOSE]);
}

static void
check_marks (const DeskSearchPlan *plan,
             DeskStemmers         *stemmers,
             const char           *body)
{
  g_autoptr(DeskSearchMarker) marker = desk_search_marker_new (plan);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (DeskSearchRange));
  g_autofree char *snippet = NULL;
  unsigned end = 0;
  guint32 clauses;
  int kind = desk_stemmer_kind_of ("sr");

  desk_search_marker_set_stemmer (marker, desk_stemmers_get (stemmers, kind), kind);
  snippet = desk_search_marker_cut (marker, body, ranges, &clauses);
  g_assert_true (g_utf8_validate (snippet, -1, NULL));
  g_assert_true ((clauses & ~desk_search_marker_get_all (marker)) == 0);
  for (unsigned i = 0; i < ranges->len; i++)
    {
      DeskSearchRange range = g_array_index (ranges, DeskSearchRange, i);

      g_assert_true (range.start >= end && range.stop >= range.start && range.stop <= strlen (snippet));
      end = range.stop;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static DeskStemmers *stemmers; /* kept: making their tables takes longer than a run */
  static DeskSearchText *text;
  g_autofree char *query = g_strndup ((const char *) data, n_bytes);
  g_autofree char *body = g_utf8_make_valid (query, -1);
  g_autoptr(GPtrArray) parts = desk_search_query_parse (query);
  g_autoptr(DeskSearchPlan) plan = NULL;

  if (stemmers == NULL)
    {
      stemmers = desk_stemmers_new ();
      text = desk_search_text_new (stemmers);
    }
  plan = desk_search_plan_new (parts, 0x3, stemmers, "Europe/Belgrade");
  check_parts (parts);
  check_plan (plan);
  check_written (plan);
  check_fit (plan, text, body);
  check_marks (plan, stemmers, query); /* a library may have a text that others wrote */

  return 0;
}
