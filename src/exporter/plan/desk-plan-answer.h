/* desk-plan-answer.h - which addresses the site would answer
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan.h"

G_BEGIN_DECLS

typedef struct _DeskPlanAnswers DeskPlanAnswers;

DeskPlanAnswers *desk_plan_answers_new (DeskStore    *store,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void      desk_plan_answers_free (DeskPlanAnswers *self);
DeskPlan *desk_plan_answers_get_plan (DeskPlanAnswers *self);

gboolean  desk_plan_answers_find (DeskPlanAnswers *self,
                                  const char      *address,
                                  gboolean        *out_is_answered,
                                  GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanAnswers, desk_plan_answers_free)

G_END_DECLS
