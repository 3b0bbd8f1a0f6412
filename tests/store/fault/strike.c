/* strike.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "strike.h"

/* The program that is tested runs on one thread while a strike is armed. */
static struct
{
  unsigned n_left;       /* calls until the one that fails; 0 while none is to */
  gboolean from_then_on; /* it fails, and whatever comes behind it */
  gboolean has_fallen;
} strike;

/**
 * strike_arm:
 * @n: the call that fails, from 1
 * @from_then_on: all that follow it fail too
 */
void
strike_arm (unsigned n,
            gboolean from_then_on)
{
  strike.n_left = n;
  strike.from_then_on = from_then_on;
  strike.has_fallen = FALSE;
}

/**
 * strike_disarm:
 *
 * Returns: whether so many calls were made at all
 */
gboolean
strike_disarm (void)
{
  strike.n_left = 0;

  return strike.has_fallen;
}

/**
 * strike_falls:
 *
 * Counts a call.
 *
 * Returns: whether it is to fail
 */
gboolean
strike_falls (void)
{
  if (strike.n_left == 0)
    return FALSE;
  if (strike.n_left > 1)
    {
      strike.n_left--;
      return FALSE;
    }

  strike.has_fallen = TRUE;
  if (!strike.from_then_on)
    strike.n_left = 0;
  return TRUE;
}
