/* desk-settings.h - what the program remembers outside of libraries
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GSettings *desk_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;

char      *desk_settings_dup_library (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void       desk_settings_set_library (GSettings  *settings,
                                      const char *path);

void desk_settings_restore_window (GSettings *settings,
                                   GtkWindow *window);
void desk_settings_save_window (GSettings *settings,
                                GtkWindow *window);

G_END_DECLS
