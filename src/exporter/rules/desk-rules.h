/* desk-rules.h - what a web server is told about the site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/plan/desk-plan.h"

G_BEGIN_DECLS

#define DESK_RULES_MAX_REDIRECTS 2000

gboolean desk_rules_write (const DeskPlan *plan,
                           DeskOutput     *output,
                           GError        **error);
gboolean desk_rules_put_in_place (const DeskPlan *plan,
                                  const char     *directory,
                                  GError        **error);

char *desk_rules_to_apache (const DeskPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
char *desk_rules_to_nginx (const DeskPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
char *desk_rules_to_redirects (const DeskPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
char *desk_rules_to_headers (const DeskPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

char *desk_rules_merge (const char *file,
                        const char *rules,
                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
