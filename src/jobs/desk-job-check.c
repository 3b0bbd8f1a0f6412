/* desk-job-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-check.h"

#include "exporter/check/desk-content-check.h"
#include "jobs/desk-job-repair.h"
#include "store/desk-reading.h"

#define N_OF_A_KIND 100 /* that are listed in each language */

static GPtrArray *
list_one (DeskFindingKind kind,
          const char     *message)
{
  g_autoptr(DeskFindings) findings = desk_findings_new (1);

  desk_findings_add (findings, kind, NULL, NULL, g_strdup (message));

  return desk_findings_end (findings);
}

static GPtrArray *
check_content (DeskStore       *store,
               DeskProgressFunc progress,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(DeskReading) reading = desk_reading_begin (store, error);
  g_autoptr(DeskFindings) findings = desk_findings_new (N_OF_A_KIND);

  return reading != NULL && desk_content_check (store, findings, progress, user_data, cancellable, error)
         ? desk_findings_end (findings) : NULL;
}

/* Damage is told before what people wrote, and alone where the texts can't be trusted. */
static GPtrArray *
check (DeskStore       *store,
       DeskCheckParts   parts,
       DeskProgressFunc progress,
       gpointer         user_data,
       GCancellable    *cancellable,
       GError         **error)
{
  g_autoptr(GPtrArray) damage = NULL;
  g_autoptr(GPtrArray) content = NULL;

  if ((parts & DESK_CHECK_DAMAGE) != 0)
    damage = desk_store_check (store, progress, user_data, cancellable, error);
  else
    damage = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_finding_free);
  if (damage == NULL || (parts & DESK_CHECK_CONTENT) == 0 || desk_job_repair_is_needed (damage))
    return g_steal_pointer (&damage);

  content = check_content (store, progress, user_data, cancellable, error);
  if (content == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (damage, g_steal_pointer (&content));

  return g_steal_pointer (&damage);
}

/**
 * desk_job_check:
 * @library: a library's folder
 * @parts: what is looked for
 * @progress: (nullable) (scope call): told how far it is
 *
 * Looks for what is wrong in a library, which may be too damaged to be opened. Its
 * content is looked at only while it has to be repaired in nothing. Blocks; call it on a
 * worker.
 *
 * Returns: (transfer full) (element-type DeskFinding): what is wrong; %NULL with
 *   @error set when it can't be told
 */
GPtrArray *
desk_job_check (const char      *library,
                DeskCheckParts   parts,
                DeskProgressFunc progress,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(DeskStore) store = desk_store_open (library, &cause);

  if (store != NULL)
    return check (store, parts, progress, user_data, cancellable, error);
  if (g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    return list_one (DESK_FINDING_DATABASE, cause->message);

  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}
