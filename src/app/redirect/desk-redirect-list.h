/* desk-redirect-list.h - old addresses, however many they are
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESK_TYPE_REDIRECT_LIST (desk_redirect_list_get_type ())
G_DECLARE_FINAL_TYPE (DeskRedirectList, desk_redirect_list, DESK, REDIRECT_LIST, GObject)

DeskRedirectList *desk_redirect_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

void desk_redirect_list_take (DeskRedirectList *self,
                              GPtrArray        *redirects);

G_END_DECLS
