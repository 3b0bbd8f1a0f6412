/* desk-job-export-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-export-library.h"

/**
 * desk_job_export_library:
 * @directory: nothing, an empty folder, or an earlier export of this library
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was done
 *
 * Writes the library as files that any program can read and that
 * desk_job_import() takes back.
 */
gboolean
desk_job_export_library (DeskStore                *store,
                         const char               *directory,
                         DeskProgressFunc          progress,
                         gpointer                  user_data,
                         GCancellable             *cancellable,
                         DeskLibraryExportSummary *out_summary,
                         GError                  **error)
{
  g_return_val_if_fail (DESK_IS_STORE (store) && directory != NULL, FALSE);

  return desk_library_export (store, directory, progress, user_data, cancellable, out_summary, error);
}
