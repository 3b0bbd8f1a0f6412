/* desk-rules.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-rules-private.h"

#include "model/desk-redirect.h"

#include <string.h>

/* A site works on a server that is told nothing: an old address has a page that
 * leads on, "/" is the home in the main language. A server that is told does it
 * better: 301 and 410, the home in the reader's language, a page for what is missing
 * in the language that was asked for, files that are kept as long as they may be.
 *
 * The setting `server` says which kind it is:
 *
 *   apache    a part of DIR/.htaccess, beside what others have written there
 *   nginx     DIR/_nginx.conf, to be included into its server block
 *   netlify   DIR/_redirects and DIR/_headers, which others read as well
 *
 * A server reads some of these files for each page that it gives: of very many old
 * addresses only some are in them. The others have their pages.
 */

/**
 * desk_rules_list_choices:
 *
 * Returns: (transfer container) (element-type DeskPlanLanguage): languages that a
 *   reader may prefer to the main one; "sr-Latn" before "sr", which it begins with
 */
GPtrArray *
desk_rules_list_choices (const DeskPlan *plan)
{
  GPtrArray *choices = g_ptr_array_new ();

  for (unsigned i = 1; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];

      g_ptr_array_insert (choices, strchr (language->language, '-') != NULL ? 0 : -1, (gpointer) language);
    }

  return choices;
}

/* What asks for more goes before what asks for less, and what can have no page before
 * what has one. */
typedef enum
{
  WITH_QUERY,
  WITHOUT_PAGE,
  WITH_PAGE,
} Order;

static Order
order_of (const DeskPlanForward *forward)
{
  if (strchr (forward->path, '?') != NULL)
    return WITH_QUERY;

  return desk_redirect_is_page (forward->path) ? WITH_PAGE : WITHOUT_PAGE;
}

static void
tell (const DeskPlan  *plan,
      const GPtrArray *forwards,
      Order            order,
      unsigned        *n_left,
      DeskRuleFunc     func,
      gpointer         user_data)
{
  for (unsigned i = 0; i < forwards->len && *n_left > 0; i++)
    {
      const DeskPlanForward *forward = forwards->pdata[i];
      g_autofree char *href = NULL;

      if (order_of (forward) != order)
        continue;
      href = desk_plan_forward_dup_href (plan, forward);
      func (forward->path, href, user_data);
      (*n_left)--;
    }
}

void
desk_rules_foreach (const DeskPlan *plan,
                    DeskRuleFunc    func,
                    gpointer        user_data)
{
  g_autoptr(GPtrArray) redirects = desk_plan_list_redirects ((DeskPlan *) plan, NULL); /* it keeps what goes wrong */
  unsigned n_left = DESK_RULES_MAX_REDIRECTS;

  for (int order = WITH_QUERY; order <= WITH_PAGE; order++)
    tell (plan, redirects, (Order) order, &n_left, func, user_data);
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      g_autoptr(GPtrArray) forwards = desk_plan_language_list_forwards (plan->languages->pdata[i], NULL);

      for (int order = WITHOUT_PAGE; order <= WITH_PAGE; order++)
        tell (plan, forwards, (Order) order, &n_left, func, user_data);
    }
}

static gboolean
write_text (DeskOutput *output,
            const char *name,
            char       *text, /* eaten */
            GError    **error)
{
  g_autofree char *owned = text;

  return desk_output_write (output, name, owned, strlen (owned), NULL, error);
}

/**
 * desk_rules_write:
 *
 * Writes the files for the site's kind of server that are wholly ours.
 */
gboolean
desk_rules_write (const DeskPlan *plan,
                  DeskOutput     *output,
                  GError        **error)
{
  const char *server = desk_site_get (plan->site, "server", NULL);

  if (g_str_equal (server, "nginx"))
    return write_text (output, "_nginx.conf", desk_rules_to_nginx (plan), error);
  if (g_str_equal (server, "netlify"))
    return write_text (output, "_redirects", desk_rules_to_redirects (plan), error) &&
           write_text (output, "_headers", desk_rules_to_headers (plan), error);

  return TRUE;
}
