/* desk-work-toast.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-work-toast.h"

#include "app/widgets/desk-progress-toast.h"

/* A window that is closed has nobody left who waits for it. */
static void
root_changed_cb (GtkWidget    *toasts,
                 GParamSpec   *pspec,
                 GCancellable *cancellable)
{
  if (gtk_widget_get_root (toasts) == NULL)
    g_cancellable_cancel (cancellable);
}

/**
 * desk_work_toast_show:
 * @toasts: where it is shown, once the work takes long
 * @what: what is done
 * @name: what a screen reader calls the bar
 * @cancellable: of the work
 *
 * Returns: (transfer full): a view for desk_work_run_async()
 */
DeskWorkView
desk_work_toast_show (AdwToastOverlay *toasts,
                      const char      *what,
                      const char      *name,
                      GCancellable    *cancellable)
{
  g_signal_connect_object (toasts, "notify::root", G_CALLBACK (root_changed_cb), cancellable, G_CONNECT_DEFAULT);

  return (DeskWorkView) {
           desk_progress_toast_tell, desk_progress_toast_free, desk_progress_toast_new (toasts, what, name, cancellable),
  };
}
