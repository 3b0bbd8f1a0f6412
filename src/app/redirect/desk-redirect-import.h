/* desk-redirect-import.h - where many old addresses lead, from a table
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_redirect_import_ask (DeskLibrary *library,
                               GtkWidget   *parent);

G_END_DECLS
