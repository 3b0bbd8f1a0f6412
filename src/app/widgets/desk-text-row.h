/* desk-text-row.h - a row for a text of several paragraphs that saves by itself
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_TEXT_ROW (desk_text_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskTextRow, desk_text_row, DESK, TEXT_ROW, AdwPreferencesRow)

void desk_text_row_set_label (DeskTextRow *self,
                              const char  *label);
void desk_text_row_set_stored (DeskTextRow *self,
                               const char  *text);

G_END_DECLS
