/* desk-job-check.h - looks for what is wrong in a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-check.h"

G_BEGIN_DECLS

/**
 * DeskCheckParts:
 * @DESK_CHECK_DAMAGE: whether the library is as it was saved
 * @DESK_CHECK_CONTENT: what readers would find wrong
 */
typedef enum
{
  DESK_CHECK_DAMAGE = 1 << 0,
  DESK_CHECK_CONTENT = 1 << 1,
  DESK_CHECK_ALL = DESK_CHECK_DAMAGE | DESK_CHECK_CONTENT,
} DeskCheckParts;

GPtrArray *desk_job_check (const char      *library,
                           DeskCheckParts   parts,
                           DeskProgressFunc progress,
                           gpointer         user_data,
                           GCancellable    *cancellable,
                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
