/* desk-block-match.h - which block of a new body is which one of the old
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-blocks.h"

G_BEGIN_DECLS

GArray *desk_block_match (const char *old_body,
                          GArray     *old_blocks,
                          const char *new_body,
                          GArray     *new_blocks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
