/* desk-library.h - a library at work: the core behind two threads
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
 * Work on one of the library's own threads.
 *
 * Returns: what was asked for, `GINT_TO_POINTER (TRUE)` for plain success, or
 *   %NULL with @error set
 */
typedef gpointer (*DeskLibraryFunc) (DeskStore    *store,
                                     gpointer      data,
                                     GCancellable *cancellable,
                                     GError      **error);

/**
 * DeskReading:
 * @DESK_READING_ROWS: what is on the screen and still blank
 * @DESK_READING_LIST: which rows there are
 * @DESK_READING_REST: all else
 *
 * What is read first where several things wait.
 */
typedef enum
{
  DESK_READING_ROWS,
  DESK_READING_LIST,
  DESK_READING_REST,
} DeskReading;

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

void desk_library_close_async (DeskLibrary        *self,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean desk_library_close_finish (DeskLibrary  *self,
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
void desk_library_read_async (DeskLibrary        *self,
                              DeskReading         reading,
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

void desk_library_emit_changed (DeskLibrary *self);
void desk_library_emit_changed_elsewhere (DeskLibrary *self);
void desk_library_emit_indexed (DeskLibrary *self);
void desk_library_emit_damaged (DeskLibrary *self,
                                const char  *message);

const char     *desk_library_get_path (DeskLibrary *self);
const DeskSite *desk_library_get_site (DeskLibrary *self);

char           *desk_library_dup_folder (DeskLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
char           *desk_library_dup_main_language (DeskLibrary *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
