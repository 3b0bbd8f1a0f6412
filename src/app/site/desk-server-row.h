/* desk-server-row.h - which kind of web server the site is on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SERVER_ROW (desk_server_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskServerRow, desk_server_row, DESK, SERVER_ROW, AdwComboRow)

void desk_server_row_set_settings (DeskServerRow    *self,
                                   DeskSiteSettings *settings);

G_END_DECLS
