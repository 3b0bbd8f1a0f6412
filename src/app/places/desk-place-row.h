/* desk-place-row.h - one row of the sidebar
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/places/desk-place.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_PLACE_ROW (desk_place_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskPlaceRow, desk_place_row, DESK, PLACE_ROW, GtkListBoxRow)

GtkWidget *desk_place_row_new (DeskPlace  *place,
                               const char *icon_name,
                               unsigned count,
                               const char *heading) G_GNUC_WARN_UNUSED_RESULT;

const DeskPlace *desk_place_row_get_place (DeskPlaceRow *self);
const char      *desk_place_row_get_heading (DeskPlaceRow *self);

G_END_DECLS
