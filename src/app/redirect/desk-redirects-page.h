/* desk-redirects-page.h - where the addresses of a site that was there before lead
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_REDIRECTS_PAGE (desk_redirects_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskRedirectsPage, desk_redirects_page, DESK, REDIRECTS_PAGE, AdwNavigationPage)

AdwNavigationPage *desk_redirects_page_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
void desk_redirects_page_show (DeskRedirectsPage *self,
                               const char        *source);

G_END_DECLS
