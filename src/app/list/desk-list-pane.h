/* desk-list-pane.h - the articles of a place
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "app/places/desk-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_PANE (desk_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (DeskListPane, desk_list_pane, DESK, LIST_PANE, AdwBin)

void desk_list_pane_set_library (DeskListPane *self,
                                 DeskLibrary  *library);
void desk_list_pane_set_place (DeskListPane    *self,
                               const DeskPlace *place);
void desk_list_pane_set_sections (DeskListPane *self,
                                  GPtrArray    *sections);

void        desk_list_pane_select (DeskListPane *self,
                                   const char   *uuid);
void        desk_list_pane_focus (DeskListPane *self);
const char *desk_list_pane_get_selected (DeskListPane *self);
const char *desk_list_pane_get_first (DeskListPane *self);

void        desk_list_pane_clear_filter (DeskListPane *self);
void        desk_list_pane_search (DeskListPane *self);

G_END_DECLS
