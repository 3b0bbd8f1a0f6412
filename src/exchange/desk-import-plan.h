/* desk-import-plan.h - which files make up which article
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-article-render.h"
#include "exchange/desk-import-media.h"
#include "exchange/desk-import-tree.h"
#include "model/desk-progress.h"

G_BEGIN_DECLS

/**
 * DeskImportEntry:
 * @file: (not owned): where it is
 * @language: of the edition
 * @role: what the file holds of it
 * @line: where that is said
 */
typedef struct
{
  const DeskImportFile *file;
  char                 *language;
  DeskRole              role;
  unsigned              line;
} DeskImportEntry;

/**
 * DeskImportGroup:
 * @id: the article's
 * @date_us: its publication date; the last instant for none
 * @entries: (element-type DeskImportEntry): main language first, then by
 *   language; of each the plain file first
 */
typedef struct
{
  char      *id;
  gint64     date_us;
  GPtrArray *entries;
} DeskImportGroup;

/**
 * DeskImportPlan:
 * @groups: (element-type DeskImportGroup): the oldest article first
 * @time_zone: of times without an offset
 * @zone: (nullable): the same; GLib reads a zone's file anew for each time that
 *   is read or written unless somebody holds it
 * @main_language: of files that don't say theirs
 */
typedef struct
{
  GPtrArray *groups;
  char      *time_zone;
  GTimeZone *zone;
  char      *main_language;
} DeskImportPlan;

DeskImportPlan *desk_import_plan_new (const DeskImportTree *tree,
                                      const DeskSite       *site,
                                      const char           *library_id,
                                      DeskImportMedia      *media,
                                      DeskImportReport     *report,
                                      DeskProgressFunc      progress,
                                      gpointer              user_data,
                                      GCancellable         *cancellable,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_import_plan_free (DeskImportPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportPlan, desk_import_plan_free)

G_END_DECLS
