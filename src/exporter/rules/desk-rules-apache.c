/* desk-rules-apache.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-rules-private.h"

#include "model/desk-language.h"

#include <string.h>

/* For Apache 2.4's .htaccess. One directive that the server's administrator doesn't
 * allow there makes every page a "500": so there are none but of the kind FileInfo,
 * which hosts allow before any other, and those of a module stand in its IfModule.
 * Where nothing is allowed, nothing is read. */

/* "\." and so on: what stands for itself in a pattern. */
static char *
dup_pattern (const char *path)
{
  return g_regex_escape_string (path, -1);
}

/* In what a rule puts in place, "%2" and "$1" would stand for something else. */
static char *
dup_target (const char *href)
{
  g_autoptr(GString) target = g_string_new (href);

  g_string_replace (target, "%", "\\%", 0);
  g_string_replace (target, "$", "\\$", 0);
  return g_string_free_and_steal (g_steal_pointer (&target));
}

static void
append_missing (GString        *text,
                const DeskPlan *plan)
{
  static const char *const statuses[] = { "404", "410" };
  g_autofree char *page = desk_plan_dup_href (plan, "/404.html");

  for (unsigned i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_string_append_printf (text, "ErrorDocument %s %s\n", statuses[i], page);
  for (unsigned i = 0; i < plan->languages->len; i++)
    {
      const DeskPlanLanguage *language = plan->languages->pdata[i];
      g_autofree char *folder = desk_plan_dup_href (plan, language->path);
      g_autofree char *pattern = dup_pattern (folder);

      g_string_append_printf (text, "<If \"%%{REQUEST_URI} =~ m#^%s#\">\n", pattern);
      for (unsigned j = 0; j < G_N_ELEMENTS (statuses); j++)
        g_string_append_printf (text, "ErrorDocument %s %s404.html\n", statuses[j], folder);
      g_string_append (text, "</If>\n");
    }
}

/* It is matched with what follows the folder of the .htaccess. Of a folder it is the
 * same page with its file's name, or without the slash. */
static char *
dup_path_pattern (const char *path)
{
  gsize n_bytes = strlen (path) - 1;
  gboolean is_folder = path[n_bytes] == '/';
  g_autofree char *stem = n_bytes > 0 ? g_strndup (path + 1, n_bytes - is_folder) : g_strdup ("");
  g_autofree char *pattern = dup_pattern (stem);

  if (n_bytes == 0)
    return g_strdup ("^(index\\.(html|php))?$");

  return g_strconcat ("^", pattern, is_folder ? "/?(index\\.html)?$" : "$", NULL);
}

/* One parameter may stand among others, which those who share links put there. */
static char *
dup_query_pattern (const char *query)
{
  g_autofree char *pattern = dup_pattern (query);

  return strchr (query, '&') == NULL ? g_strconcat ("(^|&)", pattern, "(&|$)", NULL) : g_strconcat ("^", pattern, "$", NULL);
}

static void
append_rule (const char *from,
             const char *to,
             gpointer    user_data)
{
  DeskRulesText *rules = user_data;
  const char *query = strchr (from, '?');
  g_autofree char *path = query != NULL ? g_strndup (from, (gsize) (query - from)) : g_strdup (from);
  g_autofree char *pattern = dup_path_pattern (path);
  g_autofree char *asked = query != NULL ? dup_query_pattern (query + 1) : NULL;
  g_autofree char *target = to != NULL ? dup_target (to) : NULL;

  if (asked != NULL)
    g_string_append_printf (rules->text, "RewriteCond %%{QUERY_STRING} \"%s\"\n", asked);
  if (target != NULL)
    g_string_append_printf (rules->text, "RewriteRule \"%s\" \"%s\" [R=301,L,NE%s]\n", pattern, target, asked != NULL ? ",QSD" : "");
  else
    g_string_append_printf (rules->text, "RewriteRule \"%s\" - [G,L]\n", pattern);
}

/* The first language that a browser names counts. */
static void
append_rewriting (GString        *text,
                  const DeskPlan *plan)
{
  g_autoptr(GPtrArray) choices = desk_rules_list_choices (plan);
  static const char *const private[] = DESK_RULES_PRIVATE;
  DeskRulesText rules = { text, plan };

  g_string_append (text, "<IfModule mod_rewrite.c>\nRewriteEngine On\n");
  for (unsigned i = 0; i < G_N_ELEMENTS (private); i++)
    g_string_append_printf (text, "RewriteRule \"^\\.copydesk/%s$\" - [R=404,L]\n", private[i]);
  desk_rules_foreach (plan, append_rule, &rules);
  for (unsigned i = 0; i < choices->len; i++)
    {
      const DeskPlanLanguage *language = choices->pdata[i];
      g_autofree char *home = desk_plan_dup_href (plan, language->path);
      g_autofree char *target = dup_target (home);

      g_string_append_printf (text, "RewriteCond %%{HTTP:Accept-Language} \"^\\s*%s\\b\" [NC]\n", language->language);
      g_string_append_printf (text, "RewriteRule \"^(index\\.html)?$\" \"%s\" [R=302,L]\n", target);
    }
  g_string_append (text, "</IfModule>\n");
}

static void
append_headers (GString        *text,
                const DeskPlan *plan)
{
  g_autofree char *home = desk_plan_dup_href (plan, "/");
  g_autofree char *pattern = dup_pattern (home);

  g_string_append (text,
                   "<IfModule mod_headers.c>\n"
                   "Header set X-Content-Type-Options \"nosniff\"\n"
                   "Header set Referrer-Policy \"" DESK_RULES_REFERRER "\"\n"
                                                                       "Header set Content-Security-Policy \"" DESK_RULES_FRAMES "\"\n"
                                                                                                                                 "Header set Cache-Control \"" DESK_RULES_ASK_AGAIN "\"\n");
  g_string_append_printf (text,
                          "<If \"%%{REQUEST_URI} =~ m#^%s(assets|media)/#\">\n"
                          "Header set Cache-Control \"" DESK_RULES_FOR_EVER "\"\n"
                                                                            "</If>\n", pattern);
  if (plan->languages->len > 1)
    g_string_append_printf (text,
                            "<If \"%%{REQUEST_URI} =~ m#^%s(index\\.html)?$#\">\n"
                            "Header always merge Vary \"Accept-Language\"\n"
                            "</If>\n", pattern);
  g_string_append (text, "</IfModule>\n");
}

/**
 * desk_rules_to_apache:
 *
 * Returns: (transfer full): our part of the .htaccess at the top of the site
 */
char *
desk_rules_to_apache (const DeskPlan *plan)
{
  GString *text = g_string_new ("AddDefaultCharset utf-8\n"
                                "<IfModule mod_mime.c>\n"
                                "AddType image/webp .webp\n"
                                "AddType text/javascript .js\n"
                                "AddType application/manifest+json .webmanifest\n"
                                "</IfModule>\n"
                                "<IfModule mod_deflate.c>\n"
                                "<IfModule mod_filter.c>\n"
                                "AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json"
                                " application/xml application/manifest+json image/svg+xml\n"
                                "</IfModule>\n"
                                "</IfModule>\n");

  append_missing (text, plan);
  append_headers (text, plan);
  append_rewriting (text, plan);

  return g_string_free_and_steal (text);
}
