/* desk-subpage.h - a page that comes from the side, in whatever can show one
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void desk_subpage_push (GtkWidget         *from,
                        AdwNavigationPage *page);
void desk_subpage_pop (AdwNavigationPage *page);

G_END_DECLS
