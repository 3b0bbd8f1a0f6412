/* desk-term-task.h - a section, tag or author found or made, off the main thread
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "model/desk-term.h"

G_BEGIN_DECLS

void desk_term_ensure_async (DeskLibrary        *library,
                             DeskTermType        type,
                             const char         *name,
                             const char         *language,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
DeskTerm *desk_term_ensure_finish (DeskLibrary  *library,
                                   GAsyncResult *result,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_term_display_name (const DeskTerm *term,
                                    const char     *language);
char      **desk_term_dup_names (GPtrArray  *terms,
                                 const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
