/* desk-author-item.h - an author, as lists of the toolkit want one
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-term.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DESK_TYPE_AUTHOR_ITEM (desk_author_item_get_type ())
G_DECLARE_FINAL_TYPE (DeskAuthorItem, desk_author_item, DESK, AUTHOR_ITEM, GObject)

DeskAuthorItem *desk_author_item_new (const DeskTerm *author,
                                      const char     *language) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_author_item_get_uuid (DeskAuthorItem *self);
const char *desk_author_item_get_name (DeskAuthorItem *self);
gboolean    desk_author_item_is_organisation (DeskAuthorItem *self);
gboolean    desk_author_item_fits (DeskAuthorItem *self,
                                   const char     *folded);
int         desk_author_item_compare (gconstpointer a,
                                      gconstpointer b,
                                      gpointer      user_data);

G_END_DECLS
