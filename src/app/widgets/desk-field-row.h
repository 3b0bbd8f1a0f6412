/* desk-field-row.h - an entry row that saves by itself and tells what is wrong
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_FIELD_ROW (desk_field_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskFieldRow, desk_field_row, DESK, FIELD_ROW, AdwEntryRow)

/**
 * DeskFieldCheck:
 * @text: what stands in the row, without space around it
 * @is_settled: %FALSE while the person may still be typing: only what can't
 *   become right by typing on is wrong then
 * @user_data: as given
 *
 * Returns: (transfer full) (nullable): what is wrong, in one sentence, or %NULL
 */
typedef char *(*DeskFieldCheck) (const char *text,
                                 gboolean    is_settled,
                                 gpointer    user_data);

void desk_field_row_set_check (DeskFieldRow  *self,
                               DeskFieldCheck check,
                               gpointer       user_data);

void        desk_field_row_set_stored (DeskFieldRow *self,
                                       const char   *text);
const char *desk_field_row_get_error_message (DeskFieldRow *self);
void        desk_field_row_set_error_message (DeskFieldRow *self,
                                              const char   *message);

void desk_field_row_settle (DeskFieldRow *self);
void desk_field_row_reset (DeskFieldRow *self);

G_END_DECLS
