/* desk-backup-check.h - what is wrong in the library, in words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/backup/desk-report-dialog.h"
#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskBackupCheckFunc:
 * @report: (nullable): what was found, about to be shown; %NULL where nothing was
 * @parent: the window
 */
typedef void (*DeskBackupCheckFunc) (DeskReportDialog *report,
                                     GtkWidget        *parent);

void desk_backup_check (DeskLibrary        *library,
                        GtkWidget          *parent,
                        AdwToastOverlay    *toasts,
                        DeskBackupCheckFunc func);

G_END_DECLS
