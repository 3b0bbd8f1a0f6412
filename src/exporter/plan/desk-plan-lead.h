/* desk-plan-lead.h - where old addresses lead readers, and which lead nowhere
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan.h"

G_BEGIN_DECLS

/**
 * DeskPlanEnd:
 *
 * What becomes of a reader who asks for an old address that a person named.
 */
typedef enum
{
  DESK_PLAN_END_PAGE,    /* one of the site */
  DESK_PLAN_END_WEB,     /* another site */
  DESK_PLAN_END_GONE,    /* a person has said that it is gone */
  DESK_PLAN_END_ARTICLE, /* an article that readers of no language have */
  DESK_PLAN_END_FORMER,  /* a place where something was that readers no longer have */
  DESK_PLAN_END_NO_PAGE, /* an address of the site, and no page */
  DESK_PLAN_END_ROUND,   /* they never arrive */
  DESK_PLAN_END_FAR,     /* they would arrive behind more steps than are taken */
  DESK_PLAN_END_HIDDEN,  /* nobody is led on: the site has its own use for the address */
} DeskPlanEnd;

/**
 * DeskPlanLead:
 * @to: (nullable): where the reader is led, a path or an address on the web; %NULL where
 *   to nothing
 * @target: what the last step named
 * @n_steps: how many other old addresses that people named stand in between
 */
typedef struct
{
  DeskPlanEnd end;
  char       *to;
  char       *target;
  unsigned    n_steps;
} DeskPlanLead;

void desk_plan_lead_free (DeskPlanLead *self);

typedef void (*DeskPlanLeadFunc) (const char         *source,
                                  const char         *target,
                                  const DeskPlanLead *lead,
                                  gpointer            user_data);

gboolean desk_plan_foreach_lead (DeskPlan        *self,
                                 DeskPlanLeadFunc func,
                                 gpointer         user_data,
                                 GCancellable    *cancellable,
                                 GError         **error);

/**
 * DeskPlanLost:
 * @path: where readers had something that they no longer have
 * @key: (nullable): the UUID of the article or term that was there; %NULL if the library no
 *   longer has it
 */
typedef struct
{
  char *path;
  char *key;
} DeskPlanLost;

GPtrArray *desk_plan_language_list_lost (DeskPlanLanguage *self,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanLead, desk_plan_lead_free)

G_END_DECLS
