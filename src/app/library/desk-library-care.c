/* desk-library-care.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-library-care.h"

#include "app/library/desk-library-worker.h"
#include "jobs/desk-job-maintain.h"
#include "store/search/desk-search.h"

/* The day's snapshot and what it allows to be removed, and the index of the
 * search, which is brought up to date once nobody has changed anything for a
 * moment. A third thread with a store of its own does it, so that neither a save
 * nor a list waits.
 *
 * It lives as long as a task that is not answered, since answers come late.
 *
 *   worker        main thread; desk-library-worker.c says what is in it
 *   cancellable   any thread (it locks itself)
 *   the rest      main thread only
 */
#define AGAIN_AFTER_S 3600 /* a library may stay open for days */
#define INDEX_AFTER_MS 2000
#define SLICE_MS 100

struct _DeskLibraryCare
{
  DeskLibrary        *library; /* lent; NULL when nobody wants the care any more */
  DeskLibraryWorker  *worker;
  GCancellable       *cancellable;
  DeskLibraryCareFunc report;
  gpointer            user_data;
  unsigned            again_id;
  unsigned            index_id;
};

static gboolean
update_index (DeskStore    *store,
              GCancellable *cancellable,
              GError      **error)
{
  gboolean is_done = FALSE;

  while (!is_done)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !desk_store_update_search (store, SLICE_MS, &is_done, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* @data is the library's path, which is opened for the time of the work. */
static gpointer
care (DeskStore    *none,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr(DeskStore) store = desk_store_open (data, error);

  if (store == NULL ||
      !desk_job_maintain (store, g_get_real_time (), NULL, NULL, cancellable, error) ||
      !update_index (store, cancellable, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
care_clear (gpointer data)
{
  DeskLibraryCare *self = data;

  g_object_unref (self->cancellable);
}

static void
cared_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  DeskLibraryCare *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_done = g_task_propagate_pointer (G_TASK (result), &error) != NULL;

  if (self->library != NULL && is_done)
    desk_library_emit_indexed (self->library);
  else if (self->library != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->report (error, self->user_data);
  g_rc_box_release_full (self, care_clear);
}

static void
start (DeskLibraryCare *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, cared_cb, g_rc_box_acquire (self));
  const DeskLibraryJob job = {
    .func = care,
    .data = g_strdup (desk_library_get_path (self->library)),
    .free_data = g_free,
    .is_idle_when_cancelled = TRUE,
  };

  desk_library_worker_push (self->worker, task, &job);
}

static gboolean
again_cb (gpointer user_data)
{
  start (user_data);
  return G_SOURCE_CONTINUE;
}

static void
index_cb (gpointer user_data)
{
  DeskLibraryCare *self = user_data;

  self->index_id = 0;
  start (self);
}

static void
changed_cb (DeskLibraryCare *self)
{
  g_clear_handle_id (&self->index_id, g_source_remove);
  self->index_id = g_timeout_add_once (INDEX_AFTER_MS, index_cb, self);
}

/**
 * desk_library_care_new:
 * @library: an open library, which lives longer
 * @report: told what went wrong
 *
 * Looks after @library from now on.
 */
DeskLibraryCare *
desk_library_care_new (DeskLibrary        *library,
                       DeskLibraryCareFunc report,
                       gpointer            user_data)
{
  DeskLibraryCare *self = g_rc_box_new0 (DeskLibraryCare);

  self->library = library;
  self->worker = desk_library_worker_new ("desk-care");
  self->cancellable = g_cancellable_new ();
  self->report = report;
  self->user_data = user_data;
  self->again_id = g_timeout_add_seconds (AGAIN_AFTER_S, again_cb, self);
  g_signal_connect_swapped (library, "changed", G_CALLBACK (changed_cb), self);
  start (self);

  return self;
}

static void
forget_library (DeskLibraryCare *self)
{
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  self->library = NULL;
  g_clear_handle_id (&self->again_id, g_source_remove);
  g_clear_handle_id (&self->index_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static gpointer
do_nothing (DeskStore    *none,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  return GINT_TO_POINTER (TRUE);
}

/**
 * desk_library_care_stop_async:
 * @callback: called when nothing goes on any more; desk_library_care_free() then
 *   need not wait
 *
 * Stops what goes on.
 */
void
desk_library_care_stop_async (DeskLibraryCare    *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  const DeskLibraryJob job = { .func = do_nothing };

  forget_library (self);
  desk_library_worker_push (self->worker, task, &job);
}

/**
 * desk_library_care_free:
 *
 * Stops what goes on, and waits for that.
 */
void
desk_library_care_free (DeskLibraryCare *self)
{
  if (self == NULL)
    return;

  forget_library (self);
  g_clear_pointer (&self->worker, desk_library_worker_end);
  g_rc_box_release_full (self, care_clear);
}
