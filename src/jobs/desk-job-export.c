/* desk-job-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-export.h"

/**
 * desk_job_export:
 * @directory: where the site goes; made if it is missing
 * @at_us: the time of the export, µs since 1970
 * @is_full: render every page, whatever is known of the last export
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was done
 *
 * Releases what is due at @at_us and exports the site. Blocks; call it on a
 * worker.
 */
gboolean
desk_job_export (DeskStore         *store,
                 const char        *directory,
                 gint64             at_us,
                 gboolean           is_full,
                 DeskProgressFunc   progress,
                 gpointer           user_data,
                 GCancellable      *cancellable,
                 DeskExportSummary *out_summary,
                 GError           **error)
{
  unsigned n_released;

  return desk_store_release_due (store, at_us, &n_released, error) &&
         desk_export_site (store, directory, at_us, is_full, progress, user_data, cancellable, out_summary, error);
}
