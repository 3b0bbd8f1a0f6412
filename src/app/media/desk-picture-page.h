/* desk-picture-page.h - chooses a picture of the library, or a new one
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_PICTURE_PAGE (desk_picture_page_get_type ())
G_DECLARE_FINAL_TYPE (DeskPicturePage, desk_picture_page, DESK, PICTURE_PAGE, AdwNavigationPage)

AdwNavigationPage *desk_picture_page_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
