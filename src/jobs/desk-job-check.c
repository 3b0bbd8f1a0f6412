/* desk-job-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-check.h"

/**
 * desk_job_check:
 * @library: a library's folder
 * @progress: (nullable) (scope call): told how far it is
 *
 * Looks for what is wrong in a library, which may be too damaged to be opened.
 * Blocks; call it on a worker.
 *
 * Returns: (transfer full) (element-type DeskFinding): what is wrong; %NULL with
 *   @error set when it can't be told
 */
GPtrArray *
desk_job_check (const char      *library,
                DeskProgressFunc progress,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &cause);
  g_autoptr(GPtrArray) findings = NULL;
  DeskFinding *finding;

  if (store != NULL)
    return desk_store_check (store, progress, user_data, cancellable, error);
  if (!g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_finding_free);
  finding = g_new0 (DeskFinding, 1);
  finding->kind = DESK_FINDING_DATABASE;
  finding->message = g_strdup (cause->message);
  g_ptr_array_add (findings, finding);
  return g_steal_pointer (&findings);
}
