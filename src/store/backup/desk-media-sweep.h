/* desk-media-sweep.h - files in media/ that nothing names any more
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_store_sweep_media (DeskStore    *self,
                                 gint64        now_us,
                                 GCancellable *cancellable,
                                 unsigned     *out_n_removed,
                                 GError      **error);

G_END_DECLS
