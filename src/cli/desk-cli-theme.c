/* desk-cli-theme.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "exporter/theme/desk-theme-files.h"

#include <glib/gi18n.h>

/* theme copy NAME DIR: writes a copy that one can change. */
gboolean
desk_cli_theme (DeskCli *cli,
                char   **arguments,
                GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!desk_cli_parse (entries, &arguments, 3, 3, "copy NAME DIR", error))
    return FALSE;
  if (!g_str_equal (arguments[1], "copy"))
    return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), "theme", "copy NAME DIR");

  return desk_cli_open (cli, error) &&
         desk_theme_files_copy (desk_store_get_path (cli->store), arguments[2], arguments[3], error);
}
