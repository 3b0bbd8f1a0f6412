/* desk-text-memory.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-text-private.h"

#include <stddef.h>
#include <string.h>

/* What a parse needs. cmark-gfm asks for some hundred small pieces a text, and gives
 * them all back at the end: they stand one behind the other in a room that each
 * thread has, and what no longer finds a place there is on the heap.
 *
 * 1. A piece within the room is preceded by its size; @last is the newest one's,
 *    which alone can grow in its place or be given back.
 * 2. The room is empty again when the last parse that uses it has ended.
 */

#define ROOM_BYTES (128 * 1024)
#define ALIGNMENT G_ALIGNOF (max_align_t)
#define HEAD_BYTES ALIGNMENT

typedef struct
{
  char    *bytes;
  gsize    n_used;
  gsize    last; /* ROOM_BYTES for none */
  unsigned n_parses;
} Room;

static void
room_free (gpointer data)
{
  Room *self = data;

  g_free (self->bytes);
  g_free (self);
}

static Room *
get_room (void)
{
  static GPrivate kept = G_PRIVATE_INIT (room_free);
  Room *self = g_private_get (&kept);

  if (self != NULL)
    return self;

  self = g_new0 (Room, 1);
  self->bytes = g_malloc (ROOM_BYTES);
  self->last = ROOM_BYTES;
  g_private_set (&kept, self);
  return self;
}

static gboolean
is_inside (const Room *self,
           const char *piece)
{
  return piece >= self->bytes && piece < self->bytes + ROOM_BYTES;
}

static gsize
size_of (const char *piece)
{
  gsize n_bytes;

  memcpy (&n_bytes, piece - HEAD_BYTES, sizeof n_bytes);

  return n_bytes;
}

static void
set_size (char *piece,
          gsize n_bytes)
{
  memcpy (piece - HEAD_BYTES, &n_bytes, sizeof n_bytes);
}

/* Whether a piece of @n_bytes that begins at @start ends within the room. */
static gboolean
has_place (gsize start,
           gsize n_bytes)
{
  return start <= ROOM_BYTES && n_bytes <= ROOM_BYTES - start;
}

static gsize
round_up (gsize n_bytes)
{
  return (n_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Returns: (nullable): not cleared */
static char *
take (Room *self,
      gsize n_bytes)
{
  gsize start = self->n_used + HEAD_BYTES;

  if (!has_place (start, n_bytes))
    return NULL;

  self->last = start;
  self->n_used = round_up (start + n_bytes);
  set_size (self->bytes + start, n_bytes);
  return self->bytes + start;
}

static void *
take_cleared (size_t n,
              size_t size)
{
  gsize n_bytes;
  char *piece = g_size_checked_mul (&n_bytes, n, size) ? take (get_room (), n_bytes) : NULL;

  return piece != NULL ? memset (piece, 0, n_bytes) : g_malloc0_n (n, size);
}

static void
give_back (void *piece)
{
  Room *self = get_room ();

  if (piece == NULL)
    return;
  if (!is_inside (self, piece))
    {
      g_free (piece);
      return;
    }
  if ((char *) piece != self->bytes + self->last)
    return;

  self->n_used = self->last - HEAD_BYTES;
  self->last = ROOM_BYTES;
}

/* Returns whether there was place behind it. */
static gboolean
grow_in_place (Room *self,
               char *piece,
               gsize n_bytes)
{
  if (piece != self->bytes + self->last || !has_place (self->last, n_bytes))
    return FALSE;

  self->n_used = round_up (self->last + n_bytes);
  set_size (piece, n_bytes);
  return TRUE;
}

static void *
resize (void  *piece,
        size_t n_bytes)
{
  Room *self = get_room ();
  char *moved;

  if (piece != NULL && !is_inside (self, piece))
    return g_realloc (piece, n_bytes);
  if (piece != NULL && (n_bytes <= size_of (piece) || grow_in_place (self, piece, n_bytes)))
    return piece;

  moved = take (self, n_bytes);
  if (moved == NULL)
    moved = g_malloc (n_bytes);
  if (piece != NULL)
    memcpy (moved, piece, size_of (piece));

  return moved;
}

/* Returns: (transfer none): for a parse, and the tree that comes of it, in this
 *   thread until desk_text_memory_end() */
cmark_mem *
desk_text_memory_begin (void)
{
  static cmark_mem memory = { take_cleared, resize, give_back };

  get_room ()->n_parses++;

  return &memory;
}

void
desk_text_memory_end (void)
{
  Room *self = get_room ();

  g_return_if_fail (self->n_parses > 0);

  if (--self->n_parses > 0)
    return;
  self->n_used = 0;
  self->last = ROOM_BYTES;
}
