/* desk-address-list.h - addresses of a site, from its sitemap or its server's log
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"

G_BEGIN_DECLS

GPtrArray *desk_address_list_read (const char *path,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
