/* desk-site-writing.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-writing.h"

#include "app/publish/desk-publish-folder.h"
#include "app/widgets/desk-progress-toast.h"
#include "jobs/desk-job-export.h"

#include <glib/gi18n.h>

/* The site is written on a thread of its own, with a store of its own, so that
 * a long run never stands before the next save. Two runs into one folder would
 * disturb each other: a library's runs wait for one another.
 *
 *   library_path, folder, article_uuid, language   set before the thread starts
 *   cancellable                        any thread
 *   what, fraction, has_update         @lock
 *   toasts, toast                      main thread
 */
typedef struct
{
  char              *library_path;
  char              *folder;
  char              *article_uuid;
  char              *language;
  gboolean           compares_all;
  char             **problems; /* (nullable): the thread's, then whoever is told */
  GCancellable      *cancellable;

  GMutex             lock;
  char              *what;
  double             fraction;
  gboolean           has_update; /* the main thread will look */

  AdwToastOverlay   *toasts;
  DeskProgressToast *toast;    /* NULL while it waits, and when it has ended */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->library_path);
  g_free (writing->folder);
  g_free (writing->article_uuid);
  g_free (writing->language);
  g_strfreev (writing->problems);
  g_free (writing->what);
  g_mutex_clear (&writing->lock);
  g_object_unref (writing->toasts);
  g_object_unref (writing->cancellable);
  g_free (writing);
}

static gboolean
update_cb (gpointer user_data)
{
  Writing *writing = g_task_get_task_data (user_data);
  g_autofree char *what = NULL;
  double fraction;

  g_mutex_lock (&writing->lock);
  writing->has_update = FALSE;
  what = g_strdup (writing->what);
  fraction = writing->fraction;
  g_mutex_unlock (&writing->lock);

  if (writing->toast != NULL)
    desk_progress_toast_tell (what, fraction, writing->toast);

  return G_SOURCE_REMOVE;
}

static void
progress_cb (const char *what,
             double      fraction,
             gpointer    user_data)
{
  GTask *task = user_data;
  Writing *writing = g_task_get_task_data (task);

  g_mutex_lock (&writing->lock);
  g_set_str (&writing->what, what);
  writing->fraction = fraction;
  if (!writing->has_update)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, update_cb, g_object_ref (task), g_object_unref);
  writing->has_update = TRUE;
  g_mutex_unlock (&writing->lock);
}

static void
write_site (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Writing *writing = task_data;
  g_autoptr(DeskStore) store = NULL;
  g_auto(DeskExportSummary) summary = { 0 };
  GError *error = NULL;

  store = desk_store_open (writing->library_path, &error);
  if (store == NULL ||
      !desk_job_export (store, writing->folder, g_get_real_time (), writing->compares_all, progress_cb, task,
                        cancellable, &summary, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  writing->problems = g_steal_pointer (&summary.problems);
  g_task_return_pointer (task,
                         writing->article_uuid != NULL
                         ? desk_publish_folder_dup_page (store, writing->folder, writing->article_uuid, writing->language)
                         : g_strdup (""),
                         g_free);
}

static GQueue *
get_queue (DeskLibrary *library)
{
  GQueue *queue = g_object_get_data (G_OBJECT (library), "desk-site-writing");

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_object_set_data_full (G_OBJECT (library), "desk-site-writing", queue, (GDestroyNotify) g_queue_free);
    }

  return queue;
}

static void
start (GTask *task)
{
  Writing *writing = g_task_get_task_data (task);

  writing->toast = desk_progress_toast_new (writing->toasts, _("Writing the site…"), _("Progress of publishing"),
                                            writing->cancellable);
  g_task_run_in_thread (task, write_site);
}

static void
completed_cb (GTask *task)
{
  GQueue *queue = get_queue (g_task_get_source_object (task));
  Writing *writing = g_task_get_task_data (task);

  g_clear_pointer (&writing->toast, desk_progress_toast_free);

  g_object_unref (g_queue_pop_head (queue));
  if (!g_queue_is_empty (queue))
    start (g_queue_peek_head (queue));
}

/**
 * desk_site_writing_run_async:
 * @toasts: where progress is shown, with a way to stop it
 * @article_uuid: (nullable): the article whose page is asked for
 * @language: (nullable): and its language
 * @compares_all: whether to look at every file, so that what somebody did to one is
 *   put right, or to trust what is known of the last run
 *
 * Writes the site into its folder, when an earlier run is through.
 */
void
desk_site_writing_run_async (DeskLibrary        *library,
                             AdwToastOverlay    *toasts,
                             const char         *article_uuid,
                             const char         *language,
                             gboolean            compares_all,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Writing *writing = g_new0 (Writing, 1);
  GQueue *queue;
  GTask *task;

  g_return_if_fail (DESK_IS_LIBRARY (library) && ADW_IS_TOAST_OVERLAY (toasts));

  g_mutex_init (&writing->lock);
  writing->library_path = g_strdup (desk_library_get_path (library));
  writing->folder = desk_publish_folder_dup (library);
  writing->article_uuid = g_strdup (article_uuid);
  writing->language = g_strdup (language);
  writing->compares_all = compares_all;
  writing->toasts = g_object_ref (toasts);
  writing->cancellable = g_cancellable_new ();

  task = g_task_new (library, writing->cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_site_writing_run_async);
  g_task_set_task_data (task, writing, writing_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);

  queue = get_queue (library);
  g_queue_push_tail (queue, task);
  if (g_queue_get_length (queue) == 1)
    start (task);
}

/**
 * desk_site_writing_run_finish:
 * @out_problems: (out) (transfer full) (nullable): which pictures were left out, and
 *   why
 *
 * Returns: (transfer full) (nullable): the path of the page that was asked for,
 *   from the top of the site; %NULL with @error set when the site could not be
 *   written, and without when readers don't get this language
 */
char *
desk_site_writing_run_finish (GAsyncResult *result,
                              char       ***out_problems,
                              GError      **error)
{
  Writing *writing = g_task_get_task_data (G_TASK (result));

  *out_problems = g_steal_pointer (&writing->problems);
  return g_task_propagate_pointer (G_TASK (result), error);
}
