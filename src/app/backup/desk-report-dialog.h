/* desk-report-dialog.h - how a long work has ended, with what there is to tell
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_REPORT_DIALOG (desk_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DeskReportDialog, desk_report_dialog, DESK, REPORT_DIALOG, AdwDialog)

DeskReportDialog *desk_report_dialog_new (const char *icon_name,
                                          const char *heading,
                                          const char *description) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskReportLine:
 * @sentence: what there is to tell
 * @action: (nullable): leads to what it is about
 * @target: (nullable): of @action
 * @hint: (nullable): what that does, for who doesn't see the arrow
 */
typedef struct
{
  char     *sentence;
  char     *action;
  GVariant *target;
  char     *hint;
} DeskReportLine;

DeskReportLine *desk_report_line_new (const char *sentence) G_GNUC_WARN_UNUSED_RESULT;
void            desk_report_line_free (DeskReportLine *self);

void            desk_report_dialog_list (DeskReportDialog *self,
                                         const char       *title,
                                         GPtrArray        *sentences);
void desk_report_dialog_list_lines (DeskReportDialog *self,
                                    const char       *title,
                                    GPtrArray        *lines);
void desk_report_dialog_set_button (DeskReportDialog *self,
                                    const char       *label);
void desk_report_dialog_show_again (DeskReportDialog *self,
                                    GtkWidget        *parent);
void desk_report_dialog_offer_again (DeskReportDialog *self,
                                     const char       *action,
                                     const char       *label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskReportLine, desk_report_line_free)

G_END_DECLS
