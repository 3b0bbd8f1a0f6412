/* desk-job-addresses.h - which addresses of an older site lead nowhere
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

GPtrArray *desk_job_check_addresses (DeskStore       *store,
                                     const char      *path,
                                     DeskProgressFunc progress,
                                     gpointer         user_data,
                                     GCancellable    *cancellable,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
