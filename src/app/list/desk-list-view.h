/* desk-list-view.h - the rows of a list: read, shown and chosen
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/list/desk-list-query.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_VIEW (desk_list_view_get_type ())
G_DECLARE_FINAL_TYPE (DeskListView, desk_list_view, DESK, LIST_VIEW, AdwBin)

void desk_list_view_set_library (DeskListView *self,
                                 DeskLibrary  *library);
void desk_list_view_set_collapsed (DeskListView *self,
                                   gboolean      is_collapsed);
void desk_list_view_ask (DeskListView  *self,
                         DeskListQuery *query);

unsigned        desk_list_view_count (DeskListView *self);
gboolean        desk_list_view_is_complete (DeskListView *self);
gboolean        desk_list_view_has_more (DeskListView *self);
DeskSearchReach desk_list_view_get_reach (DeskListView *self);

void            desk_list_view_select (DeskListView *self,
                                       const char   *uuid);
void            desk_list_view_focus (DeskListView *self);
void            desk_list_view_enter (DeskListView *self);
const char     *desk_list_view_get_selected (DeskListView *self);
const char     *desk_list_view_get_first (DeskListView *self);

G_END_DECLS
