/* desk-job-maintain.h - what keeps a library well, once a day
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_job_maintain (DeskStore       *store,
                            gint64           now_us,
                            DeskProgressFunc progress,
                            gpointer         user_data,
                            GCancellable    *cancellable,
                            GError         **error);

G_END_DECLS
