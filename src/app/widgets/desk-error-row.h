/* desk-error-row.h - one line that says what is wrong with the row above it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_ERROR_ROW (desk_error_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskErrorRow, desk_error_row, DESK, ERROR_ROW, AdwPreferencesRow)

const char *desk_error_row_get_message (DeskErrorRow *self);
void desk_error_row_set_message (DeskErrorRow *self,
                                 const char   *message);

G_END_DECLS
