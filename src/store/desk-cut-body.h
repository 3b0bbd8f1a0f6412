/* desk-cut-body.h - a body as the library keeps it: cut into blocks, packed
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-blocks.h"

G_BEGIN_DECLS

/**
 * DeskCutBody:
 * @text: the body
 * @blocks: (element-type DeskBlock): of @text
 * @packed: (nullable) (element-type GByteArray): each block as desk_pack() gives
 *   it, %NULL where that is no shorter; %NULL before desk_cut_body_pack()
 */
typedef struct
{
  char      *text;
  GArray    *blocks;
  GPtrArray *packed;
} DeskCutBody;

DeskCutBody *desk_cut_body_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void         desk_cut_body_free (DeskCutBody *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskCutBody, desk_cut_body_free)

void desk_cut_body_pack (DeskCutBody *self);

G_END_DECLS
