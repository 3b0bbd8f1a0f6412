/* desk-search-merge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"

/* Each slice of changes leaves a segment, and a query asks them all. Merging
 * keeps them few: so many pages a step that a step is short, as many steps as
 * there is time for, resumed the next time. FTS5 merges eight segments of one
 * level into one of the next, so there are some seven times log₈ of the slices.
 *
 * When nothing is left to take in, and a part of the documents worth it is new
 * since the last time, all become one: two common words that are seldom together
 * then take a third less time to find.
 */

#define PAGES_A_STEP 200

/* A document takes about a page, and is written again on each of some four levels:
 * whoever writes has to merge as much, or segments get more and more. */
#define PAGES_A_DOCUMENT 4

/* Changes since the last time, at least, and as a part of the documents then. */
#define WHOLE_MIN 1000
#define WHOLE_PART 8

static const char * const merge_sql[] = {
  "INSERT INTO words (words, rank) VALUES ('merge', ?1)",
  "INSERT INTO places (places, rank) VALUES ('merge', ?1)",
};

/* @n_pages: negative to merge all segments into one */
static gboolean
merge (DeskSearch *self,
       const char *sql,
       int         n_pages,
       gboolean   *out_is_done)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, sql);
  gint64 n_before = sqlite3_total_changes64 (self->db);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt, 1, n_pages);
  if (sqlite3_step (stmt) != SQLITE_DONE)
    return FALSE;

  /* "If the difference is less than 2, then the merge had no effect." (fts5.html, 6.8) */
  *out_is_done = sqlite3_total_changes64 (self->db) - n_before < 2;
  return TRUE;
}

static gboolean
merge_until (DeskSearch *self,
             const char *sql,
             int         n_pages,
             gint64      deadline_us,
             gboolean   *inout_is_done)
{
  while (!*inout_is_done && g_get_monotonic_time () < deadline_us)
    {
      if (!merge (self, sql, n_pages, inout_is_done))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_search_merge:
 * @n_documents: how many were written a moment ago
 * @deadline_us: the monotonic time at which no other step is begun; what is due
 *   for @n_documents is done whatever the time is
 *
 * Returns: whether it went well; SQLite knows the error
 */
gboolean
desk_search_merge (DeskSearch *self,
                   unsigned    n_documents,
                   gint64      deadline_us,
                   gboolean   *out_is_done)
{
  gboolean are_all_done = TRUE;

  for (unsigned i = 0; i < G_N_ELEMENTS (merge_sql); i++)
    {
      gboolean is_done = FALSE;

      if (n_documents > 0 && !merge (self, merge_sql[i], (int) n_documents * PAGES_A_DOCUMENT, &is_done))
        return FALSE;
      if (!merge_until (self, merge_sql[i], PAGES_A_STEP, deadline_us, &is_done))
        return FALSE;
      are_all_done = are_all_done && is_done;
    }

  *out_is_done = are_all_done;
  return TRUE;
}

static gboolean
is_whole_due (DeskSearch *self,
              gboolean   *out_is_due)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, "SELECT n_whole, n_since FROM held");

  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;

  *out_is_due = sqlite3_column_int64 (stmt, 1) >= MAX (WHOLE_MIN, sqlite3_column_int64 (stmt, 0) / WHOLE_PART);
  return TRUE;
}

/**
 * desk_search_merge_whole:
 * @deadline_us: the monotonic time at which no other step is begun
 *
 * Merges all segments into one, where that is due; it goes on where it stopped.
 *
 * Returns: whether it went well; SQLite knows the error
 */
gboolean
desk_search_merge_whole (DeskSearch *self,
                         gint64      deadline_us,
                         gboolean   *out_is_done)
{
  gboolean is_due;

  if (!is_whole_due (self, &is_due))
    return FALSE;

  *out_is_done = TRUE;
  if (!is_due)
    return TRUE;
  for (unsigned i = 0; i < G_N_ELEMENTS (merge_sql) && *out_is_done; i++)
    {
      *out_is_done = FALSE;
      if (!merge_until (self, merge_sql[i], -PAGES_A_STEP, deadline_us, out_is_done))
        return FALSE;
    }

  return !*out_is_done ||
         desk_search_execute (self, "UPDATE held SET n_since = 0, n_whole = (SELECT count (*) FROM document)");
}
