/* slices.h - how much a store does without letting go of the write lock
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

/**
 * Slices:
 * @n: transactions that changed something
 * @most_rows: that one of them changed, what goes along with a row included
 * @longest_us: one of them had the lock, in time of this program's own
 * @kill_at: kills this process within the transaction of that number; 0 never
 */
typedef struct
{
  DeskStore *store;
  unsigned   n;
  gint64     most_rows;
  gint64     longest_us;
  unsigned   kill_at;
  gint64     n_rows;    /* changed until the last commit */
  gint64     begun_us;
} Slices;

void slices_watch (Slices    *self,
                   DeskStore *store);
void slices_cut (DeskStore *store,
                 unsigned   n_rows);
void slices_end (Slices *self);
