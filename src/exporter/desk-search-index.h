/* desk-search-index.h - what the search on the site looks through
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/desk-page.h"
#include "exporter/plan/desk-plan-marks.h"

G_BEGIN_DECLS

char    *desk_search_index_dup_path (const DeskPlanLanguage *language,
                                     const char             *month) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_search_index_write (DeskPages           *pages,
                                  DeskPlanList        *month,
                                  const DeskPlanMarks *marks,
                                  DeskOutput          *output,
                                  GError             **error);

G_END_DECLS
