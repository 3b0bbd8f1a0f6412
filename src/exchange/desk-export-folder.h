/* desk-export-folder.h - the folder that a library is written into
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"

G_BEGIN_DECLS

#define DESK_EXPORT_STATE_FOLDER ".copydesk"

typedef struct
{
  unsigned n_written;
  unsigned n_unchanged;
  unsigned n_removed;
} DeskFolderCounts;

typedef struct _DeskExportFolder DeskExportFolder;

DeskExportFolder *desk_export_folder_open (const char *directory,
                                           const char *library_id,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_export_folder_free (DeskExportFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskExportFolder, desk_export_folder_free)

gboolean desk_export_folder_expect (DeskExportFolder *self,
                                    const char       *path,
                                    const char       *sha256,
                                    GError          **error);
gboolean desk_export_folder_begin (DeskExportFolder *self,
                                   GError          **error);
gboolean desk_export_folder_write (DeskExportFolder *self,
                                   const char       *path,
                                   const char       *text,
                                   GError          **error);
gboolean desk_export_folder_copy (DeskExportFolder *self,
                                  const char       *path,
                                  const char       *source,
                                  GError          **error);
gboolean desk_export_folder_finish (DeskExportFolder *self,
                                    DeskFolderCounts *out_counts,
                                    GError          **error);

gboolean desk_export_folder_is_of (const char *directory,
                                   const char *library_id);

G_END_DECLS
