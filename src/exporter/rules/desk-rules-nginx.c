/* desk-rules-nginx.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-rules-private.h"

#include <string.h>

/* For a server block of nginx, whose root is the folder above the site's path. A
 * location is exact for an address, so that however many there are, finding one
 * takes no longer. A location that sets a header of its own has none of those
 * around it. */

#define HEADERS \
        "add_header X-Content-Type-Options nosniff always;\n" \
        "add_header Referrer-Policy " DESK_RULES_REFERRER " always;\n" \
                                                          "add_header Content-Security-Policy \"" DESK_RULES_FRAMES "\" always;\n"

static void
append_rule (const char *from,
             const char *to,
             gpointer    user_data)
{
  DeskRulesText *rules = user_data;
  g_autofree char *old = desk_plan_dup_href (rules->plan, from);
  g_autofree char *target = to != NULL ? desk_plan_dup_href (rules->plan, to) : NULL;

  if (target != NULL)
    g_string_append_printf (rules->text, "location = %s { return 301 %s; }\n", old, target);
  else
    g_string_append_printf (rules->text, "location = %s { return 410; }\n", old);
}

static void
append_home (GString        *text,
             const DeskPlan *plan)
{
  g_autoptr(GPtrArray) choices = desk_rules_list_choices (plan);
  g_autofree char *home = desk_plan_dup_href (plan, "/");

  if (choices->len == 0)
    return;

  g_string_append_printf (text, "location = %s {\n" HEADERS
                          "add_header Cache-Control \"" DESK_RULES_ASK_AGAIN "\" always;\n"
                                                                             "add_header Vary Accept-Language always;\n", home);
  for (unsigned i = 0; i < choices->len; i++)
    {
      const DeskPlanLanguage *language = choices->pdata[i];
      g_autofree char *target = desk_plan_dup_href (plan, language->path);

      g_string_append_printf (text, "if ($http_accept_language ~* \"^\\s*%s\\b\") { return 302 %s; }\n",
                              language->language, target);
    }
  g_string_append_printf (text, "try_files %sindex.html =404;\n}\n", home); /* stays in this location, with its headers */
}

static void
append_folders (GString        *text,
                const DeskPlan *plan)
{
  static const char *const kept[] = { "/assets/", "/media/" };

  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];
      g_autofree char *folder = desk_plan_dup_href (plan, language->path);

      g_string_append_printf (text, "location %s { error_page 404 410 %s404.html; }\n", folder, folder);
    }
  for (unsigned i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *folder = desk_plan_dup_href (plan, kept[i]);

      g_string_append_printf (text, "location %s {\n" HEADERS
                              "add_header Cache-Control \"" DESK_RULES_FOR_EVER "\";\n}\n", folder);
    }
}

/* What an export remembers, where it is made in the server's own folder. */
static void
append_private (GString        *text,
                const DeskPlan *plan)
{
  static const char *const names[] = DESK_RULES_PRIVATE;

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/.copydesk/", names[i], NULL);
      g_autofree char *href = desk_plan_dup_href (plan, path);

      g_string_append_printf (text, "location = %s { return 404; }\n", href);
    }
}

/**
 * desk_rules_to_nginx:
 *
 * Returns: (transfer full): what is to be included into a server block
 */
char *
desk_rules_to_nginx (const DeskPlan *plan)
{
  g_autofree char *missing = desk_plan_dup_href (plan, "/404.html");
  GString *text = g_string_new ("# Made by Copydesk at each export. To be included into the server block:\n"
                                "#   include /the/site/_nginx.conf;\n");
  DeskRulesText rules = { text, plan };

  g_string_append_printf (text, "error_page 404 410 %s;\n" HEADERS
                          "add_header Cache-Control \"" DESK_RULES_ASK_AGAIN "\";\n", missing);
  append_home (text, plan);
  append_private (text, plan);
  append_folders (text, plan);
  desk_rules_foreach (plan, append_rule, &rules);

  return g_string_free_and_steal (text);
}
