/* desk-check.h - looks for what is wrong in a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-finding.h"
#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

GPtrArray *desk_store_check (DeskStore       *self,
                             DeskProgressFunc progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
