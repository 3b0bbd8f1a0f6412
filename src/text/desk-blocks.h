/* desk-blocks.h - a body cut into the pieces that last
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_BLOCK_PARAGRAPH,
  DESK_BLOCK_HEADING,
  DESK_BLOCK_QUOTE,
  DESK_BLOCK_LIST,
  DESK_BLOCK_CODE,
  DESK_BLOCK_HTML,
  DESK_BLOCK_TABLE,
  DESK_BLOCK_RULE,
  DESK_BLOCK_FOOTNOTE,
  DESK_BLOCK_DEFINITIONS, /* text that makes no node: link definitions */
} DeskBlockKind;

#define DESK_N_BLOCK_KINDS (DESK_BLOCK_DEFINITIONS + 1)

/**
 * DeskBlock:
 * @offset: where it starts in the body, in bytes
 * @n_bytes: its length; the next one starts right behind it
 * @kind: what it is
 * @hash: a 64-bit hash of its text without the blank lines at its end
 */
typedef struct
{
  gsize         offset;
  gsize         n_bytes;
  DeskBlockKind kind;
  guint64       hash;
} DeskBlock;

GArray *desk_blocks_split (const char *body,
                           gsize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;

gsize desk_block_measure_text (const DeskBlock *block,
                               const char      *body);

unsigned desk_blocks_validate (GArray     *blocks,
                               const char *body,
                               gsize       n_bytes);

G_END_DECLS
