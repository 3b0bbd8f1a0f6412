/* desk-rules-private.h - what all kinds of servers are told, each in its words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/rules/desk-rules.h"

G_BEGIN_DECLS

/* Names of these files are made of what is in them. */
#define DESK_RULES_FOR_EVER "public, max-age=31536000, immutable"
#define DESK_RULES_ASK_AGAIN "public, max-age=0, must-revalidate"
#define DESK_RULES_PRIVATE { "state", "dirty", "lock" } /* in .copydesk/ */
#define DESK_RULES_FRAMES "frame-ancestors 'self'"
#define DESK_RULES_REFERRER "strict-origin-when-cross-origin"

/* What is being written, for a %DeskRuleFunc. */
typedef struct
{
  GString        *text;
  const DeskPlan *plan;
} DeskRulesText;

GPtrArray *desk_rules_list_choices (const DeskPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

/* Called for each old address, at most %DESK_RULES_MAX_REDIRECTS times. @from is below the
 * site's address, "/en/news/old/", "/?p=7"; @to is what a link would have, %NULL for one
 * that is gone. */
typedef void (*DeskRuleFunc) (const char *from,
                              const char *to,
                              gpointer    user_data);

void desk_rules_foreach (const DeskPlan *plan,
                         DeskRuleFunc    func,
                         gpointer        user_data);

G_END_DECLS
