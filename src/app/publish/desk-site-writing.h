/* desk-site-writing.h - the site is brought up to date while work goes on
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desk_site_writing_run_async (DeskLibrary        *library,
                                  AdwToastOverlay    *toasts,
                                  const char         *article_uuid,
                                  const char         *language,
                                  gboolean            compares_all,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
char *desk_site_writing_run_finish (GAsyncResult *result,
                                    char       ***out_problems,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
