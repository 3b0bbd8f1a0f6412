/* desk-json.h - JSON, written as it comes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Commas come by themselves: a value stands alone after '{', '[' or a name, and behind
 * a comma otherwise. */

void desk_json_open (GString *out,
                     char     bracket);
void desk_json_close (GString *out,
                      char     bracket);
void desk_json_add_name (GString    *out,
                         const char *name);
void desk_json_add_text (GString    *out,
                         const char *text);
void desk_json_add_number (GString *out,
                           unsigned number);
void desk_json_add_member (GString    *out,
                           const char *name,
                           const char *text);

G_END_DECLS
