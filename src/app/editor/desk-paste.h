/* desk-paste.h - text from the clipboard, whoever put it there
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desk_paste_text (GtkTextView *view);

G_END_DECLS
