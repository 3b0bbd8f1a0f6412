/* desk-job-maintain.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-jobs"

#include "config.h"

#include "desk-job-maintain.h"

#include "store/backup/desk-media-sweep.h"
#include "store/backup/desk-snapshot.h"
#include "store/desk-batch.h"
#include "store/desk-chore.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

/**
 * desk_job_maintain:
 * @now_us: the time, µs since 1970
 * @progress: (nullable) (scope call): told how far it is
 *
 * Ends what a program that was killed has begun. Then makes the day's snapshot,
 * and only with that safe removes what is due: old trash, old revisions, files
 * that nothing names; nothing of that when the day's snapshot is there. Nobody else waits for it longer than a moment. Blocks; call
 * it on a worker.
 */
gboolean
desk_job_maintain (DeskStore       *store,
                   gint64           now_us,
                   DeskProgressFunc progress,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  unsigned n_removed;
  gboolean is_swept;

  if (!desk_store_sweep_batches (store, G_MAXINT64 / 2, cancellable, &is_swept, error) ||
      !desk_store_do_chores (store, cancellable, error))
    return FALSE;
  if (desk_store_has_snapshot (store, now_us))
    return TRUE;

  return desk_store_make_snapshot (store, now_us, progress, user_data, cancellable, error) &&
         desk_store_purge_trash (store, now_us - DESK_TRASH_US, NULL, NULL, cancellable, &n_removed, error) &&
         desk_store_purge_media (store, now_us - DESK_TRASH_US, cancellable, error) &&
         desk_store_thin_revisions (store, now_us, cancellable, &n_removed, error) &&
         desk_store_sweep_media (store, now_us, cancellable, &n_removed, error) &&
         desk_store_fold_log (store, error);
}
