/* desk-list-item.h - an article in the list's model
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_ITEM (desk_list_item_get_type ())
G_DECLARE_FINAL_TYPE (DeskListItem, desk_list_item, DESK, LIST_ITEM, GObject)

DeskListItem *desk_list_item_new (DeskArticle *article) G_GNUC_WARN_UNUSED_RESULT;

const DeskArticle *desk_list_item_get_article (DeskListItem *self);
void               desk_list_item_take_article (DeskListItem *self,
                                                DeskArticle  *article);

G_END_DECLS
