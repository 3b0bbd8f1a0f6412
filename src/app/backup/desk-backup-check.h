/* desk-backup-check.h - what is wrong in the library, in words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_backup_check (DeskLibrary     *library,
                        GtkWidget       *parent,
                        AdwToastOverlay *toasts);

G_END_DECLS
