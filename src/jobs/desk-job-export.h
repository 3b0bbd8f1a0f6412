/* desk-job-export.h - what is due is released, then the site is exported
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-export.h"

G_BEGIN_DECLS

gboolean desk_job_export (DeskStore         *store,
                          const char        *directory,
                          gint64             at_us,
                          gboolean           is_full,
                          DeskProgressFunc   progress,
                          gpointer           user_data,
                          GCancellable      *cancellable,
                          DeskExportSummary *out_summary,
                          GError           **error);

G_END_DECLS
