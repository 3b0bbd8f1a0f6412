/* desk-repair.h - saves what can be read of a damaged library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskRepairSummary:
 * @n_saved: rows that were read from the damaged file
 * @n_from_snapshot: rows that were lost, and taken from @snapshot
 * @snapshot: (nullable): the newest one that is sound
 * @damaged: where the damaged file is kept
 * @lost: (element-type utf8): what could not be saved, a sentence each
 */
typedef struct
{
  guint64    n_saved;
  guint64    n_from_snapshot;
  char      *snapshot;
  char      *damaged;
  GPtrArray *lost;
} DeskRepairSummary;

void desk_repair_summary_clear (DeskRepairSummary *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskRepairSummary, desk_repair_summary_clear)

gboolean desk_repair_library (const char        *library,
                              gint64             now_us,
                              DeskProgressFunc   progress,
                              gpointer           user_data,
                              GCancellable      *cancellable,
                              DeskRepairSummary *out_summary,
                              GError           **error);

G_END_DECLS
