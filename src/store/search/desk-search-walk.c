/* desk-search-walk.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-walk.h"

#include <glib/gi18n-lib.h>

/* A walk goes through the documents of a table that fit a query, from the newest
 * to the oldest. Where a place matters, in phrases, the walk through `words` is
 * held against one through `places`, step by step. Of titles `words` knows which
 * two words follow each other; the few that have all pairs of a longer phrase are
 * asked for one by one.
 *
 * When the time is up SQLite is interrupted by its progress handler, wherever
 * within FTS5 it is, and all walks end there. What was found by then can still be
 * read: the clock is stopped.
 */

/* Each SELECT is a statement of its own, so that they can be open at once. */

static const char words_sql[] =
  "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
static const char phrases_sql[] =
  "SELECT rowid AS phrase FROM places WHERE places MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
static const char scored_sql[] =
  "SELECT rowid, desk_score (places) FROM places WHERE places MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
static const char without_words_sql[] =
  "SELECT rowid AS excluded FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
static const char without_places_sql[] =
  "SELECT rowid AS excluded FROM places WHERE places MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

static gboolean
throw (DeskSearchScope *scope,
       GError         **error)
{
  return desk_search_throw (scope->search, N_("Articles can't be searched"), error);
}

/* Whether it was the clock that has interrupted SQLite. */
static gboolean
note_cut (DeskSearchScope *scope,
          int              result)
{
  if ((result & 0xff) != SQLITE_INTERRUPT || !desk_search_is_late (scope->search))
    return FALSE;

  scope->is_cut = TRUE;
  scope->search->deadline_us = 0;
  return TRUE;
}

gpointer
desk_search_scope_key (gint64 docid)
{
  return GSIZE_TO_POINTER ((gsize) docid);
}

/**
 * desk_search_scope_step:
 * @stmt: one that reads a single row, at its beginning
 *
 * Steps it, whatever the time is.
 *
 * Returns: a result code of SQLite's
 */
int
desk_search_scope_step (DeskSearchScope *self,
                        DeskStatement   *stmt)
{
  int result = sqlite3_step (stmt);

  if (!note_cut (self, result))
    return result;

  sqlite3_reset (stmt);
  return sqlite3_step (stmt);
}

static void
walk_clear (DeskSearchWalk *walk)
{
  if (walk->stmt != NULL)
    desk_statement_release (walk->stmt);
  walk->stmt = NULL;
}

void
desk_search_walks_clear (DeskSearchWalks *self)
{
  walk_clear (&self->walk);
  walk_clear (&self->phrases);
  walk_clear (&self->without);
}

static gboolean
walk_next (DeskSearchWalk  *walk,
           DeskSearchScope *scope,
           GError         **error)
{
  int result;

  walk->is_end = walk->is_end || scope->is_cut;
  if (walk->is_end)
    return TRUE;

  result = sqlite3_step (walk->stmt);
  if (result == SQLITE_ROW)
    walk->docid = sqlite3_column_int64 (walk->stmt, 0);
  else if (result == SQLITE_DONE || note_cut (scope, result))
    walk->is_end = TRUE;
  else
    return throw (scope, error);

  return TRUE;
}

/* @query: (transfer full) */
static gboolean
walk_prepare (DeskSearchWalk  *walk,
              DeskSearchScope *scope,
              const char      *sql,
              char            *query,
              GError         **error)
{
  walk->stmt = desk_search_borrow (scope->search, sql);
  walk->is_end = FALSE;
  if (walk->stmt == NULL)
    {
      g_free (query);
      return throw (scope, error);
    }

  sqlite3_bind_text (walk->stmt, 1, query, -1, g_free);
  sqlite3_bind_int64 (walk->stmt, 2, scope->oldest);
  sqlite3_bind_int64 (walk->stmt, 3, scope->newest);
  return TRUE;
}

/* @query: (transfer full) */
static gboolean
walk_begin (DeskSearchWalk  *walk,
            DeskSearchScope *scope,
            const char      *sql,
            char            *query,
            GError         **error)
{
  return walk_prepare (walk, scope, sql, query, error) && walk_next (walk, scope, error);
}

/* Asks for @docid alone, of a walk that was prepared. */
static gboolean
walk_ask (DeskSearchWalk  *walk,
          DeskSearchScope *scope,
          gint64           docid,
          gboolean        *out_is_there,
          GError         **error)
{
  sqlite3_reset (walk->stmt);
  sqlite3_bind_int64 (walk->stmt, 2, docid);
  sqlite3_bind_int64 (walk->stmt, 3, docid);
  walk->is_end = FALSE;
  if (!walk_next (walk, scope, error))
    return FALSE;

  *out_is_there = !walk->is_end;
  return TRUE;
}

/* Goes on to where @walk has @docid, or is past it. */
static gboolean
walk_to (DeskSearchWalk  *walk,
         DeskSearchScope *scope,
         gint64           docid,
         gboolean        *out_is_there,
         GError         **error)
{
  while (!walk->is_end && walk->docid > docid)
    {
      if (!walk_next (walk, scope, error))
        return FALSE;
    }

  *out_is_there = !walk->is_end && walk->docid == docid;
  return TRUE;
}

static gboolean
begin_phrases (DeskSearchWalks *self,
               DeskSearchScope *scope,
               DeskSearchPass   pass,
               GError         **error)
{
  self->is_sparse = desk_search_pass_is_title (pass);
  if (!self->is_sparse)
    return walk_begin (&self->phrases, scope, phrases_sql, desk_search_plan_dup_phrases_query (scope->plan, pass), error);

  /* Pairs say it all of phrases that are no more. */
  return !scope->plan->has_long_phrase ||
         walk_prepare (&self->phrases, scope, phrases_sql, desk_search_plan_dup_phrases_query (scope->plan, pass), error);
}

static gboolean
check_phrases (DeskSearchWalks *self,
               DeskSearchScope *scope,
               gint64           docid,
               gboolean        *out_has_phrases,
               GError         **error)
{
  if (self->is_sparse)
    return walk_ask (&self->phrases, scope, docid, out_has_phrases, error);

  return walk_to (&self->phrases, scope, docid, out_has_phrases, error);
}

/**
 * desk_search_walks_begin_words:
 *
 * Begins a walk through the table of words.
 */
gboolean
desk_search_walks_begin_words (DeskSearchWalks *self,
                               DeskSearchScope *scope,
                               DeskSearchPass   pass,
                               GError         **error)
{
  const DeskSearchPlan *plan = scope->plan;

  if (!walk_begin (&self->walk, scope, words_sql, desk_search_plan_dup_words_query (plan, pass), error))
    return FALSE;
  if (plan->n_phrases > 0 && !begin_phrases (self, scope, pass, error))
    return FALSE;

  return plan->n_without_phrases == 0 ||
         walk_begin (&self->without, scope, without_places_sql,
                     desk_search_plan_dup_without_query (plan, DESK_CLAUSE_PHRASE), error);
}

/**
 * desk_search_walks_begin_places:
 *
 * Begins a walk through the table of places, whose second column is a score.
 */
gboolean
desk_search_walks_begin_places (DeskSearchWalks *self,
                                DeskSearchScope *scope,
                                DeskSearchPass   pass,
                                GError         **error)
{
  const DeskSearchPlan *plan = scope->plan;

  return walk_begin (&self->walk, scope, scored_sql, desk_search_plan_dup_places_query (plan, pass), error) &&
         (plan->n_without_words == 0 ||
          walk_begin (&self->without, scope, without_words_sql,
                      desk_search_plan_dup_without_query (plan, DESK_CLAUSE_WORD), error));
}

/**
 * desk_search_walks_check:
 * @out_fits: (out): whether the document that the walk stands on is one
 *
 * What could not be looked at in time doesn't fit.
 */
gboolean
desk_search_walks_check (DeskSearchWalks *self,
                         DeskSearchScope *scope,
                         gboolean        *out_fits,
                         GError         **error)
{
  gint64 docid = self->walk.docid;
  gboolean has_phrases = TRUE;
  gboolean has_without = FALSE;

  if (g_cancellable_set_error_if_cancelled (scope->search->cancellable, error))
    return FALSE;

  *out_fits = scope->few == NULL || g_hash_table_contains (scope->few, desk_search_scope_key (docid));
  if (!*out_fits)
    return TRUE;
  if ((self->phrases.stmt != NULL && !check_phrases (self, scope, docid, &has_phrases, error)) ||
      (self->without.stmt != NULL && !walk_to (&self->without, scope, docid, &has_without, error)))
    return FALSE;

  *out_fits = has_phrases && !has_without && !scope->is_cut;
  return TRUE;
}

/**
 * desk_search_walks_next:
 *
 * Goes on to the next document.
 */
gboolean
desk_search_walks_next (DeskSearchWalks *self,
                        DeskSearchScope *scope,
                        GError         **error)
{
  return walk_next (&self->walk, scope, error);
}
