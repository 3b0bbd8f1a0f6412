/* desk-history-text.h - a text as it was, with what differs from now
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/history/desk-history-reading.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_HISTORY_TEXT (desk_history_text_get_type ())
G_DECLARE_FINAL_TYPE (DeskHistoryText, desk_history_text, DESK, HISTORY_TEXT, GtkTextView)

void desk_history_text_show (DeskHistoryText          *self,
                             const DeskHistoryReading *reading,
                             gboolean                  shows_changes);
void desk_history_text_go (DeskHistoryText *self,
                           int              step);

G_END_DECLS
