/* desk-day.h - days as this newsroom writes them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-site.h"

G_BEGIN_DECLS

char *desk_day_format (const DeskSite *site,
                       gint64          us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
