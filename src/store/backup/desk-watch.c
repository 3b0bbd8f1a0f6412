/* desk-watch.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

/* How many of SQLite's instructions go by between two looks at the cancellable:
 * a millisecond or so. */
#define N_INSTRUCTIONS 20000

void
desk_watch_tell (const DeskWatch *watch,
                 const char      *what,
                 double           fraction)
{
  if (watch->progress != NULL)
    watch->progress (what, fraction, watch->user_data);
}

/**
 * desk_watch_is_over:
 *
 * Returns: whether the work was cancelled, with @error set
 */
gboolean
desk_watch_is_over (const DeskWatch *watch,
                    GError         **error)
{
  return g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

static int
is_cancelled_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/**
 * desk_watch_attach:
 *
 * From here on a statement of @db ends with SQLITE_INTERRUPT once the work was
 * cancelled. To be taken back before @db does anything else.
 */
void
desk_watch_attach (const DeskWatch *watch,
                   sqlite3         *db)
{
  if (watch->cancellable != NULL)
    sqlite3_progress_handler (db, N_INSTRUCTIONS, is_cancelled_cb, watch->cancellable);
}

void
desk_watch_detach (sqlite3 *db)
{
  sqlite3_progress_handler (db, 0, NULL, NULL);
}
