/* desk-job-repair.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-repair.h"

/* A picture can't be repaired, and what is written is for a person to change. */
static gboolean
can_be_repaired (DeskFindingKind kind)
{
  return desk_finding_kind_is_damage (kind) && kind != DESK_FINDING_SLUG && kind != DESK_FINDING_MEDIA_MISSING && kind != DESK_FINDING_MEDIA_DAMAGED;
}

/**
 * desk_job_repair_is_needed:
 * @findings: (element-type DeskFinding): what a check has found
 *
 * Returns: whether any of it is mended by desk_job_repair()
 */
gboolean
desk_job_repair_is_needed (GPtrArray *findings)
{
  for (unsigned i = 0; i < findings->len; i++)
    {
      if (can_be_repaired (((const DeskFinding *) findings->pdata[i])->kind))
        return TRUE;
    }

  return FALSE;
}

/**
 * desk_job_repair:
 * @library: a library's folder
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was saved; without @damaged the library is sound
 *   and was not changed
 *
 * Looks whether the library is damaged, and saves what can be read if it is.
 * Blocks; call it on a worker.
 */
gboolean
desk_job_repair (const char        *library,
                 gint64             now_us,
                 DeskProgressFunc   progress,
                 gpointer           user_data,
                 GCancellable      *cancellable,
                 DeskRepairSummary *out_summary,
                 GError           **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(GPtrArray) findings = desk_job_check (library, DESK_CHECK_DAMAGE, progress, user_data, cancellable, &cause);

  /* A file whose very head is damaged looks like another program's. */
  if (findings == NULL &&
      !g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) &&
      !g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (findings != NULL && !desk_job_repair_is_needed (findings))
    {
      *out_summary = (DeskRepairSummary) { .lost = g_ptr_array_new_with_free_func (g_free) };
      return TRUE;
    }

  return desk_repair_library (library, now_us, progress, user_data, cancellable, out_summary, error);
}
