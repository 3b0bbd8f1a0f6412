/* desk-work.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-work.h"

/* The program does not end while a work goes on, so that it can take away what
 * it has not finished.
 *
 *   func, data, view       set before the thread starts; @view: main thread
 *   cancellable            any thread
 *   what, fraction, has_update   @lock
 *   callback, user_data    main thread
 */
typedef struct
{
  DeskWorkFunc        func;
  gpointer            data;
  GDestroyNotify      free_data;
  GDestroyNotify      free_result;
  DeskWorkView        view;

  GMutex              lock;
  char               *what;
  double              fraction;
  gboolean            has_update; /* the main thread will look */

  GAsyncReadyCallback callback;
  gpointer            user_data;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->what);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
update_cb (gpointer user_data)
{
  Work *self = g_task_get_task_data (user_data);
  g_autofree char *what = NULL;
  double fraction;

  g_mutex_lock (&self->lock);
  self->has_update = FALSE;
  what = g_strdup (self->what);
  fraction = self->fraction;
  g_mutex_unlock (&self->lock);

  if (self->view.data != NULL)
    self->view.tell (what, fraction, self->view.data);

  return G_SOURCE_REMOVE;
}

static void
progress_cb (const char *what,
             double      fraction,
             gpointer    user_data)
{
  GTask *task = user_data;
  Work *self = g_task_get_task_data (task);

  g_mutex_lock (&self->lock);
  g_set_str (&self->what, what);
  self->fraction = fraction;
  if (!self->has_update)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, update_cb, g_object_ref (task), g_object_unref);
  self->has_update = TRUE;
  g_mutex_unlock (&self->lock);
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Work *self = task_data;
  GError *error = NULL;
  gpointer result = self->func (self->data, progress_cb, task, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, self->free_result);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Work *self = g_task_get_task_data (G_TASK (result));

  self->view.free (g_steal_pointer (&self->view.data));
  self->callback (NULL, result, self->user_data);
  g_application_release (g_application_get_default ());
}

/**
 * desk_work_run_async:
 * @func: what to do, on a thread of its own
 * @data: (transfer full) (nullable): its own copy of all that it needs
 * @free_data: (nullable): how to free @data
 * @free_result: (nullable): how to free a result that nobody asked for
 * @view: where it is shown how far the work is
 *
 * Does long work. Unless @func says otherwise it is cancelled only where it looks.
 */
void
desk_work_run_async (DeskWorkFunc        func,
                     gpointer            data,
                     GDestroyNotify      free_data,
                     GDestroyNotify      free_result,
                     DeskWorkView        view,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, done_cb, NULL);
  Work *work = g_new0 (Work, 1);

  g_mutex_init (&work->lock);
  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  work->view = view;
  work->callback = callback;
  work->user_data = user_data;
  g_task_set_source_tag (task, desk_work_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told */
  g_task_set_task_data (task, work, work_free);
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, work_in_thread);
}

/**
 * desk_work_run_finish:
 *
 * Returns: (transfer full): what the work has made; %NULL with @error set
 */
gpointer
desk_work_run_finish (GAsyncResult *result,
                      GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
