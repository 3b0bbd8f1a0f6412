/* desk-search-pending.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-marker.h"
#include "desk-search-run.h"

#include <glib/gi18n-lib.h>

/* Editions that the index doesn't have as they are now are looked at themselves.
 * After an import, or while the index is made, these are many: a marker goes
 * through the text first, and only where it meets everything is the text cut as
 * it is for the index, which takes twenty times as long.
 */

typedef struct
{
  DeskStore            *store;
  const DeskSearchPlan *plan;
  DeskSearchMarker     *marker;
  GArray               *candidates; /* DeskSearchCandidate */
} Pending;

/* The newest first. */
int
desk_search_candidate_compare (gconstpointer a,
                               gconstpointer b)
{
  const DeskSearchCandidate *one = a;
  const DeskSearchCandidate *two = b;

  if (one->docid != two->docid)
    return one->docid > two->docid ? -1 : 1;

  return one->edition_id > two->edition_id ? -1 : one->edition_id < two->edition_id;
}

static guint32
meet (Pending       *self,
      DeskStatement *stmt,
      int            column)
{
  g_autofree char *text = desk_column_dup_text (stmt, column);

  return text != NULL ? desk_search_marker_meet (self->marker, text) : 0;
}

/* Whether everything that has to be there is, somewhere. */
static gboolean
could_fit (Pending  *self,
           gint64    edition_id,
           gboolean *out_could_fit,
           GError  **error)
{
  static const char sql[] =
    "SELECT e.language, e.title, e.summary, e.body,"
    "       (SELECT group_concat (n.name, ' ') FROM term_name AS n"
    "         WHERE n.term_id IN (SELECT tag_id FROM article_tag WHERE article_id = e.article_id"
    "                             UNION ALL SELECT author_id FROM article_credit WHERE article_id = e.article_id))"
    "  FROM edition AS e WHERE e.id = ?1";
  enum { LANGUAGE, TITLE, SUMMARY, BODY, NAMES };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self->store, sql);
  guint32 all = desk_search_marker_get_all (self->marker);
  guint32 met = 0;
  gboolean has_row;
  int kind;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (self->store, stmt, N_("Articles can't be searched"), &has_row, error))
    return FALSE;

  if (has_row && all != 0)
    {
      kind = desk_stemmer_kind_of ((const char *) sqlite3_column_text (stmt, LANGUAGE));
      desk_search_marker_set_stemmer (self->marker, desk_stemmers_get (self->store->stemmers, kind), kind);
      for (int column = TITLE; column <= NAMES && met != all; column++)
        met |= meet (self, stmt, column);
    }

  *out_could_fit = has_row && met == all;
  return TRUE;
}

static gboolean
find_pass (Pending        *self,
           DeskSearchPass *out_pass)
{
  for (unsigned pass = 0; pass < DESK_SEARCH_N_PASSES; pass++)
    {
      if (desk_search_plan_has_pass (self->plan, (DeskSearchPass) pass) &&
          desk_search_plan_fits (self->plan, self->store->search->text, (DeskSearchPass) pass))
        {
          *out_pass = (DeskSearchPass) pass;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
try_edition (Pending *self,
             gint64   edition_id,
             gint64   sort_us,
             GError **error)
{
  DeskSearchCandidate candidate = { .edition_id = edition_id, .docid = desk_search_docid_of (sort_us) };
  gboolean is_there;

  if (!could_fit (self, edition_id, &is_there, error))
    return FALSE;
  if (!is_there)
    return TRUE;

  if (!desk_search_load_text (self->store, edition_id, &is_there, error))
    return FALSE;
  if (is_there && find_pass (self, &candidate.pass))
    g_array_append_val (self->candidates, candidate);

  return TRUE;
}

static gboolean
is_late (gint64 until_us)
{
  return until_us != 0 && g_get_monotonic_time () >= until_us;
}

/**
 * desk_search_list_pending:
 * @seq: the last change that the index holds
 * @few: (element-type gint64) (nullable): the editions that come into question,
 *   when they were counted up
 * @until_us: the monotonic time at which no other one is read; 0 never
 * @changed: (element-type gint64): takes all that have changed, up to where it stops
 * @out_has_unread: (out): whether there are some that weren't
 *
 * Reads what has changed last first, since that is what somebody is at work on, and
 * at least that.
 *
 * Returns: (transfer full) (element-type DeskSearchCandidate): the editions that
 *   have changed and fit, but for their dates, the newest first
 */
GArray *
desk_search_list_pending (DeskStore            *store,
                          const DeskSearchPlan *plan,
                          gint64                seq,
                          GHashTable           *few,
                          gint64                until_us,
                          GHashTable           *changed,
                          gboolean             *out_has_unread,
                          GError              **error)
{
  static const char sql[] =
    "SELECT c.edition_id, l.sort_us"
    "  FROM edition_change AS c JOIN listing AS l ON l.edition_id = c.edition_id WHERE c.seq > ?1"
    " ORDER BY c.seq DESC";
  g_autoptr(DeskSearchMarker) marker = desk_search_marker_new (plan);
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (DeskSearchCandidate));
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  Pending self = { .store = store, .plan = plan, .marker = marker, .candidates = candidates };
  gboolean has_read = FALSE;

  sqlite3_bind_int64 (stmt, 1, seq);
  for (;;)
    {
      gint64 edition_id;
      gboolean has_row;

      if (g_cancellable_set_error_if_cancelled (store->search->cancellable, error) ||
          !desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error))
        return NULL;

      *out_has_unread = has_row && has_read && is_late (until_us);
      if (!has_row || *out_has_unread)
        break;

      edition_id = sqlite3_column_int64 (stmt, 0);
      g_hash_table_add (changed, GSIZE_TO_POINTER ((gsize) edition_id));
      if (few != NULL && !g_hash_table_contains (few, GSIZE_TO_POINTER ((gsize) edition_id)))
        continue;
      if (!try_edition (&self, edition_id, sqlite3_column_int64 (stmt, 1), error))
        return NULL;
      has_read = TRUE;
    }

  g_array_sort (candidates, desk_search_candidate_compare);
  return g_steal_pointer (&candidates);
}
