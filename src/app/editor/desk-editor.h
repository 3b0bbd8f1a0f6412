/* desk-editor.h - the desk: an article's title, summary and text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_EDITOR (desk_editor_get_type ())
G_DECLARE_FINAL_TYPE (DeskEditor, desk_editor, DESK, EDITOR, AdwBin)

DeskDocument *desk_editor_get_document (DeskEditor   *self);
void desk_editor_set_document (DeskEditor   *self,
                               DeskDocument *document);

void desk_editor_focus_title (DeskEditor *self);

G_END_DECLS
