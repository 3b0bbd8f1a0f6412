/* desk-reading.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-reading.h"

#include <glib/gi18n-lib.h>

/* SQLite's deferred transaction: in WAL mode a reader keeps the snapshot that
 * its first statement saw. */
struct _DeskReading
{
  DeskStore *store; /* owned */
};

static gboolean
execute (DeskStore  *store,
         const char *sql,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  return desk_store_run (store, stmt, N_("The library can't be read"), error);
}

/**
 * desk_reading_begin:
 *
 * Returns: (transfer full): the reading; %NULL with @error set
 */
DeskReading *
desk_reading_begin (DeskStore *store,
                    GError   **error)
{
  DeskReading *self;

  g_return_val_if_fail (DESK_IS_STORE (store) && store->depth == 0, NULL);

  desk_store_roll_back (store); /* should that have failed the last time */
  if (!execute (store, "BEGIN DEFERRED", error) || !execute (store, "SELECT 1 FROM library", error))
    {
      desk_store_roll_back (store);
      return NULL;
    }

  self = g_new0 (DeskReading, 1);
  self->store = g_object_ref (store);
  store->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) desk_term_free);

  return self;
}

void
desk_reading_free (DeskReading *self)
{
  if (self == NULL)
    return;

  desk_store_roll_back (self->store); /* nothing was written */
  g_clear_pointer (&self->store->names, g_hash_table_unref);
  g_object_unref (self->store);
  g_free (self);
}
