/* desk-media-motion.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-media-type.h"

#include "desk-media-type-private.h"

/* Whether a picture moves stands in its headers, GIF apart, where one has to walk to the
 * second picture. The sources are GIF89a 15–26, RFC 9649 2.7.1 and PNG (W3C) 5.3, 11.3.6. */

#define GIF_HEADER_BYTES 13
#define GIF_IMAGE ','
#define GIF_EXTENSION '!'

static guint8
byte_at (const DeskMediaBytes *data,
         gsize                 at)
{
  return at < data->n_bytes ? data->bytes[at] : 0;
}

/* Of the colours that @flags say are there. */
static gsize
n_colour_bytes (guint8 flags)
{
  return flags & 0x80 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Each block says how long it is; one of no bytes is the last. */
static gsize
skip_blocks (const DeskMediaBytes *data,
             gsize                 at)
{
  while (byte_at (data, at) > 0)
    at += 1 + (gsize) byte_at (data, at);

  return at + 1;
}

static gboolean
does_gif_move (const DeskMediaBytes *data)
{
  gsize at = GIF_HEADER_BYTES + n_colour_bytes (byte_at (data, 10));
  unsigned n_pictures = 0;

  while (at < data->n_bytes)
    {
      guint8 kind = data->bytes[at];

      if (kind == GIF_EXTENSION)
        at = skip_blocks (data, at + 2);
      else if (kind == GIF_IMAGE && ++n_pictures == 1)
        at = skip_blocks (data, at + 11 + n_colour_bytes (byte_at (data, at + 9)));
      else
        break;
    }

  return n_pictures > 1;
}

static gboolean
does_webp_move (const DeskMediaBytes *data)
{
  return desk_media_has_at (data, 12, "VP8X", 4) && (byte_at (data, 20) & 0x02) != 0;
}

/* What moves says so ahead of the picture that others show. */
static gboolean
does_png_move (const DeskMediaBytes *data)
{
  gsize at = 8;

  while (data->n_bytes - at >= 12)
    {
      gsize length = (gsize) data->bytes[at] << 24 | (gsize) data->bytes[at + 1] << 16 | (gsize) data->bytes[at + 2] << 8 | data->bytes[at + 3];

      if (desk_media_has_at (data, at + 4, "acTL", 4))
        return TRUE;
      if (desk_media_has_at (data, at + 4, "IDAT", 4) || length > data->n_bytes - at - 12)
        return FALSE;
      at += length + 12;
    }

  return FALSE;
}

/**
 * desk_media_type_is_moving:
 * @type: what desk_media_type_of() said of it
 * @bytes: all of a file
 *
 * Returns: whether it has more than one picture, to be shown one after the other
 */
gboolean
desk_media_type_is_moving (const char   *type,
                           const guint8 *bytes,
                           gsize         n_bytes)
{
  const DeskMediaBytes data = { bytes, n_bytes };

  if (n_bytes < GIF_HEADER_BYTES)
    return FALSE;
  if (g_strcmp0 (type, "image/gif") == 0)
    return does_gif_move (&data);
  if (g_strcmp0 (type, "image/webp") == 0)
    return does_webp_move (&data);

  return g_strcmp0 (type, "image/png") == 0 && does_png_move (&data);
}
