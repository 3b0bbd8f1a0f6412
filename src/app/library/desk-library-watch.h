/* desk-library-watch.h - notices what other programs do to a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

#define DESK_TYPE_LIBRARY_WATCH (desk_library_watch_get_type ())
G_DECLARE_FINAL_TYPE (DeskLibraryWatch, desk_library_watch, DESK, LIBRARY_WATCH, GObject)

DeskLibraryWatch *desk_library_watch_new (DeskLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
