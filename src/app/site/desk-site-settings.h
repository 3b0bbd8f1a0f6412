/* desk-site-settings.h - the site's settings while a person changes them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

#define DESK_TYPE_SITE_SETTINGS (desk_site_settings_get_type ())
G_DECLARE_FINAL_TYPE (DeskSiteSettings, desk_site_settings, DESK, SITE_SETTINGS, GObject)

DeskSiteSettings *desk_site_settings_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

DeskLibrary    *desk_site_settings_get_library (DeskSiteSettings *self);
const DeskSite *desk_site_settings_get_site (DeskSiteSettings *self);
char          **desk_site_settings_dup_edition_languages (DeskSiteSettings *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean        desk_site_settings_check (DeskSiteSettings *self,
                                          const char       *key,
                                          const char       *value,
                                          GError          **error);
gboolean desk_site_settings_set (DeskSiteSettings *self,
                                 const char       *key,
                                 const char       *value,
                                 GError          **error);

G_END_DECLS
