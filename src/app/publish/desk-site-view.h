/* desk-site-view.h - the written site, where a browser can see it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

void desk_site_view_start_async (DeskLibrary        *library,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
char *desk_site_view_start_finish (GAsyncResult *result,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
