/* desk-sections-page.h - the sections of the site, their names and order
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SECTIONS_PAGE (desk_sections_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskSectionsPage, desk_sections_page, DESK, SECTIONS_PAGE, AdwPreferencesPage)

void desk_sections_page_set_settings (DeskSectionsPage *self,
                                      DeskSiteSettings *settings);

G_END_DECLS
