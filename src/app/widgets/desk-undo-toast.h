/* desk-undo-toast.h - what was removed, with a button that brings it back
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*DeskUndoFunc) (gpointer data);

void desk_undo_toast_show (GtkWidget     *from,
                           const char    *title,
                           DeskUndoFunc   undo,
                           gpointer       data,
                           GDestroyNotify free_data);
void desk_toast_show (GtkWidget  *from,
                      const char *title);

G_END_DECLS
