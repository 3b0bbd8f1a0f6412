/* desk-authors-page.h - everybody who has written something
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_AUTHORS_PAGE (desk_authors_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskAuthorsPage, desk_authors_page, DESK, AUTHORS_PAGE, AdwNavigationPage)

AdwNavigationPage *desk_authors_page_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
