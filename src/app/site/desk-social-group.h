/* desk-social-group.h - where else one finds the newsroom
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SOCIAL_GROUP (desk_social_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskSocialGroup, desk_social_group, DESK, SOCIAL_GROUP, AdwPreferencesGroup)

void desk_social_group_set_settings (DeskSocialGroup  *self,
                                     DeskSiteSettings *settings);

G_END_DECLS
