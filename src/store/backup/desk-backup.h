/* desk-backup.h - a library in one file, and back
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskBackupSummary:
 * @left_out: (element-type utf8): pictures and documents whose file is missing
 *   or damaged, by their names
 */
typedef struct
{
  guint64    n_files;
  guint64    n_bytes; /* of the archive */
  GPtrArray *left_out;
} DeskBackupSummary;

void desk_backup_summary_clear (DeskBackupSummary *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskBackupSummary, desk_backup_summary_clear)

/**
 * DeskRestoreSummary:
 * @undo: (nullable): the backup of what was replaced; %NULL where nothing was
 * @damaged: (nullable): the damaged database that was replaced, kept beside
 */
typedef struct
{
  guint64 n_files;
  char   *undo;
  char   *damaged;
} DeskRestoreSummary;

void desk_restore_summary_clear (DeskRestoreSummary *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskRestoreSummary, desk_restore_summary_clear)

gboolean desk_backup_write (DeskStore         *store,
                            const char        *file,
                            DeskProgressFunc   progress,
                            gpointer           user_data,
                            GCancellable      *cancellable,
                            DeskBackupSummary *out_summary,
                            GError           **error);
gboolean desk_backup_restore (const char         *library,
                              const char         *file,
                              gint64              now_us,
                              DeskProgressFunc    progress,
                              gpointer            user_data,
                              GCancellable       *cancellable,
                              DeskRestoreSummary *out_summary,
                              GError            **error);

G_END_DECLS
