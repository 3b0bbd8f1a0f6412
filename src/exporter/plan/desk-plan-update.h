/* desk-plan-update.h - brings the plan up to date, and says which pages that changes
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan-face.h"
#include "exporter/plan/desk-plan-marks.h"
#include "exporter/plan/desk-plan.h"
#include "store/desk-old-addresses.h"

G_BEGIN_DECLS

typedef struct _DeskPlanUpdate DeskPlanUpdate;

DeskPlanUpdate *desk_plan_update_new (DeskPlan      *plan,
                                      DeskPlanMarks *marks,
                                      GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void     desk_plan_update_free (DeskPlanUpdate *self);

gboolean desk_plan_update_begin_anew (DeskPlanUpdate *self,
                                      GError        **error);
gboolean desk_plan_update_put (DeskPlanUpdate     *self,
                               gint64              id,
                               const DeskPlanFace *face,
                               GError            **error);
gboolean desk_plan_update_rename (DeskPlanUpdate *self,
                                  const DeskTerm *term,
                                  GError        **error);
gboolean desk_plan_update_show_again (DeskPlanUpdate *self,
                                      gint64          id,
                                      GError        **error);
gboolean desk_plan_update_add_address (DeskPlanUpdate    *self,
                                       const DeskAddress *address,
                                       GError           **error);
gboolean desk_plan_update_add_term_address (DeskPlanUpdate        *self,
                                            const DeskTermAddress *address,
                                            GError               **error);
void     desk_plan_update_renew_redirects (DeskPlanUpdate *self);
gboolean desk_plan_update_finish (DeskPlanUpdate *self,
                                  GError        **error);

gboolean desk_plan_refresh (DeskPlan      *plan,
                            DeskPlanMarks *marks,
                            const char    *old_stamp,
                            const char    *new_stamp,
                            GCancellable  *cancellable,
                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanUpdate, desk_plan_update_free)

G_END_DECLS
