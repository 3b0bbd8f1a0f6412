/* desk-list-search.h - where one writes what to look for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_SEARCH (desk_list_search_get_type ())
G_DECLARE_FINAL_TYPE (DeskListSearch, desk_list_search, DESK, LIST_SEARCH, GtkBox)

const char *desk_list_search_get_words (DeskListSearch *self);

void desk_list_search_begin (DeskListSearch *self,
                             const char     *begun);
void desk_list_search_clear (DeskListSearch *self);
void desk_list_search_capture (DeskListSearch *self,
                               GtkWidget      *widget);
void desk_list_search_tell (DeskListSearch *self,
                            const char     *message);

G_END_DECLS
