/* desk-trash.h - what was deleted, and when it goes for good
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_TRASH_DAYS 30
#define DESK_TRASH_US (DESK_TRASH_DAYS * G_TIME_SPAN_DAY)

gboolean desk_store_purge_trash (DeskStore       *self,
                                 gint64           until_us,
                                 DeskProgressFunc progress,
                                 gpointer         progress_data,
                                 GCancellable    *cancellable,
                                 unsigned        *out_n_purged,
                                 GError         **error);

G_END_DECLS
