/* desk-conflict-dialog.h - where a text of mine and theirs is put together
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_CONFLICT_DIALOG (desk_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DeskConflictDialog, desk_conflict_dialog, DESK, CONFLICT_DIALOG, AdwDialog)

void desk_conflict_dialog_open (DeskDocument *document,
                                GtkWidget    *parent);

G_END_DECLS
