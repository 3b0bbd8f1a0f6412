/* desk-job-check.h - looks for what is wrong in a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-check.h"

G_BEGIN_DECLS

GPtrArray *desk_job_check (const char      *library,
                           DeskProgressFunc progress,
                           gpointer         user_data,
                           GCancellable    *cancellable,
                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
