/* desk-job-library.h - a new library, empty or with a sample newsroom
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

DeskStore *desk_job_make_library (const char      *path,
                                  gboolean         is_sample,
                                  DeskProgressFunc progress,
                                  gpointer         user_data,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

char *desk_job_dup_default_library (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
