/* desk-plan-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-plan-private.h"

#include "exporter/desk-page.h"
#include "model/desk-redirect.h"

#include <string.h>

/* Addresses of a site that was there before, as people named them. In the state they
 * stand among the forwards, in no language, with their whole path below the site's.
 *
 * 1. A page of today is what readers get, whatever was said of its address.
 * 2. What a person said goes before what Copydesk remembers itself.
 * 3. Each leads in one step to where its target is today (desk-plan-lead.c).
 */

#define NO_LANGUAGE ""

/* Returns: (transfer none) (nullable): the language whose folder a path is in; *out_rest is
 * what follows it */
DeskPlanLanguage *
desk_plan_find_language_above (const DeskPlan *plan,
                               const char     *path,
                               const char    **out_rest)
{
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      DeskPlanLanguage *language = plan->languages->pdata[i];

      if (g_str_has_prefix (path, language->path))
        {
          *out_rest = path + strlen (language->path);
          return language;
        }
    }

  return NULL;
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  return g_strv_contains (names, name);
}

/* "assets/0123456789abcdef.css": its name is its bytes. */
static gboolean
is_named_by_bytes (const char *path)
{
  const char *name = g_str_has_prefix (path, "/assets/") ? path + strlen ("/assets/")
                     : g_str_has_prefix (path, "/media/") ? path + strlen ("/media/") : NULL;

  return name != NULL && strspn (name, "0123456789abcdef") >= 16;
}

/* Files of the site that are no rows of the plan; @rest is what is below a language. */
static gboolean
is_own_file (const char *path,
             const char *rest) /* nullable */
{
  static const char *const on_top[] = { "/", "/404.html", "/robots.txt", "/_nginx.conf", "/_redirects", "/_headers", NULL };
  static const char *const in_language[] = { "", "404.html", DESK_MANIFEST, NULL };

  return is_named_by_bytes (path) || is_one_of (path, on_top) ||
         (g_str_has_prefix (path, "/sitemap") && g_str_has_suffix (path, ".xml")) ||
         (rest != NULL && (is_one_of (rest, in_language) || g_str_has_prefix (rest, "search/")));
}

/* "news/page/2/" and "news/feed.xml" → "news/": a list is on many pages. */
char *
desk_plan_dup_first_page (const char *path)
{
  static GRegex *further = NULL;

  if (g_once_init_enter_pointer (&further))
    g_once_init_leave_pointer (&further, g_regex_new ("(page/[0-9]+/|feed\\.xml|rss\\.xml|feed\\.json)$",
                                                      G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL));

  return g_regex_replace_literal (further, path, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
}

static gboolean
has_page (DeskPlan   *plan,
          const char *path,
          gboolean   *out_has_page,
          GError    **error)
{
  const char *rest;
  const DeskPlanLanguage *language = desk_plan_find_language_above (plan, path, &rest);
  g_autofree char *first = language != NULL ? desk_plan_dup_first_page (rest) : NULL;
  gint64 id = 0;

  *out_has_page = is_own_file (path, first);
  if (*out_has_page || language == NULL)
    return TRUE;
  if (!desk_site_find_path (plan->state, language->edition_language, rest, &id, error) ||
      !desk_site_find_list_at (plan->state, language->edition_language, first, out_has_page, error))
    return FALSE;

  *out_has_page = *out_has_page || id != 0;
  return TRUE;
}

/* Who else may want the address has it again when a redirect goes. */
static void
mark (DeskPlanUpdate *self,
      const char     *source)
{
  const char *rest;
  const DeskPlanLanguage *language = desk_plan_find_language_above (self->plan, source, &rest);

  if (self->marks->is_all)
    return;

  desk_plan_marks_add_forward (self->marks, NO_LANGUAGE, source);
  if (language != NULL)
    desk_plan_marks_add_forward (self->marks, language->edition_language, rest);
}

static gboolean
put (DeskPlanUpdate *self,
     const char     *source,
     const char     *target,
     GError        **error)
{
  DeskSiteForward forward = { (char *) source, (char *) target, (char *) "", *target == '\0' };
  gboolean is_hidden;

  if (!has_page (self->plan, source, &is_hidden, error))
    return FALSE;
  if (is_hidden)
    return TRUE;

  mark (self, source);
  return desk_site_put_forward (self->plan->state, NO_LANGUAGE, &forward, error);
}

static gboolean
forget_all (DeskPlanUpdate *self,
            GError        **error)
{
  g_autoptr(GPtrArray) old = desk_site_list_forwards (self->plan->state, NO_LANGUAGE, NULL, NULL, error);

  for (unsigned i = 0; old != NULL && i < old->len; i++)
    {
      const DeskSiteForward *forward = old->pdata[i];

      mark (self, forward->path);
      if (!desk_site_remove_forward (self->plan->state, NO_LANGUAGE, forward->path, error))
        return FALSE;
    }

  return old != NULL;
}

/**
 * desk_plan_settle_redirects:
 *
 * Takes what people said of old addresses anew.
 */
gboolean
desk_plan_settle_redirects (DeskPlanUpdate *self,
                            GError        **error)
{
  g_autoptr(GPtrArray) redirects = desk_store_list_redirects (self->plan->store, error);

  if (redirects == NULL || !forget_all (self, error))
    return FALSE;

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      if (!put (self, redirect->source, redirect->target, error))
        return FALSE;
    }

  return TRUE;
}

/* What leads to @target, and what leads to that. */
static gboolean
mark_leading (DeskPlanUpdate *self,
              const char     *target,
              unsigned        n_steps,
              GError        **error)
{
  g_autoptr(GPtrArray) leading = desk_site_list_leading (self->plan->state, NO_LANGUAGE, target, error);

  for (unsigned i = 0; leading != NULL && i < leading->len; i++)
    {
      desk_plan_marks_add_forward (self->marks, NO_LANGUAGE, leading->pdata[i]);
      if (n_steps < DESK_PLAN_MAX_STEPS && !mark_leading (self, leading->pdata[i], n_steps + 1, error))
        return FALSE;
    }

  return leading != NULL;
}

/**
 * desk_plan_mark_redirects_to:
 * @key: the UUID of an article that came, went or moved
 */
gboolean
desk_plan_mark_redirects_to (DeskPlanUpdate *self,
                             const char     *key,
                             GError        **error)
{
  g_autofree char *target = g_strconcat (DESK_REDIRECT_ARTICLE, key, NULL);

  return mark_leading (self, target, 0, error);
}

/**
 * desk_plan_mark_redirects_at:
 * @path: below that of the language, where something leads on that led elsewhere before
 */
gboolean
desk_plan_mark_redirects_at (DeskPlanUpdate *self,
                             const char     *language,
                             const char     *path,
                             GError        **error)
{
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *site_language = self->plan->languages->pdata[i];
      g_autofree char *full = g_strconcat (site_language->path, path, NULL);

      if (g_str_equal (site_language->edition_language, language) && !mark_leading (self, full, 0, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_plan_look_at_redirects:
 * @path: below that of the language: something came there, or is there no more
 */
gboolean
desk_plan_look_at_redirects (DeskPlanUpdate *self,
                             const char     *language,
                             const char     *path,
                             GError        **error)
{
  for (unsigned i = 0; i < self->plan->languages->len; i++)
    {
      const DeskPlanLanguage *site_language = self->plan->languages->pdata[i];
      g_autofree char *full = g_strconcat (site_language->path, path, NULL);
      g_autofree char *target = NULL;

      if (!g_str_equal (site_language->edition_language, language))
        continue;
      if (!desk_store_find_redirect (self->plan->store, full, &target, error) ||
          !desk_site_remove_forward (self->plan->state, NO_LANGUAGE, full, error))
        return FALSE;
      if (target == NULL)
        continue;
      mark (self, full);
      if (!put (self, full, target, error))
        return FALSE;
    }

  return desk_plan_mark_redirects_at (self, language, path, error);
}

/* Reading */

/**
 * desk_plan_has_page:
 * @path: below the site's address
 *
 * Returns: whether a page of today is there, or a place is kept for one
 */
gboolean
desk_plan_has_page (DeskPlan   *self,
                    const char *path)
{
  gboolean is_there = TRUE;
  GError *error = NULL;

  (void) has_page (self, path, &is_there, &error); /* it sets the error */

  return desk_plan_take_error (self, error) || is_there;
}

/* Returns: whether there is a list, with something in it or not */
gboolean
desk_plan_has_list_at (DeskPlan   *self,
                       const char *path) /* below the site's address */
{
  const char *rest;
  const DeskPlanLanguage *language = desk_plan_find_language_above (self, path, &rest);
  gboolean is_there = FALSE;
  GError *error = NULL;

  if (language != NULL)
    (void) desk_site_find_list_at (self->state, language->edition_language, rest, &is_there, &error); /* it sets the error */

  return !desk_plan_take_error (self, error) && is_there;
}

/**
 * desk_plan_list_redirects:
 * @path: (nullable): below the site's address; %NULL is any
 *
 * Returns: (transfer full) (element-type DeskPlanForward): old addresses that people
 *   named; what leads to an article that readers don't have yet is none
 */
GPtrArray *
desk_plan_list_redirects (DeskPlan   *self,
                          const char *path)
{
  g_autoptr(GPtrArray) rows = desk_plan_read_forwards (self, NO_LANGUAGE, path);
  GPtrArray *forwards = g_ptr_array_new_with_free_func (desk_plan_forward_free);

  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskSiteForward *row = rows->pdata[i];
      g_autoptr(DeskPlanLead) lead = desk_plan_follow (self, row->target);
      DeskPlanForward *forward = g_new0 (DeskPlanForward, 1);

      forward->path = g_strdup (row->path);
      forward->to = g_steal_pointer (&lead->to);
      if (forward->to != NULL || row->is_gone)
        g_ptr_array_add (forwards, forward);
      else
        desk_plan_forward_free (forward);
    }

  return forwards;
}

/**
 * desk_plan_forward_dup_href:
 *
 * Returns: (transfer full) (nullable): where it leads, for a link; %NULL where to nothing
 */
char *
desk_plan_forward_dup_href (const DeskPlan        *self,
                            const DeskPlanForward *forward)
{
  if (forward->to == NULL)
    return NULL;

  return *forward->to == '/' ? desk_plan_dup_href (self, forward->to) : g_strdup (forward->to);
}

/**
 * desk_plan_find_language_at:
 * @path: of a page below the site's address
 *
 * Returns: (transfer none): the language that it is in; the main one for what is in none
 */
DeskPlanLanguage *
desk_plan_find_language_at (const DeskPlan *self,
                            const char     *path)
{
  const char *rest;
  DeskPlanLanguage *language = desk_plan_find_language_above (self, path, &rest);

  return language != NULL ? language : self->languages->pdata[0];
}
