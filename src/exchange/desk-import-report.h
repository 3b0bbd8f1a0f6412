/* desk-import-report.h - what an import did, and what stood in its way
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_IMPORT_MAX_PROBLEMS 20

/**
 * DeskImportReport:
 * @n_files: Markdown files that were found
 * @n_articles: articles that they hold
 * @n_editions: and texts
 * @n_new: articles that weren't there
 * @n_changed: articles that were there and are another now
 * @n_unchanged: articles that were there and stay as they are
 * @n_media: pictures and documents that were put into the library
 * @n_problems: of files that can't be used
 * @problems: (element-type utf8): the first %DESK_IMPORT_MAX_PROBLEMS of them,
 *   each a line "FILE:LINE: what is wrong; what to do"
 * @notes: (element-type utf8): what a person should know besides
 */
typedef struct
{
  unsigned   n_files;
  unsigned   n_articles;
  unsigned   n_editions;
  unsigned   n_new;
  unsigned   n_changed;
  unsigned   n_unchanged;
  unsigned   n_media;
  unsigned   n_problems;
  GPtrArray *problems;
  GPtrArray *notes;
} DeskImportReport;

DeskImportReport *desk_import_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
void              desk_import_report_free (DeskImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskImportReport, desk_import_report_free)

void desk_import_report_take_problem (DeskImportReport *self,
                                      GError           *problem);
void desk_import_report_take_note (DeskImportReport *self,
                                   char             *note);

G_END_DECLS
