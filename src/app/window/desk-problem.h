/* desk-problem.h - a library that can't be opened, in words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

const char *desk_problem_get_title (const GError *error);
const char *desk_problem_get_icon_name (const GError *error);
gboolean    desk_problem_can_be_repaired (const GError *error,
                                          const char   *path);
void        desk_problem_describe (const GError  *error,
                                   const char    *path,
                                   AdwStatusPage *page);

G_END_DECLS
