/* slices.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "slices.h"

#include "store/desk-store-private.h"

#include <signal.h>
#include <time.h>

/* What others do on the machine is not counted. */
static gint64
now_us (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
begin_cb (unsigned event,
          void    *user_data,
          void    *stmt,
          void    *sql)
{
  Slices *self = user_data;

  if (g_str_has_prefix (sql, "BEGIN IMMEDIATE"))
    self->begun_us = now_us ();
  return 0;
}

static int
commit_cb (void *user_data)
{
  Slices *self = user_data;
  gint64 n_rows = sqlite3_total_changes64 (self->store->db);

  self->n++;
  self->most_rows = MAX (self->most_rows, n_rows - self->n_rows);
  self->longest_us = MAX (self->longest_us, now_us () - self->begun_us);
  self->n_rows = n_rows;
  if (self->n == self->kill_at)
    (void) raise (SIGKILL);
  return 0;
}

/**
 * slices_watch:
 * @self: lives until slices_end()
 *
 * Looks at all that @store writes from now on.
 */
void
slices_watch (Slices    *self,
              DeskStore *store)
{
  self->store = store;
  self->n_rows = sqlite3_total_changes64 (store->db);
  sqlite3_trace_v2 (store->db, SQLITE_TRACE_STMT, begin_cb, self);
  sqlite3_commit_hook (store->db, commit_cb, self);
}

/**
 * slices_cut:
 * @n_rows: about so many a slice
 *
 * Makes bulk work let go of the lock as often as it can, so that what it does at
 * once is known, however fast the machine is.
 */
void
slices_cut (DeskStore *store,
            unsigned   n_rows)
{
  store->slice_us = 0;
  store->slice_rows = n_rows;
}

void
slices_end (Slices *self)
{
  sqlite3_trace_v2 (self->store->db, 0, NULL, NULL);
  sqlite3_commit_hook (self->store->db, NULL, NULL);
}
