/* desk-export-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-export-private.h"

#include "desk-json.h"

#include <string.h>

/* "/?p=123": no file can stand there, and a server that is told nothing gives the home.
 * So the home has a small script where such addresses lead on; who has none reads the
 * home. Its name is made of what it knows, so that a home which hasn't changed shows
 * whether that has. */

#define NOTE "queries" /* the path of the script */

static const char script[] =
  "(function () {\n"
  "  \"use strict\";\n"
  "  var old = %s;\n"
  "  var asked = location.search.slice(1);\n"
  "  var known = [asked].concat(asked.split(\"&\")).filter(function (words) {\n"
  "    return Object.prototype.hasOwnProperty.call(old, words);\n"
  "  });\n"
  "\n"
  "  if (location.pathname.replace(/index\\.html$/, \"\") === %s && known.length > 0) location.replace(old[known[0]]);\n"
  "})();\n";

static char *
quote (const char *text)
{
  GString *out = g_string_new (NULL);

  desk_json_add_text (out, text);
  return g_string_free_and_steal (out);
}

/* Returns: (nullable): what the script knows; %NULL for nothing */
static char *
dup_known (DeskPlan *plan)
{
  g_autoptr(GPtrArray) redirects = desk_plan_list_redirects (plan, NULL);
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean is_empty = TRUE;

  desk_json_open (out, '{');
  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskPlanForward *redirect = redirects->pdata[i];
      g_autofree char *href = desk_plan_forward_dup_href (plan, redirect);

      if (href == NULL || !g_str_has_prefix (redirect->path, "/?"))
        continue;
      desk_json_add_member (out, redirect->path + strlen ("/?"), href);
      is_empty = FALSE;
    }
  desk_json_close (out, '}');

  return is_empty ? NULL : g_string_free_and_steal (g_steal_pointer (&out));
}

static gboolean
write_script (DeskExport *self,
              const char *known,
              GError    **error)
{
  g_autofree char *home = desk_plan_dup_href (self->plan, "/");
  g_autofree char *quoted = quote (home);
  g_autofree char *text = g_strdup_printf (script, known, quoted);
  g_autofree char *href = NULL;

  self->assets.query_script = desk_export_write_asset (self->output, text, strlen (text), "js", error);
  if (self->assets.query_script == NULL)
    return FALSE;

  href = desk_plan_dup_href (self->plan, self->assets.query_script);
  desk_theme_allow_script (self->theme, href);
  return TRUE;
}

/**
 * desk_export_write_queries:
 *
 * Writes the script for addresses with a query, and marks the home where it is another
 * one than before.
 */
gboolean
desk_export_write_queries (DeskExport *self,
                           GError    **error)
{
  const DeskPlanLanguage *main_language = self->plan->languages->pdata[0];
  g_autofree char *known = dup_known (self->plan);
  g_autofree char *before = NULL;

  if (!desk_plan_check (self->plan, error) || (known != NULL && !write_script (self, known, error)) ||
      !desk_site_state_read_note (desk_output_get_state (self->output), NOTE, &before, error))
    return FALSE;
  if (self->marks->is_all || g_strcmp0 (before != NULL && *before != '\0' ? before : NULL, self->assets.query_script) == 0)
    return TRUE;

  g_hash_table_add (self->marks->homes, g_strdup (main_language->edition_language));
  if (before != NULL && *before != '\0')
    desk_output_drop (self->output, before + 1);
  return TRUE;
}

/**
 * desk_export_note_queries:
 *
 * Keeps the path of the script for the next export.
 */
gboolean
desk_export_note_queries (DeskExport *self,
                          GError    **error)
{
  const char *path = self->assets.query_script != NULL ? self->assets.query_script : "";

  return desk_site_state_write_note (desk_output_get_state (self->output), NOTE, path, error);
}
