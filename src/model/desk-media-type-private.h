/* desk-media-type-private.h - the bytes that a file's type is seen from
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *bytes;
  gsize         n_bytes;
} DeskMediaBytes;

gboolean desk_media_has_at (const DeskMediaBytes *data,
                            gsize                 offset,
                            const char           *text,
                            gsize                 length);

gboolean desk_media_read_avif (const DeskMediaBytes *data,
                               unsigned             *out_width,
                               unsigned             *out_height);

G_END_DECLS
