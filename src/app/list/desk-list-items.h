/* desk-list-items.h - the model of a list: a GListStore of DeskListItem
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GListStore *desk_list_items_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_list_items_get_uuid (GListStore *self,
                                      unsigned    position);
gboolean    desk_list_items_find (GListStore *self,
                                  const char *uuid,
                                  unsigned   *out_position);
void desk_list_items_update (GListStore *self,
                             GPtrArray  *articles);
void desk_list_items_emit_changed (GListStore *self);

G_END_DECLS
