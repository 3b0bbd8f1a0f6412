/* desk-plan-private.h - what the files of the plan share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-plan.h"

G_BEGIN_DECLS

/* desk-plan-list.c */
char *desk_plan_claim_path (GHashTable *paths,
                            const char *folder,
                            const char *slug,
                            const char *title) G_GNUC_WARN_UNUSED_RESULT;
void desk_plan_list_free (gpointer data);
void desk_plan_add_section (DeskPlanLanguage *language,
                            GHashTable       *paths,
                            const DeskTerm   *term);
void desk_plan_file_article (DeskPlanLanguage *language,
                             DeskPlanArticle  *planned,
                             GTimeZone        *zone);
void desk_plan_place_lists (DeskPlanLanguage *language,
                            GHashTable       *paths);

/* desk-plan-forward.c */
void desk_plan_forward_free (gpointer data);
void desk_plan_add_forwards (DeskPlanLanguage *language,
                             GHashTable       *paths,
                             const GPtrArray  *addresses);

G_END_DECLS
