/* fuzz-blocks.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz.h"

#include "text/desk-blocks.h"

/* A body cut into blocks: they cover every byte of it, whatever is in it, and
 * cutting it again gives the same ones. */

static void
assert_same (GArray *one,
             GArray *two)
{
  g_assert_cmpuint (one->len, ==, two->len);
  for (unsigned i = 0; i < one->len; i++)
    {
      const DeskBlock *a = &g_array_index (one, DeskBlock, i);
      const DeskBlock *b = &g_array_index (two, DeskBlock, i);

      g_assert_true (a->offset == b->offset && a->n_bytes == b->n_bytes && a->kind == b->kind && a->hash == b->hash);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  /* Of its very size, so that a byte behind its end is not ours. */
  g_autofree char *body = g_memdup2 (data, n_bytes);
  g_autoptr(GArray) blocks = NULL;
  g_autoptr(GArray) again = NULL;

  if (!g_utf8_validate_len (body, n_bytes, NULL))
    return FUZZ_REJECT;

  blocks = desk_blocks_split (body, n_bytes);
  g_assert_cmpuint (desk_blocks_validate (blocks, body, n_bytes), ==, 0);
  again = desk_blocks_split (body, n_bytes);
  assert_same (blocks, again);
  return 0;
}
