/* desk-sitemap.h - what search engines are told of a site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/plan/desk-plan.h"

G_BEGIN_DECLS

#define DESK_SITEMAP_MAX_URLS 50000

char *desk_sitemap_dup_path (const DeskPlanLanguage *language,
                             const char             *month,
                             unsigned                number) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_sitemap_write_lists (DeskPlanLanguage *language,
                                   DeskOutput       *output,
                                   GError          **error);
gboolean desk_sitemap_write_month (DeskPlanLanguage *language,
                                   DeskPlanList     *month,
                                   unsigned          max_urls,
                                   DeskOutput       *output,
                                   GError          **error);
gboolean desk_sitemap_write_index (DeskPlan   *plan,
                                   unsigned    max_urls,
                                   DeskOutput *output,
                                   GError    **error);

G_END_DECLS
