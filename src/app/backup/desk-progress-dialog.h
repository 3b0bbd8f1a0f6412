/* desk-progress-dialog.h - work that nothing else may go beside
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/backup/desk-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_PROGRESS_DIALOG (desk_progress_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DeskProgressDialog, desk_progress_dialog, DESK, PROGRESS_DIALOG, AdwDialog)

DeskWorkView desk_progress_dialog_show (GtkWidget    *parent,
                                        const char   *title,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
