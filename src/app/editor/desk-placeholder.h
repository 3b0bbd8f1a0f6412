/* desk-placeholder.h - what an empty text says
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desk_placeholder_draw (GtkTextView *view,
                            GtkSnapshot *snapshot,
                            const char  *text);

G_END_DECLS
