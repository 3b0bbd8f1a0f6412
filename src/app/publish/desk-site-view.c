/* desk-site-view.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-view.h"

#include "app/publish/desk-publish-folder.h"
#include "exporter/serve/desk-server.h"

/* The pages name their styles and each other from the top of the site, so a
 * browser has to get them from a server, even on this machine. It runs on a
 * thread of its own from the first page that is shown until the library is left,
 * or until the site is written to another folder or has another address.
 */
typedef struct
{
  char         *folder;
  char         *base_path;
  GMainContext *context; /* the thread's own */
  GMainLoop    *loop;
  GThread      *thread;
  char         *address; /* NULL until it is served */
} View;

#define KEY "desk-site-view"

static void
view_clear (gpointer data)
{
  View *view = data;

  g_main_loop_unref (view->loop);
  g_main_context_unref (view->context);
  g_free (view->folder);
  g_free (view->base_path);
  g_free (view->address);
}

static void
view_unref (gpointer view)
{
  g_atomic_rc_box_release_full (view, view_clear);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* The thread ends by itself where the site can't be served. Quitting a loop does
 * nothing before it runs, so that is left to its first round. */
static void
view_stop (gpointer data)
{
  View *view = data;
  g_autoptr(GSource) quit = g_idle_source_new ();

  g_source_set_callback (quit, quit_cb, view->loop, NULL);
  g_source_attach (quit, view->context);
  g_thread_join (view->thread);
  view_unref (view);
}

static gpointer
serve (gpointer data)
{
  g_autoptr(GTask) start = data;
  View *view = g_task_get_task_data (start);
  g_autoptr(DeskServer) server = NULL;
  GError *error = NULL;

  g_main_context_push_thread_default (view->context);
  server = desk_server_new (view->folder, view->base_path, 0, &error);
  if (server == NULL)
    {
      g_task_return_error (start, error);
    }
  else
    {
      g_task_return_pointer (start, g_strdup (desk_server_get_address (server)), g_free);
      g_clear_object (&start);
      g_main_loop_run (view->loop);
    }
  g_clear_object (&server);
  g_main_context_pop_thread_default (view->context);

  return NULL;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GObject *library = g_task_get_source_object (task);
  View *view = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  char *address = g_task_propagate_pointer (G_TASK (result), &error);

  if (address == NULL)
    {
      if (g_object_get_data (library, KEY) == view)
        g_object_set_data (library, KEY, NULL);
      g_task_return_error (task, error);
      return;
    }

  view->address = address;
  g_task_return_pointer (task, g_strdup (address), g_free);
}

static void
start_view (DeskLibrary *library,
            char        *folder,    /* eaten */
            char        *base_path, /* likewise */
            GTask       *task)      /* likewise */
{
  View *view = g_atomic_rc_box_new0 (View);
  GTask *start = g_task_new (NULL, NULL, started_cb, task); /* the thread never holds the library */

  view->folder = folder;
  view->base_path = base_path;
  view->context = g_main_context_new ();
  view->loop = g_main_loop_new (view->context, FALSE);
  g_task_set_source_tag (start, start_view);
  g_task_set_task_data (start, g_atomic_rc_box_acquire (view), view_unref);
  view->thread = g_thread_new ("site-view", serve, start);
  g_object_set_data_full (G_OBJECT (library), KEY, view, view_stop);
}

/**
 * desk_site_view_start_async:
 *
 * Serves the folder of the site on 127.0.0.1, if that isn't done yet.
 */
void
desk_site_view_start_async (DeskLibrary        *library,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autofree char *folder = NULL;
  g_autofree char *base_path = NULL;
  View *view;
  GTask *task;

  g_return_if_fail (DESK_IS_LIBRARY (library));

  folder = desk_publish_folder_dup (library);
  base_path = desk_site_dup_base_path (desk_library_get_site (library));
  task = g_task_new (library, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_site_view_start_async);

  view = g_object_get_data (G_OBJECT (library), KEY);
  if (view != NULL && view->address != NULL &&
      g_str_equal (view->folder, folder) && g_str_equal (view->base_path, base_path))
    {
      g_task_return_pointer (task, g_strdup (view->address), g_free);
      g_object_unref (task);
      return;
    }

  start_view (library, g_steal_pointer (&folder), g_steal_pointer (&base_path), task);
}

/**
 * desk_site_view_start_finish:
 *
 * Returns: (transfer full): the address of the site's top, which ends in a
 *   slash; %NULL with @error set
 */
char *
desk_site_view_start_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
