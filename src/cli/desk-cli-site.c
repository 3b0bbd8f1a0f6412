/* desk-cli-site.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include <glib/gi18n.h>
#include <string.h>

/* KEY=: the setting is as it was before anybody set it. A site can't do without
 * some of them, so that is said of those. */
static gboolean
take_back (DeskCli    *cli,
           const char *key,
           GError    **error)
{
  const char *value;

  if (!desk_site_unset (cli->site, key, error))
    return FALSE;
  if (strchr (key, '.') != NULL)
    return TRUE;

  value = desk_site_get (cli->site, key, NULL);
  if (*value != '\0')
    g_ptr_array_add (cli->notes, g_strdup_printf (_("A site can't be without %s; it is “%s” again"), key, value));

  return TRUE;
}

static gboolean
set_value (DeskCli    *cli,
           const char *assignment,
           GError    **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *key = NULL;

  if (!desk_cli_check_text (assignment, _("A setting is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (equals == NULL)
    return desk_cli_throw_usage (error, _("“%.60s” is not a setting; write it as KEY=VALUE"), assignment);

  key = g_strndup (assignment, (gsize) (equals - assignment));
  return equals[1] != '\0' ? desk_site_set (cli->site, key, equals + 1, error) : take_back (cli, key, error);
}

static gboolean
set_values (DeskCli *cli,
            char   **assignments,
            GError **error)
{
  for (unsigned i = 0; assignments[i] != NULL; i++)
    {
      if (!set_value (cli, assignments[i], error))
        return FALSE;
    }

  return desk_store_save_site (cli->store, cli->site, error);
}

static GPtrArray *
dup_sorted_keys (DeskCli *cli)
{
  GPtrArray *keys = g_ptr_array_new ();
  const char *const *known = desk_site_list_keys ();
  GHashTableIter iter;
  gpointer key;

  for (unsigned i = 0; known[i] != NULL; i++)
    g_ptr_array_add (keys, (gpointer) known[i]);
  g_hash_table_iter_init (&iter, cli->site->values);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (strchr (key, '.') != NULL)
        g_ptr_array_add (keys, key);
    }
  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);

  return keys;
}

static void
show_values (DeskCli *cli)
{
  g_autoptr(GPtrArray) keys = dup_sorted_keys (cli);
  g_autoptr(JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  for (unsigned i = 0; i < keys->len; i++)
    {
      const char *key = keys->pdata[i];
      const char *value = g_hash_table_lookup (cli->site->values, key);

      if (value == NULL)
        value = desk_site_get (cli->site, key, NULL);
      json_object_set_string_member (object, key, value);
      if (!cli->is_json)
        g_print ("%s=%s\n", key, value);
    }

  json_node_init_object (node, object);
  json_object_unref (object);
  if (cli->is_json)
    desk_cli_print_json (node);
}

/* site set KEY=VALUE… | show */
gboolean
desk_cli_site (DeskCli *cli,
               char   **arguments,
               GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!desk_cli_parse (entries, &arguments, 1, G_MAXUINT, "set KEY=VALUE… | show", error))
    return FALSE;

  if (g_str_equal (arguments[1], "set") && arguments[2] != NULL)
    return desk_cli_open (cli, error) && set_values (cli, arguments + 2, error);
  if (!g_str_equal (arguments[1], "show") || arguments[2] != NULL)
    return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), "site", "set KEY=VALUE… | show");
  if (!desk_cli_open (cli, error))
    return FALSE;

  show_values (cli);
  return TRUE;
}
