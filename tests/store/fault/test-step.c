/* test-step.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "disk.h"
#include "strike.h"
#include "trial.h"

#include "store/desk-store-private.h"

/* SQLite is stopped after each of its instructions, as a cancelled job would be;
 * and the commit itself is refused. Once: what cleans up afterwards goes
 * through. */

/* Behind the commit nothing is stopped, because SQLite then says that it failed
 * although it is done. */
static int
stop_cb (gpointer user_data)
{
  return sqlite3_get_autocommit (user_data) ? 0 : strike_falls ();
}

static void
stop_after (DeskStore *store,
            unsigned   n)
{
  strike_arm (n, FALSE);
  sqlite3_progress_handler (store->db, 1, stop_cb, store->db);
}

static gboolean
let_go (DeskStore *store)
{
  sqlite3_progress_handler (store->db, 0, NULL, NULL);

  return strike_disarm ();
}

static int
refuse_cb (gpointer user_data)
{
  return strike_falls ();
}

static void
refuse_commit (DeskStore *store,
               unsigned   n)
{
  strike_arm (n, FALSE);
  sqlite3_commit_hook (store->db, refuse_cb, NULL);
}

static gboolean
allow_commit (DeskStore *store)
{
  sqlite3_commit_hook (store->db, NULL, NULL);

  return strike_disarm ();
}

static const Fault faults[] = {
  { "stopped", stop_after, let_go, TRUE, TRUE },
  { "commit-refused", refuse_commit, allow_commit, TRUE, TRUE },
};

int
main (int    argc,
      char **argv)
{
  disk_install ();

  return trial_main (argc, argv, "step", faults, G_N_ELEMENTS (faults));
}
