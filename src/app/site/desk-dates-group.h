/* desk-dates-group.h - how the newsroom writes dates, and where it is
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_DATES_GROUP (desk_dates_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskDatesGroup, desk_dates_group, DESK, DATES_GROUP, AdwPreferencesGroup)

void desk_dates_group_set_settings (DeskDatesGroup   *self,
                                    DeskSiteSettings *settings);

G_END_DECLS
