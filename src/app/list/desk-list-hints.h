/* desk-list-hints.h - what one can write into the search
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_HINTS (desk_list_hints_get_type ())
G_DECLARE_FINAL_TYPE (DeskListHints, desk_list_hints, DESK, LIST_HINTS, GtkBox)

G_END_DECLS
