/* desk-cli-export.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-export.h"

#include <glib/gi18n.h>

/**
 * desk_cli_print_problems:
 *
 * Says which pictures were left out, and why.
 */
void
desk_cli_print_problems (const DeskExportSummary *summary)
{
  for (unsigned i = 0; summary->problems != NULL && summary->problems[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf (_("A picture was left out: %s"), summary->problems[i]);

      g_printerr ("copydesk-cli: %s\n", line);
    }
}

static JsonArray *
new_problems (const DeskExportSummary *summary)
{
  JsonArray *problems = json_array_new ();

  for (unsigned i = 0; summary->problems != NULL && summary->problems[i] != NULL; i++)
    json_array_add_string_element (problems, summary->problems[i]);

  return problems;
}

static void
print_summary (DeskCli                 *cli,
               const DeskExportSummary *summary)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (!cli->is_json)
    {
      g_print (_("%u pages: %u files written, %u unchanged, %u removed, in %.1f s\n"),
               summary->n_pages, summary->n_written, summary->n_unchanged, summary->n_removed, summary->seconds);
      return;
    }

  object = json_object_new ();
  json_object_set_int_member (object, "pages", summary->n_pages);
  json_object_set_int_member (object, "rendered", summary->n_rendered);
  json_object_set_int_member (object, "written", summary->n_written);
  json_object_set_int_member (object, "unchanged", summary->n_unchanged);
  json_object_set_int_member (object, "removed", summary->n_removed);
  json_object_set_int_member (object, "uploaded", summary->n_uploaded);
  json_object_set_int_member (object, "bytes", (gint64) summary->n_bytes);
  json_object_set_double_member (object, "seconds", summary->seconds);
  json_object_set_array_member (object, "problems", new_problems (summary));
  node = json_node_alloc ();
  json_node_init_object (node, object);
  json_object_unref (object);
  desk_cli_print_json (node);
}

/* export DIR: renders the site into a folder. */
gboolean
desk_cli_export (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  g_autofree char *at = NULL;
  gboolean is_full = FALSE;
  GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &is_full, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(DeskExportSummary) summary = { 0 };
  gint64 at_us = g_get_real_time ();
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "DIR [--full] [--at TIME]", error) ||
      !desk_cli_open (cli, error) ||
      (at != NULL && !desk_cli_parse_date (cli, at, &at_us, error)))
    return FALSE;

  is_done = desk_job_export (cli->store, arguments[1], at_us, is_full, desk_cli_progress, NULL, NULL, &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  if (summary.has_no_url)
    g_printerr ("copydesk-cli: %s\n", _("The site has no address, so canonical links and language links were left out;"
                                        " set it with site set url=https://…"));
  desk_cli_print_problems (&summary);
  print_summary (cli, &summary);
  return TRUE;
}
