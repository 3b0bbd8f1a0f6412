/* desk-theme-script.h - whether a page would run somebody's script
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean desk_theme_runs_script (const char *html,
                                 const char *known,
                                 char      **out_what);

G_END_DECLS
