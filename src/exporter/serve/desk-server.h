/* desk-server.h - an exported site on 127.0.0.1
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESK_TYPE_SERVER (desk_server_get_type ())
G_DECLARE_FINAL_TYPE (DeskServer, desk_server, DESK, SERVER, GObject)

DeskServer *desk_server_new (const char *directory,
                             const char *base_path,
                             unsigned port,
                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_server_get_address (DeskServer *self);

G_END_DECLS
