/* test-disk.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "disk.h"
#include "strike.h"
#include "trial.h"

static void
error_once (DeskStore *store,
            unsigned   n)
{
  disk_set_fault (DISK_FAULT_ERROR);
  strike_arm (n, FALSE);
}

static void
error_from_then_on (DeskStore *store,
                    unsigned   n)
{
  disk_set_fault (DISK_FAULT_ERROR);
  strike_arm (n, TRUE);
}

static void
full_once (DeskStore *store,
           unsigned   n)
{
  disk_set_fault (DISK_FAULT_FULL);
  strike_arm (n, FALSE);
}

static void
full_from_then_on (DeskStore *store,
                   unsigned   n)
{
  disk_set_fault (DISK_FAULT_FULL);
  strike_arm (n, TRUE);
}

static gboolean
disarm (DeskStore *store)
{
  return strike_disarm ();
}

static const Fault faults[] = {
  { "error-once", error_once, disarm, FALSE, FALSE },
  { "error-from-then-on", error_from_then_on, disarm, FALSE, FALSE },
  { "full-once", full_once, disarm, FALSE, TRUE },
  { "full-from-then-on", full_from_then_on, disarm, FALSE, TRUE },
};

int
main (int    argc,
      char **argv)
{
  disk_install ();

  return trial_main (argc, argv, "disk", faults, G_N_ELEMENTS (faults));
}
