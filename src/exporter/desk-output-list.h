/* desk-output-list.h - which files of a folder are ours
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_OUTPUT_FOLDER ".copydesk"

GHashTable *desk_output_list_read (const char *directory,
                                   const char *file_name,
                                   const char *library_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_output_list_is_path (const char *path);
char    *desk_output_list_first_line (const char *library_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
