/* desk-list-filter.h - what a person narrows a list to
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/list/desk-list-query.h"
#include "app/places/desk-place.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_FILTER (desk_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (DeskListFilter, desk_list_filter, DESK, LIST_FILTER, GSimpleActionGroup)

DeskListFilter *desk_list_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;

void desk_list_filter_set_place (DeskListFilter  *self,
                                 const DeskPlace *place);

gboolean desk_list_filter_is_narrow (DeskListFilter *self);
void     desk_list_filter_narrow (DeskListFilter *self,
                                  DeskListQuery  *query);
void     desk_list_filter_clear (DeskListFilter *self);

G_END_DECLS
