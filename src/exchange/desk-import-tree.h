/* desk-import-tree.h - the files that a person wants to import
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-import-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskImportFile:
 * @path: a Markdown file, without links in it
 * @shown: as the person named it
 * @top: the folder that nothing it names may lie outside of
 */
typedef struct
{
  char *path;
  char *shown;
  char *top;
} DeskImportFile;

/**
 * DeskImportTree:
 * @files: (element-type DeskImportFile): in the order of their names
 * @library: (nullable): the path of library.yaml
 * @library_shown: as the person would name it
 */
typedef struct
{
  GPtrArray *files;
  char      *library;
  char      *library_shown;
} DeskImportTree;

DeskImportTree *desk_import_tree_new (const char *const *paths,
                                      DeskImportReport  *report,
                                      GCancellable      *cancellable,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_import_tree_free (DeskImportTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportTree, desk_import_tree_free)

G_END_DECLS
