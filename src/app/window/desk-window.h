/* desk-window.h - a library's window: where, which, what, about
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_WINDOW (desk_window_get_type ())
G_DECLARE_FINAL_TYPE (DeskWindow, desk_window, DESK, WINDOW, AdwApplicationWindow)

DeskWindow *desk_window_new (AdwApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void desk_window_open (DeskWindow *self,
                       const char *path,
                       gboolean    create_if_missing);
const char *desk_window_get_path (DeskWindow *self);
gboolean    desk_window_has_library (DeskWindow *self);

G_END_DECLS
