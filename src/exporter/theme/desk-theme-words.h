/* desk-theme-words.h - a theme's words, as its PO files have them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean desk_theme_words_read (GHashTable *words,
                                const char *file_name,
                                const char *text,
                                gboolean    is_source,
                                GError    **error);

G_END_DECLS
