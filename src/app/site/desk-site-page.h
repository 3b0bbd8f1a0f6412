/* desk-site-page.h - name, address, languages and dates of the site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SITE_PAGE (desk_site_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskSitePage, desk_site_page, DESK, SITE_PAGE, AdwPreferencesPage)

void desk_site_page_set_settings (DeskSitePage     *self,
                                  DeskSiteSettings *settings);

G_END_DECLS
