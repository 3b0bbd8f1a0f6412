/* desk-list-diff.h - what makes one list of keys another
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskListEdit:
 * @position: in the list as the edits before have left it
 *
 * Rows that go, and rows that come in their place.
 */
typedef struct
{
  unsigned position;
  unsigned n_removed;
  unsigned n_added;
} DeskListEdit;

GArray *desk_list_diff (const GArray *before,
                        const GArray *after,
                        unsigned      max_edits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
