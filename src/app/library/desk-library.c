/* desk-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-library.h"

#include "jobs/desk-job-library.h"

#include <glib/gi18n.h>

/* One thread owns the store. Callers push a GTask and get it back in their own
 * context; work is done in the order in which it was asked for, so that a list
 * read after a save has what was saved. The worker outlives the object where the
 * last reference falls in a task that the thread itself still holds.
 *
 *   worker.queue   any thread (it locks itself)
 *   worker.store   the worker's thread only, asserted in each entry
 *   path, site     main thread only
 */
typedef struct
{
  GAsyncQueue *queue; /* GTask, owned */
  GThread     *thread;
  DeskStore   *store;
} Worker;

struct _DeskLibrary
{
  GObject   parent_instance;
  Worker   *worker; /* an atomic box, shared with its thread */
  char     *path;
  DeskSite *site;
};

typedef struct
{
  DeskLibraryFunc func; /* NULL ends the thread */
  gpointer        data;
  GDestroyNotify  free_data;
  GDestroyNotify  free_result;
} Job;

typedef struct
{
  Worker  *worker;  /* lent: the job runs on its thread */
  char    *path;
  gboolean create_if_missing;
} Opening;

typedef enum
{
  PROP_SITE = 1,
} DeskLibraryProperty;

static GParamSpec *props[PROP_SITE + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskLibrary, desk_library, G_TYPE_OBJECT)

static void
worker_clear (gpointer data)
{
  Worker *worker = data;

  g_async_queue_unref (worker->queue);
  g_clear_object (&worker->store);
}

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening);
}

static void
do_job (Worker *worker,
        GTask  *task,
        Job    *job)
{
  g_autoptr(GError) error = NULL;
  gpointer result;

  g_assert (g_thread_self () == worker->thread);

  result = job->func (worker->store, job->data, g_task_get_cancellable (task), &error);
  if (result != NULL)
    g_task_return_pointer (task, result, job->free_result);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gpointer
worker_main (gpointer data)
{
  Worker *worker = data;

  for (;;)
    {
      g_autoptr(GTask) task = g_async_queue_pop (worker->queue);
      Job *job = g_task_get_task_data (task);

      if (job->func == NULL)
        break;
      do_job (worker, task, job);
    }

  g_clear_object (&worker->store);
  g_atomic_rc_box_release_full (worker, worker_clear);

  return NULL;
}

static void
push_job (DeskLibrary *self,
          GTask       *task,
          const Job   *job)
{
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (job, sizeof *job), (GDestroyNotify) job_free);
  g_async_queue_push (self->worker->queue, g_object_ref (task));
}

static gpointer
read_site (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return desk_store_dup_site (store, error);
}

static gpointer
open_store (DeskStore    *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Opening *opening = data;
  g_autoptr(DeskStore) opened = NULL;
  g_autofree char *parent = g_path_get_dirname (opening->path);

  if (g_file_test (opening->path, G_FILE_TEST_EXISTS) || !opening->create_if_missing)
    {
      opened = desk_store_open (opening->path, error);
    }
  else
    {
      /* What goes wrong here is told, better, by the next call. */
      (void) g_mkdir_with_parents (parent, 0755);
      opened = desk_job_make_library (opening->path, FALSE, NULL, NULL, error);
    }
  if (opened == NULL)
    return NULL;

  g_set_object (&opening->worker->store, opened);

  return read_site (opened, NULL, cancellable, error);
}

static void
take_site (DeskLibrary *self,
           DeskSite    *site)
{
  g_clear_pointer (&self->site, desk_site_free);
  self->site = site;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SITE]);
}

static void
site_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  DeskLibrary *self = DESK_LIBRARY (object);
  DeskSite *site = desk_library_run_finish (self, result, NULL);

  if (site != NULL)
    take_site (self, site);
}

static void
desk_library_get_property (GObject    *object,
                           unsigned    prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  DeskLibrary *self = DESK_LIBRARY (object);

  switch ((DeskLibraryProperty) prop_id)
    {
    case PROP_SITE:
      g_value_set_pointer (value, self->site);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_library_dispose (GObject *object)
{
  DeskLibrary *self = DESK_LIBRARY (object);

  if (self->worker != NULL)
    {
      g_autoptr(GTask) last = g_task_new (NULL, NULL, NULL, NULL);
      GThread *thread = self->worker->thread;
      Job end = { .func = NULL };

      push_job (self, last, &end);
      if (thread == g_thread_self ())
        g_thread_unref (thread);
      else
        g_thread_join (thread);
      g_atomic_rc_box_release_full (g_steal_pointer (&self->worker), worker_clear);
    }

  G_OBJECT_CLASS (desk_library_parent_class)->dispose (object);
}

static void
desk_library_finalize (GObject *object)
{
  DeskLibrary *self = DESK_LIBRARY (object);

  g_free (self->path);
  desk_site_free (self->site);

  G_OBJECT_CLASS (desk_library_parent_class)->finalize (object);
}

static void
desk_library_class_init (DeskLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desk_library_get_property;
  object_class->dispose = desk_library_dispose;
  object_class->finalize = desk_library_finalize;

  /**
   * DeskLibrary:site: (type gpointer)
   *
   * The site's settings as they were last read.
   */
  props[PROP_SITE] = g_param_spec_pointer ("site", NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskLibrary::changed:
   *
   * Something was written: lists, counts and names should be read again.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_library_init (DeskLibrary *self)
{
  self->site = desk_site_new ();
  self->worker = g_atomic_rc_box_new0 (Worker);
  self->worker->queue = g_async_queue_new_full (g_object_unref);
  self->worker->thread = g_thread_new ("desk-library", worker_main, g_atomic_rc_box_acquire (self->worker));
}

/**
 * desk_library_new:
 *
 * Returns: (transfer full): a library that is not yet open
 */
DeskLibrary *
desk_library_new (void)
{
  return g_object_new (DESK_TYPE_LIBRARY, NULL);
}

/**
 * desk_library_open_async:
 * @path: the library's folder
 * @create_if_missing: whether to make one where there is nothing
 *
 * Opens the library. Nothing else may be asked of @self before that is done.
 */
void
desk_library_open_async (DeskLibrary        *self,
                         const char         *path,
                         gboolean            create_if_missing,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (DESK_IS_LIBRARY (self) && path != NULL);

  g_set_str (&self->path, path);
  opening->worker = self->worker;
  opening->path = g_strdup (path);
  opening->create_if_missing = create_if_missing;
  desk_library_run_async (self, open_store, opening, opening_free, (GDestroyNotify) desk_site_free,
                          cancellable, callback, user_data);
}

/**
 * desk_library_open_finish:
 * @error: return location; of #DESK_STORE_ERROR
 *
 * Returns: whether the library is open now
 */
gboolean
desk_library_open_finish (DeskLibrary  *self,
                          GAsyncResult *result,
                          GError      **error)
{
  DeskSite *site = desk_library_run_finish (self, result, error);

  if (site == NULL)
    return FALSE;

  take_site (self, site);
  return TRUE;
}

/**
 * desk_library_run_async:
 * @func: what to do, on the library's thread
 * @data: (transfer full) (nullable): its own copy of all that it needs
 * @free_data: (nullable): how to free @data
 * @free_result: (nullable): how to free a result that nobody asked for
 *
 * Does @func after all that was asked for before.
 */
void
desk_library_run_async (DeskLibrary        *self,
                        DeskLibraryFunc     func,
                        gpointer            data,
                        GDestroyNotify      free_data,
                        GDestroyNotify      free_result,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  Job job = { .func = func, .data = data, .free_data = free_data, .free_result = free_result };

  g_return_if_fail (DESK_IS_LIBRARY (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_library_run_async);
  push_job (self, task, &job);
}

/**
 * desk_library_run_finish:
 *
 * Returns: (transfer full): what the function gave back
 */
gpointer
desk_library_run_finish (DeskLibrary  *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desk_library_emit_changed:
 *
 * Tells everybody that something was written, and reads the site's settings
 * again (listen to #DeskLibrary:site for those).
 */
void
desk_library_emit_changed (DeskLibrary *self)
{
  g_return_if_fail (DESK_IS_LIBRARY (self));

  desk_library_run_async (self, read_site, NULL, NULL, (GDestroyNotify) desk_site_free, NULL, site_read_cb, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * desk_library_get_path:
 *
 * Returns: (nullable): the folder it was opened from
 */
const char *
desk_library_get_path (DeskLibrary *self)
{
  g_return_val_if_fail (DESK_IS_LIBRARY (self), NULL);

  return self->path;
}

/**
 * desk_library_get_site:
 *
 * Returns: (transfer none): the settings as they were last read; good until the
 *   main loop runs again
 */
const DeskSite *
desk_library_get_site (DeskLibrary *self)
{
  g_return_val_if_fail (DESK_IS_LIBRARY (self), NULL);

  return self->site;
}

/**
 * desk_library_dup_main_language:
 *
 * Returns: (transfer full): the language whose edition stands for an article
 */
char *
desk_library_dup_main_language (DeskLibrary *self)
{
  g_return_val_if_fail (DESK_IS_LIBRARY (self), NULL);

  return desk_site_dup_main_language (self->site);
}
