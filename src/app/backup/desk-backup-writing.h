/* desk-backup-writing.h - one file with the whole library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_backup_write_now (DeskLibrary     *library,
                            GtkWidget       *parent,
                            AdwToastOverlay *toasts);

G_END_DECLS
