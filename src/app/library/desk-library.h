/* desk-library.h - a library at work: the core behind one thread and a queue
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_TYPE_LIBRARY (desk_library_get_type ())
G_DECLARE_FINAL_TYPE (DeskLibrary, desk_library, DESK, LIBRARY, GObject)

/**
 * DeskLibraryFunc:
 * @store: the open library; only for the time of the call
 * @data: as given to desk_library_run_async()
 * @cancellable: (nullable): as given
 * @error: return location
 *
 * Work on the library's own thread.
 *
 * Returns: what was asked for, `GINT_TO_POINTER (TRUE)` for plain success, or
 *   %NULL with @error set
 */
typedef gpointer (*DeskLibraryFunc) (DeskStore    *store,
                                     gpointer      data,
                                     GCancellable *cancellable,
                                     GError      **error);

DeskLibrary *desk_library_new (void) G_GNUC_WARN_UNUSED_RESULT;

void         desk_library_open_async (DeskLibrary        *self,
                                      const char         *path,
                                      gboolean            create_if_missing,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean desk_library_open_finish (DeskLibrary  *self,
                                   GAsyncResult *result,
                                   GError      **error);

void desk_library_run_async (DeskLibrary        *self,
                             DeskLibraryFunc     func,
                             gpointer            data,
                             GDestroyNotify      free_data,
                             GDestroyNotify      free_result,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gpointer desk_library_run_finish (DeskLibrary  *self,
                                  GAsyncResult *result,
                                  GError      **error);

void            desk_library_emit_changed (DeskLibrary *self);

const char     *desk_library_get_path (DeskLibrary *self);
const DeskSite *desk_library_get_site (DeskLibrary *self);

char           *desk_library_dup_main_language (DeskLibrary *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
