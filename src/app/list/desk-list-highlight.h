/* desk-list-highlight.h - how the words of a search stand out
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

PangoAttrList *desk_list_highlight_new (const GArray *ranges,
                                        const char   *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
