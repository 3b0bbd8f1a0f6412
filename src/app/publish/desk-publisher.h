/* desk-publisher.h - an edition goes to its readers
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_publisher_publish_async (DeskDocument       *document,
                                   GtkWidget          *parent,
                                   AdwToastOverlay    *toasts,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean desk_publisher_publish_finish (GAsyncResult *result,
                                        GError      **error);

void desk_publisher_set_status_async (DeskDocument       *document,
                                      DeskStatus          status,
                                      GtkWidget          *parent,
                                      AdwToastOverlay    *toasts,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean desk_publisher_set_status_finish (GAsyncResult *result,
                                           GError      **error);

void desk_publisher_update_site (DeskLibrary     *library,
                                 DeskDocument    *document,
                                 GtkWidget       *parent,
                                 AdwToastOverlay *toasts);

G_END_DECLS
