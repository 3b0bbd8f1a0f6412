/* desk-list-menu.h - what the funnel button offers
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-site.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *desk_list_menu_new (const DeskSite *site,
                                GPtrArray      *sections) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
