/* desk-date.h - days and instants as people write them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_DATE_ERROR (desk_date_error_quark ())
GQuark desk_date_error_quark (void);

/**
 * DeskDateError:
 * @DESK_DATE_ERROR_INVALID: not a date, or one that doesn't exist
 */
typedef enum
{
  DESK_DATE_ERROR_INVALID,
} DeskDateError;

gboolean desk_date_parse (const char *text,
                          const char *time_zone,
                          gint64     *out_us,
                          GError    **error);

char *desk_date_to_rfc3339 (gint64      us,
                            const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
