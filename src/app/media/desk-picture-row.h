/* desk-picture-row.h - one picture that belongs to something, or none
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_PICTURE_ROW (desk_picture_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskPictureRow, desk_picture_row, DESK, PICTURE_ROW, AdwActionRow)

void desk_picture_row_set_library (DeskPictureRow *self,
                                   DeskLibrary    *library,
                                   const char     *choose_label,
                                   const char     *remove_label);
void desk_picture_row_set_min_edge (DeskPictureRow *self,
                                    unsigned        edge);
void desk_picture_row_set_picture (DeskPictureRow *self,
                                   const char     *uuid);

G_END_DECLS
