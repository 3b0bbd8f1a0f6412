/* desk-library-care.h - what keeps an open library well, beside the work
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

G_BEGIN_DECLS

/**
 * DeskLibraryCareFunc:
 * @error: what went wrong, and what to do
 */
typedef void (*DeskLibraryCareFunc) (const GError *error,
                                     gpointer      user_data);

typedef struct _DeskLibraryCare DeskLibraryCare;

DeskLibraryCare *desk_library_care_new (DeskLibrary        *library,
                                        DeskLibraryCareFunc report,
                                        gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;
void desk_library_care_stop_async (DeskLibraryCare    *self,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
void desk_library_care_free (DeskLibraryCare *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskLibraryCare, desk_library_care_free)

G_END_DECLS
