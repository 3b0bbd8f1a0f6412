/* desk-new-section.h - a section that is not there yet is asked for and made
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_new_section_async (GtkWidget          *parent,
                             DeskLibrary        *library,
                             const char         *language,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
DeskTerm *desk_new_section_finish (GAsyncResult *result,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
