/* desk-cli-exchange.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-export-library.h"
#include "jobs/desk-job-import.h"

#include <glib/gi18n.h>

/* The commands for open files: import and export-library. */

static void
set_count (JsonObject *object,
           const char *name,
           unsigned    count)
{
  json_object_set_int_member (object, name, count);
}

static void
print_object (JsonObject *object,
              gint64      started_us)
{
  g_autoptr(JsonNode) node = json_node_alloc ();

  json_object_set_double_member (object, "seconds", (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC);
  json_node_init_object (node, object);
  json_object_unref (object);
  desk_cli_print_json (node);
}

static void
print_imported (DeskCli                *cli,
                const DeskImportReport *report,
                gint64                  started_us)
{
  JsonObject *object;

  if (!cli->is_json)
    {
      g_print (_("%u articles: %u new, %u changed, %u unchanged, in %.1f s\n"), report->n_articles, report->n_new,
               report->n_changed, report->n_unchanged, (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC);
      return;
    }

  object = json_object_new ();
  set_count (object, "files", report->n_files);
  set_count (object, "articles", report->n_articles);
  set_count (object, "editions", report->n_editions);
  set_count (object, "new", report->n_new);
  set_count (object, "changed", report->n_changed);
  set_count (object, "unchanged", report->n_unchanged);
  set_count (object, "media", report->n_media);
  print_object (object, started_us);
}

/* Every file that is the reason, before the line that says what came of it. */
static void
print_problems (const DeskImportReport *report)
{
  for (unsigned i = 0; i < report->problems->len; i++)
    g_printerr ("copydesk-cli: %s\n", (const char *) report->problems->pdata[i]);
  if (report->n_problems > report->problems->len)
    g_printerr (_("copydesk-cli: … and %u more\n"), report->n_problems - report->problems->len);
}

/* import PATH…: Markdown files with front matter into the library. */
gboolean
desk_cli_import (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr(DeskImportReport) report = desk_import_report_new ();
  gint64 started_us = g_get_monotonic_time ();
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 1, G_MAXUINT, "PATH…", error) || !desk_cli_open (cli, error))
    return FALSE;

  is_done = desk_job_import (cli->store, (const char *const *) arguments + 1, desk_cli_progress, NULL, NULL, report, error);
  desk_cli_end_progress ();
  if (!is_done)
    {
      print_problems (report);
      return FALSE;
    }

  for (unsigned i = 0; i < report->notes->len; i++)
    g_ptr_array_add (cli->notes, g_strdup (report->notes->pdata[i]));
  print_imported (cli, report, started_us);
  return TRUE;
}

static void
print_exported (DeskCli                        *cli,
                const DeskLibraryExportSummary *summary,
                gint64                          started_us)
{
  JsonObject *object;

  if (!cli->is_json)
    {
      g_print (_("%u articles: %u files written, %u unchanged, %u removed, in %.1f s\n"), summary->n_articles, summary->n_written,
               summary->n_unchanged, summary->n_removed, (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC);
      return;
    }

  object = json_object_new ();
  set_count (object, "articles", summary->n_articles);
  set_count (object, "editions", summary->n_editions);
  set_count (object, "media", summary->n_media);
  set_count (object, "written", summary->n_written);
  set_count (object, "unchanged", summary->n_unchanged);
  set_count (object, "removed", summary->n_removed);
  print_object (object, started_us);
}

/* export-library DIR: the library as files that import takes back. */
gboolean
desk_cli_export_library (DeskCli *cli,
                         char   **arguments,
                         GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  DeskLibraryExportSummary summary = { 0 };
  gint64 started_us = g_get_monotonic_time ();
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "DIR", error) || !desk_cli_open (cli, error))
    return FALSE;

  is_done = desk_job_export_library (cli->store, arguments[1], desk_cli_progress, NULL, NULL, &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  print_exported (cli, &summary, started_us);
  return TRUE;
}
