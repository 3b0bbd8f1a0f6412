/* trial.h - an operation that fails at every point, one after another
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "operations.h"

/**
 * Fault:
 * @arm: makes the @n-th point fail; @store is %NULL for what opens one
 * @disarm: Returns: whether there are so many points
 * @needs_store: means nothing to an operation that has none
 * @spares_reading: means nothing to one that only reads
 */
typedef struct
{
  const char *name;
  void (*arm) (DeskStore *store,
               unsigned   n);
  gboolean (*disarm) (DeskStore *store);
  gboolean    needs_store;
  gboolean    spares_reading;
} Fault;

gboolean trial_is_long (void);
gboolean trial_is_ours (const GError *error);

int      trial_main (int          argc,
                     char       **argv,
                     const char  *what,
                     const Fault *faults,
                     unsigned     n_faults);
