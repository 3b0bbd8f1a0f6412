/* desk-search-run.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a plan finds, pass by pass, until there are as many as were asked for:
 *
 *   title, exact ─▶ title, loose ─▶ anywhere, exact ─▶ anywhere, loose
 *
 * A pass is a walk through documents from the newest to the oldest. Where a place
 * matters, in phrases, the walk through `words` is held against one through
 * `places`, step by step. Exact words anywhere are the one pass that is scored:
 * the newest RANKED of them are put in order, and those behind follow as they are.
 *
 * Editions that the index doesn't have as they are now are tried beforehand
 * (desk-search-pending.c) and join in, each in the first pass that it fits.
 */

#define RANKED 300

/* A year makes as much of a difference as a third of a word. */
#define AGE_WEIGHT 0.35
#define YEAR_DOCIDS (365.25 * 64)

typedef struct
{
  DeskStatement *stmt;   /* NULL: there is nothing to walk through */
  gint64         docid;  /* where it stands */
  gboolean       is_end;
} Walk;

typedef struct
{
  DeskStore            *store;
  DeskSearch           *self;
  const DeskSearchPlan *plan;
  const char           *language;      /* that has to be there, or NULL */
  gsize                 n_wanted;
  gint64                oldest, newest; /* docids */
  GHashTable           *pending;        /* ids of editions */
  GArray               *waiting;        /* DeskSearchCandidate: the pending ones that fit */
  GHashTable           *articles;       /* id → its place in found + 1; 0: nobody is to see it */
  GArray               *found;          /* DeskSearchFound */
} Run;

static gpointer
key_of (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

static gboolean
throw (Run     *run,
       GError **error)
{
  return desk_search_throw (run->self, _("Articles can't be searched"), error);
}

static gboolean
is_enough (const Run *run)
{
  return run->found->len >= run->n_wanted;
}

static gboolean
find_shown (Run     *run,
            gint64   article_id,
            gint64  *out_edition_id,
            GError **error)
{
  static const char sql[] =
    "SELECT edition_id, language FROM listing WHERE article_id = ?1"
    " ORDER BY language IS ?2 DESC, is_shown DESC LIMIT 1";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (run->store, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, article_id);
  desk_bind_text (stmt, 2, run->language);
  if (!desk_store_next (run->store, stmt, _("Articles can't be searched"), &has_row, error))
    return FALSE;

  *out_edition_id = 0;
  if (has_row && (run->language == NULL || g_strcmp0 ((const char *) sqlite3_column_text (stmt, 1), run->language) == 0))
    *out_edition_id = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* Of two editions that were found the one that is shown is the better one. */
static void
prefer (Run   *run,
        gsize  place,
        gint64 edition_id)
{
  if (place > 0 && g_array_index (run->found, DeskSearchFound, place - 1).shown_id == edition_id)
    g_array_index (run->found, DeskSearchFound, place - 1).edition_id = edition_id;
}

/* Takes an edition in, unless nobody is to see it, or its article is there. */
static gboolean
take (Run     *run,
      gint64   edition_id,
      GError **error)
{
  static const char sql[] =
    "SELECT l.article_id FROM listing AS l"
    " WHERE l.edition_id = ?1 AND NOT l.is_deleted AND (?2 IS NULL OR (l.sort_us >= ?2 AND l.sort_us < ?3))"
    "   AND " DESK_IS_SHOWN ("l", "?4");
  g_autoptr(DeskStatement) stmt = desk_store_borrow (run->store, sql);
  DeskSearchFound found = { .edition_id = edition_id };
  gpointer place;
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (desk_search_plan_has_dates (run->plan))
    {
      sqlite3_bind_int64 (stmt, 2, run->plan->since_us);
      sqlite3_bind_int64 (stmt, 3, run->plan->until_us); /* no date at all is the last instant */
    }
  sqlite3_bind_int64 (stmt, 4, run->store->batch_id);
  if (!desk_store_next (run->store, stmt, _("Articles can't be searched"), &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  found.article_id = sqlite3_column_int64 (stmt, 0);
  if (g_hash_table_lookup_extended (run->articles, key_of (found.article_id), NULL, &place))
    {
      prefer (run, GPOINTER_TO_SIZE (place), edition_id);
      return TRUE;
    }
  if (!find_shown (run, found.article_id, &found.shown_id, error))
    return FALSE;

  if (found.shown_id != 0)
    g_array_append_val (run->found, found);
  g_hash_table_insert (run->articles, key_of (found.article_id),
                       GSIZE_TO_POINTER (found.shown_id != 0 ? run->found->len : 0));
  return TRUE;
}

static gboolean
take_document (Run     *run,
               gint64   docid,
               GError **error)
{
  DeskStatement *stmt = desk_search_borrow (run->self, "SELECT edition_id FROM document WHERE docid = ?1");
  gint64 edition_id = 0;
  int result = SQLITE_MISUSE;

  if (stmt != NULL)
    {
      sqlite3_bind_int64 (stmt, 1, docid);
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW)
        edition_id = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return throw (run, error);

  if (edition_id == 0 || g_hash_table_contains (run->pending, key_of (edition_id)))
    return TRUE;

  return take (run, edition_id, error);
}

/* Takes the pending editions of @pass that are not older than @docid. */
static gboolean
take_waiting (Run           *run,
              DeskSearchPass pass,
              gint64         docid,
              GError       **error)
{
  while (run->waiting->len > 0 && !is_enough (run))
    {
      unsigned next = 0;
      DeskSearchCandidate candidate;

      while (next < run->waiting->len && g_array_index (run->waiting, DeskSearchCandidate, next).pass != pass)
        next++;
      if (next == run->waiting->len || g_array_index (run->waiting, DeskSearchCandidate, next).docid < docid)
        return TRUE;

      candidate = g_array_index (run->waiting, DeskSearchCandidate, next);
      g_array_remove_index (run->waiting, next);
      if (!take (run, candidate.edition_id, error))
        return FALSE;
    }

  return TRUE;
}

/* Walks. Each SELECT is a statement of its own, so that they can be open at once. */

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

static void
walk_clear (Walk *walk)
{
  if (walk->stmt != NULL)
    desk_statement_release (walk->stmt);
  walk->stmt = NULL;
}

static gboolean
walk_next (Walk    *walk,
           Run     *run,
           GError **error)
{
  int result = sqlite3_step (walk->stmt);

  if (result == SQLITE_ROW)
    walk->docid = sqlite3_column_int64 (walk->stmt, 0);
  else if (result == SQLITE_DONE)
    walk->is_end = TRUE;
  else
    return throw (run, error);

  return TRUE;
}

/* @query: (transfer full) */
static gboolean
walk_begin (Walk       *walk,
            Run        *run,
            const char *sql,
            char       *query,
            GError    **error)
{
  walk->stmt = desk_search_borrow (run->self, sql);
  walk->is_end = FALSE;
  if (walk->stmt == NULL)
    {
      g_free (query);
      return throw (run, error);
    }

  sqlite3_bind_text (walk->stmt, 1, query, -1, g_free);
  sqlite3_bind_int64 (walk->stmt, 2, run->oldest);
  sqlite3_bind_int64 (walk->stmt, 3, run->newest);
  return walk_next (walk, run, error);
}

/* Goes on to where @walk has @docid, or is past it. */
static gboolean
walk_to (Walk     *walk,
         Run      *run,
         gint64    docid,
         gboolean *out_is_there,
         GError  **error)
{
  while (!walk->is_end && walk->docid > docid)
    {
      if (!walk_next (walk, run, error))
        return FALSE;
    }

  *out_is_there = !walk->is_end && walk->docid == docid;
  return TRUE;
}

/* What the table of @walk can't say: the phrases that have to be there, and the
 * words or phrases that must not. */
typedef struct
{
  Walk walk;
  Walk phrases;
  Walk without;
} Walks;

static void
walks_clear (Walks *walks)
{
  walk_clear (&walks->walk);
  walk_clear (&walks->phrases);
  walk_clear (&walks->without);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walks, walks_clear)

static gboolean
begin_words (Walks         *walks,
             Run           *run,
             DeskSearchPass pass,
             GError       **error)
{
  const DeskSearchPlan *plan = run->plan;

  if (!walk_begin (&walks->walk, run, words_sql, desk_search_plan_dup_words_query (plan, pass), error))
    return FALSE;
  if (plan->n_phrases > 0 &&
      !walk_begin (&walks->phrases, run, phrases_sql, desk_search_plan_dup_phrases_query (plan, pass), error))
    return FALSE;

  return plan->n_without_phrases == 0 ||
         walk_begin (&walks->without, run, without_places_sql,
                     desk_search_plan_dup_without_query (plan, DESK_CLAUSE_PHRASE), error);
}

static gboolean
begin_places (Walks         *walks,
              Run           *run,
              DeskSearchPass pass,
              GError       **error)
{
  const DeskSearchPlan *plan = run->plan;

  return walk_begin (&walks->walk, run, scored_sql, desk_search_plan_dup_places_query (plan, pass), error) &&
         (plan->n_without_words == 0 ||
          walk_begin (&walks->without, run, without_words_sql,
                      desk_search_plan_dup_without_query (plan, DESK_CLAUSE_WORD), error));
}

/* Whether the document that the walk stands on is one. */
static gboolean
check_document (Walks    *walks,
                Run      *run,
                gboolean *out_fits,
                GError  **error)
{
  gint64 docid = walks->walk.docid;
  gboolean has_phrases = TRUE;
  gboolean has_without = FALSE;

  if (g_cancellable_set_error_if_cancelled (run->self->cancellable, error) ||
      (walks->phrases.stmt != NULL && !walk_to (&walks->phrases, run, docid, &has_phrases, error)) ||
      (walks->without.stmt != NULL && !walk_to (&walks->without, run, docid, &has_without, error)))
    return FALSE;

  *out_fits = has_phrases && !has_without;
  return TRUE;
}

/* Takes what is left of the walk. */
static gboolean
take_walk (Run           *run,
           DeskSearchPass pass,
           Walks         *walks,
           GError       **error)
{
  while (!walks->walk.is_end && !is_enough (run))
    {
      gboolean fits;

      if (!check_document (walks, run, &fits, error))
        return FALSE;
      if (fits && (!take_waiting (run, pass, walks->walk.docid, error) ||
                   !take_document (run, walks->walk.docid, error)))
        return FALSE;
      if (!is_enough (run) && !walk_next (&walks->walk, run, error))
        return FALSE;
    }

  return TRUE;
}

static int
by_score (gconstpointer a,
          gconstpointer b)
{
  const DeskSearchCandidate *one = a;
  const DeskSearchCandidate *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return desk_search_candidate_compare (a, b);
}

static void
rank (GArray *candidates)
{
  gint64 newest = candidates->len > 0 ? g_array_index (candidates, DeskSearchCandidate, 0).docid : 0;

  for (unsigned i = 0; i < candidates->len; i++)
    {
      DeskSearchCandidate *candidate = &g_array_index (candidates, DeskSearchCandidate, i);

      candidate->score += AGE_WEIGHT / (1 + (double) (newest - candidate->docid) / YEAR_DOCIDS);
    }
  g_array_sort (candidates, by_score);
}

static int
by_docid_down (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return one > two ? -1 : one < two;
}

/* The edition that is shown may be further down in the ranking than the one that
 * was taken. @docids are those of the ranking, the newest first. */
static gboolean
prefer_shown (Run          *run,
              unsigned      first_place,
              const GArray *docids,
              GError      **error)
{
  DeskStatement *stmt = desk_search_borrow (run->self, "SELECT docid FROM document WHERE edition_id = ?1");

  for (unsigned i = first_place; i < run->found->len; i++)
    {
      DeskSearchFound *found = &g_array_index (run->found, DeskSearchFound, i);
      gint64 docid;
      int result;

      if (found->shown_id == found->edition_id)
        continue;
      sqlite3_bind_int64 (stmt, 1, found->shown_id);
      result = sqlite3_step (stmt);
      docid = result == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
      sqlite3_reset (stmt);
      if (result != SQLITE_ROW && result != SQLITE_DONE)
        return throw (run, error);
      if (result == SQLITE_ROW && !g_hash_table_contains (run->pending, key_of (found->shown_id)) &&
          g_array_binary_search ((GArray *) docids, &docid, by_docid_down, NULL))
        found->edition_id = found->shown_id;
    }

  return TRUE;
}

/* Takes the newest of the walk by their score. The pending ones have none: that
 * somebody is at work on them is reason enough to put them first. */
static gboolean
take_ranked (Run           *run,
             DeskSearchPass pass,
             Walks         *walks,
             GError       **error)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (DeskSearchCandidate));
  g_autoptr(GArray) docids = g_array_new (FALSE, FALSE, sizeof (gint64));
  unsigned first_place = run->found->len;

  while (!walks->walk.is_end && candidates->len < RANKED)
    {
      DeskSearchCandidate candidate = { .docid = walks->walk.docid, .score = sqlite3_column_double (walks->walk.stmt, 1) };
      gboolean fits;

      if (!check_document (walks, run, &fits, error))
        return FALSE;
      if (fits)
        {
          g_array_append_val (candidates, candidate);
          g_array_append_val (docids, candidate.docid);
        }
      if (!walk_next (&walks->walk, run, error))
        return FALSE;
    }
  rank (candidates);

  if (!take_waiting (run, pass, G_MININT64, error))
    return FALSE;
  for (unsigned i = 0; i < candidates->len && !is_enough (run); i++)
    {
      if (!take_document (run, g_array_index (candidates, DeskSearchCandidate, i).docid, error))
        return FALSE;
    }

  return prefer_shown (run, first_place, docids, error);
}

static gboolean
take_words (Run           *run,
            DeskSearchPass pass,
            GError       **error)
{
  g_auto(Walks) walks = { { NULL } };

  return begin_words (&walks, run, pass, error) && take_walk (run, pass, &walks, error);
}

static gboolean
take_places (Run           *run,
             DeskSearchPass pass,
             GError       **error)
{
  g_auto(Walks) walks = { { NULL } };

  return begin_places (&walks, run, pass, error) &&
         (pass != DESK_PASS_EXACT || take_ranked (run, pass, &walks, error)) &&
         take_walk (run, pass, &walks, error);
}

/* @docids: takes those of the newest RANKED */
static gboolean
list_ranked (Run           *run,
             DeskSearchPass pass,
             GArray        *docids,
             GError       **error)
{
  g_auto(Walks) walks = { { NULL } };

  if (!begin_words (&walks, run, pass, error))
    return FALSE;
  while (!walks.walk.is_end && docids->len < RANKED)
    {
      gboolean fits;

      if (!check_document (&walks, run, &fits, error))
        return FALSE;
      if (fits)
        g_array_append_val (docids, walks.walk.docid);
      if (!walk_next (&walks.walk, run, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_listed (Run           *run,
             DeskSearchPass pass,
             const GArray  *docids,
             GError       **error)
{
  for (unsigned i = 0; i < docids->len && !is_enough (run); i++)
    {
      gint64 docid = g_array_index (docids, gint64, i);

      if (!take_waiting (run, pass, docid, error) || !take_document (run, docid, error))
        return FALSE;
    }

  return TRUE;
}

/* Where several common words are seldom together, most of the time would go into
 * reading their places. The table of words says first which the newest RANKED
 * are; when there are fewer, a person sees them all, and they stay as they are.
 * Else places are read no further back than these. */
static gboolean
take_several (Run           *run,
              DeskSearchPass pass,
              GError       **error)
{
  g_autoptr(GArray) docids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 oldest = run->oldest;
  gint64 newest = run->newest;
  gint64 last;
  gboolean is_taken;

  if (!list_ranked (run, pass, docids, error))
    return FALSE;
  if (docids->len < RANKED)
    return take_listed (run, pass, docids, error);

  last = g_array_index (docids, gint64, docids->len - 1);
  run->oldest = last;
  is_taken = take_places (run, pass, error);
  run->oldest = oldest;

  run->newest = last - 1;
  is_taken = is_taken && (is_enough (run) || take_words (run, pass, error));
  run->newest = newest;

  return is_taken;
}

static gboolean
walk_through (Run           *run,
              DeskSearchPass pass,
              GError       **error)
{
  const DeskSearchPlan *plan = run->plan;

  if (pass == DESK_PASS_EXACT && plan->n_words > 1 && plan->n_phrases == 0)
    return take_several (run, pass, error);
  if ((pass == DESK_PASS_EXACT && (plan->n_words > 0 || plan->n_phrases > 0)) ||
      (pass == DESK_PASS_TITLE_EXACT && plan->n_phrases > 0))
    return take_places (run, pass, error);

  return take_words (run, pass, error);
}

static gboolean
run_pass (Run           *run,
          DeskSearchPass pass,
          GError       **error)
{
  if (!desk_search_plan_has_pass (run->plan, pass))
    return TRUE;
  if (run->self->db != NULL && !walk_through (run, pass, error))
    return FALSE;

  return take_waiting (run, pass, G_MININT64, error);
}

static void
set_bounds (Run                   *run,
            const DeskSearchState *state)
{
  run->oldest = G_MININT64;
  run->newest = G_MAXINT64;
  if (run->plan->since_us > G_MININT64)
    run->oldest = desk_search_docid_of (run->plan->since_us);
  if (run->plan->until_us < G_MAXINT64)
    run->newest = desk_search_docid_of (run->plan->until_us) + state->spill + 1;
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->pending, g_hash_table_unref);
  g_clear_pointer (&run->waiting, g_array_unref);
  g_clear_pointer (&run->articles, g_hash_table_unref);
  g_clear_pointer (&run->found, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * desk_search_run:
 * @state: of the index, whose transaction is open
 *
 * Returns: (transfer full) (element-type DeskSearchFound): the articles, as far
 *   as @options reach
 */
GArray *
desk_search_run (DeskStore               *store,
                 const DeskSearchPlan    *plan,
                 const DeskSearchState   *state,
                 const DeskSearchOptions *options,
                 GError                 **error)
{
  g_auto(Run) run = {
    .store = store,
    .self = store->search,
    .plan = plan,
    .language = options->language,
    .n_wanted = options->limit > 0 ? (gsize) options->offset + options->limit : G_MAXSIZE,
    .pending = g_hash_table_new (g_direct_hash, g_direct_equal),
    .articles = g_hash_table_new (g_direct_hash, g_direct_equal),
    .found = g_array_new (FALSE, FALSE, sizeof (DeskSearchFound)),
  };

  set_bounds (&run, state);
  run.waiting = desk_search_list_pending (store, plan, state->seq, run.pending, error);
  if (run.waiting == NULL)
    return NULL;

  for (unsigned pass = 0; pass < DESK_SEARCH_N_PASSES && !is_enough (&run); pass++)
    {
      if (!run_pass (&run, (DeskSearchPass) pass, error))
        return NULL;
    }

  return g_steal_pointer (&run.found);
}
