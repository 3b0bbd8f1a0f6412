/* desk-plan-lead.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "model/desk-redirect.h"

#include <string.h>

/* Where an old address that a person named leads: from one to the next, until there is a
 * page, another site, or nothing.
 */

#define NO_LANGUAGE ""

void
desk_plan_lead_free (DeskPlanLead *self)
{
  if (self == NULL)
    return;

  g_free (self->to);
  g_free (self->target);
  g_free (self);
}

static DeskPlanLead *
lead_new (DeskPlanEnd end,
          char       *to, /* eaten; nullable */
          const char *target,
          unsigned    n_steps)
{
  DeskPlanLead *lead = g_new0 (DeskPlanLead, 1);

  lead->end = end;
  lead->to = to;
  lead->target = g_strdup (target);
  lead->n_steps = n_steps;

  return lead;
}

static char *
dup_article (DeskPlan   *self,
             const char *uuid)
{
  char *path = NULL;

  for (unsigned i = 0; path == NULL && i < self->languages->len; i++)
    path = desk_plan_language_dup_path (self->languages->pdata[i], uuid);

  return path;
}

static DeskPlanLead *follow (DeskPlan   *self,
                             const char *target,
                             unsigned    n_steps); /* they go round together */

/* What an address that is no page leads to itself; NULL where nobody knows of it. */
static DeskPlanLead *
follow_onward (DeskPlan   *self,
               const char *path,
               const char *target,
               unsigned    n_steps)
{
  const char *rest;
  DeskPlanLanguage *language = desk_plan_find_language_above (self, path, &rest);
  g_autoptr(GPtrArray) own = desk_plan_read_forwards (self, NO_LANGUAGE, path);
  g_autoptr(GPtrArray) others = NULL;
  char *to;

  if (own->len > 0)
    return follow (self, ((const DeskSiteForward *) own->pdata[0])->target, n_steps + 1);
  others = language != NULL ? desk_plan_read_forwards (self, language->edition_language, rest) : NULL;
  if (others == NULL || others->len == 0)
    return NULL;

  to = desk_plan_language_dup_place (language, others->pdata[0]);
  return lead_new (to != NULL ? DESK_PLAN_END_PAGE : DESK_PLAN_END_FORMER, to, target, n_steps);
}

static DeskPlanLead *
follow_path (DeskPlan   *self,
             const char *target,
             unsigned    n_steps)
{
  g_autofree char *address = g_strndup (target, strcspn (target, "#"));
  g_autofree char *path = g_strndup (target, strcspn (target, "?#"));
  gboolean is_page = desk_plan_has_page (self, path);
  gboolean has_query = !g_str_equal (address, path);
  DeskPlanLead *onward = !is_page || has_query ? follow_onward (self, address, target, n_steps) : NULL;

  /* Servers find the page of an old address whatever is asked of it. */
  if (onward == NULL && !is_page && has_query)
    onward = follow_onward (self, path, target, n_steps);
  if (onward != NULL)
    return onward;

  return lead_new (is_page ? DESK_PLAN_END_PAGE : DESK_PLAN_END_NO_PAGE, desk_redirect_escape (target), target, n_steps);
}

static DeskPlanLead *
follow (DeskPlan   *self,
        const char *target,
        unsigned    n_steps)
{
  char *to;

  if (n_steps > DESK_PLAN_MAX_STEPS)
    return lead_new (DESK_PLAN_END_FAR, NULL, target, n_steps);
  if (*target == '\0')
    return lead_new (DESK_PLAN_END_GONE, NULL, target, n_steps);
  if (*target == '/')
    return follow_path (self, target, n_steps);
  if (!g_str_has_prefix (target, DESK_REDIRECT_ARTICLE))
    return lead_new (DESK_PLAN_END_WEB, g_strdup (target), target, n_steps);

  to = dup_article (self, target + strlen (DESK_REDIRECT_ARTICLE));
  return lead_new (to != NULL ? DESK_PLAN_END_PAGE : DESK_PLAN_END_ARTICLE, to, target, n_steps);
}

/**
 * desk_plan_follow:
 * @target: of a redirect
 *
 * Returns: (transfer full): where it leads today
 */
DeskPlanLead *
desk_plan_follow (DeskPlan   *self,
                  const char *target)
{
  return follow (self, target, 0);
}

/* Whoever has taken too many steps may only have far to go. Each address is walked from
 * once, however many lead there. */
typedef struct
{
  GHashTable *targets; /* char *source → char *target, of those that lead on; both borrowed */
  GHashTable *rounds;  /* char *source → whether it never ends; borrowed likewise */
} Walk;

static gboolean
find_target (Walk     *self,
             char     *address, /* loses what nobody asks for */
             gpointer *out_source,
             gpointer *out_target)
{
  address[strcspn (address, "#")] = '\0';
  if (g_hash_table_lookup_extended (self->targets, address, out_source, out_target))
    return TRUE;

  address[strcspn (address, "?")] = '\0';
  return g_hash_table_lookup_extended (self->targets, address, out_source, out_target);
}

static gboolean
goes_round (Walk       *self,
            const char *source)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *address = g_strdup (source);
  gpointer key, target, verdict = GINT_TO_POINTER (FALSE);
  GHashTableIter iter;

  while (find_target (self, address, &key, &target))
    {
      if (g_hash_table_lookup_extended (self->rounds, key, NULL, &verdict))
        break;
      if (!g_hash_table_add (seen, key))
        {
          verdict = GINT_TO_POINTER (TRUE);
          break;
        }
      g_free (address);
      address = g_strdup (target);
    }

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_insert (self->rounds, key, verdict);

  return GPOINTER_TO_INT (verdict);
}

static void
tell (DeskPlan           *self,
      Walk               *walk,
      const DeskRedirect *redirect,
      DeskPlanLeadFunc    func,
      gpointer            user_data)
{
  g_autoptr(DeskPlanLead) lead = NULL;

  if (!g_hash_table_contains (walk->targets, redirect->source))
    lead = lead_new (DESK_PLAN_END_HIDDEN, NULL, redirect->target, 0);
  else
    lead = desk_plan_follow (self, redirect->target);
  if (lead->end == DESK_PLAN_END_FAR && goes_round (walk, redirect->source))
    lead->end = DESK_PLAN_END_ROUND;

  func (redirect->source, redirect->target, lead, user_data);
}

/**
 * desk_plan_foreach_lead:
 * @func: (scope call): told of each old address that people named, by the address
 */
gboolean
desk_plan_foreach_lead (DeskPlan        *self,
                        DeskPlanLeadFunc func,
                        gpointer         user_data,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr(GPtrArray) redirects = desk_store_list_redirects (self->store, error);
  g_autoptr(GPtrArray) rows = desk_plan_read_forwards (self, NO_LANGUAGE, NULL);
  g_autoptr(GHashTable) targets = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) rounds = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { targets, rounds };

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskSiteForward *row = rows->pdata[i];

      g_hash_table_insert (targets, row->path, row->target);
    }
  for (unsigned i = 0; redirects != NULL && i < redirects->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      tell (self, &walk, redirects->pdata[i], func, user_data);
    }

  return redirects != NULL && desk_plan_check (self, error);
}
