/* desk-chore.h - what a change leaves to be done behind it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_store_do_chores (DeskStore    *self,
                               GCancellable *cancellable,
                               GError      **error);

G_END_DECLS
