/* desk-cut-body.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-cut-body.h"

#include <string.h>

/* Cutting and packing a body takes as long as writing it, and needs no library:
 * whoever writes many has another thread do it ahead. */

/**
 * desk_cut_body_new:
 * @text: a body, valid UTF-8
 *
 * Returns: (transfer full): the body, cut but not packed
 */
DeskCutBody *
desk_cut_body_new (const char *text)
{
  DeskCutBody *self = g_new0 (DeskCutBody, 1);

  self->text = g_strdup (text);
  self->blocks = desk_blocks_split (self->text, strlen (self->text));

  return self;
}

void
desk_cut_body_free (DeskCutBody *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->blocks);
  g_clear_pointer (&self->packed, g_ptr_array_unref);
  g_free (self);
}

static void
free_packed (gpointer packed)
{
  if (packed != NULL)
    g_byte_array_unref (packed);
}

/**
 * desk_cut_body_pack:
 *
 * Packs the blocks, for what puts them into a library.
 */
void
desk_cut_body_pack (DeskCutBody *self)
{
  if (self->packed != NULL)
    return;

  self->packed = g_ptr_array_new_full (self->blocks->len, free_packed);
  for (unsigned i = 0; i < self->blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (self->blocks, DeskBlock, i);

      g_ptr_array_add (self->packed, desk_pack (self->text + block->offset, block->n_bytes));
    }
}
