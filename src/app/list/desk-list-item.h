/* desk-list-item.h - an article in the list's model
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/list/desk-list-content.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_ITEM (desk_list_item_get_type ())
G_DECLARE_FINAL_TYPE (DeskListItem, desk_list_item, DESK, LIST_ITEM, GObject)

DeskListItem *desk_list_item_new (gint64 article_id) G_GNUC_WARN_UNUSED_RESULT;

gint64                 desk_list_item_get_article_id (DeskListItem *self);
const DeskListContent *desk_list_item_get_content (DeskListItem *self);
const DeskArticle     *desk_list_item_get_article (DeskListItem *self);
void                   desk_list_item_take_content (DeskListItem    *self,
                                                    DeskListContent *content);
void                   desk_list_item_emit_changed (DeskListItem *self);

G_END_DECLS
