/* desk-batch.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-batch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

/* Bulk writes. A row of `batch` stands for one that isn't finished:
 *
 *   begin ──▶ row ──▶ slice ──▶ slice ──▶ … ──▶ finish: the row goes, all is seen
 *                       │
 *                       └─ freed or killed ──▶ sweep: the articles go, then the row
 *
 * Invariants:
 *  1. who writes a batch holds the lock on the file `batch.lock`: a row of
 *     `batch` while nobody holds it belongs to a dead one;
 *  2. what a batch has added names its row (batch_id), and no query of another
 *     store shows it while the row is there;
 *  3. a slice holds SQLite's write lock for about the store's slice_us;
 *  4. a batch whose row is gone has lost all that it added, and ends.
 *
 * A row without a writer also hides an article that is on its way out of the
 * library (desk-store-removal.c); to sweep it is to go on with that.
 *
 * What texts are about is written between slices, for many of them in the order
 * of its table.
 *
 * What nobody sees yet need not be on the disk yet: slices are not synchronised
 * one by one, but all of them with the last one, which shows them. Where a write-ahead
 * log is not in use each is, for there it is what keeps the file whole.
 *
 * The lock is flock's, which belongs to the open file: another descriptor of this
 * process can't lose it, and the kernel drops it with a process that is killed.
 */

/* Pages of the log before they are copied into the database, and how many by
 * SQLite's own default. A page that many articles change is copied once, then. */
#define BULK_LOG_PAGES "16000"
#define LOG_PAGES "1000"

struct _DeskBatch
{
  DeskStore       *store; /* owned */
  int              lock_fd;
  DeskTransaction *slice; /* (nullable): the one that is open */
  gint64           slice_end_us;
  gboolean         is_last; /* its commit is synchronised */
  gboolean         is_finished;
};

/* Returns a descriptor that holds the lock; -1 if somebody else does, or with
 * @error set. */
static int
take_lock (DeskStore *store,
           GError   **error)
{
  g_autofree char *path = g_build_filename (store->path, "batch.lock", NULL);
  g_autofd int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

  if (fd == -1)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY,
                   _("“%s” can't be made (%s); allow writing there"), path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return g_steal_fd (&fd);
  if (errno != EWOULDBLOCK)
    g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                 _("“%s” can't be locked (%s)"), path, g_strerror (errno));

  return -1;
}

static gboolean
run_with_id (DeskStore  *store,
             const char *sql,
             gint64      id,
             gboolean   *out_has_row,
             GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  sqlite3_bind_int64 (stmt, 1, id);

  return desk_store_next (store, stmt, N_("What an import left behind can't be removed"), out_has_row, error);
}

static gboolean
has_batch (DeskStore *store,
           gboolean  *out_has,
           GError   **error)
{
  return run_with_id (store, "SELECT 1 FROM batch WHERE id > ?1 LIMIT 1", 0, out_has, error);
}

static gboolean
find_id (DeskStore  *store,
         const char *sql,
         gint64      id,
         gint64     *out_id,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (store, stmt, N_("What an import left behind can't be removed"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

/* Some rows of an article of a dead batch, or one of its names, or at last the
 * batch's row. A name that others use has come into their hands. */
static gboolean
sweep_some (DeskStore *store,
            gint64     batch_id,
            GError   **error)
{
  static const char *const steps[] = {
    "DELETE FROM address WHERE edition_id IN (SELECT id FROM edition"
    "  WHERE article_id = (SELECT id FROM article WHERE batch_id = ?1 LIMIT 1)) RETURNING id",
    "UPDATE term SET batch_id = NULL WHERE id IN (SELECT id FROM term AS t WHERE batch_id = ?1"
    "  AND (EXISTS (SELECT 1 FROM filed WHERE term_id = t.id)"
    "       OR EXISTS (SELECT 1 FROM revision_tag WHERE tag_id = t.id)"
    "       OR EXISTS (SELECT 1 FROM revision_credit WHERE author_id = t.id)"
    "       OR EXISTS (SELECT 1 FROM revision WHERE section_id = t.id)) LIMIT 1) RETURNING id",
    "DELETE FROM term WHERE id IN (SELECT id FROM term WHERE batch_id = ?1 LIMIT 1) RETURNING id",
    "DELETE FROM batch WHERE id = ?1 RETURNING id",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64 article_id = 0;
      gboolean has_row;

      if (!run_with_id (store, steps[i], batch_id, &has_row, error))
        return FALSE;
      if (!has_row && i == 0 &&
          !find_id (store, "SELECT id FROM article WHERE batch_id = ?1 LIMIT 1", batch_id, &article_id, error))
        return FALSE;
      if (article_id != 0)
        return desk_store_remove_some (store, article_id, &has_row, error);
      if (has_row)
        return TRUE;
    }

  return TRUE;
}

static gboolean
sweep_slice (DeskStore *store,
             gboolean  *out_is_done,
             GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);
  gint64 end_us = g_get_monotonic_time () + store->slice_us;

  if (transaction == NULL)
    return FALSE;

  do
    {
      gint64 batch_id;

      if (!find_id (store, "SELECT min (id) FROM batch WHERE id > ?1", 0, &batch_id, error))
        return FALSE;
      *out_is_done = batch_id == 0;
      if (!*out_is_done && !sweep_some (store, batch_id, error))
        return FALSE;
    }
  while (!*out_is_done && g_get_monotonic_time () < end_us);

  return desk_transaction_commit (transaction, error);
}

static gboolean
sweep (DeskStore    *store,
       gint64        max_us,
       GCancellable *cancellable,
       gboolean     *out_is_done,
       GError      **error)
{
  gint64 end_us = g_get_monotonic_time () + max_us;
  gboolean is_done = FALSE;

  while (!is_done && g_get_monotonic_time () < end_us)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !sweep_slice (store, &is_done, error))
        return FALSE;
      if (!is_done)
        desk_store_let_others_write (store);
    }

  *out_is_done = is_done;
  return TRUE;
}

/**
 * desk_store_sweep_batches:
 * @max_us: about how long to go on, in µs
 * @out_is_done: (out): whether nothing is left; also while a bulk write that is
 *   alive goes on
 *
 * Takes away what bulk writes that were killed have left. Nobody has seen it.
 */
gboolean
desk_store_sweep_batches (DeskStore    *store,
                          gint64        max_us,
                          GCancellable *cancellable,
                          gboolean     *out_is_done,
                          GError      **error)
{
  g_autoptr(GError) lock_error = NULL;
  g_autofd int fd = -1;
  gboolean has_one;

  g_return_val_if_fail (DESK_IS_STORE (store), FALSE);

  if (!has_batch (store, &has_one, error))
    return FALSE;

  fd = has_one ? take_lock (store, &lock_error) : -1;
  if (lock_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&lock_error));
      return FALSE;
    }
  if (fd == -1)
    {
      *out_is_done = TRUE;
      return TRUE;
    }

  return sweep (store, max_us, cancellable, out_is_done, error);
}

/* A backup that is restored meanwhile takes all that was added away. */
static gboolean
throw_lost (GError **error)
{
  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT,
                       _("The library became another one during the import, so nothing was imported; import again"));
  return FALSE;
}

static gboolean
begin_slice (DeskBatch *self,
             GError   **error)
{
  gint64 id = 0;

  self->slice = desk_transaction_begin (self->store, error);
  self->slice_end_us = g_get_monotonic_time () + self->store->slice_us;

  return self->slice != NULL &&
         find_id (self->store, "SELECT id FROM batch WHERE id = ?1", self->store->batch_id, &id, error) &&
         (id != 0 || throw_lost (error));
}

static gboolean
end_slice (DeskBatch *self,
           GError   **error)
{
  gboolean is_kept = desk_transaction_commit (self->slice, error);

  g_clear_pointer (&self->slice, desk_transaction_free);
  return is_kept;
}

/* Between two slices, before they are more than fit into memory, and at the end. */
static gboolean
write_keywords (DeskBatch *self,
                GError   **error)
{
  gboolean is_done = FALSE;

  desk_keywords_sort (self->store->keywords);
  while (!is_done)
    {
      if (!begin_slice (self, error) ||
          !desk_store_write_keywords (self->store, self->slice_end_us, &is_done, error) ||
          !end_slice (self, error))
        return FALSE;
      desk_store_let_others_write (self->store);
    }

  return TRUE;
}

static gboolean
begin_bulk (DeskStore *store,
            GError   **error)
{
  store->keywords = desk_keywords_new ();

  return store->is_alone ||
         (desk_connection_execute (store->db, "PRAGMA synchronous = NORMAL", error) &&
          desk_connection_execute (store->db, "PRAGMA wal_autocheckpoint = " BULK_LOG_PAGES, error));
}

static gboolean
end_bulk (DeskStore *store,
          GError   **error)
{
  g_clear_pointer (&store->keywords, desk_keywords_free);

  return store->is_alone ||
         (desk_connection_execute (store->db, "PRAGMA synchronous = FULL", error) &&
          desk_connection_execute (store->db, "PRAGMA wal_autocheckpoint = " LOG_PAGES, error));
}

/**
 * desk_store_insert_batch:
 *
 * Adds a row that hides whatever names it; within a transaction.
 *
 * Returns: its id; 0 with @error set
 */
gint64
desk_store_insert_batch (DeskStore *store,
                         GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "INSERT INTO batch (started_us) VALUES (?1) RETURNING id");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, g_get_real_time ());

  return desk_store_next (store, stmt, N_("The library can't be written to"), &has_row, error)
         ? sqlite3_column_int64 (stmt, 0) : 0;
}

static gboolean
take_id (DeskStore *store,
         GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);
  gint64 id = transaction != NULL ? desk_store_insert_batch (store, error) : 0;

  if (id == 0 || !desk_transaction_commit (transaction, error))
    return FALSE;

  store->batch_id = id;
  return TRUE;
}

/**
 * desk_batch_begin:
 *
 * Begins a bulk write, and its first slice: a transaction is open from then on
 * until desk_batch_finish(), and writes to @store join it.
 *
 * Returns: (transfer full): the batch; %NULL with @error set,
 *   %DESK_STORE_ERROR_BUSY while another one goes on
 */
DeskBatch *
desk_batch_begin (DeskStore *store,
                  GError   **error)
{
  g_autoptr(GError) lock_error = NULL;
  g_autofd int fd = -1;
  g_autoptr(DeskBatch) self = NULL;
  gboolean is_swept;

  g_return_val_if_fail (DESK_IS_STORE (store) && store->batch_id == 0 && store->depth == 0, NULL);

  fd = take_lock (store, &lock_error);
  if (fd == -1)
    {
      if (lock_error != NULL)
        g_propagate_error (error, g_steal_pointer (&lock_error));
      else
        g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY,
                             _("Another import into this library is under way; wait until it is done"));
      return NULL;
    }
  if (!sweep (store, G_MAXINT64 / 2, NULL, &is_swept, error) || !take_id (store, error))
    return NULL;

  self = g_new0 (DeskBatch, 1);
  self->store = g_object_ref (store);
  self->lock_fd = g_steal_fd (&fd);
  if (!begin_bulk (store, error) || !begin_slice (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * desk_batch_step:
 *
 * Lets others write, if the slice has taken its time; to be called after each
 * article.
 *
 * Returns: %FALSE with @error set: the batch can only be freed then
 */
gboolean
desk_batch_step (DeskBatch *self,
                 GError   **error)
{
  g_return_val_if_fail (self != NULL && !self->is_finished && self->slice != NULL, FALSE);

  if (g_get_monotonic_time () < self->slice_end_us)
    return TRUE;

  if (!end_slice (self, error))
    return FALSE;

  desk_store_let_others_write (self->store);
  return (!desk_keywords_is_full (self->store->keywords) || write_keywords (self, error)) && begin_slice (self, error);
}

/**
 * desk_batch_begin_last:
 *
 * Begins the last slice: what is written from now on is seen with all that was
 * added, and everything is on the disk then. For writes to what others see
 * already.
 */
gboolean
desk_batch_begin_last (DeskBatch *self,
                       GError   **error)
{
  g_return_val_if_fail (self != NULL && !self->is_last && self->slice != NULL, FALSE);

  self->is_last = TRUE;
  return end_slice (self, error) &&
         write_keywords (self, error) &&
         end_bulk (self->store, error) &&
         begin_slice (self, error);
}

/**
 * desk_batch_finish:
 *
 * Shows everybody all that was added.
 */
gboolean
desk_batch_finish (DeskBatch *self,
                   GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  g_return_val_if_fail (self != NULL && !self->is_finished && self->slice != NULL, FALSE);

  if (!self->is_last && !desk_batch_begin_last (self, error))
    return FALSE;
  stmt = desk_store_borrow (self->store, "DELETE FROM batch WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, self->store->batch_id);
  if (!desk_store_run (self->store, stmt, N_("The import can't be finished"), error))
    return FALSE;
  g_clear_pointer (&stmt, desk_statement_release);
  if (sqlite3_changes64 (self->store->db) == 0)
    return throw_lost (error);
  if (!end_slice (self, error))
    return FALSE;

  self->store->batch_id = 0;
  self->is_finished = TRUE;
  return TRUE;
}

/**
 * desk_batch_free:
 *
 * Ends the batch. What an unfinished one has added is taken away; where that
 * fails, it is done when the library is opened next.
 */
void
desk_batch_free (DeskBatch *self)
{
  gboolean ignored;

  if (self == NULL)
    return;

  g_clear_pointer (&self->slice, desk_transaction_free);
  (void) end_bulk (self->store, NULL);
  self->store->batch_id = 0;
  if (!self->is_finished)
    (void) sweep (self->store, G_MAXINT64 / 2, NULL, &ignored, NULL);

  g_clear_fd (&self->lock_fd, NULL);
  g_object_unref (self->store);
  g_free (self);
}
