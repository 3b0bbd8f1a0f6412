/* desk-languages-group.h - the languages that readers get
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_LANGUAGES_GROUP (desk_languages_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskLanguagesGroup, desk_languages_group, DESK, LANGUAGES_GROUP, AdwPreferencesGroup)

void desk_languages_group_set_settings (DeskLanguagesGroup *self,
                                        DeskSiteSettings   *settings);

G_END_DECLS
