/* desk-theme-files.h - what a theme consists of
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESK_THEME_DEFAULT "default" /* the one that is in the program */
#define DESK_THEME_MAX_FILES 500
#define DESK_THEME_MAX_BYTES (16 * 1024 * 1024)

char      **desk_theme_files_list_own (const char *library) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *desk_theme_files_read (const char *library,
                                   const char *name,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_theme_files_copy (const char *library,
                                const char *name,
                                const char *directory,
                                GError    **error);
char *desk_theme_files_dup_hash (GHashTable *files) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
