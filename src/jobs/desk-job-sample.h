/* desk-job-sample.h - the invented newsroom that people try things on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_job_fill_with_sample (DeskStore       *store,
                                    DeskProgressFunc progress,
                                    gpointer         user_data,
                                    GError         **error);

G_END_DECLS
