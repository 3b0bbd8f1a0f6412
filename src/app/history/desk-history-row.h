/* desk-history-row.h - one revision in the list
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-date-form.h"
#include "store/desk-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_HISTORY_ROW (desk_history_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskHistoryRow, desk_history_row, DESK, HISTORY_ROW, GtkListBoxRow)

GtkWidget  *desk_history_row_new (const DeskRevision *revision,
                                  DeskStatus next_status,
                                  const DeskDateForm *form);

const char *desk_history_row_get_uuid (DeskHistoryRow *self);
const char *desk_history_row_get_day (DeskHistoryRow *self);
const char *desk_history_row_get_moment (DeskHistoryRow *self);

G_END_DECLS
