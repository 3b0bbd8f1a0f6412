/* desk-arena.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-arena.h"

#include <stddef.h>
#include <string.h>

/* A page is told of some hundred small things that all end with it. They are put
 * side by side into blocks; what is larger than a block gets one of its own.
 *
 * Invariant: @used bytes of the first block are taken, and all of the others.
 */

#define BLOCK_BYTES (64 * 1024)
#define ALIGNMENT G_ALIGNOF (max_align_t)

typedef struct _Block Block;

struct _Block
{
  Block *next;
  gsize  n_bytes;
  char   bytes[] __attribute__ ((aligned (ALIGNMENT)));
};

struct _DeskArena
{
  Block *blocks;
  gsize  used;
};

static Block *
block_new (gsize  n_bytes,
           Block *next)
{
  Block *block = g_malloc (sizeof *block + n_bytes);

  block->next = next;
  block->n_bytes = n_bytes;

  return block;
}

/* Returns: the first of @block and those behind it that may stay; the others go */
static Block *
keep_usual (Block *block)
{
  Block *kept = NULL;

  while (block != NULL)
    {
      Block *next = block->next;

      if (kept == NULL && block->n_bytes == BLOCK_BYTES)
        kept = block;
      else
        g_free (block);
      block = next;
    }
  if (kept != NULL)
    kept->next = NULL;

  return kept;
}

DeskArena *
desk_arena_new (void)
{
  DeskArena *self = g_new0 (DeskArena, 1);

  self->blocks = block_new (BLOCK_BYTES, NULL);

  return self;
}

void
desk_arena_free (DeskArena *self)
{
  if (self == NULL)
    return;

  g_free (keep_usual (self->blocks));
  g_free (self);
}

/**
 * desk_arena_alloc:
 *
 * Returns: (transfer none): zeroed memory, aligned for anything, until
 *   desk_arena_reset()
 */
gpointer
desk_arena_alloc (DeskArena *self,
                  gsize      n_bytes)
{
  gsize n_taken = (n_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  char *bytes;

  g_return_val_if_fail (n_bytes <= G_MAXSIZE / 2, NULL);

  if (n_taken > self->blocks->n_bytes - self->used)
    {
      self->blocks = block_new (MAX (n_taken, BLOCK_BYTES), self->blocks);
      self->used = 0;
    }

  bytes = self->blocks->bytes + self->used;
  self->used += n_taken;
  memset (bytes, 0, n_bytes);

  return bytes;
}

/**
 * desk_arena_strdup:
 *
 * Returns: (transfer none): a copy, until desk_arena_reset()
 */
char *
desk_arena_strdup (DeskArena  *self,
                   const char *text)
{
  gsize n_bytes = strlen (text) + 1;

  return memcpy (desk_arena_alloc (self, n_bytes), text, n_bytes);
}

/**
 * desk_arena_reset:
 *
 * Takes everything back, and keeps a block for what comes next.
 */
void
desk_arena_reset (DeskArena *self)
{
  self->blocks = keep_usual (self->blocks);
  if (self->blocks == NULL)
    self->blocks = block_new (BLOCK_BYTES, NULL);
  self->used = 0;
}
