/* main.c - copydesk-cli: what a window can do to a library, for scripts
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-library.h"
#include "jobs/desk-job-maintain.h"
#include "model/desk-date.h"
#include "model/desk-redirect.h"
#include "store/backup/desk-snapshot.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char     *name;
  DeskCliCommand *run;
  const char     *usage;
} commands[] = {
  { "init", desk_cli_init, N_("[--sample]  make a library") },
  { "new", desk_cli_new, N_("--title T [--kind K] [--lang L] [--section S] [--tag T]… [--author A]… [--date D] [--body-file F]") },
  { "set", desk_cli_set, N_("ARTICLE [--lang L] [--draft] FIELD=VALUE…") },
  { "status", desk_cli_status, N_("ARTICLE [--lang L] STATUS [--at TIME]") },
  { "list", desk_cli_list, N_("[--kind --lang --status --section --tag --author --since --until --limit --offset]") },
  { "search", desk_cli_search, N_("QUERY [--lang L] [--limit N]") },
  { "show", desk_cli_show, N_("ARTICLE [--lang L | --revision R] [--markdown]") },
  { "revisions", desk_cli_revisions, N_("ARTICLE [--lang L]") },
  { "restore", desk_cli_restore, N_("ARTICLE REVISION") },
  { "delete", desk_cli_delete, N_("ARTICLE  into the trash") },
  { "undelete", desk_cli_undelete, N_("ARTICLE  out of the trash") },
  { "trash", desk_cli_trash, N_("[--empty]") },
  { "section", desk_cli_section, N_("list | set NAME FIELD=VALUE… | remove NAME [--into OTHER]") },
  { "tag", desk_cli_tag, N_("list | set NAME FIELD=VALUE… | remove NAME [--into OTHER]") },
  { "author", desk_cli_author, N_("list | set NAME FIELD=VALUE… | remove NAME [--into OTHER]") },
  { "media", desk_cli_media, N_("list | add FILE | set MEDIA FIELD=VALUE… | remove MEDIA") },
  { "site", desk_cli_site, N_("set KEY=VALUE… | show") },
  { "redirect", desk_cli_redirect, N_("list | add OLD NEW | import FILE.csv | remove OLD") },
  { "import", desk_cli_import, N_("PATH…  Markdown files with front matter, or folders of them") },
  { "export-library", desk_cli_export_library, N_("DIR  the library as Markdown files") },
  { "export", desk_cli_export, N_("DIR [--full] [--at TIME]") },
  { "serve", desk_cli_serve, N_("[--port N]  the site on 127.0.0.1") },
  { "theme", desk_cli_theme, N_("copy NAME DIR  a theme, to be changed") },
  { "check", desk_cli_check, N_("[--kind KIND]… [--lang L] | --old-addresses FILE") },
  { "backup", desk_cli_backup, N_("FILE  the whole library in one file") },
  { "restore-backup", desk_cli_restore_backup, N_("FILE  the library becomes what a backup is") },
  { "repair", desk_cli_repair, N_("  saves what can be read of a damaged library") },
};

static void
print_help (void)
{
  g_print (_("Usage: copydesk-cli [--library PATH] [--json] COMMAND …\n\n"));
  for (unsigned i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-14s %s\n", commands[i].name, _(commands[i].usage));
}

static DeskCliCommand *
find_command (const char *name,
              GError    **error)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return commands[i].run;
    }

  desk_cli_throw_usage (error, _("There is no command “%.40s”; --help lists what there is"), name);
  return NULL;
}

static DeskExit
exit_of (const GError *error)
{
  gboolean is_usage = g_error_matches (error, DESK_CLI_ERROR, DESK_CLI_ERROR_USAGE) ||
                      g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID) ||
                      error->domain == DESK_DATE_ERROR ||
                      error->domain == DESK_REDIRECT_ERROR ||
                      error->domain == DESK_SITE_ERROR ||
                      error->domain == G_OPTION_ERROR;

  if (g_error_matches (error, DESK_CLI_ERROR, DESK_CLI_ERROR_PROBLEMS))
    return DESK_EXIT_PROBLEMS;
  return is_usage ? DESK_EXIT_USAGE : DESK_EXIT_FAILED;
}

static gboolean
run (DeskCli *cli,
     char   **arguments,
     GError **error)
{
  g_autofree char *library = NULL;
  gboolean is_json = FALSE, is_help = FALSE;
  GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &library, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &is_help, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  DeskCliCommand *command;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse_strv (context, &arguments, error))
    return FALSE;

  if (is_help)
    {
      print_help ();
      return TRUE;
    }
  if (arguments[1] == NULL)
    return desk_cli_throw_usage (error, _("Name a command; --help lists what there is"));

  command = find_command (arguments[1], error);
  if (command == NULL)
    return FALSE;

  cli->is_json = is_json;
  if (library != NULL)
    cli->library = g_steal_pointer (&library);
  else if (g_getenv ("COPYDESK_LIBRARY") != NULL)
    cli->library = g_strdup (g_getenv ("COPYDESK_LIBRARY"));
  else
    cli->library = desk_job_dup_default_library ();

  return command (cli, arguments + 1, error);
}

/* What is printed is UTF-8 whatever the locale says: a script under LC_ALL=C
 * gets the same bytes as anybody else. */
static void
print_to_stdout (const char *text)
{
  (void) fputs (text, stdout); /* looked at once, by finish_output() */
}

static void
print_to_stderr (const char *text)
{
  (void) fputs (text, stderr); /* there is nowhere else to tell it */
}

/* A result that could not be written, to a full disk for one, is no success. */
static gboolean
finish_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
               _("The result can't be written: %s"), g_strerror (errno));
  return FALSE;
}

/* An error is one line: what was given may hold line breaks, and words of it
 * that were cut may end within a character. */
static char *
dup_line (const char *message)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = message; *p != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) - 1 || c == (gunichar) - 2)
        {
          p++;
          continue;
        }
      if (g_unichar_iscntrl (c))
        g_string_append_c (line, ' ');
      else
        g_string_append_unichar (line, c);
      p = g_utf8_next_char (p);
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

static void
print_lines (GPtrArray *messages)
{
  for (unsigned i = 0; i < messages->len; i++)
    {
      g_autofree char *line = dup_line (messages->pdata[i]);

      g_printerr ("copydesk-cli: %s\n", line);
    }
}

/* What keeps a library well is due once a day, with the first change. The change
 * is made already, so what fails here is told and no more. */
static void
maintain (DeskCli *cli)
{
  g_autoptr(GError) error = NULL;

  if (cli->site == NULL || !desk_store_has_written (cli->store))
    return;

  if (!desk_job_maintain (cli->store, g_get_real_time (), desk_cli_progress, NULL, NULL, &error))
    g_ptr_array_add (cli->notes, g_strdup (error->message));
  desk_cli_end_progress ();
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  DeskCli cli = { .notes = notes };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) arguments = NULL;
  DeskExit status = DESK_EXIT_DONE;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("copydesk-cli");
  g_set_print_handler (print_to_stdout);
  g_set_printerr_handler (print_to_stderr);

  arguments = g_strdupv (argv);
  if (!run (&cli, arguments, &error) || !finish_output (&error))
    {
      desk_cli_end_progress ();
      g_ptr_array_set_size (notes, 0); /* what they tell was not kept */
      g_ptr_array_add (notes, g_strdup (error->message));
      status = exit_of (error);
    }
  else
    {
      maintain (&cli);
    }
  print_lines (notes);

  g_clear_object (&cli.store);
  g_clear_pointer (&cli.site, desk_site_free);
  g_clear_pointer (&cli.library, g_free);

  return (int) status;
}
