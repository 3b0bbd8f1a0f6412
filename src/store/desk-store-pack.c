/* desk-store-pack.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <gio/gio.h>

/* How the pieces of revisions are kept: a BLOB holds the text as a raw deflate
 * stream (RFC 1951), a TEXT is the text itself, where that is no longer. */

#define CHUNK 4096

/* Returns FALSE for what can't be converted, or would be longer than @n_max. */
static gboolean
convert (GConverter *converter,
         const char *from,
         gsize       n_bytes,
         gsize       n_max,
         GByteArray *to)
{
  char chunk[CHUNK];

  for (;;)
    {
      gsize n_read = 0, n_written = 0;
      GConverterResult result = g_converter_convert (converter, from, n_bytes, chunk, sizeof chunk,
                                                     G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR || to->len + n_written > n_max)
        return FALSE;
      g_byte_array_append (to, (const guint8 *) chunk, (unsigned) n_written);
      if (result == G_CONVERTER_FINISHED)
        return n_read == n_bytes;
      from += n_read;
      n_bytes -= n_read;
    }
}

/**
 * desk_pack:
 * @text: a piece of a body
 *
 * Returns: (transfer full) (nullable): what is kept in place of @text; %NULL where
 *   that would not be shorter
 */
GByteArray *
desk_pack (const char *text,
           gsize       n_bytes)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1);
  g_autoptr(GByteArray) packed = g_byte_array_new ();

  if (n_bytes == 0 || !convert (G_CONVERTER (compressor), text, n_bytes, n_bytes - 1, packed))
    return NULL;

  return g_steal_pointer (&packed);
}

/**
 * desk_unpack:
 * @packed: what desk_pack() gave, or something that was damaged
 *
 * Returns: (transfer full) (nullable): the text; %NULL if there is none in it
 */
GByteArray *
desk_unpack (const char *packed,
             gsize       n_bytes)
{
  g_autoptr(GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr(GByteArray) text = g_byte_array_new ();

  if (!convert (G_CONVERTER (decompressor), packed, n_bytes, DESK_BODY_MAX_BYTES, text))
    return NULL;

  return g_steal_pointer (&text);
}
