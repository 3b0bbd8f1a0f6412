/* desk-job-move.h - takes a library to a better place
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

char *desk_job_move_library (const char      *library,
                             const char      *folder,
                             DeskProgressFunc progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
