/* desk-store-trash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-trash.h"

#include <glib/gi18n-lib.h>

/* The end of what was deleted. Articles go with their texts, their history and
 * notes, in slices between which others can write. One that a slice does not get
 * to the end of is hidden from then on: nobody sees it in part, and if the
 * program ends, the sweep of bulk writes goes on (desk-batch.c). Addresses stay
 * as old ones: readers may have kept them. */

/* How far a run is. */
typedef struct
{
  gint64   deleted_us; /* of the last article that was begun */
  gint64   id;
  gboolean is_begun;   /* and it isn't gone yet */
  gint64   batch_id;   /* what hides it; 0 none */
  gboolean is_done;
  unsigned n_purged;
} Purge;

static gboolean
run_with_id (DeskStore  *self,
             const char *sql,
             gint64      id,
             GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, id);

  return desk_store_run (self, stmt, N_("The trash can't be emptied"), error);
}

static gboolean
find_number (DeskStore  *self,
             const char *sql,
             gint64      until_us,
             gint64     *out_number,
             GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, until_us);
  if (!desk_store_next (self, stmt, N_("The trash can't be read"), &has_row, error))
    return FALSE;

  *out_number = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

/* What an article leaves behind. */
static gboolean
begin_article (DeskStore *self,
               gint64     id,
               GError   **error)
{
  return desk_store_note_article_change (self, id, error) &&
         run_with_id (self,
                      "UPDATE address SET is_live = 0, edition_id = NULL"
                      " WHERE edition_id IN (SELECT id FROM edition WHERE article_id = ?1)",
                      id, error);
}

/* The next article after the last one that went, so that a run ends also where a
 * damaged index names what is gone already. */
static gboolean
find_next (DeskStore *self,
           gint64     until_us,
           gint64     after_us,
           gint64     after_id,
           gint64    *out_id,
           gint64    *out_deleted_us,
           GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT id, deleted_us FROM article WHERE deleted_us <= ?1 AND (deleted_us, id) > (?2, ?3)"
                            "   AND " DESK_IS_SHOWN ("article", "0") " ORDER BY deleted_us, id LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, until_us);
  sqlite3_bind_int64 (stmt, 2, after_us);
  sqlite3_bind_int64 (stmt, 3, after_id);
  if (!desk_store_next (self, stmt, N_("The trash can't be read"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  *out_deleted_us = sqlite3_column_int64 (stmt, 1);
  return TRUE;
}

static gboolean
begin_next (DeskStore *self,
            gint64     until_us,
            Purge     *purge,
            GError   **error)
{
  gint64 id, deleted_us;

  if (!find_next (self, until_us, purge->deleted_us, purge->id, &id, &deleted_us, error))
    return FALSE;

  purge->is_done = id == 0;
  if (purge->is_done)
    return TRUE;

  purge->deleted_us = deleted_us;
  purge->id = id;
  purge->is_begun = TRUE;
  return begin_article (self, id, error);
}

static gboolean
end_article (DeskStore *self,
             Purge     *purge,
             GError   **error)
{
  if (purge->batch_id != 0 && !run_with_id (self, "DELETE FROM batch WHERE id = ?1", purge->batch_id, error))
    return FALSE;

  purge->batch_id = 0;
  purge->is_begun = FALSE;
  purge->n_purged++;
  return TRUE;
}

/* Between two slices another program may have swept the article away, or put
 * another library in place of this one, in which its row is somebody else's. */
static gboolean
find_again (DeskStore *self,
            Purge     *purge,
            GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean is_there;

  stmt = desk_store_borrow (self, "SELECT 1 FROM article WHERE id = ?1 AND batch_id = ?2");
  sqlite3_bind_int64 (stmt, 1, purge->id);
  sqlite3_bind_int64 (stmt, 2, purge->batch_id);
  if (!desk_store_next (self, stmt, N_("The trash can't be read"), &is_there, error))
    return FALSE;

  return is_there || end_article (self, purge, error);
}

static gboolean
purge_some (DeskStore *self,
            gint64     until_us,
            Purge     *purge,
            GError   **error)
{
  gboolean is_gone;

  if (!purge->is_begun)
    return begin_next (self, until_us, purge, error);

  return desk_store_remove_some (self, purge->id, &is_gone, error) &&
         (!is_gone || end_article (self, purge, error));
}

static gboolean
purge_slice (DeskStore *self,
             gint64     until_us,
             Purge     *purge,
             GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gint64 end_us = g_get_monotonic_time () + self->slice_us;
  Purge next = *purge; /* taken only with what was done */

  if (transaction == NULL || (next.is_begun && !find_again (self, &next, error)))
    return FALSE;

  do
    {
      if (!purge_some (self, until_us, &next, error))
        return FALSE;
    }
  while (!next.is_done && g_get_monotonic_time () < end_us);

  if ((next.is_begun && next.batch_id == 0 && !desk_store_hide_article (self, next.id, &next.batch_id, error)) ||
      !desk_transaction_commit (transaction, error))
    return FALSE;

  *purge = next;
  return TRUE;
}

/**
 * desk_store_purge_trash:
 * @until_us: what was deleted then or before goes; %G_MAXINT64 for all
 * @progress: (nullable): told how far it is
 * @out_n_purged: (out): how many articles went, also when it failed or was
 *   cancelled on the way
 *
 * Takes articles out of the trash and out of the library, for good.
 */
gboolean
desk_store_purge_trash (DeskStore       *self,
                        gint64           until_us,
                        DeskProgressFunc progress,
                        gpointer         progress_data,
                        GCancellable    *cancellable,
                        unsigned        *out_n_purged,
                        GError         **error)
{
  Purge purge = { .deleted_us = G_MININT64 };
  gint64 n_all;

  g_return_val_if_fail (DESK_IS_STORE (self) && out_n_purged != NULL, FALSE);

  *out_n_purged = 0;
  if (!find_number (self, "SELECT count (*) FROM article WHERE deleted_us <= ?1", until_us, &n_all, error))
    return FALSE;

  while (!purge.is_done)
    {
      if (progress != NULL && n_all > 0)
        progress (_("Emptying the trash"), MIN (1.0, (double) purge.n_purged / (double) n_all), progress_data);
      /* An article that is hidden already goes all the same. */
      if ((!purge.is_begun && g_cancellable_set_error_if_cancelled (cancellable, error)) ||
          !purge_slice (self, until_us, &purge, error))
        return FALSE;
      *out_n_purged = purge.n_purged;
      if (!purge.is_done)
        desk_store_let_others_write (self);
    }

  return TRUE;
}
