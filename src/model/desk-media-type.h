/* desk-media-type.h - what a file is, seen from its first bytes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *desk_media_type_of (const guint8 *bytes,
                                gsize         n_bytes,
                                unsigned     *out_width,
                                unsigned     *out_height);

gboolean desk_media_type_is_moving (const char   *type,
                                    const guint8 *bytes,
                                    gsize         n_bytes);

G_END_DECLS
