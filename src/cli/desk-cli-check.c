/* desk-cli-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-addresses.h"
#include "jobs/desk-job-check.h"
#include "jobs/desk-job-repair.h"

#include <glib/gi18n.h>

/* What somebody wants to hear of. Names of kinds stay as they are for ever, and so do the
 * two for many: “damage” and “content”. */
typedef struct
{
  unsigned kinds;    /* one bit each */
  char    *language; /* nullable */
} Wish;

static gboolean
add_kind (Wish       *self,
          const char *name,
          GError    **error)
{
  DeskFindingKind kind;

  if (desk_finding_kind_from_name (name, &kind))
    {
      self->kinds |= 1u << kind;
      return TRUE;
    }
  if (!g_str_equal (name, "damage") && !g_str_equal (name, "content"))
    {
      g_autofree char *shown = g_filename_display_name (name);

      return desk_cli_throw_usage (error, _("“%.40s” is no kind of a problem; name damage, content, or one that check prints with --json"),
                                   shown);
    }

  for (unsigned i = 0; i < DESK_N_FINDING_KINDS; i++)
    {
      if (desk_finding_kind_is_damage ((DeskFindingKind) i) == g_str_equal (name, "damage"))
        self->kinds |= 1u << i;
    }
  return TRUE;
}

static gboolean
read_wish (DeskCli    *cli,
           char      **kinds,
           const char *tag,
           Wish       *wish,
           GError    **error)
{
  for (unsigned i = 0; kinds != NULL && kinds[i] != NULL; i++)
    {
      if (!add_kind (wish, kinds[i], error))
        return FALSE;
    }
  if (wish->kinds == 0)
    wish->kinds = (1u << DESK_N_FINDING_KINDS) - 1;
  if (tag == NULL)
    return TRUE;

  wish->language = desk_cli_dup_language (cli, tag, NULL, error);
  return wish->language != NULL;
}

/* What nobody asked for is not looked at. */
static DeskCheckParts
choose_parts (const Wish *wish)
{
  DeskCheckParts parts = 0;

  for (unsigned i = 0; i < DESK_N_FINDING_KINDS; i++)
    {
      if (wish->kinds & (1u << i))
        parts |= desk_finding_kind_is_damage ((DeskFindingKind) i) ? DESK_CHECK_DAMAGE : DESK_CHECK_CONTENT;
    }

  return parts;
}

static gboolean
is_wished (const DeskFinding *finding,
           const Wish        *wish)
{
  return (wish->kinds & (1u << finding->kind)) != 0 &&
         (wish->language == NULL || g_strcmp0 (finding->language, wish->language) == 0);
}

/* Damage that kept something from being looked at is told whatever was asked for. */
static void
keep_wished (GPtrArray  *findings,
             const Wish *wish)
{
  gboolean is_cut = (choose_parts (wish) & DESK_CHECK_CONTENT) != 0 && desk_job_repair_is_needed (findings);

  for (unsigned i = findings->len; i > 0 && !is_cut; i--)
    {
      const DeskFinding *finding = findings->pdata[i - 1];

      if (finding->kind != DESK_FINDING_DATABASE && !is_wished (finding, wish))
        g_ptr_array_remove_index (findings, i - 1);
    }
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
print_json (GPtrArray *findings)
{
  JsonArray *array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (unsigned i = 0; i < findings->len; i++)
    {
      const DeskFinding *finding = findings->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", desk_finding_kind_name (finding->kind));
      set_text_or_null (object, "article", finding->article);
      set_text_or_null (object, "lang", finding->language);
      set_text_or_null (object, "old", finding->old);
      set_text_or_null (object, "term", finding->term);
      json_object_set_string_member (object, "message", finding->message);
      json_object_set_int_member (object, "more", finding->n_more);
      json_array_add_object_element (array, object);
    }
  json_array_unref (array);
  desk_cli_print_json (node);
}

static gboolean
throw_problems (unsigned n_problems,
                GError **error)
{
  g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_PROBLEMS,
               ngettext ("There is %u problem", "There are %u problems", n_problems), n_problems);
  return FALSE;
}

/* Those that lead nowhere, for a script to go on with. */
static gboolean
check_addresses (DeskCli    *cli,
                 const char *path,
                 GError    **error)
{
  g_autoptr(GPtrArray) lost = NULL;

  if (!desk_cli_open (cli, error))
    return FALSE;
  lost = desk_job_check_addresses (cli->store, path, desk_cli_progress, NULL, NULL, error);
  desk_cli_end_progress ();
  if (lost == NULL)
    return FALSE;

  if (cli->is_json)
    {
      JsonArray *array = json_array_new ();
      g_autoptr(JsonNode) node = json_node_init_array (json_node_alloc (), array);

      for (unsigned i = 0; i < lost->len; i++)
        json_array_add_string_element (array, lost->pdata[i]);
      json_array_unref (array);
      desk_cli_print_json (node);
    }
  for (unsigned i = 0; !cli->is_json && i < lost->len; i++)
    g_print ("%s\n", (const char *) lost->pdata[i]);

  return lost->len == 0 || throw_problems (lost->len, error);
}

static gboolean
check_library (DeskCli    *cli,
               const Wish *wish,
               GError    **error)
{
  g_autoptr(GPtrArray) findings = desk_job_check (cli->library, choose_parts (wish), desk_cli_progress, NULL, NULL, error);

  desk_cli_end_progress ();
  if (findings == NULL)
    return FALSE;

  keep_wished (findings, wish);
  if (cli->is_json)
    print_json (findings);
  for (unsigned i = 0; !cli->is_json && i < findings->len; i++)
    g_print ("%s\n", ((const DeskFinding *) findings->pdata[i])->message);

  return findings->len == 0 || throw_problems (desk_findings_count (findings), error);
}

/* check [--kind KIND]… [--lang L]: what is wrong in the library and what readers would find
 * wrong; check --old-addresses FILE: what the site would not answer. */
gboolean
desk_cli_check (DeskCli *cli,
                char   **arguments,
                GError **error)
{
  g_autofree char *addresses = NULL;
  g_autofree char *tag = NULL;
  g_auto(GStrv) kinds = NULL;
  GOptionEntry entries[] = {
    { "old-addresses", 0, 0, G_OPTION_ARG_FILENAME, &addresses, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &kinds, NULL, NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  static const char usage[] = "[--kind KIND]… [--lang L] | --old-addresses FILE";
  Wish wish = { 0 };
  gboolean is_well;

  if (!desk_cli_parse (entries, &arguments, 0, 0, usage, error))
    return FALSE;
  if (addresses != NULL && (kinds != NULL || tag != NULL))
    return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), arguments[0], usage);
  if (addresses != NULL)
    return check_addresses (cli, addresses, error);

  is_well = read_wish (cli, kinds, tag, &wish, error) && check_library (cli, &wish, error);
  g_free (wish.language);

  return is_well;
}
