/* desk-slug.h - the last part of an address, made from a title
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_SLUG_MAX_CHARS 80

char    *desk_slug_from_title (const char *title) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_slug_is_valid (const char *slug);
gboolean desk_slug_is_reserved (const char *slug);
char    *desk_slug_number (const char *slug,
                           unsigned    number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
