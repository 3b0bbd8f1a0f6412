/* desk-picture-size.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-picture-size.h"

#include <gio/gio.h>
#include <string.h>

/* The type and size of a picture from its first bytes; no pixel is decoded. */

typedef struct
{
  const guint8 *data;
  gsize         n_bytes;
} Bytes;

static unsigned
big (const guint8 *data,
     unsigned      n_bytes)
{
  unsigned value = 0;

  for (unsigned i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

static unsigned
little (const guint8 *data,
        unsigned      n_bytes)
{
  unsigned value = 0;

  for (unsigned i = n_bytes; i > 0; i--)
    value = value << 8 | data[i - 1];

  return value;
}

static gboolean
has (Bytes       bytes,
     gsize       offset,
     const char *magic,
     gsize       n_magic)
{
  return bytes.n_bytes >= offset + n_magic && memcmp (bytes.data + offset, magic, n_magic) == 0;
}

/* The header chunk comes first (PNG §11.2.1). */
static gboolean
look_at_png (Bytes      bytes,
             DeskMedia *media)
{
  if (bytes.n_bytes < 24 || !has (bytes, 0, "\x89PNG\r\n\x1a\n", 8) || !has (bytes, 12, "IHDR", 4))
    return FALSE;

  media->width = big (bytes.data + 16, 4);
  media->height = big (bytes.data + 20, 4);
  g_set_str (&media->mime_type, "image/png");
  return TRUE;
}

static gboolean
look_at_gif (Bytes      bytes,
             DeskMedia *media)
{
  if (bytes.n_bytes < 10 || (!has (bytes, 0, "GIF87a", 6) && !has (bytes, 0, "GIF89a", 6)))
    return FALSE;

  media->width = little (bytes.data + 6, 2);
  media->height = little (bytes.data + 8, 2);
  g_set_str (&media->mime_type, "image/gif");
  return TRUE;
}

/* Segments follow one another until the frame header (T.81 §B.2.2), whose code
 * is C0 to CF but for three of these. */
static gboolean
look_at_jpeg (Bytes      bytes,
              DeskMedia *media)
{
  gsize offset = 2;

  if (!has (bytes, 0, "\xff\xd8\xff", 3))
    return FALSE;

  g_set_str (&media->mime_type, "image/jpeg");
  while (offset + 9 <= bytes.n_bytes && bytes.data[offset] == 0xff)
    {
      guint8 code = bytes.data[offset + 1];

      if (code == 0xff)
        {
          offset++;
          continue;
        }
      if (code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc)
        {
          media->height = big (bytes.data + offset + 5, 2);
          media->width = big (bytes.data + offset + 7, 2);
          break;
        }
      offset += 2 + big (bytes.data + offset + 2, 2);
    }

  return TRUE;
}

/* The three kinds of first chunk (RFC 9649 §2.5 to 2.7). */
static gboolean
look_at_webp (Bytes      bytes,
              DeskMedia *media)
{
  const guint8 *data = bytes.data;

  if (bytes.n_bytes < 30 || !has (bytes, 0, "RIFF", 4) || !has (bytes, 8, "WEBP", 4))
    return FALSE;

  g_set_str (&media->mime_type, "image/webp");
  if (has (bytes, 12, "VP8X", 4))
    {
      media->width = little (data + 24, 3) + 1;
      media->height = little (data + 27, 3) + 1;
    }
  else if (has (bytes, 12, "VP8L", 4))
    {
      unsigned bits = little (data + 21, 4);

      media->width = (bits & 0x3fff) + 1;
      media->height = (bits >> 14 & 0x3fff) + 1;
    }
  else if (has (bytes, 12, "VP8 ", 4))
    {
      media->width = little (data + 26, 2) & 0x3fff;
      media->height = little (data + 28, 2) & 0x3fff;
    }

  return TRUE;
}

/**
 * desk_picture_look:
 * @bytes: a file
 * @media: has its name; gets its type and, for a picture, its size in pixels
 */
void
desk_picture_look (GBytes    *bytes,
                   DeskMedia *media)
{
  Bytes look;
  g_autofree char *type = NULL;
  g_autofree char *mime_type = NULL;

  look.data = g_bytes_get_data (bytes, &look.n_bytes);
  if (look_at_png (look, media) || look_at_jpeg (look, media) || look_at_gif (look, media) || look_at_webp (look, media))
    return;

  type = g_content_type_guess (media->name, look.data, MIN (look.n_bytes, 4096), NULL);
  mime_type = g_content_type_get_mime_type (type);
  g_set_str (&media->mime_type, mime_type != NULL ? mime_type : "application/octet-stream");
}
