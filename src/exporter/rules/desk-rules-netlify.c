/* desk-rules-netlify.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-rules-private.h"

#include "model/desk-redirect.h"

#include <string.h>

/* Two files that hosts of static sites read: `_redirects`, a line an address, and
 * `_headers`. They have no word for 410; what is gone is merely missing there. The
 * language of a reader is a condition that some hosts don't know, and pass over. */

/* "/:id" and "*" would stand for any other part of an address. */
static gboolean
is_sayable (const char *path)
{
  return strstr (path, "/:") == NULL && strchr (path, '*') == NULL;
}

static void
append_rule (const char *from,
             const char *to,
             gpointer    user_data)
{
  DeskRulesText *rules = user_data;
  g_auto(GStrv) parts = g_strsplit (from, "?", 2);
  g_autofree char *href = desk_plan_dup_href (rules->plan, parts[0]);
  g_autofree char *old = desk_redirect_escape (href);
  g_autofree char *asked = parts[1] != NULL ? g_strconcat (" ", parts[1], NULL) : g_strdup ("");

  g_strdelimit (asked, "&", ' ');
  if (to != NULL && is_sayable (parts[0]))
    g_string_append_printf (rules->text, "%s%s %s 301!\n", old, asked, to);
}

/**
 * desk_rules_to_redirects:
 *
 * Returns: (transfer full): the file `_redirects`
 */
char *
desk_rules_to_redirects (const DeskPlan *plan)
{
  g_autoptr(GPtrArray) choices = desk_rules_list_choices (plan);
  g_autofree char *home = desk_plan_dup_href (plan, "/");
  GString *text = g_string_new (NULL);
  DeskRulesText rules = { text, plan };

  desk_rules_foreach (plan, append_rule, &rules);
  for (unsigned i = 0; i < choices->len; i++)
    {
      const DeskPlanLanguage *language = choices->pdata[i];
      g_autofree char *target = desk_plan_dup_href (plan, language->path);

      g_string_append_printf (text, "%s %s 302! Language=%s\n", home, target, language->language);
    }

  return g_string_free_and_steal (text);
}

/**
 * desk_rules_to_headers:
 *
 * Returns: (transfer full): the file `_headers`
 */
char *
desk_rules_to_headers (const DeskPlan *plan)
{
  static const char *const kept[] = { "/assets/", "/media/" };
  g_autofree char *home = desk_plan_dup_href (plan, "/");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%s*\n"
                          "  X-Content-Type-Options: nosniff\n"
                          "  Referrer-Policy: " DESK_RULES_REFERRER "\n"
                                                                    "  Content-Security-Policy: " DESK_RULES_FRAMES "\n", home);
  for (unsigned i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *folder = desk_plan_dup_href (plan, kept[i]);

      g_string_append_printf (text, "%s*\n  Cache-Control: " DESK_RULES_FOR_EVER "\n", folder);
    }

  return g_string_free_and_steal (text);
}
