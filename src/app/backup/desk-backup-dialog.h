/* desk-backup-dialog.h - what is kept of a library, and how to get it back
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_BACKUP_DIALOG (desk_backup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DeskBackupDialog, desk_backup_dialog, DESK, BACKUP_DIALOG, AdwDialog)

AdwDialog *desk_backup_dialog_new (const char *folder,
                                   const char *time_zone,
                                   gboolean is_open) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
