/* desk-transaction.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The outermost transaction is SQLite's own; inner ones only count. Invariants:
 *
 *  1. depth is the number of transactions that have begun and not ended;
 *  2. SQLite is in a transaction exactly while depth > 0;
 *  3. once an inner one ended without a commit (is_broken), the outermost can
 *     only roll back, so that half of a change is never kept.
 */
struct _DeskTransaction
{
  DeskStore *store; /* owned */
  gboolean   is_committed;
};

static gboolean
execute (DeskStore  *store,
         const char *sql,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  return desk_store_run (store, stmt, N_("The library can't be written to"), error);
}

static const char sql_roll_back[] = "ROLLBACK";

/**
 * desk_store_roll_back:
 *
 * Ends SQLite's transaction, if there is one: it may have rolled back by itself,
 * after a full disk for one; or a BEGIN that failed may have begun all the same.
 */
void
desk_store_roll_back (DeskStore *store)
{
  if (!sqlite3_get_autocommit (store->db))
    (void) execute (store, sql_roll_back, NULL); /* the first error is told */
}

/* Without memory a statement can't be made any more, and the lock would be kept. */
static void
prepare_to_roll_back (DeskStore *store)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql_roll_back);
}

/* Another program may have migrated the library since it was opened. */
static gboolean
check_version (DeskStore *store,
               GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "PRAGMA user_version");
  gboolean has_row;

  if (!desk_store_next (store, stmt, N_("The library can't be written to"), &has_row, error))
    return FALSE;

  if (sqlite3_column_int (stmt, 0) > DESK_SCHEMA_VERSION)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER,
                           _("A newer Copydesk has changed this library; update Copydesk to go on"));
      return FALSE;
    }

  return TRUE;
}

/**
 * desk_transaction_begin:
 *
 * Takes the write lock, or joins the transaction that is open.
 *
 * Returns: (transfer full): the transaction, or %NULL with @error set; with
 *   %DESK_STORE_ERROR_NEWER nothing may be written any more
 */
DeskTransaction *
desk_transaction_begin (DeskStore *store,
                        GError   **error)
{
  DeskTransaction *self;

  g_return_val_if_fail (DESK_IS_STORE (store), NULL);

  if (store->depth == 0)
    {
      store->is_broken = FALSE;
      desk_store_roll_back (store); /* should that have failed the last time */
      prepare_to_roll_back (store);
      if (!execute (store, "BEGIN IMMEDIATE", error) || !check_version (store, error))
        {
          desk_store_roll_back (store);
          return NULL;
        }
    }

  self = g_new0 (DeskTransaction, 1);
  self->store = g_object_ref (store);
  store->depth++;

  return self;
}

gboolean
desk_transaction_commit (DeskTransaction *self,
                         GError         **error)
{
  g_return_val_if_fail (self != NULL && !self->is_committed, FALSE);

  if (self->store->depth == 1)
    {
      if (self->store->is_broken)
        {
          g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                               _("A part of the change failed, so nothing was saved"));
          return FALSE;
        }
      if (!execute (self->store, "COMMIT", error))
        return FALSE;
    }

  self->is_committed = TRUE;
  return TRUE;
}

void
desk_transaction_free (DeskTransaction *self)
{
  if (self == NULL)
    return;

  self->store->depth--;
  if (!self->is_committed)
    {
      self->store->is_broken = TRUE;
      if (self->store->depth == 0)
        {
          desk_store_roll_back (self->store);
          self->store->desk_id = 0; /* its row may have gone with the rest */
        }
    }

  g_object_unref (self->store);
  g_free (self);
}

/**
 * desk_store_let_others_write:
 *
 * To be called between two slices of bulk work. The lock has no queue: who waits
 * for it gets it only if it is free while he looks, which he does every
 * millisecond.
 */
void
desk_store_let_others_write (DeskStore *store)
{
  if (store->depth == 0)
    g_usleep (1500);
}
