/* desk-redirect-page.h - one old address, and where it leads
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "model/desk-redirect.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_REDIRECT_PAGE (desk_redirect_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskRedirectPage, desk_redirect_page, DESK, REDIRECT_PAGE, AdwNavigationPage)

AdwNavigationPage *desk_redirect_page_new (DeskLibrary        *library,
                                           const DeskRedirect *redirect) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
