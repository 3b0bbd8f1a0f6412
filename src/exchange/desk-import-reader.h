/* desk-import-reader.h - reads articles' files ahead of the one who writes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-article-file.h"
#include "exchange/desk-import-plan.h"

G_BEGIN_DECLS

/**
 * DeskImportTexts:
 * @group: (not owned): the article
 * @files: (element-type DeskArticleFile): as @group has its entries
 * @bodies: (element-type DeskCutBody): of @files, in any order
 * @error: (nullable): one of them can't be read any more
 */
typedef struct
{
  const DeskImportGroup *group;
  GPtrArray             *files;
  GPtrArray             *bodies;
  GError                *error;
} DeskImportTexts;

void desk_import_texts_free (DeskImportTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportTexts, desk_import_texts_free)

DeskImportTexts *desk_import_texts_read (const DeskImportPlan  *plan,
                                         const DeskImportGroup *group) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _DeskImportReader DeskImportReader;

DeskImportReader *desk_import_reader_new (const DeskImportPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void              desk_import_reader_free (DeskImportReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportReader, desk_import_reader_free)

DeskImportTexts *desk_import_reader_next (DeskImportReader *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
