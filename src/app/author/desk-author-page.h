/* desk-author-page.h - one author: names, addresses, portrait and biography
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_AUTHOR_PAGE (desk_author_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskAuthorPage, desk_author_page, DESK, AUTHOR_PAGE, AdwNavigationPage)

AdwNavigationPage *desk_author_page_new (DeskLibrary *library,
                                         const char  *uuid,
                                         const char  *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
