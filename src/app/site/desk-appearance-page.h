/* desk-appearance-page.h - how the site looks
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_APPEARANCE_PAGE (desk_appearance_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskAppearancePage, desk_appearance_page, DESK, APPEARANCE_PAGE, AdwPreferencesPage)

void desk_appearance_page_set_settings (DeskAppearancePage *self,
                                        DeskSiteSettings   *settings);

G_END_DECLS
