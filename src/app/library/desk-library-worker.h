/* desk-library-worker.h - a thread with a store of its own
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

/* An atomic box, shared with the thread. */
typedef struct _DeskLibraryWorker DeskLibraryWorker;

/**
 * DeskLibraryJob:
 * @func: what to do
 * @data: for @func
 * @free_data: (nullable): how to free @data
 * @free_result: (nullable): how to free a result that nobody asked for
 * @turn: which job comes first where several wait, the lowest; equal ones in the
 *   order in which they came
 * @is_idle_when_cancelled: a job that was cancelled before its turn isn't done
 */
typedef struct
{
  DeskLibraryFunc func;
  gpointer        data;
  GDestroyNotify  free_data;
  GDestroyNotify  free_result;
  int             turn;
  gboolean        is_idle_when_cancelled;
} DeskLibraryJob;

DeskLibraryWorker *desk_library_worker_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void               desk_library_worker_end (DeskLibraryWorker *self);

gboolean           desk_library_worker_has_store (DeskLibraryWorker *self);
void               desk_library_worker_set_store (DeskLibraryWorker *self,
                                                  DeskStore         *store);
void               desk_library_worker_push (DeskLibraryWorker    *self,
                                             GTask                *task,
                                             const DeskLibraryJob *job);

G_END_DECLS
