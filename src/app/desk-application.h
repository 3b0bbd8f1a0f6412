/* desk-application.h - the program: its windows, one a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_APPLICATION (desk_application_get_type ())
G_DECLARE_FINAL_TYPE (DeskApplication, desk_application, DESK, APPLICATION, AdwApplication)

DeskApplication *desk_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

void desk_application_open_library (DeskApplication *self,
                                    const char      *path,
                                    gboolean         create_if_missing);

G_END_DECLS
