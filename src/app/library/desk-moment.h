/* desk-moment.h - when something happened, as people say it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *desk_moment_write (gint64      us,
                         const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
