/* test-memory.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "disk.h"
#include "memory.h"
#include "strike.h"
#include "trial.h"

static void
once (DeskStore *store,
      unsigned   n)
{
  strike_arm (n, FALSE);
}

static void
from_then_on (DeskStore *store,
              unsigned   n)
{
  strike_arm (n, TRUE);
}

static gboolean
disarm (DeskStore *store)
{
  return strike_disarm ();
}

static const Fault faults[] = {
  { "once", once, disarm, FALSE, FALSE },
  { "from-then-on", from_then_on, disarm, FALSE, FALSE },
};

int
main (int    argc,
      char **argv)
{
  memory_install ();
  disk_install ();

  return trial_main (argc, argv, "memory", faults, G_N_ELEMENTS (faults));
}
