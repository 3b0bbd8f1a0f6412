/* desk-store-pack.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#define ZLIB_CONST
#include <zlib.h>

/* How the pieces of revisions are kept: a BLOB holds the text as a raw deflate
 * stream (RFC 1951), a TEXT is the text itself, where that is no longer.
 *
 * A piece is mostly a paragraph, and there are many. zlib clears its tables for
 * each, a quarter of a megabyte with its usual window, which takes longer than
 * the paragraph does: so a piece gets the smallest window that holds it. Any
 * inflate reads what came of it. */

#define MIN_WINDOW_BITS 9
#define MEMORY_LEVEL(window_bits) ((window_bits) - 6)

G_STATIC_ASSERT (MEMORY_LEVEL (MIN_WINDOW_BITS) >= 1 && MEMORY_LEVEL (MAX_WBITS) <= MAX_MEM_LEVEL);

static int
window_bits_for (gsize n_bytes)
{
  int bits = MIN_WINDOW_BITS;

  while (bits < MAX_WBITS && n_bytes > (gsize) 1 << bits)
    bits++;

  return bits;
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
  g_autoptr(GByteArray) packed = NULL;
  int bits = window_bits_for (n_bytes);
  z_stream stream = { .next_in = (const Bytef *) text };
  int result;

  if (n_bytes <= 1 || n_bytes > G_MAXINT)
    return NULL;
  if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -bits, MEMORY_LEVEL (bits), Z_DEFAULT_STRATEGY) != Z_OK)
    return NULL;

  packed = g_byte_array_sized_new ((unsigned) n_bytes);
  g_byte_array_set_size (packed, (unsigned) n_bytes - 1);
  stream.avail_in = (uInt) n_bytes;
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  result = deflate (&stream, Z_FINISH);
  g_byte_array_set_size (packed, (unsigned) stream.total_out);
  deflateEnd (&stream);

  return result == Z_STREAM_END ? g_steal_pointer (&packed) : NULL;
}

/* Returns whether @text is whole: what is over @n_max or can't be read is not. */
static gboolean
inflate_all (z_stream   *stream,
             gsize       n_max,
             GByteArray *text)
{
  for (;;)
    {
      gsize n_room = MIN (MAX (2 * (gsize) text->len, 4 * (gsize) stream->avail_in + 64), n_max + 1);
      gsize n_done = text->len;
      int result;

      if (n_room <= n_done)
        return FALSE;
      g_byte_array_set_size (text, (unsigned) n_room);
      stream->next_out = text->data + n_done;
      stream->avail_out = (uInt) (n_room - n_done);
      result = inflate (stream, Z_SYNC_FLUSH);
      g_byte_array_set_size (text, (unsigned) stream->total_out);

      if (result == Z_STREAM_END)
        return stream->avail_in == 0 && text->len <= n_max;
      if (result != Z_OK || stream->avail_out > 0)
        return FALSE;
    }
}

static void
stream_free (gpointer data)
{
  inflateEnd (data);
  g_free (data);
}

/* One for each thread: to make one takes longer than a paragraph does. */
static z_stream *
borrow_stream (void)
{
  static GPrivate kept = G_PRIVATE_INIT (stream_free);
  z_stream *stream = g_private_get (&kept);

  if (stream != NULL)
    return inflateReset (stream) == Z_OK ? stream : NULL;

  stream = g_new0 (z_stream, 1);
  if (inflateInit2 (stream, -MAX_WBITS) != Z_OK)
    {
      g_free (stream);
      return NULL;
    }

  g_private_set (&kept, stream);
  return stream;
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
  g_autoptr(GByteArray) text = g_byte_array_new ();
  z_stream *stream = n_bytes <= DESK_BODY_MAX_BYTES ? borrow_stream () : NULL;

  if (stream == NULL)
    return NULL;

  stream->next_in = (const Bytef *) packed;
  stream->avail_in = (uInt) n_bytes;
  return inflate_all (stream, DESK_BODY_MAX_BYTES, text) ? g_steal_pointer (&text) : NULL;
}
