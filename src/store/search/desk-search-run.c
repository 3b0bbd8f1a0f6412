/* desk-search-run.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-run.h"

#include "store/search/desk-search-among.h"
#include "store/search/desk-search-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a plan finds, pass by pass, until there are as many as were asked for:
 *
 *   title, exact ─▶ title, loose ─▶ anywhere, exact ─▶ anywhere, loose
 *
 * A pass is a walk through documents from the newest to the oldest
 * (desk-search-walk.c). Exact words anywhere are the one pass that is scored: the
 * newest RANKED of them are put in order, and those behind follow as they are.
 *
 * Editions that the index doesn't have as they are now are tried beforehand
 * (desk-search-pending.c) and join in, each in the first pass that it fits.
 *
 * Where there is only so much time, half of it is for those. When it is up, what
 * was found is the answer.
 */

#define RANKED 200

/* A year makes as much of a difference as a third of a word. */
#define AGE_WEIGHT 0.35
#define YEAR_DOCIDS (365.25 * 64)

typedef struct
{
  DeskStore             *store;
  DeskSearch            *self;
  const DeskSearchPlan  *plan;
  const DeskSearchState *state;
  const DeskSearchAmong *among;
  DeskSearchScope        scope;
  gsize                  n_wanted;
  GArray                *waiting;    /* DeskSearchCandidate: the pending ones that fit */
  GHashTable            *changed;    /* ids of the pending ones */
  gboolean               has_unread; /* whether there are more of them */
  GHashTable            *articles;   /* id → its place in found + 1; 0: nobody is to see it */
  GArray                *found;      /* DeskSearchFound */
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
  return desk_search_throw (run->self, N_("Articles can't be searched"), error);
}

static gboolean
is_enough (const Run *run)
{
  return run->found->len >= run->n_wanted;
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

static gboolean
find_article (Run     *run,
              gint64   edition_id,
              gint64  *out_article_id,
              GError **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (run->store, "SELECT article_id FROM listing WHERE edition_id = ?1");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (run->store, stmt, N_("Articles can't be searched"), &has_row, error))
    return FALSE;

  *out_article_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

/* What has no date at all has the last instant, which no bound leaves in. */
static gboolean
is_in_time (Run   *run,
            gint64 sort_us)
{
  return !desk_search_plan_has_dates (run->plan) || (sort_us >= run->plan->since_us && sort_us < run->plan->until_us);
}

/* Takes an edition in, unless nobody is to see it, or its article is there. */
static gboolean
take (Run     *run,
      gint64   edition_id,
      GError **error)
{
  DeskSearchFound found = { .edition_id = edition_id };
  gpointer place;
  gboolean is_seen;

  if (!find_article (run, edition_id, &found.article_id, error))
    return FALSE;
  if (found.article_id == 0)
    return TRUE;
  if (g_hash_table_lookup_extended (run->articles, key_of (found.article_id), NULL, &place))
    {
      prefer (run, GPOINTER_TO_SIZE (place), edition_id);
      return TRUE;
    }
  if (!desk_store_find_listed (run->store, run->among->query, &run->among->terms, found.article_id,
                               &found.shown_id, &found.sort_us, error))
    return FALSE;

  is_seen = found.shown_id != 0 && is_in_time (run, found.sort_us);
  if (is_seen)
    g_array_append_val (run->found, found);
  g_hash_table_insert (run->articles, key_of (found.article_id), GSIZE_TO_POINTER (is_seen ? run->found->len : 0));
  return TRUE;
}

/* Whether an edition has changed since the index took it in. */
static gboolean
is_pending (Run      *run,
            gint64    edition_id,
            gboolean *out_is_pending,
            GError  **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  *out_is_pending = g_hash_table_contains (run->changed, key_of (edition_id));
  if (*out_is_pending || !run->has_unread)
    return TRUE;

  stmt = desk_store_borrow (run->store, "SELECT 1 FROM edition_change WHERE edition_id = ?1 AND seq > ?2");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, run->state->seq);
  return desk_store_next (run->store, stmt, N_("Articles can't be searched"), out_is_pending, error);
}

static gboolean
take_document (Run     *run,
               gint64   docid,
               GError **error)
{
  DeskStatement *stmt = desk_search_borrow (run->self, "SELECT edition_id FROM document WHERE docid = ?1");
  gint64 edition_id = 0;
  int result = SQLITE_MISUSE;
  gboolean has_changed;

  if (stmt != NULL)
    {
      sqlite3_bind_int64 (stmt, 1, docid);
      result = desk_search_scope_step (&run->scope, stmt);
      if (result == SQLITE_ROW)
        edition_id = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
    }
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return throw (run, error);

  if (edition_id == 0)
    return TRUE;
  if (!is_pending (run, edition_id, &has_changed, error))
    return FALSE;

  return has_changed || take (run, edition_id, error);
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

/* Takes what is left of the walk. */
static gboolean
take_walk (Run             *run,
           DeskSearchPass   pass,
           DeskSearchWalks *walks,
           GError         **error)
{
  while (!walks->walk.is_end && !is_enough (run))
    {
      gboolean fits;

      if (!desk_search_walks_check (walks, &run->scope, &fits, error))
        return FALSE;
      if (fits && (!take_waiting (run, pass, walks->walk.docid, error) ||
                   !take_document (run, walks->walk.docid, error)))
        return FALSE;
      if (!is_enough (run) && !desk_search_walks_next (walks, &run->scope, error))
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
      gboolean has_changed;
      int result;

      if (found->shown_id == found->edition_id)
        continue;
      sqlite3_bind_int64 (stmt, 1, found->shown_id);
      result = desk_search_scope_step (&run->scope, stmt);
      docid = result == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
      sqlite3_reset (stmt);
      if (result != SQLITE_ROW && result != SQLITE_DONE)
        return throw (run, error);
      if (!is_pending (run, found->shown_id, &has_changed, error))
        return FALSE;
      if (result == SQLITE_ROW && !has_changed &&
          g_array_binary_search ((GArray *) docids, &docid, by_docid_down, NULL))
        found->edition_id = found->shown_id;
    }

  return TRUE;
}

/* Takes the newest of the walk by their score. The pending ones have none: that
 * somebody is at work on them is reason enough to put them first. */
static gboolean
take_ranked (Run             *run,
             DeskSearchPass   pass,
             DeskSearchWalks *walks,
             GError         **error)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (DeskSearchCandidate));
  g_autoptr(GArray) docids = g_array_new (FALSE, FALSE, sizeof (gint64));
  unsigned first_place = run->found->len;

  while (!walks->walk.is_end && candidates->len < RANKED)
    {
      DeskSearchCandidate candidate = { .docid = walks->walk.docid, .score = sqlite3_column_double (walks->walk.stmt, 1) };
      gboolean fits;

      if (!desk_search_walks_check (walks, &run->scope, &fits, error))
        return FALSE;
      if (fits)
        {
          g_array_append_val (candidates, candidate);
          g_array_append_val (docids, candidate.docid);
        }
      if (!desk_search_walks_next (walks, &run->scope, error))
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
  g_auto(DeskSearchWalks) walks = { { NULL } };

  return desk_search_walks_begin_words (&walks, &run->scope, pass, error) && take_walk (run, pass, &walks, error);
}

static gboolean
take_places (Run           *run,
             DeskSearchPass pass,
             GError       **error)
{
  g_auto(DeskSearchWalks) walks = { { NULL } };

  return desk_search_walks_begin_places (&walks, &run->scope, pass, error) &&
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
  g_auto(DeskSearchWalks) walks = { { NULL } };

  if (!desk_search_walks_begin_words (&walks, &run->scope, pass, error))
    return FALSE;
  while (!walks.walk.is_end && docids->len < RANKED)
    {
      gboolean fits;

      if (!desk_search_walks_check (&walks, &run->scope, &fits, error))
        return FALSE;
      if (fits)
        g_array_append_val (docids, walks.walk.docid);
      if (!desk_search_walks_next (&walks, &run->scope, error))
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
  gint64 oldest = run->scope.oldest;
  gint64 newest = run->scope.newest;
  gint64 last;
  gboolean is_taken;

  if (!list_ranked (run, pass, docids, error))
    return FALSE;
  if (docids->len < RANKED || run->scope.is_cut)
    return take_listed (run, pass, docids, error);

  last = g_array_index (docids, gint64, docids->len - 1);
  run->scope.oldest = last;
  is_taken = take_places (run, pass, error);
  run->scope.oldest = oldest;

  run->scope.newest = last - 1;
  is_taken = is_taken && (is_enough (run) || take_words (run, pass, error));
  run->scope.newest = newest;

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
  if (pass == DESK_PASS_EXACT && (plan->n_words > 0 || plan->n_phrases > 0))
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
  if (run->self->db != NULL && !run->scope.is_cut && !walk_through (run, pass, error))
    return FALSE;

  return take_waiting (run, pass, G_MININT64, error);
}

static void
set_bounds (Run *run)
{
  DeskSearchScope *scope = &run->scope;

  scope->oldest = G_MININT64;
  scope->newest = G_MAXINT64;
  if (run->plan->since_us > G_MININT64)
    scope->oldest = desk_search_docid_of (run->plan->since_us);
  if (run->plan->until_us < G_MAXINT64)
    scope->newest = desk_search_docid_of (run->plan->until_us) + run->state->spill + 1;
  if (run->among->docids == NULL)
    return;

  scope->few = run->among->docids;
  scope->oldest = MAX (scope->oldest, run->among->oldest);
  scope->newest = MIN (scope->newest, run->among->newest);
}

/* Half of the time that is left, unless nothing comes behind. */
static gint64
share_time (Run   *run,
            gint64 until_us)
{
  gint64 now_us = g_get_monotonic_time ();

  return until_us != 0 && run->self->db != NULL ? now_us + (until_us - now_us) / 2 : until_us;
}

static gboolean
run_passes (Run     *run,
            GError **error)
{
  for (unsigned pass = 0; pass < DESK_SEARCH_N_PASSES && !is_enough (run); pass++)
    {
      if (!run_pass (run, (DeskSearchPass) pass, error))
        return FALSE;
    }

  return TRUE;
}

static void
run_clear (Run *run)
{
  run->self->deadline_us = 0;
  g_clear_pointer (&run->waiting, g_array_unref);
  g_clear_pointer (&run->changed, g_hash_table_unref);
  g_clear_pointer (&run->articles, g_hash_table_unref);
  g_clear_pointer (&run->found, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * desk_search_run:
 * @state: of the index, whose transaction is open
 * @query: among which articles, how many hits, and how many of the best are left out
 * @until_us: the monotonic time at which what was found is the answer; 0 never
 * @out_reach: (out): how far it came
 *
 * Returns: (transfer full) (element-type DeskSearchFound): the articles, those
 *   that are left out too
 */
GArray *
desk_search_run (DeskStore             *store,
                 const DeskSearchPlan  *plan,
                 const DeskSearchState *state,
                 const DeskQuery       *query,
                 gint64 until_us,
                 DeskSearchReach       *out_reach,
                 GError               **error)
{
  g_auto(DeskSearchAmong) among = { NULL };
  g_auto(Run) run = {
    .store = store,
    .self = store->search,
    .plan = plan,
    .state = state,
    .among = &among,
    .scope = { .search = store->search, .plan = plan },
    .changed = g_hash_table_new (g_direct_hash, g_direct_equal),
    .articles = g_hash_table_new (g_direct_hash, g_direct_equal),
    .found = g_array_new (FALSE, FALSE, sizeof (DeskSearchFound)),
  };

  if (!desk_search_among_init (&among, store, query, error))
    return NULL;

  set_bounds (&run);
  run.n_wanted = MIN (query->limit > 0 ? (gsize) query->offset + query->limit : G_MAXSIZE, among.n_articles);
  run.waiting = desk_search_list_pending (store, plan, state->seq, among.editions, share_time (&run, until_us),
                                          run.changed, &run.has_unread, error);
  if (run.waiting == NULL)
    return NULL;

  run.self->deadline_us = until_us;
  if (!run_passes (&run, error))
    return NULL;

  *out_reach = run.has_unread ? DESK_SEARCH_UNREAD : run.scope.is_cut ? DESK_SEARCH_CUT : DESK_SEARCH_WHOLE;
  return g_steal_pointer (&run.found);
}
