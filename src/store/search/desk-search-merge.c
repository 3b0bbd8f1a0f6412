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
 */

#define PAGES_A_STEP 200

/* A document takes about a page, and is written again on each of some four levels:
 * whoever writes has to merge as much, or segments get more and more. */
#define PAGES_A_DOCUMENT 4

static gboolean
merge (DeskSearch *self,
       const char *sql,
       unsigned    n_pages,
       gboolean   *out_is_done)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, sql);
  gint64 n_before = sqlite3_total_changes64 (self->db);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, n_pages);
  if (sqlite3_step (stmt) != SQLITE_DONE)
    return FALSE;

  /* "If the difference is less than 2, then the merge had no effect." (fts5.html, 6.8) */
  *out_is_done = sqlite3_total_changes64 (self->db) - n_before < 2;
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
  static const char * const tables[] = {
    "INSERT INTO words (words, rank) VALUES ('merge', ?1)",
    "INSERT INTO places (places, rank) VALUES ('merge', ?1)",
  };
  gboolean are_all_done = TRUE;

  for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gboolean is_done = FALSE;

      if (n_documents > 0 && !merge (self, tables[i], n_documents * PAGES_A_DOCUMENT, &is_done))
        return FALSE;
      while (!is_done && g_get_monotonic_time () < deadline_us)
        {
          if (!merge (self, tables[i], PAGES_A_STEP, &is_done))
            return FALSE;
        }
      are_all_done = are_all_done && is_done;
    }

  *out_is_done = are_all_done;
  return TRUE;
}
