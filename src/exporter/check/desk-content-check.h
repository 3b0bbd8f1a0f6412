/* desk-content-check.h - looks for what readers would find wrong
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-finding.h"
#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_content_check (DeskStore       *store,
                             DeskFindings    *findings,
                             DeskProgressFunc progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error);

G_END_DECLS
