/* desk-cli-search.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "store/search/desk-search.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 50

/* How long the index may be brought up to date before a search; what is still
 * missing then is read text by text. */
#define INDEX_MS 200

static JsonNode *
hit_to_json (DeskCli       *cli,
             const DeskHit *hit,
             GError       **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (cli->store, hit->article_uuid, error);
  JsonNode *node;

  if (article == NULL)
    return NULL;

  node = desk_cli_article_to_json (cli, article, hit->language, FALSE);
  json_object_set_string_member (json_node_get_object (node), "snippet", hit->snippet);
  json_object_set_string_member (json_node_get_object (node), "snippet-lang", hit->found_language);

  return node;
}

static gboolean
print_hits_as_json (DeskCli   *cli,
                    GPtrArray *hits,
                    GError   **error)
{
  g_autoptr(JsonNode) root = json_node_alloc ();
  g_autoptr(JsonArray) array = json_array_new ();

  for (unsigned i = 0; i < hits->len; i++)
    {
      JsonNode *node = hit_to_json (cli, hits->pdata[i], error);

      if (node == NULL)
        return FALSE;
      json_array_add_element (array, node);
    }

  json_node_init_array (root, array);
  desk_cli_print_json (root);
  return TRUE;
}

static gboolean
search (DeskCli    *cli,
        const char *query,
        const char *language,
        unsigned    limit,
        GError    **error)
{
  DeskQuery among = DESK_QUERY_ALL;
  g_autoptr(GPtrArray) hits = NULL;
  gboolean is_done;

  among.language = language;
  among.limit = limit;
  if (!desk_store_update_search (cli->store, INDEX_MS, &is_done, NULL, error))
    return FALSE;
  hits = desk_store_search (cli->store, query, &among, NULL, error);
  if (hits == NULL)
    return FALSE;
  if (cli->is_json)
    return print_hits_as_json (cli, hits, error);

  for (unsigned i = 0; i < hits->len; i++)
    {
      const DeskHit *hit = hits->pdata[i];

      g_print ("%s  %s\n", hit->article_uuid, hit->title);
    }

  return TRUE;
}

/* search QUERY: the articles that have its words */
gboolean
desk_cli_search (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  g_autofree char *tag = NULL;
  g_autofree char *language = NULL;
  g_autofree char *query = NULL;
  int limit = DEFAULT_LIMIT;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!desk_cli_parse (entries, &arguments, 1, G_MAXUINT, "QUERY [--lang L] [--limit N]", error))
    return FALSE;
  query = g_strjoinv (" ", arguments + 1);
  if (!desk_cli_check_text (query, _("The search is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (limit < 0)
    return desk_cli_throw_usage (error, _("The limit can't be less than 0; 0 is all"));
  if (!desk_cli_open (cli, error))
    return FALSE;
  if (tag != NULL && (language = desk_cli_dup_language (cli, tag, NULL, error)) == NULL)
    return FALSE;

  return search (cli, query, language, (unsigned) limit, error);
}
