/* desk-cli-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "model/desk-date.h"
#include "store/desk-history.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *kind;
  char *language;
  char *status;
  char *section;
  char *tag;
  char *author;
  char *since;
  char *until;
  int   limit;
  int   offset;
} ListOptions;

static void
list_options_clear (ListOptions *options)
{
  g_free (options->kind);
  g_free (options->language);
  g_free (options->status);
  g_free (options->section);
  g_free (options->tag);
  g_free (options->author);
  g_free (options->since);
  g_free (options->until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

static gboolean
parse_options (ListOptions *options,
               char       **arguments,
               GError     **error)
{
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options->kind, NULL, NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &options->language, NULL, NULL },
    { "status", 0, 0, G_OPTION_ARG_FILENAME, &options->status, NULL, NULL },
    { "section", 0, 0, G_OPTION_ARG_FILENAME, &options->section, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_FILENAME, &options->tag, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_FILENAME, &options->author, NULL, NULL },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &options->since, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_FILENAME, &options->until, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options->limit, NULL, NULL },
    { "offset", 0, 0, G_OPTION_ARG_INT, &options->offset, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const char *texts[6];

  if (!desk_cli_parse (entries, &arguments, 0, 0,
                       "[--kind --lang --status --section --tag --author --since --until --limit --offset]", error))
    return FALSE;

  texts[0] = options->kind;
  texts[1] = options->status;
  texts[2] = options->section;
  texts[3] = options->tag;
  texts[4] = options->author;
  texts[5] = options->language;
  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!desk_cli_check_text (texts[i], _("A filter is not valid UTF-8 text; write it in UTF-8"), error))
        return FALSE;
    }
  if (options->limit < 0 || options->offset < 0)
    return desk_cli_throw_usage (error, _("--limit and --offset take a number from 0 on"));

  return TRUE;
}

static gboolean
fill_query (DeskCli           *cli,
            const ListOptions *options,
            const char        *language,
            DeskQuery         *query,
            GError           **error)
{
  DeskStatus status;

  *query = DESK_QUERY_ALL;
  query->kind = options->kind;
  query->language = language;
  query->section = options->section;
  query->tag = options->tag;
  query->author = options->author;
  query->limit = (unsigned) options->limit;
  query->offset = (unsigned) options->offset;

  if (options->status != NULL)
    {
      if (!desk_status_from_string (options->status, &status))
        return desk_cli_throw_usage (error, _("There is no status “%.40s”; there are draft, review, approved,"
                                              " scheduled, published, archived"), options->status);
      query->status = status;
    }

  return (options->since == NULL || desk_cli_parse_date (cli, options->since, &query->since_us, error)) &&
         (options->until == NULL || desk_cli_parse_date (cli, options->until, &query->until_us, error));
}

static void
print_line (DeskCli           *cli,
            const DeskArticle *article,
            const char        *language)
{
  const DeskEdition *edition = desk_cli_shown_edition (cli, article, language);
  g_autofree char *date = NULL;

  if (article->date_us != 0)
    date = desk_date_to_rfc3339 (article->date_us, desk_site_get (cli->site, "time-zone", NULL));
  if (date != NULL)
    date[10] = '\0';

  g_print ("%s  %-10s  %-9s  %-3s  %s\n", article->uuid, date != NULL ? date : "-",
           edition != NULL ? desk_status_to_string (edition->status) : "-",
           edition != NULL ? edition->language : "-", edition != NULL ? edition->title : "");
}

static void
print_articles (DeskCli    *cli,
                GPtrArray  *articles,
                const char *language)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *array;

  if (!cli->is_json)
    {
      for (unsigned i = 0; i < articles->len; i++)
        print_line (cli, articles->pdata[i], language);
      return;
    }

  array = json_array_new ();
  for (unsigned i = 0; i < articles->len; i++)
    json_array_add_element (array, desk_cli_article_to_json (cli, articles->pdata[i], language, FALSE));
  node = json_node_alloc ();
  json_node_init_array (node, array);
  json_array_unref (array);
  desk_cli_print_json (node);
}

/* list: which articles there are. */
gboolean
desk_cli_list (DeskCli *cli,
               char   **arguments,
               GError **error)
{
  g_auto(ListOptions) options = { 0 };
  g_autofree char *language = NULL;
  g_autoptr(GPtrArray) articles = NULL;
  DeskQuery query;

  if (!parse_options (&options, arguments, error) || !desk_cli_open (cli, error))
    return FALSE;
  if (options.language != NULL)
    {
      language = desk_cli_dup_language (cli, options.language, NULL, error);
      if (language == NULL)
        return FALSE;
    }
  if (!fill_query (cli, &options, language, &query, error))
    return FALSE;

  articles = desk_store_list_articles (cli->store, &query, NULL, error);
  if (articles == NULL)
    return FALSE;

  print_articles (cli, articles, language);
  return TRUE;
}

static void
print_member (JsonObject *object,
              const char *name,
              JsonNode   *node,
              gpointer    user_data)
{
  if (json_node_is_null (node))
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (unsigned i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (element))
            g_print ("%s: %s\n", name, json_node_get_string (element));
        }
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_print ("%s: %s\n", name, json_node_get_string (node));
    }
}

static gboolean
print_markdown (const DeskEdition *edition)
{
  (void) fwrite (edition->body, 1, strlen (edition->body), stdout); /* main() looks at how it went */
  return TRUE;
}

static void
print_node (DeskCli  *cli,
            JsonNode *node)
{
  if (cli->is_json)
    desk_cli_print_json (node);
  else
    json_object_foreach_member (json_node_get_object (node), print_member, NULL);
}

static gboolean
show_revision (DeskCli    *cli,
               const char *article_uuid,
               const char *revision_uuid,
               gboolean    is_markdown,
               GError    **error)
{
  g_autoptr(DeskArticle) state = desk_store_dup_revision (cli->store, article_uuid, revision_uuid, error);
  g_autoptr(JsonNode) node = NULL;

  if (state == NULL)
    return FALSE;
  if (is_markdown)
    return print_markdown (state->editions->pdata[0]);

  node = desk_cli_revision_to_json (cli, state, revision_uuid, error);
  if (node == NULL)
    return FALSE;

  print_node (cli, node);
  return TRUE;
}

/* show ARTICLE: one article, or what a text of it was before; with --markdown
 * the body, byte for byte. */
gboolean
desk_cli_show (DeskCli *cli,
               char   **arguments,
               GError **error)
{
  g_autofree char *tag = NULL;
  g_autofree char *language = NULL;
  g_autofree char *revision = NULL;
  gboolean is_markdown = FALSE;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    { "revision", 0, 0, G_OPTION_ARG_FILENAME, &revision, NULL, NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &is_markdown, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(JsonNode) node = NULL;
  const DeskEdition *edition;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "ARTICLE [--lang L | --revision R] [--markdown]", error))
    return FALSE;
  if (tag != NULL && revision != NULL)
    return desk_cli_throw_usage (error, _("A revision is of a text in one language; leave out --lang or --revision"));
  if (!desk_cli_check_text (revision, _("The revision is not valid UTF-8 text; write it in UTF-8"), error) ||
      !desk_cli_open (cli, error))
    return FALSE;
  if (revision != NULL)
    return show_revision (cli, arguments[1], revision, is_markdown, error);
  if (tag != NULL && (language = desk_cli_dup_language (cli, tag, NULL, error)) == NULL)
    return FALSE;

  article = desk_store_dup_article (cli->store, arguments[1], error);
  if (article == NULL)
    return FALSE;
  edition = desk_cli_shown_edition (cli, article, language);
  if (edition == NULL && (language != NULL || is_markdown))
    {
      g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                   _("The article has no text in “%s”; set with --lang makes one"), language != NULL ? language : "");
      return FALSE;
    }

  if (is_markdown)
    return print_markdown (edition);

  node = desk_cli_article_to_json (cli, article, language, TRUE);
  print_node (cli, node);
  return TRUE;
}
