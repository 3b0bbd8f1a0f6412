/* desk-cli-backup.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-repair.h"
#include "store/backup/desk-backup.h"

#include <glib/gi18n.h>

static void
print_object (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  desk_cli_print_json (node);
}

static void
set_text_or_null (JsonObject *object,
                  const char *name,
                  const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
print_backup (DeskCli                 *cli,
              const char              *file,
              const DeskBackupSummary *summary)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *size = g_format_size (summary->n_bytes);
  JsonObject *object;
  JsonArray *left_out;

  if (!cli->is_json)
    {
      g_print (_("%s: %u files, %s\n"), shown, (unsigned) summary->n_files, size);
      return;
    }

  object = json_object_new ();
  left_out = json_array_new ();
  for (unsigned i = 0; i < summary->left_out->len; i++)
    json_array_add_string_element (left_out, summary->left_out->pdata[i]);
  json_object_set_string_member (object, "file", shown);
  json_object_set_int_member (object, "files", (gint64) summary->n_files);
  json_object_set_int_member (object, "bytes", (gint64) summary->n_bytes);
  json_object_set_array_member (object, "left-out", left_out);
  print_object (object);
}

/* backup FILE: the whole library in one file. */
gboolean
desk_cli_backup (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(DeskBackupSummary) summary = { 0 };
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "FILE", error) || !desk_cli_open (cli, error))
    return FALSE;

  is_done = desk_backup_write (cli->store, arguments[1], desk_cli_progress, NULL, NULL, &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  for (unsigned i = 0; i < summary.left_out->len; i++)
    g_ptr_array_add (cli->notes, g_strdup_printf (_("“%s” is missing or damaged, and isn't in the backup"),
                                                  (const char *) summary.left_out->pdata[i]));
  print_backup (cli, arguments[1], &summary);
  return TRUE;
}

static void
print_restore (DeskCli                  *cli,
               const DeskRestoreSummary *summary)
{
  g_autofree char *library = g_filename_display_name (cli->library);
  g_autofree char *undo = summary->undo != NULL ? g_filename_display_name (summary->undo) : NULL;
  g_autofree char *damaged = summary->damaged != NULL ? g_filename_display_name (summary->damaged) : NULL;
  JsonObject *object;

  if (undo != NULL)
    g_ptr_array_add (cli->notes, g_strdup_printf (_("What was there is kept; to go back, restore “%s”"), undo));
  if (damaged != NULL)
    g_ptr_array_add (cli->notes, g_strdup_printf (_("The library was damaged; its file is kept as “%s”"), damaged));
  if (!cli->is_json)
    {
      g_print ("%s\n", library);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "library", library);
  json_object_set_int_member (object, "files", (gint64) summary->n_files);
  set_text_or_null (object, "undo", undo);
  set_text_or_null (object, "damaged", damaged);
  print_object (object);
}

/* restore-backup FILE: the library becomes what a backup or snapshot is. */
gboolean
desk_cli_restore_backup (DeskCli *cli,
                         char   **arguments,
                         GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(DeskRestoreSummary) summary = { 0 };
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "FILE", error))
    return FALSE;

  is_done = desk_backup_restore (cli->library, arguments[1], g_get_real_time (), desk_cli_progress, NULL, NULL,
                                 &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  print_restore (cli, &summary);
  return TRUE;
}

static void
print_repair (DeskCli                 *cli,
              const DeskRepairSummary *summary)
{
  g_autofree char *snapshot = summary->snapshot != NULL ? g_filename_display_name (summary->snapshot) : NULL;
  g_autofree char *damaged = summary->damaged != NULL ? g_filename_display_name (summary->damaged) : NULL;
  JsonObject *object = json_object_new ();
  JsonArray *lost = json_array_new ();

  for (unsigned i = 0; i < summary->lost->len; i++)
    json_array_add_string_element (lost, summary->lost->pdata[i]);
  json_object_set_int_member (object, "saved", (gint64) summary->n_saved);
  json_object_set_int_member (object, "from-backup", (gint64) summary->n_from_snapshot);
  set_text_or_null (object, "backup", summary->n_from_snapshot > 0 ? snapshot : NULL);
  set_text_or_null (object, "damaged", damaged);
  json_object_set_array_member (object, "lost", lost);
  print_object (object);
}

static void
say_repair (const DeskRepairSummary *summary)
{
  g_autofree char *damaged = NULL;

  if (summary->damaged == NULL)
    {
      g_print (_("The library is sound; nothing was changed\n"));
      return;
    }

  damaged = g_filename_display_name (summary->damaged);
  for (unsigned i = 0; i < summary->lost->len; i++)
    g_print ("%s\n", (const char *) summary->lost->pdata[i]);
  if (summary->n_from_snapshot > 0)
    {
      g_autofree char *snapshot = g_path_get_basename (summary->snapshot);

      g_print (_("%u rows were taken from the backup %s\n"), (unsigned) summary->n_from_snapshot, snapshot);
    }
  g_print (_("%u rows were saved; the damaged file is kept as %s\n"), (unsigned) summary->n_saved, damaged);
}

/* repair: saves what can be read of a damaged library. */
gboolean
desk_cli_repair (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto(DeskRepairSummary) summary = { 0 };
  gboolean is_done;

  if (!desk_cli_parse (entries, &arguments, 0, 0, "", error))
    return FALSE;

  is_done = desk_job_repair (cli->library, g_get_real_time (), desk_cli_progress, NULL, NULL, &summary, error);
  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  if (cli->is_json)
    print_repair (cli, &summary);
  else
    say_repair (&summary);
  return TRUE;
}
