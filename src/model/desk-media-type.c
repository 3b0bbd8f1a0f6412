/* desk-media-type.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-model"

#include "config.h"

#include "desk-media-type.h"

#include "desk-media-type-private.h"

#include <string.h>

/* Only headers are read here, each with its bounds checked: nothing is decoded.
 * The sources are the formats' specifications: PNG (W3C) 11.2.2, GIF89a 18,
 * JPEG (ITU-T T.81) B.2.2, WebP (RFC 9649) 2.5–2.7, ISO 32000-1 7.5.2; AVIF has a file
 * of its own. */

gboolean
desk_media_has_at (const DeskMediaBytes *data,
                   gsize                 offset,
                   const char           *text,
                   gsize                 length)
{
  return data->n_bytes >= offset && data->n_bytes - offset >= length &&
         memcmp (data->bytes + offset, text, length) == 0;
}

static unsigned
big_16 (const guint8 *at)
{
  return (unsigned) at[0] << 8 | at[1];
}

static unsigned
little_16 (const guint8 *at)
{
  return (unsigned) at[1] << 8 | at[0];
}

static unsigned
little_24 (const guint8 *at)
{
  return (unsigned) at[2] << 16 | little_16 (at);
}

static gboolean
read_png (const DeskMediaBytes *data,
          unsigned             *out_width,
          unsigned             *out_height)
{
  if (!desk_media_has_at (data, 0, "\x89PNG\r\n\x1a\n", 8) || !desk_media_has_at (data, 12, "IHDR", 4) || data->n_bytes < 24)
    return FALSE;

  *out_width = big_16 (data->bytes + 16) << 16 | big_16 (data->bytes + 18);
  *out_height = big_16 (data->bytes + 20) << 16 | big_16 (data->bytes + 22);
  return TRUE;
}

static gboolean
read_gif (const DeskMediaBytes *data,
          unsigned             *out_width,
          unsigned             *out_height)
{
  if ((!desk_media_has_at (data, 0, "GIF87a", 6) && !desk_media_has_at (data, 0, "GIF89a", 6)) || data->n_bytes < 10)
    return FALSE;

  *out_width = little_16 (data->bytes + 6);
  *out_height = little_16 (data->bytes + 8);
  return TRUE;
}

/* A start of frame (SOF0 … SOF15), which DHT, JPG and DAC stand among. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_jpeg (const DeskMediaBytes *data,
           unsigned             *out_width,
           unsigned             *out_height)
{
  gsize at = 2;

  if (!desk_media_has_at (data, 0, "\xff\xd8\xff", 3))
    return FALSE;

  while (at + 9 <= data->n_bytes && data->bytes[at] == 0xff)
    {
      guint8 marker = data->bytes[at + 1];

      if (is_frame (marker))
        {
          *out_height = big_16 (data->bytes + at + 5);
          *out_width = big_16 (data->bytes + at + 7);
          return TRUE;
        }
      at += marker == 0xff ? 1 : 2 + (gsize) big_16 (data->bytes + at + 2); /* 0xff: a fill byte */
    }

  return FALSE;
}

static gboolean
read_webp (const DeskMediaBytes *data,
           unsigned             *out_width,
           unsigned             *out_height)
{
  const guint8 *chunk;

  if (!desk_media_has_at (data, 0, "RIFF", 4) || !desk_media_has_at (data, 8, "WEBP", 4) || data->n_bytes < 30)
    return FALSE;

  chunk = data->bytes + 12;
  if (desk_media_has_at (data, 12, "VP8X", 4))
    {
      *out_width = little_24 (chunk + 12) + 1;
      *out_height = little_24 (chunk + 15) + 1;
    }
  else if (desk_media_has_at (data, 12, "VP8L", 4) && chunk[8] == 0x2f)
    {
      *out_width = ((unsigned) (chunk[10] & 0x3f) << 8 | chunk[9]) + 1;
      *out_height = ((unsigned) (chunk[12] & 0x0f) << 10 | (unsigned) chunk[11] << 2 | chunk[10] >> 6) + 1;
    }
  else if (desk_media_has_at (data, 12, "VP8 ", 4) && desk_media_has_at (data, 23, "\x9d\x01\x2a", 3))
    {
      *out_width = little_16 (chunk + 14) & 0x3fff;
      *out_height = little_16 (chunk + 16) & 0x3fff;
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

/**
 * desk_media_type_of:
 * @bytes: all of a file; of its beginning alone not every picture tells its size
 * @out_width: (out): in pixels; 0 for what is no picture
 * @out_height: (out): likewise
 *
 * Returns: (nullable): the MIME type; %NULL for what no newsroom's page can show
 *   or offer
 */
const char *
desk_media_type_of (const guint8 *bytes,
                    gsize         n_bytes,
                    unsigned     *out_width,
                    unsigned     *out_height)
{
  static const struct
  {
    const char *type;
    gboolean    (*read) (const DeskMediaBytes *data,
                         unsigned             *out_width,
                         unsigned             *out_height);
  } pictures[] = {
    { "image/png", read_png },
    { "image/jpeg", read_jpeg },
    { "image/webp", read_webp },
    { "image/gif", read_gif },
    { "image/avif", desk_media_read_avif },
  };
  const DeskMediaBytes data = { bytes, n_bytes };

  *out_width = *out_height = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      if (pictures[i].read (&data, out_width, out_height))
        return *out_width > 0 && *out_height > 0 ? pictures[i].type : NULL;
    }

  return desk_media_has_at (&data, 0, "%PDF-", 5) ? "application/pdf" : NULL;
}
