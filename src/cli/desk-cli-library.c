/* desk-cli-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-library.h"

#include <glib/gi18n.h>

/* init [--sample]: makes a library. */
gboolean
desk_cli_init (DeskCli *cli,
               char   **arguments,
               GError **error)
{
  gboolean is_sample = FALSE;
  GOptionEntry entries[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, &is_sample, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!desk_cli_parse (entries, &arguments, 0, 0, "[--sample]", error))
    return FALSE;

  cli->store = desk_job_make_library (cli->library, is_sample, desk_cli_progress, NULL, error);
  desk_cli_end_progress ();
  if (cli->store == NULL)
    return FALSE;

  if (cli->is_json)
    {
      g_autoptr(JsonNode) node = json_node_alloc ();
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "library", desk_store_get_path (cli->store));
      json_node_init_object (node, object);
      json_object_unref (object);
      desk_cli_print_json (node);
    }
  else
    {
      g_print ("%s\n", desk_store_get_path (cli->store));
    }

  return TRUE;
}
