/* desk-publish-report.h - what a person hears when publishing has ended
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_publish_report_done (DeskLibrary     *library,
                               AdwToastOverlay *toasts,
                               const char      *title,
                               const char      *path);
void desk_publish_report_problems (GtkWidget         *parent,
                                   const char *const *problems);
void desk_publish_report_error (GtkWidget    *parent,
                                const char   *heading,
                                const GError *error);
void desk_publish_report_unwritten (GtkWidget       *parent,
                                    AdwToastOverlay *toasts,
                                    const GError    *error);

G_END_DECLS
