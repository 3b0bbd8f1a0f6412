/* desk-line-view.h - a text of one paragraph, as long as it likes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_LINE_VIEW (desk_line_view_get_type ())
G_DECLARE_FINAL_TYPE (DeskLineView, desk_line_view, DESK, LINE_VIEW, GtkTextView)

char *desk_line_view_dup_text (DeskLineView *self) G_GNUC_WARN_UNUSED_RESULT;
void desk_line_view_set_text (DeskLineView *self,
                              const char   *text);

G_END_DECLS
