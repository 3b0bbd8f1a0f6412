/* desk-finding-line.h - what a check has found, as a line that leads to it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/backup/desk-report-dialog.h"
#include "model/desk-finding.h"

G_BEGIN_DECLS

DeskReportLine *desk_finding_line_new (const DeskFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
