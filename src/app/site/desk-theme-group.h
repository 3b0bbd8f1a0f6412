/* desk-theme-group.h - which theme the pages have, and one of the newsroom's own
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_THEME_GROUP (desk_theme_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskThemeGroup, desk_theme_group, DESK, THEME_GROUP, AdwPreferencesGroup)

void desk_theme_group_set_settings (DeskThemeGroup   *self,
                                    DeskSiteSettings *settings);

G_END_DECLS
