/* desk-brand-group.h - what makes the pages the newsroom's own: colour, logo, icon, footer
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_BRAND_GROUP (desk_brand_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskBrandGroup, desk_brand_group, DESK, BRAND_GROUP, AdwPreferencesGroup)

void desk_brand_group_set_settings (DeskBrandGroup   *self,
                                    DeskSiteSettings *settings);

G_END_DECLS
