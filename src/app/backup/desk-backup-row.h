/* desk-backup-row.h - one snapshot of the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/backup/desk-snapshot.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *desk_backup_row_new (const DeskSnapshot *snapshot,
                                const char         *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
