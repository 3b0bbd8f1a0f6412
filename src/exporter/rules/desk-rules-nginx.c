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
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

/* What is asked for with a query: the path → what is looked at there, one behind the
 * other. A location can be said once. */
typedef struct
{
  DeskRulesText rules;
  GHashTable   *asked;
} Rules;

static void
append_answer (GString    *text,
               const char *to) /* nullable */
{
  if (to != NULL)
    g_string_append_printf (text, "return 301 \"%s\";", to);
  else
    g_string_append (text, "return 410;");
}

/* One parameter may stand among others, which those who share links put there. */
static void
append_question (GString    *text,
                 const char *query,
                 const char *to)
{
  g_autofree char *pattern = g_regex_escape_string (query, -1);
  gboolean is_one = strchr (query, '&') == NULL;

  g_string_append_printf (text, "if ($args ~ \"%s%s%s\") { ", is_one ? "(^|&)" : "^", pattern, is_one ? "(&|$)" : "$");
  append_answer (text, to);
  g_string_append (text, " }\n");
}

static GString *
ensure_questions (GHashTable *asked,
                  const char *path)
{
  GString *text = g_hash_table_lookup (asked, path);

  if (text == NULL)
    {
      text = g_string_new (NULL);
      g_hash_table_insert (asked, g_strdup (path), text);
    }

  return text;
}

static void
append_rule (const char *from,
             const char *to,
             gpointer    user_data)
{
  Rules *self = user_data;
  g_auto(GStrv) parts = g_strsplit (from, "?", 2);
  g_autofree char *old = desk_plan_dup_href (self->rules.plan, parts[0]);
  GString *asked = g_hash_table_lookup (self->asked, parts[0]);

  if (parts[1] != NULL)
    {
      append_question (ensure_questions (self->asked, parts[0]), parts[1], to);
      return;
    }
  if (asked != NULL) /* all questions have been told before */
    {
      append_answer (asked, to);
      g_string_append_c (asked, '\n');
      return;
    }

  g_string_append_printf (self->rules.text, "location = \"%s\" { ", old);
  append_answer (self->rules.text, to);
  g_string_append (self->rules.text, " }\n");
}

/* Who asks for something else there gets what is there. */
static void
append_asked (GString        *text,
              const DeskPlan *plan,
              GHashTable     *asked)
{
  g_autoptr(GPtrArray) paths = g_hash_table_get_keys_as_ptr_array (asked);

  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  for (unsigned i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];
      g_autofree char *href = desk_plan_dup_href (plan, path);

      if (g_str_equal (path, "/"))
        continue;
      g_string_append_printf (text, "location = \"%s\" {\n" HEADERS
                              "add_header Cache-Control \"" DESK_RULES_ASK_AGAIN "\" always;\n", href);
      g_string_append (text, ((const GString *) g_hash_table_lookup (asked, path))->str);
      g_string_append (text, "try_files ${uri}index.html $uri =404;\n}\n");
    }
}

static void
append_home (GString        *text,
             const DeskPlan *plan,
             const GString  *asked) /* nullable */
{
  g_autoptr(GPtrArray) choices = desk_rules_list_choices (plan);
  g_autofree char *home = desk_plan_dup_href (plan, "/");

  if (choices->len == 0 && asked == NULL)
    return;

  g_string_append_printf (text, "location = %s {\n" HEADERS
                          "add_header Cache-Control \"" DESK_RULES_ASK_AGAIN "\" always;\n"
                                                                             "add_header Vary Accept-Language always;\n", home);
  if (asked != NULL)
    g_string_append (text, asked->str);
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
  g_autoptr(GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  g_autoptr(GString) addresses = g_string_new (NULL);
  Rules rules = { { addresses, plan }, asked };

  g_string_append_printf (text, "error_page 404 410 %s;\n" HEADERS
                          "add_header Cache-Control \"" DESK_RULES_ASK_AGAIN "\";\n", missing);
  desk_rules_foreach (plan, append_rule, &rules);
  append_home (text, plan, g_hash_table_lookup (asked, "/"));
  append_private (text, plan);
  append_folders (text, plan);
  append_asked (text, plan, asked);
  g_string_append (text, addresses->str);

  return g_string_free_and_steal (text);
}
