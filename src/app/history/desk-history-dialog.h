/* desk-history-dialog.h - what a text was before, beside what it is now
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_HISTORY_DIALOG (desk_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DeskHistoryDialog, desk_history_dialog, DESK, HISTORY_DIALOG, AdwDialog)

AdwDialog *desk_history_dialog_new (DeskDocument    *document,
                                    AdwToastOverlay *toasts);

G_END_DECLS
