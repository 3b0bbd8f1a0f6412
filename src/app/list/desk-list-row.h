/* desk-list-row.h - an article in the list
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "app/list/desk-list-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_ROW (desk_list_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskListRow, desk_list_row, DESK, LIST_ROW, GtkBox)

GtkWidget *desk_list_row_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

DeskListItem *desk_list_row_get_item (DeskListRow *self);
void          desk_list_row_set_item (DeskListRow  *self,
                                      DeskListItem *item,
                                      gboolean      is_search);

const char *desk_list_row_get_spoken (DeskListRow *self);

G_END_DECLS
