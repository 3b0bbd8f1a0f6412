/* desk-list-items.h - the model of a list: ordered keys, and rows on demand
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/list/desk-list-item.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_TYPE_LIST_ITEMS (desk_list_items_get_type ())
G_DECLARE_FINAL_TYPE (DeskListItems, desk_list_items, DESK, LIST_ITEMS, GObject)

DeskListItems *desk_list_items_new (void) G_GNUC_WARN_UNUSED_RESULT;

void desk_list_items_append (DeskListItems *self,
                             const GArray  *keys);
void desk_list_items_update (DeskListItems *self,
                             GArray        *keys);

gint64   desk_list_items_get_article_id (DeskListItems *self,
                                         unsigned       position);
gboolean desk_list_items_find (DeskListItems *self,
                               gint64         article_id,
                               unsigned      *out_position);

void desk_list_items_take_content (DeskListItems   *self,
                                   gint64           article_id,
                                   DeskListContent *content);
DeskListItem *desk_list_items_look_up (DeskListItems *self,
                                       gint64         article_id);
GPtrArray    *desk_list_items_list_rows (DeskListItems *self) G_GNUC_WARN_UNUSED_RESULT;
void          desk_list_items_forget (DeskListItems *self);
void          desk_list_items_forget_other (DeskListItems *self,
                                            const char    *words);

void desk_list_items_validate (DeskListItems *self);

G_END_DECLS
