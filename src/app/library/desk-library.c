/* desk-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-library.h"

#include "app/library/desk-library-worker.h"
#include "jobs/desk-job-library.h"

#include <glib/gi18n.h>

/* Two threads, each with a store of its own on the same library. The writer does
 * what changes something, and what has to see all that was asked for before, in
 * that order. The reader fetches what a person looks at: SQLite's write-ahead log
 * lets it read while the writer writes, so that no list waits for a save and no
 * save for a list. It sees whatever was committed when its turn comes.
 *
 * For what needs the library's files to itself it is closed, and opened again:
 * whoever shows it stays with it meanwhile.
 *
 *   writer, reader   main thread only; desk-library-worker.c says what is in them
 *   the rest         main thread only
 */
struct _DeskLibrary
{
  GObject            parent_instance;
  DeskLibraryWorker *writer;
  DeskLibraryWorker *reader;
  char              *path;
  DeskSite          *site;
  gboolean           is_open;
};

typedef struct
{
  DeskLibraryWorker *writer; /* lent: the job runs on its thread */
  DeskLibraryWorker *reader; /* lent, likewise; it has no job yet */
  char              *path;
  gboolean           create_if_missing;
} Opening;

typedef struct
{
  DeskLibraryWorker *worker; /* lent: the job runs on its thread */
} Closing;

typedef enum
{
  PROP_SITE = 1,
} DeskLibraryProperty;

static GParamSpec *props[PROP_SITE + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CHANGED_ELSEWHERE,
  SIGNAL_INDEXED,
  SIGNAL_DAMAGED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskLibrary, desk_library, G_TYPE_OBJECT)

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening);
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
  g_autoptr(DeskStore) reader = NULL;
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

  reader = desk_store_open_again (opened, error);
  if (reader == NULL)
    return NULL;

  desk_library_worker_set_store (opening->writer, opened);
  desk_library_worker_set_store (opening->reader, reader);

  return read_site (opened, NULL, cancellable, error);
}

static gpointer
close_store (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Closing *closing = data;

  desk_library_worker_set_store (closing->worker, NULL);
  return GINT_TO_POINTER (TRUE);
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

  g_clear_pointer (&self->reader, desk_library_worker_end);
  g_clear_pointer (&self->writer, desk_library_worker_end);

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

  /**
   * DeskLibrary::changed-elsewhere:
   *
   * Something was written by another program, or by another part of this one with
   * a store of its own. #DeskLibrary::changed follows.
   */
  signals[SIGNAL_CHANGED_ELSEWHERE] = g_signal_new ("changed-elsewhere", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskLibrary::indexed:
   *
   * The index of the search has all that was written until a moment ago.
   */
  signals[SIGNAL_INDEXED] = g_signal_new ("indexed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskLibrary::damaged:
   * @message: what was found
   *
   * Something that was asked for met damage, which repairing can mend.
   */
  signals[SIGNAL_DAMAGED] = g_signal_new ("damaged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_library_init (DeskLibrary *self)
{
  self->site = desk_site_new ();
  self->writer = desk_library_worker_new ("desk-writer");
  self->reader = desk_library_worker_new ("desk-reader");
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
 * Opens the library, which may have been another one before it was closed.
 * What else is asked of @self before that is done is refused.
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
  g_autoptr(GTask) task = NULL;
  DeskLibraryJob job = {
    .func = open_store,
    .data = opening,
    .free_data = opening_free,
    .free_result = (GDestroyNotify) desk_site_free,
  };

  g_return_if_fail (DESK_IS_LIBRARY (self) && path != NULL && !self->is_open);

  g_set_str (&self->path, path);
  opening->writer = self->writer;
  opening->reader = self->reader;
  opening->path = g_strdup (path);
  opening->create_if_missing = create_if_missing;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_library_open_async);
  desk_library_worker_push (self->writer, task, &job);
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
  DeskSite *site;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  site = g_task_propagate_pointer (G_TASK (result), error);
  if (site == NULL)
    return FALSE;

  self->is_open = TRUE;
  take_site (self, site);
  return TRUE;
}

static void
push_closing (DeskLibrary        *self,
              DeskLibraryWorker  *worker,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Closing *closing = g_new0 (Closing, 1);
  DeskLibraryJob job = { .func = close_store, .data = closing, .free_data = g_free, .turn = G_MAXINT };

  closing->worker = worker;
  desk_library_worker_push (worker, task, &job);
}

static void
reader_closed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  g_task_return_boolean (task, g_task_propagate_pointer (G_TASK (result), NULL) != NULL);
}

static void
writer_closed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  DeskLibrary *self = DESK_LIBRARY (object);

  push_closing (self, self->reader, reader_closed_cb, user_data);
}

/**
 * desk_library_close_async:
 *
 * Closes the library, when all that was asked for is done. What is asked for
 * from now on is refused, until it is opened again.
 */
void
desk_library_close_async (DeskLibrary        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (DESK_IS_LIBRARY (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_library_close_async);
  self->is_open = FALSE;
  push_closing (self, self->writer, writer_closed_cb, task);
}

/**
 * desk_library_close_finish:
 *
 * Returns: %TRUE: a library can always be closed
 */
gboolean
desk_library_close_finish (DeskLibrary  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
push (DeskLibrary          *self,
      DeskLibraryWorker    *worker,
      GTask                *task,
      const DeskLibraryJob *job)
{
  if (self->is_open)
    {
      desk_library_worker_push (worker, task, job);
      return;
    }

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_task_return_new_error (task, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY,
                           _("The library is closed for a moment; try again"));
}

/**
 * desk_library_run_async:
 * @func: what to do, on the writer's thread
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
  DeskLibraryJob job = { .func = func, .data = data, .free_data = free_data, .free_result = free_result };

  g_return_if_fail (DESK_IS_LIBRARY (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_library_run_async);
  push (self, self->writer, task, &job);
}

/**
 * desk_library_read_async:
 * @reading: what it is about, which says whose turn is first
 * @func: what to do, on the reader's thread, which can't write
 * @data: (transfer full) (nullable): its own copy of all that it needs
 * @free_data: (nullable): how to free @data
 * @free_result: (nullable): how to free a result that nobody asked for
 * @cancellable: (nullable): what is cancelled before its turn isn't begun
 *
 * Does @func beside whatever is being written. Use desk_library_run_finish().
 */
void
desk_library_read_async (DeskLibrary        *self,
                         DeskReading         reading,
                         DeskLibraryFunc     func,
                         gpointer            data,
                         GDestroyNotify      free_data,
                         GDestroyNotify      free_result,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  DeskLibraryJob job = {
    .func = func,
    .data = data,
    .free_data = free_data,
    .free_result = free_result,
    .turn = (int) reading,
    .is_idle_when_cancelled = TRUE,
  };

  g_return_if_fail (DESK_IS_LIBRARY (self) && func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_library_read_async);
  push (self, self->reader, task, &job);
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
  g_autoptr(GError) cause = NULL;
  gpointer answer;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), &cause);
  if (g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    g_signal_emit (self, signals[SIGNAL_DAMAGED], 0, cause->message);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return answer;
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

  desk_library_read_async (self, DESK_READING_REST, read_site, NULL, NULL, (GDestroyNotify) desk_site_free,
                           NULL, site_read_cb, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * desk_library_emit_changed_elsewhere:
 *
 * Tells everybody that somebody else has written.
 */
void
desk_library_emit_changed_elsewhere (DeskLibrary *self)
{
  g_return_if_fail (DESK_IS_LIBRARY (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED_ELSEWHERE], 0);
  desk_library_emit_changed (self);
}

/**
 * desk_library_emit_indexed:
 *
 * Tells everybody that the search has read the library.
 */
void
desk_library_emit_indexed (DeskLibrary *self)
{
  g_return_if_fail (DESK_IS_LIBRARY (self));

  g_signal_emit (self, signals[SIGNAL_INDEXED], 0);
}

/**
 * desk_library_emit_damaged:
 * @message: what was found
 *
 * Tells that the library is damaged, where another store than its own has met it.
 */
void
desk_library_emit_damaged (DeskLibrary *self,
                           const char  *message)
{
  g_return_if_fail (DESK_IS_LIBRARY (self));

  g_signal_emit (self, signals[SIGNAL_DAMAGED], 0, message);
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
 * desk_library_dup_folder:
 *
 * Returns: (transfer full): its folder: a library can be named by its database
 */
char *
desk_library_dup_folder (DeskLibrary *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (DESK_IS_LIBRARY (self) && self->path != NULL, NULL);

  name = g_path_get_basename (self->path);
  return g_str_equal (name, "library.sqlite3") ? g_path_get_dirname (self->path) : g_strdup (self->path);
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
