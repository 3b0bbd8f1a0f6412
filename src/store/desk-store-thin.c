/* desk-store-thin.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-history.h"

#include <glib/gi18n-lib.h>

/* Revisions grow fewer with age: all of a day are kept, of a week the last one
 * of each hour, of a year the last one of each day, and after that those alone
 * that readers had. A revision that has come through a stage is marked with it
 * and not looked at again before the next one, so a run costs what became due
 * since the last.
 *
 *   stage 0 ──older than a day──▶ the last of its hour: 1, else removed
 *   stage 1 ──older than a week──▶ the last of its day: 2, else removed
 *   stage 2 ──older than a year──▶ removed
 *
 * What readers have, had or wait for is not touched.
 */

#define HOUR_US (G_USEC_PER_SEC * G_GINT64_CONSTANT (3600))
#define DAY_US (HOUR_US * 24)

static const struct
{
  gint64 age_us;
  gint64 span_us; /* of which one stays; 0: none does */
} stages[] = {
  { DAY_US, HOUR_US },
  { 7 * DAY_US, DAY_US },
  { 365 * DAY_US, 0 },
};

/* How far a run is. It goes on behind the last revision that it looked at, so it
 * ends also where a damaged index names what it has seen already. */
typedef struct
{
  unsigned stage;
  gint64   made_us;
  gint64   id;
  unsigned n_removed;
} Run;

/* The next revision of the run's stage that is due. */
static gboolean
find_due (DeskStore *self,
          const Run *run,
          gint64     until_us,
          gint64    *out_id,
          gint64    *out_edition_id,
          gint64    *out_made_us,
          gboolean  *out_is_found,
          GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT id, edition_id, made_us FROM revision AS r"
                            " WHERE stage = ?1 AND made_us < ?2 AND (made_us, id) > (?3, ?4) AND NOT is_released"
                            "   AND NOT EXISTS (SELECT 1 FROM edition WHERE scheduled_id = r.id)"
                            " ORDER BY made_us, id LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, run->stage);
  sqlite3_bind_int64 (stmt, 2, until_us);
  sqlite3_bind_int64 (stmt, 3, run->made_us);
  sqlite3_bind_int64 (stmt, 4, run->id);
  if (!desk_store_next (self, stmt, N_("The history can't be read"), out_is_found, error))
    return FALSE;

  *out_id = sqlite3_column_int64 (stmt, 0);
  *out_edition_id = sqlite3_column_int64 (stmt, 1);
  *out_made_us = sqlite3_column_int64 (stmt, 2);
  return TRUE;
}

/* Whether a later one, as old or older, stands in the same hour or day. */
static gboolean
is_followed (DeskStore *self,
             gint64     id,
             gint64     edition_id,
             gint64     made_us,
             gint64     span_us,
             gboolean  *out_is,
             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM revision WHERE edition_id = ?1 AND made_us >= ?2 AND made_us < ?3 AND id > ?4"
                            " LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, made_us);
  sqlite3_bind_int64 (stmt, 3, made_us - made_us % span_us + span_us);
  sqlite3_bind_int64 (stmt, 4, id);

  return desk_store_next (self, stmt, N_("The history can't be read"), out_is, error);
}

static gboolean
run_with_id (DeskStore  *self,
             const char *sql,
             gint64      id,
             GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, id);

  return desk_store_run (self, stmt, N_("Old revisions can't be removed"), error);
}

static gboolean
remove_revision (DeskStore *self,
                 gint64     id,
                 gint64     edition_id,
                 GError   **error)
{
  return run_with_id (self, "DELETE FROM media_use WHERE revision_id = ?1", id, error) &&
         desk_store_drop_pieces (self, edition_id, id, error) &&
         run_with_id (self, "DELETE FROM revision WHERE id = ?1", id, error);
}

static gboolean
thin_one (DeskStore *self,
          Run       *run,
          gint64     now_us,
          gboolean  *out_is_found,
          GError   **error)
{
  gint64 until_us = now_us - stages[run->stage].age_us;
  gint64 span_us = stages[run->stage].span_us;
  gint64 id, edition_id, made_us;
  gboolean is_followed_by_another = TRUE;

  if (!find_due (self, run, until_us, &id, &edition_id, &made_us, out_is_found, error))
    return FALSE;
  if (!*out_is_found)
    return TRUE;

  if (span_us > 0 && !is_followed (self, id, edition_id, made_us, span_us, &is_followed_by_another, error))
    return FALSE;
  if (!(is_followed_by_another ? remove_revision (self, id, edition_id, error)
                               : run_with_id (self, "UPDATE revision SET stage = stage + 1 WHERE id = ?1", id, error)))
    return FALSE;

  run->made_us = made_us;
  run->id = id;
  run->n_removed += is_followed_by_another;
  return TRUE;
}

static gboolean
thin_slice (DeskStore *self,
            Run       *run,
            gint64     now_us,
            GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gint64 end_us = g_get_monotonic_time () + self->slice_us;
  Run next = *run; /* taken only with what was done */

  if (transaction == NULL)
    return FALSE;

  do
    {
      gboolean is_found;

      if (!thin_one (self, &next, now_us, &is_found, error))
        return FALSE;
      if (!is_found)
        next = (Run) { .stage = next.stage + 1, .made_us = G_MININT64, .n_removed = next.n_removed }
      ;
    }
  while (next.stage < G_N_ELEMENTS (stages) && g_get_monotonic_time () < end_us);

  if (!desk_transaction_commit (transaction, error))
    return FALSE;

  *run = next;
  return TRUE;
}

/**
 * desk_store_thin_revisions:
 * @now_us: µs since 1970
 * @out_n_removed: (out): how many went
 *
 * Removes the revisions that have become too old for their number, in slices
 * between which others can write.
 */
gboolean
desk_store_thin_revisions (DeskStore    *self,
                           gint64        now_us,
                           GCancellable *cancellable,
                           unsigned     *out_n_removed,
                           GError      **error)
{
  Run run = { .made_us = G_MININT64 };

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  while (run.stage < G_N_ELEMENTS (stages))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !thin_slice (self, &run, now_us, error))
        return FALSE;
      if (run.stage < G_N_ELEMENTS (stages))
        desk_store_let_others_write (self);
    }

  *out_n_removed = run.n_removed;
  return TRUE;
}
