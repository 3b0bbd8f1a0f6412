/* desk-job-export-library.h - a library as open files
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-library-export.h"

G_BEGIN_DECLS

gboolean desk_job_export_library (DeskStore                *store,
                                  const char               *directory,
                                  DeskProgressFunc          progress,
                                  gpointer                  user_data,
                                  GCancellable             *cancellable,
                                  DeskLibraryExportSummary *out_summary,
                                  GError                  **error);

G_END_DECLS
