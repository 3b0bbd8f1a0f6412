/* desk-progress.h - how long work tells how far it is
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskProgressFunc:
 * @what: what is being done, for people, in their language
 * @fraction: 0 to 1; negative while it isn't known
 * @user_data: as given
 *
 * Called on the thread that does the work, often; it has to be quick.
 */
typedef void (*DeskProgressFunc) (const char *what,
                                  double      fraction,
                                  gpointer    user_data);

G_END_DECLS
