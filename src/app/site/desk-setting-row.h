/* desk-setting-row.h - a row that holds one setting of the site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"
#include "app/widgets/desk-field-row.h"

G_BEGIN_DECLS

void desk_setting_row_bind (DeskFieldRow     *row,
                            DeskSiteSettings *settings,
                            const char       *key);

G_END_DECLS
