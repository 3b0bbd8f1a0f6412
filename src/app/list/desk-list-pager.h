/* desk-list-pager.h - reads which articles a list has, page by page
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/list/desk-list-items.h"
#include "app/list/desk-list-query.h"

G_BEGIN_DECLS

#define DESK_TYPE_LIST_PAGER (desk_list_pager_get_type ())
G_DECLARE_FINAL_TYPE (DeskListPager, desk_list_pager, DESK, LIST_PAGER, GObject)

DeskListPager *desk_list_pager_new (DeskListItems *items) G_GNUC_WARN_UNUSED_RESULT;

void desk_list_pager_ask (DeskListPager *self,
                          DeskLibrary   *library,
                          DeskListQuery *query);
void            desk_list_pager_refresh (DeskListPager *self);
void            desk_list_pager_stop (DeskListPager *self);

gboolean        desk_list_pager_is_complete (DeskListPager *self);
gboolean        desk_list_pager_has_more (DeskListPager *self);
DeskSearchReach desk_list_pager_get_reach (DeskListPager *self);

G_END_DECLS
