/* desk-content-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-content-private.h"

#include "model/desk-redirect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Old addresses that people named. Where each leads, and why it doesn't, is the plan's to
 * say (desk-plan-lead.c); here it is told in words.
 *
 *   redirect         a reader finds nothing there, and won't until somebody does something
 *   waiting          likewise, until an article appears that is being written
 *   redirect-unused  a reader finds a page there, whatever was said of the address
 */

/* The article that an old address leads to, to readers of the language where it is
 * nearest to them. */
typedef struct
{
  const char     *uuid;
  DeskWhereabouts whereabouts;
  char           *title; /* or "" */
} Destination;

static void
find_destination (DeskContentCheck *self,
                  const char       *target, /* of a redirect to an article */
                  Destination      *destination)
{
  destination->uuid = target + strlen (DESK_REDIRECT_ARTICLE);
  destination->whereabouts = DESK_WHEREABOUTS_NOWHERE;
  destination->title = g_strdup ("");
  for (unsigned i = 0; i < self->languages->len; i++)
    {
      const DeskPlanLanguage *language = self->languages->pdata[i];
      DeskWhereabouts whereabouts = DESK_WHEREABOUTS_NOWHERE;
      g_autofree char *title = NULL;
      GError *error = NULL;

      (void) desk_store_find_whereabouts (self->store, destination->uuid, language->edition_language, &whereabouts, &title, &error); /* it sets the error */
      if (desk_content_take_error (self, error) || whereabouts <= destination->whereabouts)
        continue;
      destination->whereabouts = whereabouts;
      g_free (destination->title);
      destination->title = g_strdup (*title != '\0' ? title : _("Untitled"));
    }
}

static char *
explain_article (const char        *old,
                 const Destination *destination)
{
  switch (destination->whereabouts)
    {
    case DESK_WHEREABOUTS_TRASH:
      return g_strdup_printf (_("The old address %s leads to “%s”, which is in the trash; restore it, or lead the address elsewhere"),
                              old, destination->title);

    case DESK_WHEREABOUTS_UNWRITTEN:
      return g_strdup_printf (_("The old address %s leads to “%s”, which is in no language of the site; translate it, or lead the address elsewhere"),
                              old, destination->title);

    case DESK_WHEREABOUTS_WITHDRAWN:
      return g_strdup_printf (_("The old address %s leads to “%s”, which readers no longer have; publish it, or lead the address elsewhere"),
                              old, destination->title);

    case DESK_WHEREABOUTS_DRAFT:
      return g_strdup_printf (_("The old address %s leads to “%s”, which readers don't have yet; publish it, or lead the address elsewhere"),
                              old, destination->title);

    case DESK_WHEREABOUTS_SCHEDULED:
      return g_strdup_printf (_("The old address %s leads to “%s”, which is only scheduled, and nowhere until then; publish it, or wait"),
                              old, destination->title);

    case DESK_WHEREABOUTS_NOWHERE:
    case DESK_WHEREABOUTS_ARCHIVED:
    case DESK_WHEREABOUTS_PUBLISHED:
    default:
      return g_strdup_printf (_("The old address %s leads to an article that is no longer in the library; lead it elsewhere, or say that it is gone"),
                              old);
    }
}

static gboolean
is_waiting (const Destination *destination)
{
  return destination->whereabouts == DESK_WHEREABOUTS_DRAFT || destination->whereabouts == DESK_WHEREABOUTS_SCHEDULED;
}

/* “Bridge”, or /en/news/ */
static char *
dup_shown_target (DeskContentCheck *self,
                  const char       *target)
{
  Destination destination;
  g_autofree char *title = NULL;

  if (!g_str_has_prefix (target, DESK_REDIRECT_ARTICLE))
    return desk_content_shorten (target, DESK_CONTENT_MAX_ADDRESS_CHARS);

  find_destination (self, target, &destination);
  title = destination.title;

  return g_strdup_printf (_("“%s”"), title);
}

/* Between it and its end stand others that people named. */
static char *
explain_onward (const char *old,
                const char *shown,
                gboolean    has_to_wait)
{
  return has_to_wait
         /* Translators: an old address; where it leads */
         ? g_strdup_printf (_("The old address %s leads to %s, an old address whose article readers don't have yet; publish that"), old, shown)
         /* Translators: likewise */
         : g_strdup_printf (_("The old address %s leads to %s, an old address that leads nowhere itself; put that right first"), old, shown);
}

static char *
explain_end (const char         *old,
             const char         *shown,
             const DeskPlanLead *lead)
{
  switch (lead->end)
    {
    case DESK_PLAN_END_FORMER:
      /* Translators: an old address; where it leads */
      return g_strdup_printf (_("The old address %s leads to %s, where readers no longer find anything; lead it elsewhere, or say that it is gone"),
                              old, shown);

    case DESK_PLAN_END_ROUND:
      /* Translators: likewise */
      return g_strdup_printf (_("The old address %s leads to %s, and from there in a circle; lead one of them to a page"), old, shown);

    case DESK_PLAN_END_FAR:
      /* Translators: likewise */
      return g_strdup_printf (_("The old address %s leads to %s, and from there over too many others; lead it straight to the page"), old, shown);

    case DESK_PLAN_END_PAGE:
    case DESK_PLAN_END_NO_PAGE:
    case DESK_PLAN_END_WEB:
    case DESK_PLAN_END_GONE:
    case DESK_PLAN_END_ARTICLE:
    case DESK_PLAN_END_HIDDEN:
    default:
      /* Translators: likewise */
      return g_strdup_printf (_("The old address %s leads to %s, and the site has no such page; correct where it leads, or say that it is gone"),
                              old, shown);
    }
}

/* What the site has at an old address itself: a page, or a place for one. */
static void
tell_hidden (DeskContentCheck *self,
             const char       *source,
             const char       *old,
             const char       *target)
{
  DeskFindingSubject subject = { .old = source };
  g_autofree char *shown = dup_shown_target (self, target);

  if (!desk_content_is_answered (self, source))
    desk_findings_add_about (self->findings, DESK_FINDING_REDIRECT, &subject,
                             /* Translators: an old address */
                             g_strdup_printf (_("The old address %s leads nowhere, since the site keeps that place for a list that has nothing to show there; give the list another address"),
                                              old));
  else if (*target == '\0')
    desk_findings_add_about (self->findings, DESK_FINDING_UNUSED, &subject,
                             /* Translators: an old address */
                             g_strdup_printf (_("The old address %s is said to be gone, but the site has a page there, which readers get; remove the old address"),
                                              old));
  else
    desk_findings_add_about (self->findings, DESK_FINDING_UNUSED, &subject,
                             /* Translators: an old address; where it should lead */
                             g_strdup_printf (_("The old address %s never leads to %s, since the site has a page there, which readers get; remove the old address"),
                                              old, shown));
}

static void
tell_end (DeskContentCheck   *self,
          const char         *source,
          const char         *old,
          const char         *target,
          const DeskPlanLead *lead)
{
  gboolean is_onward = lead->n_steps > 0 && lead->end != DESK_PLAN_END_ROUND && lead->end != DESK_PLAN_END_FAR;
  g_autofree char *shown = is_onward || lead->end != DESK_PLAN_END_ARTICLE ? dup_shown_target (self, target) : NULL;
  Destination destination = { NULL, DESK_WHEREABOUTS_NOWHERE, NULL };
  DeskFindingSubject subject = { .old = source };
  g_autofree char *title = NULL;
  char *message;

  if (lead->end == DESK_PLAN_END_ARTICLE)
    find_destination (self, lead->target, &destination);
  title = destination.title;
  if (is_onward)
    message = explain_onward (old, shown, is_waiting (&destination));
  else if (lead->end == DESK_PLAN_END_ARTICLE)
    message = explain_article (old, &destination);
  else
    message = explain_end (old, shown, lead);

  subject.article = destination.whereabouts != DESK_WHEREABOUTS_NOWHERE ? destination.uuid : NULL;
  desk_findings_add_about (self->findings, is_waiting (&destination) ? DESK_FINDING_WAITING : DESK_FINDING_REDIRECT,
                           &subject, message);
}

/* Of a list's pages the plan knows the first; only what was counted tells of the others. */
static gboolean
arrives (DeskContentCheck   *self,
         const DeskPlanLead *lead)
{
  return lead->end == DESK_PLAN_END_WEB || (lead->end == DESK_PLAN_END_GONE && lead->n_steps == 0) ||
         (lead->end == DESK_PLAN_END_PAGE && desk_content_is_answered (self, lead->to));
}

static void
lead_cb (const char         *source,
         const char         *target,
         const DeskPlanLead *lead,
         gpointer            user_data)
{
  DeskContentCheck *self = user_data;
  g_autofree char *old = NULL;

  if (self->error != NULL || arrives (self, lead))
    return;

  old = desk_content_shorten (source, DESK_CONTENT_MAX_ADDRESS_CHARS);
  if (lead->end == DESK_PLAN_END_HIDDEN)
    tell_hidden (self, source, old, target);
  else
    tell_end (self, source, old, target, lead);
}

/**
 * desk_content_check_redirects:
 *
 * Looks where the old addresses lead that people named.
 */
gboolean
desk_content_check_redirects (DeskContentCheck *self,
                              GError          **error)
{
  if (self->progress != NULL)
    self->progress (_("Looking at old addresses"), -1, self->user_data);
  if (!desk_plan_foreach_lead (self->plan, lead_cb, self, self->cancellable, error))
    return FALSE;
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
