/* desk-media-texture.h - a picture of the library as the window can show it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

void desk_media_texture_load_async (DeskLibrary        *library,
                                    const DeskMedia    *media,
                                    int                 edge,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GdkTexture *desk_media_texture_load_finish (GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
