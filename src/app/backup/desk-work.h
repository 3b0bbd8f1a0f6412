/* desk-work.h - long work beside the main thread, with progress and a way to stop it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskWorkFunc:
 * @data: as given to desk_work_run_async()
 * @progress: to be told how far it is, with @progress_data
 *
 * Work on a thread of its own.
 *
 * Returns: what was asked for; %NULL with @error set
 */
typedef gpointer (*DeskWorkFunc) (gpointer         data,
                                  DeskProgressFunc progress,
                                  gpointer         progress_data,
                                  GCancellable    *cancellable,
                                  GError         **error);

/**
 * DeskWorkView:
 * @tell: shows how far it is; on the main thread
 * @free: called when the work has ended, before its callback
 * @data: (transfer full): for both
 */
typedef struct
{
  DeskProgressFunc tell;
  GDestroyNotify   free;
  gpointer         data;
} DeskWorkView;

void desk_work_run_async (DeskWorkFunc        func,
                          gpointer            data,
                          GDestroyNotify      free_data,
                          GDestroyNotify      free_result,
                          DeskWorkView        view,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data);
gpointer desk_work_run_finish (GAsyncResult *result,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
