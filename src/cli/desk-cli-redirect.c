/* desk-cli-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-redirect.h"
#include "store/desk-old-addresses.h"

#include <glib/gi18n.h>

/* Where addresses of a site that was there before lead. */

static void
print_json (GPtrArray *redirects)
{
  JsonArray *array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_alloc ();

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "old", redirect->source);
      if (*redirect->target != '\0')
        json_object_set_string_member (object, "new", redirect->target);
      else
        json_object_set_null_member (object, "new");
      json_array_add_object_element (array, object);
    }
  json_node_init_array (node, array);
  json_array_unref (array);
  desk_cli_print_json (node);
}

static gboolean
list (DeskCli *cli,
      GError **error)
{
  g_autoptr(GPtrArray) redirects = desk_store_list_redirects (cli->store, error);

  if (redirects == NULL)
    return FALSE;
  if (cli->is_json)
    {
      print_json (redirects);
      return TRUE;
    }

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      g_print ("%s  %s\n", redirect->source, *redirect->target != '\0' ? redirect->target : _("(gone)"));
    }
  return TRUE;
}

static gboolean
import (DeskCli    *cli,
        const char *path,
        GError    **error)
{
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();
  unsigned n_redirects;

  if (!desk_job_import_redirects (cli->store, path, NULL, NULL, NULL, &n_redirects, NULL, error))
    return FALSE;

  json_object_set_int_member (object, "redirects", n_redirects);
  json_node_init_object (node, object);
  if (cli->is_json)
    desk_cli_print_json (node);
  return TRUE;
}

static gboolean
remove_one (DeskCli    *cli,
            const char *old,
            GError    **error)
{
  g_autofree char *source = desk_redirect_parse_source (old, desk_site_get (cli->site, "url", NULL), error);

  return source != NULL && desk_store_remove_redirect (cli->store, source, error);
}

/* redirect list | add | import | remove */
gboolean
desk_cli_redirect (DeskCli *cli,
                   char   **arguments,
                   GError **error)
{
  static const char usage[] = "list | add OLD NEW | import FILE.csv | remove OLD";
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const char *verb;
  unsigned n_words;

  if (!desk_cli_parse (entries, &arguments, 1, 3, usage, error))
    return FALSE;

  verb = arguments[1];
  n_words = g_strv_length (arguments) - 2;
  if (g_str_equal (verb, "list") && n_words == 0)
    return desk_cli_open (cli, error) && list (cli, error);
  if (g_str_equal (verb, "add") && n_words == 2)
    return desk_cli_open (cli, error) && desk_job_add_redirect (cli->store, arguments[2], arguments[3], error);
  if (g_str_equal (verb, "import") && n_words == 1)
    return desk_cli_open (cli, error) && import (cli, arguments[2], error);
  if (g_str_equal (verb, "remove") && n_words == 1)
    return desk_cli_open (cli, error) && remove_one (cli, arguments[2], error);

  return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), arguments[0], usage);
}
