/* desk-plan-clash.h - two that want one address
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan.h"

G_BEGIN_DECLS

/**
 * DeskPlanClash:
 * @article: (nullable): the UUID of the article that can't be where it wants to be; %NULL
 *   for a section, a tag or an author
 * @term: (nullable): the UUID of that; %NULL for an article
 * @term_type: which of the three
 * @name: what it is called
 * @path: where it is, with a number; %NULL while readers don't have it
 * @wanted: where it would be alone
 * @holder: (nullable): who is there; %NULL where the site itself needs the place
 * @is_section: whether that is a section
 */
typedef struct
{
  char        *article;
  char        *term;
  DeskTermType term_type;
  char        *name;
  char        *path;
  char        *wanted;
  char        *holder;
  gboolean     is_section;
} DeskPlanClash;

void           desk_plan_clash_free (DeskPlanClash *self);

GPtrArray     *desk_plan_language_list_clashes (DeskPlanLanguage *self,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanClash *desk_plan_language_find_clash (DeskPlanLanguage *self,
                                              const char       *slug,
                                              const char       *title) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPlanClash, desk_plan_clash_free)

G_END_DECLS
