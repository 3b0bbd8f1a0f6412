/* strike.h - counts calls and picks the one that fails
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

void     strike_arm (unsigned n,
                     gboolean from_then_on);
gboolean strike_disarm (void);

gboolean strike_falls (void);
