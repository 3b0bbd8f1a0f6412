/* desk-body-view.h - the column of text, with title and summary above it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define DESK_TYPE_BODY_VIEW (desk_body_view_get_type ())
G_DECLARE_FINAL_TYPE (DeskBodyView, desk_body_view, DESK, BODY_VIEW, GtkSourceView)

void desk_body_view_set_header (DeskBodyView *self,
                                GtkWidget    *header);
int  desk_body_view_get_header_height (DeskBodyView *self);

G_END_DECLS
