/* desk-library-export.h - a library as a folder of open files
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

/**
 * DeskLibraryExportSummary:
 * @n_written: files that are new or changed
 */
typedef struct
{
  unsigned n_articles;
  unsigned n_editions;
  unsigned n_media;
  unsigned n_written;
  unsigned n_unchanged;
  unsigned n_removed;
} DeskLibraryExportSummary;

gboolean desk_library_export (DeskStore                *store,
                              const char               *directory,
                              DeskProgressFunc          progress,
                              gpointer                  user_data,
                              GCancellable             *cancellable,
                              DeskLibraryExportSummary *out_summary,
                              GError                  **error);

G_END_DECLS
