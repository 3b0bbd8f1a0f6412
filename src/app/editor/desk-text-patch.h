/* desk-text-patch.h - another text in a buffer, with the cursor where it was
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desk_text_patch (GtkTextBuffer *buffer,
                      const char    *text);

G_END_DECLS
