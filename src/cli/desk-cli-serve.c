/* desk-cli-serve.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "exporter/serve/desk-server.h"
#include "jobs/desk-job-export.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>

/* One folder a library in the user's cache, so that the next start renders only
 * what changed. */
static char *
dup_cache_folder (DeskCli *cli)
{
  g_autofree char *path = g_canonicalize_filename (desk_store_get_path (cli->store), NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  name[16] = '\0';
  return g_build_filename (g_get_user_cache_dir (), "copydesk", "serve", name, NULL);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* serve [--port N]: the site as it would be published, on 127.0.0.1 only. */
gboolean
desk_cli_serve (DeskCli *cli,
                char   **arguments,
                GError **error)
{
  int port = 0;
  GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(DeskServer) server = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *base_path = NULL;
  g_auto(DeskExportSummary) summary = { 0 };
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 0, 0, "[--port N]", error))
    return FALSE;
  if (port < 0 || port > 65535)
    return desk_cli_throw_usage (error, _("A port is a number from 1 to 65535, or 0 for any free one"));
  if (!desk_cli_open (cli, error))
    return FALSE;

  folder = dup_cache_folder (cli);
  base_path = desk_site_dup_base_path (cli->site);
  is_done = desk_job_export (cli->store, folder, g_get_real_time (), FALSE, desk_cli_progress, NULL, NULL,
                             &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  desk_cli_print_problems (&summary);
  server = desk_server_new (folder, base_path, (unsigned) port, error);
  if (server == NULL)
    return FALSE;

  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_print ("%s\n", desk_server_get_address (server));
  (void) fflush (stdout); /* a script waits for the line */
  g_main_loop_run (loop);

  return TRUE;
}
