/* desk-retention.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-backup-private.h"

#define N_WEEKLY 8

/* Julian day 1 was a Monday. */
static guint32
week_of (guint32 day)
{
  return (day - 1) / 7;
}

/**
 * desk_retention_choose:
 * @days: Julian days that have a snapshot, ascending, each once
 * @today: the Julian day it is
 * @out_keep: (out): whether to keep each
 *
 * Keeps the newest seven, and of eight weeks before them the newest one each. A
 * day that is yet to come is the work of a clock that was wrong: it is kept, and
 * takes no other one's place.
 */
void
desk_retention_choose (const guint32 *days,
                       gsize          n_days,
                       guint32        today,
                       gboolean      *out_keep)
{
  unsigned n_daily = 0, n_weekly = 0;
  guint32 last_week = G_MAXUINT32;

  for (gsize i = n_days; i-- > 0;)
    {
      gboolean is_new_week = week_of (days[i]) != last_week;

      out_keep[i] = TRUE;
      if (days[i] > today)
        continue;

      if (n_daily < DESK_RETENTION_DAYS)
        n_daily++;
      else if (is_new_week && n_weekly < N_WEEKLY)
        n_weekly++;
      else
        out_keep[i] = FALSE;
      last_week = week_of (days[i]);
    }
}
