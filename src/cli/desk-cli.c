/* desk-cli.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "model/desk-date.h"
#include "model/desk-language.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (desk_cli_error_quark, desk_cli_error)

/* Sets an error for arguments that can't be used, and returns FALSE. */
gboolean
desk_cli_throw_usage (GError    **error,
                      const char *message,
                      ...)
{
  va_list args;

  va_start (args, message);
  *error = g_error_new_valist (DESK_CLI_ERROR, DESK_CLI_ERROR_USAGE, message, args);
  va_end (args);

  return FALSE;
}

/* Opens the library and reads its settings. */
gboolean
desk_cli_open (DeskCli *cli,
               GError **error)
{
  g_autoptr(GError) cause = NULL;
  g_autofree char *warning = NULL;

  cli->store = desk_store_open (cli->library, &cause);
  if (g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    {
      g_set_error (error, cause->domain, cause->code,
                   _("There is no Copydesk library at “%s”; make one with init, or name another with --library"),
                   cli->library);
      return FALSE;
    }
  if (cli->store == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  warning = desk_store_place_dup_warning (desk_store_get_place (cli->store));
  if (warning != NULL)
    g_ptr_array_add (cli->notes, g_steal_pointer (&warning));

  cli->site = desk_store_dup_site (cli->store, error);
  return cli->site != NULL;
}

/* Takes the options out of *arguments, which keep their command's name first,
 * and checks how many words are left. Options take bytes (FILENAME), because
 * what is not UTF-8 is refused with words of our own. */
gboolean
desk_cli_parse (GOptionEntry *entries,
                char       ***arguments,
                unsigned      n_min,
                unsigned      n_max,
                const char   *usage,
                GError      **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_auto(GStrv) copy = g_strdupv (*arguments);
  unsigned n;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, FALSE);
  if (!g_option_context_parse_strv (context, &copy, error))
    return FALSE;

  n = g_strv_length (copy) - 1;
  if (n > 0 && g_str_equal (copy[1], "--"))
    {
      g_free (copy[1]);
      memmove (copy + 1, copy + 2, n * sizeof *copy);
      n--;
    }
  if (n < n_min || n > n_max)
    return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), (*arguments)[0], usage);

  /* The caller's array belongs to main(); the rest of it is simply shorter. */
  for (unsigned i = 0; i <= n; i++)
    {
      g_free ((*arguments)[i]);
      (*arguments)[i] = g_strdup (copy[i]);
    }
  for (unsigned i = n + 1; (*arguments)[i] != NULL; i++)
    g_clear_pointer (&(*arguments)[i], g_free);

  return TRUE;
}

/* Refuses what is not UTF-8 with @message. */
gboolean
desk_cli_check_text (const char *text,
                     const char *message,
                     GError    **error)
{
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return TRUE;

  g_set_error_literal (error, DESK_CLI_ERROR, DESK_CLI_ERROR_USAGE, message);
  return FALSE;
}

/* Reads a date in the site's time zone. */
gboolean
desk_cli_parse_date (DeskCli    *cli,
                     const char *text,
                     gint64     *out_us,
                     GError    **error)
{
  return desk_cli_check_text (text, _("The date is not valid UTF-8 text; write it in UTF-8"), error) &&
         desk_date_parse (text, desk_site_get (cli->site, "time-zone", NULL), out_us, error);
}

static gboolean
check_body (const char *path,
            int         problem,
            const char *body,
            gsize       n_bytes,
            GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (problem != 0)
    g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                 _("“%s” can't be read (%s); name another file"), shown, g_strerror (problem));
  else if (n_bytes > DESK_BODY_MAX_BYTES)
    g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                 _("“%s” is larger than 4 MB; split it into several articles"), shown);
  else if (!g_utf8_validate (body, (gssize) n_bytes, NULL))
    g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                 _("“%s” is not valid UTF-8 text; save it as UTF-8 and try again"), shown);
  else
    return TRUE;

  return FALSE;
}

/* Reads a Markdown file; "-" is standard input. The bytes are taken as they
 * are, and no more of them than could be stored. */
char *
desk_cli_read_body (const char *path,
                    GError    **error)
{
  gboolean is_stdin = g_str_equal (path, "-");
  FILE *stream = is_stdin ? stdin : g_fopen (path, "rb");
  g_autofree char *body = NULL;
  gsize n_bytes = 0;
  int problem = stream == NULL ? errno : 0;

  if (stream != NULL)
    {
      body = g_malloc (DESK_BODY_MAX_BYTES + 2);
      n_bytes = fread (body, 1, DESK_BODY_MAX_BYTES + 1, stream);
      problem = ferror (stream) ? errno : 0;
      body[n_bytes] = '\0';
      if (!is_stdin)
        (void) fclose (stream); /* it was only read */
    }

  return check_body (path, problem, body, n_bytes, error) ? g_steal_pointer (&body) : NULL;
}

/* The language of an edition that @tag names; without a tag the main one. */
char *
desk_cli_dup_language (DeskCli    *cli,
                       const char *tag,
                       char      **out_script,
                       GError    **error)
{
  if (out_script != NULL)
    *out_script = NULL;
  if (tag == NULL)
    return desk_site_dup_main_language (cli->site);
  if (!desk_cli_check_text (tag, _("The language is not valid UTF-8 text; write it in UTF-8"), error))
    return NULL;
  if (!desk_language_is_well_formed (tag))
    {
      desk_cli_throw_usage (error, _("“%.40s” is not a language tag; write it as en or sr-Latn"), tag);
      return NULL;
    }

  return desk_language_canonicalize (tag, out_script);
}

void
desk_cli_print_json (JsonNode *node)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

static gboolean has_progress;

/* Progress is for people who watch: on a terminal alone, one line, drawn over. */
void
desk_cli_progress (const char *what,
                   double      fraction,
                   gpointer    user_data)
{
  if (!isatty (STDERR_FILENO))
    return;

  has_progress = TRUE;
  if (fraction < 0)
    g_printerr ("\r\033[K%s …", what);
  else
    g_printerr ("\r\033[K%s … %.0f %%", what, fraction * 100);
}

void
desk_cli_end_progress (void)
{
  if (has_progress)
    g_printerr ("\r\033[K");
  has_progress = FALSE;
}
