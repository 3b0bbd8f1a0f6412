/* desk-cli-term.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "store/desk-biography.h"

#include <glib/gi18n.h>

static JsonObject *
term_to_object (const DeskTerm *term)
{
  JsonObject *object = json_object_new ();
  JsonObject *names = json_object_new ();

  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "name", name->name);
      json_object_set_string_member (entry, "slug", name->slug);
      json_object_set_object_member (names, name->language, entry);
    }

  json_object_set_string_member (object, "id", term->uuid);
  json_object_set_object_member (object, "names", names);
  if (term->type != DESK_TERM_AUTHOR)
    return object;

  json_object_set_boolean_member (object, "organisation", term->is_organisation);
  if (term->portrait != NULL)
    json_object_set_string_member (object, "portrait", term->portrait);
  else
    json_object_set_null_member (object, "portrait");

  return object;
}

static gboolean
add_biographies (DeskCli        *cli,
                 const DeskTerm *author,
                 JsonObject     *object,
                 GError        **error)
{
  g_auto(GStrv) languages = desk_store_list_biography_languages (cli->store, author->uuid, error);
  JsonObject *biographies;

  if (languages == NULL)
    return FALSE;

  biographies = json_object_new ();
  json_object_set_object_member (object, "biographies", biographies);
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (!desk_store_dup_biography (cli->store, author->uuid, languages[i], &text, error))
        return FALSE;
      json_object_set_string_member (biographies, languages[i], text);
    }

  return TRUE;
}

static gboolean
print_terms_as_json (DeskCli   *cli,
                     GPtrArray *terms,
                     GError   **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_alloc ();

  for (unsigned i = 0; i < terms->len; i++)
    {
      const DeskTerm *term = terms->pdata[i];
      JsonObject *object = term_to_object (term);

      json_array_add_object_element (array, object);
      if (term->type == DESK_TERM_AUTHOR && !add_biographies (cli, term, object, error))
        return FALSE;
    }
  json_node_init_array (node, array);
  desk_cli_print_json (node);

  return TRUE;
}

static void
print_term (const DeskTerm *term)
{
  g_print ("%s", term->uuid);
  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *name = term->names->pdata[i];

      g_print ("  %s: %s (%s)", name->language, name->name, name->slug);
    }
  g_print ("\n");
}

static gboolean
list_terms (DeskCli     *cli,
            DeskTermType type,
            GError     **error)
{
  g_autoptr(GPtrArray) terms = desk_store_list_terms (cli->store, type, error);

  if (terms == NULL)
    return FALSE;

  if (cli->is_json)
    return print_terms_as_json (cli, terms, error);
  for (unsigned i = 0; i < terms->len; i++)
    print_term (terms->pdata[i]);

  return TRUE;
}

static gboolean
run (DeskCli     *cli,
     char       **arguments,
     DeskTermType type,
     GError     **error)
{
  static const char usage[] = "list | set NAME [--lang L] [--strict] FIELD=VALUE… | remove NAME [--into OTHER]";
  g_autofree char *language = NULL;
  g_autofree char *into = NULL;
  gboolean is_strict = FALSE;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &language, NULL, NULL },
    { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, NULL, NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &is_strict, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const char *verb;
  unsigned n_words;

  if (!desk_cli_parse (entries, &arguments, 1, G_MAXUINT, usage, error))
    return FALSE;

  verb = arguments[1];
  n_words = g_strv_length (arguments) - 2;
  if (n_words > 0 && !desk_cli_check_text (arguments[2], _("A name is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (into != NULL && !desk_cli_check_text (into, _("A name is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (g_str_equal (verb, "list") && n_words == 0)
    return desk_cli_open (cli, error) && list_terms (cli, type, error);
  if (g_str_equal (verb, "set") && n_words >= 2)
    return desk_cli_open (cli, error) &&
           desk_cli_set_term (cli, type, arguments[2], language, is_strict, arguments + 3, error);
  if (g_str_equal (verb, "remove") && n_words == 1)
    return desk_cli_open (cli, error) && desk_cli_remove_term (cli, type, arguments[2], into, error);

  return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), arguments[0], usage);
}

/* section list | set | remove */
gboolean
desk_cli_section (DeskCli *cli,
                  char   **arguments,
                  GError **error)
{
  return run (cli, arguments, DESK_TERM_SECTION, error);
}

/* tag list | set | remove */
gboolean
desk_cli_tag (DeskCli *cli,
              char   **arguments,
              GError **error)
{
  return run (cli, arguments, DESK_TERM_TAG, error);
}

/* author list | set | remove */
gboolean
desk_cli_author (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  return run (cli, arguments, DESK_TERM_AUTHOR, error);
}
