/* desk-job-repair.h - mends a library that is damaged
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jobs/desk-job-check.h"
#include "store/backup/desk-repair.h"

G_BEGIN_DECLS

gboolean desk_job_repair_is_needed (GPtrArray *findings);

gboolean desk_job_repair (const char        *library,
                          gint64             now_us,
                          DeskProgressFunc   progress,
                          gpointer           user_data,
                          GCancellable      *cancellable,
                          DeskRepairSummary *out_summary,
                          GError           **error);

G_END_DECLS
