/* desk-job-import.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-import.h"

#include "exchange/desk-library-import.h"

/**
 * desk_job_import:
 * @paths: Markdown files with front matter, and folders of them
 * @progress: (nullable) (scope call): told how far it is
 * @report: (inout): gets what was done; where the import is refused, which
 *   files are the reason
 *
 * Puts what is in files into the library. New articles appear all at once; one
 * that breaks off before that leaves the library as it was. Articles that are
 * there already and differ are changed then, each as a whole.
 */
gboolean
desk_job_import (DeskStore         *store,
                 const char *const *paths,
                 DeskProgressFunc   progress,
                 gpointer           user_data,
                 GCancellable      *cancellable,
                 DeskImportReport  *report,
                 GError           **error)
{
  g_return_val_if_fail (DESK_IS_STORE (store) && paths != NULL && report != NULL, FALSE);

  return desk_library_import (store, paths, progress, user_data, cancellable, report, error);
}
