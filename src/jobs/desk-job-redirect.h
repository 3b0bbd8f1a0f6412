/* desk-job-redirect.h - where old addresses lead, said by a person or by a table
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

gboolean desk_job_add_redirect (DeskStore  *store,
                                const char *old,
                                const char *new,
                                GError    **error);
gboolean desk_job_import_redirects (DeskStore       *store,
                                    const char      *path,
                                    GPtrArray       *problems,
                                    DeskProgressFunc progress,
                                    gpointer         progress_data,
                                    unsigned        *out_n_redirects,
                                    GCancellable    *cancellable,
                                    GError         **error);

G_END_DECLS
