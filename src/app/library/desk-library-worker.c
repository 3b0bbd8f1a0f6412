/* desk-library-worker.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-library-worker.h"

/* A thread that does one job after the other with a store that nobody else uses.
 * Callers push a GTask and get it back in their own context. The worker outlives
 * its library where the last reference to that falls in a task that the thread
 * itself still holds.
 *
 *   queue    any thread (it locks itself)
 *   store    the worker's thread only, asserted in each entry; it is handed over
 *            before the first job that needs it, through the queue
 *   thread   set once, before there is a job
 */
struct _DeskLibraryWorker
{
  GAsyncQueue *queue; /* GTask, owned */
  GThread     *thread;
  DeskStore   *store;
};

static void
worker_clear (gpointer data)
{
  DeskLibraryWorker *self = data;

  g_async_queue_unref (self->queue);
  g_clear_object (&self->store);
}

static void
job_free (gpointer data)
{
  DeskLibraryJob *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
do_job (DeskLibraryWorker *self,
        GTask             *task,
        DeskLibraryJob    *job)
{
  g_autoptr(GError) error = NULL;
  gpointer result;

  g_assert (g_thread_self () == self->thread);

  if (job->is_idle_when_cancelled && g_task_return_error_if_cancelled (task))
    return;

  result = job->func (self->store, job->data, g_task_get_cancellable (task), &error);
  if (result != NULL)
    g_task_return_pointer (task, result, job->free_result);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gpointer
worker_main (gpointer data)
{
  DeskLibraryWorker *self = data;

  for (;;)
    {
      g_autoptr(GTask) task = g_async_queue_pop (self->queue);
      DeskLibraryJob *job = g_task_get_task_data (task);

      if (job->func == NULL)
        break;
      do_job (self, task, job);
    }

  g_clear_object (&self->store);
  g_atomic_rc_box_release_full (self, worker_clear);

  return NULL;
}

/**
 * desk_library_worker_new:
 * @name: what debuggers call the thread
 *
 * Returns: (transfer full): a thread that waits for a store and for jobs
 */
DeskLibraryWorker *
desk_library_worker_new (const char *name)
{
  DeskLibraryWorker *self = g_atomic_rc_box_new0 (DeskLibraryWorker);

  self->queue = g_async_queue_new_full (g_object_unref);
  self->thread = g_thread_new (name, worker_main, g_atomic_rc_box_acquire (self));

  return self;
}

/**
 * desk_library_worker_end:
 * @self: (transfer full): a worker
 *
 * Ends the thread when it has done what it was asked for, and waits for that,
 * unless it is the one that calls.
 */
void
desk_library_worker_end (DeskLibraryWorker *self)
{
  g_autoptr(GTask) last = g_task_new (NULL, NULL, NULL, NULL);
  GThread *thread = self->thread;
  DeskLibraryJob end = { .turn = G_MAXINT };

  desk_library_worker_push (self, last, &end);
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
  g_atomic_rc_box_release_full (self, worker_clear);
}

/**
 * desk_library_worker_set_store:
 * @store: what its jobs get from now on; nobody else may use it
 *
 * Before the first job that needs it, by whoever pushes that one.
 */
void
desk_library_worker_set_store (DeskLibraryWorker *self,
                               DeskStore         *store)
{
  g_set_object (&self->store, store);
}

static int
compare_turns (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const DeskLibraryJob *job = g_task_get_task_data ((GTask *) a);
  const DeskLibraryJob *other = g_task_get_task_data ((GTask *) b);

  return (job->turn > other->turn) - (job->turn < other->turn);
}

/**
 * desk_library_worker_push:
 * @task: gets the result
 * @job: what to do
 */
void
desk_library_worker_push (DeskLibraryWorker    *self,
                          GTask                *task,
                          const DeskLibraryJob *job)
{
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (job, sizeof *job), job_free);
  g_async_queue_push_sorted (self->queue, g_object_ref (task), compare_turns, NULL);
}
