/* desk-site-dialog.h - what the newsroom's site is called, where and in which languages
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *desk_site_dialog_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
void       desk_site_dialog_show_sections (AdwDialog *self);
void       desk_site_dialog_show_old_address (AdwDialog   *self,
                                              DeskLibrary *library,
                                              const char  *old);

G_END_DECLS
