/* desk-list-menu.h - what the funnel button and the rows offer
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-site.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GMenuModel *desk_list_menu_new (const DeskSite *site,
                                GPtrArray      *sections) G_GNUC_WARN_UNUSED_RESULT;

void desk_list_menu_add_to_rows (GtkWidget *list);

G_END_DECLS
