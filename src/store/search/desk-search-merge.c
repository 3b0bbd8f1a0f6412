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
 * level into one of the next, so there are some four times log₈ of the slices.
 */

#define PAGES_A_STEP "200"

/* @step: merges one step of a table */
static gboolean
merge_step (DeskSearch *self,
            const char *step,
            gboolean   *out_is_done)
{
  g_autoptr(DeskStatement) stmt = desk_search_borrow (self, step);
  gint64 n_before = sqlite3_total_changes64 (self->db);

  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_DONE)
    return FALSE;

  /* "If the difference is less than 2, then the merge had no effect." (fts5.html, 6.8) */
  *out_is_done = sqlite3_total_changes64 (self->db) - n_before < 2;
  return TRUE;
}

/**
 * desk_search_merge:
 * @deadline_us: the monotonic time at which no other step is begun
 *
 * Returns: whether it went well; SQLite knows the error
 */
gboolean
desk_search_merge (DeskSearch *self,
                   gint64      deadline_us,
                   gboolean   *out_is_done)
{
  static const char * const steps[] = {
    "INSERT INTO words (words, rank) VALUES ('merge', " PAGES_A_STEP ")",
    "INSERT INTO places (places, rank) VALUES ('merge', " PAGES_A_STEP ")",
  };

  *out_is_done = FALSE;
  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean is_done = FALSE;

      while (!is_done)
        {
          if (g_get_monotonic_time () >= deadline_us)
            return TRUE;
          if (!merge_step (self, steps[i], &is_done))
            return FALSE;
        }
    }

  *out_is_done = TRUE;
  return TRUE;
}
