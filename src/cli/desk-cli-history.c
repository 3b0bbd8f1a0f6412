/* desk-cli-history.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "model/desk-date.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

#include <glib/gi18n.h>

static char *
dup_time (DeskCli *cli,
          gint64   us)
{
  return desk_date_to_rfc3339 (us, desk_site_get (cli->site, "time-zone", NULL));
}

static void
set_time (DeskCli    *cli,
          JsonObject *object,
          const char *member,
          gint64      us)
{
  g_autofree char *text = dup_time (cli, us);

  json_object_set_string_member (object, member, text);
}

static void
print_array (JsonArray *array) /* eaten */
{
  g_autoptr(JsonNode) node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);
  desk_cli_print_json (node);
}

static void
print_object (JsonObject *object) /* eaten */
{
  g_autoptr(JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);
  desk_cli_print_json (node);
}

static JsonObject *
revision_to_object (DeskCli            *cli,
                    const DeskRevision *revision)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", revision->uuid);
  set_time (cli, object, "time", revision->made_us);
  json_object_set_string_member (object, "reason", revision->reason);
  json_object_set_string_member (object, "desk", revision->desk);
  json_object_set_string_member (object, "title", revision->title);
  json_object_set_string_member (object, "status", desk_status_to_string (revision->status));
  json_object_set_boolean_member (object, "released", revision->is_released);
  json_object_set_boolean_member (object, "live", revision->is_live);

  return object;
}

static void
print_revisions (DeskCli   *cli,
                 GPtrArray *revisions)
{
  JsonArray *array;

  if (cli->is_json)
    {
      array = json_array_new ();
      for (unsigned i = 0; i < revisions->len; i++)
        json_array_add_object_element (array, revision_to_object (cli, revisions->pdata[i]));
      print_array (array);
      return;
    }

  for (unsigned i = 0; i < revisions->len; i++)
    {
      const DeskRevision *revision = revisions->pdata[i];
      g_autofree char *time = dup_time (cli, revision->made_us);

      g_print ("%s  %s  %-7s  %-9s  %-4s  %s\n", revision->uuid, time, revision->reason,
               desk_status_to_string (revision->status), revision->is_live ? "live" : "-", revision->title);
    }
}

/* revisions ARTICLE: what the text was before. */
gboolean
desk_cli_revisions (DeskCli *cli,
                    char   **arguments,
                    GError **error)
{
  g_autofree char *tag = NULL;
  g_autofree char *language = NULL;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GPtrArray) revisions = NULL;
  const DeskEdition *edition;

  if (!desk_cli_parse (entries, &arguments, 1, 1, "ARTICLE [--lang L]", error) || !desk_cli_open (cli, error))
    return FALSE;
  language = desk_cli_dup_language (cli, tag, NULL, error);
  article = language != NULL ? desk_store_dup_article (cli->store, arguments[1], error) : NULL;
  if (article == NULL)
    return FALSE;

  edition = desk_cli_shown_edition (cli, article, tag != NULL ? language : NULL);
  revisions = desk_store_list_revisions (cli->store, article->uuid, edition != NULL ? edition->language : language, error);
  if (revisions == NULL)
    return FALSE;

  print_revisions (cli, revisions);
  return TRUE;
}

static const DeskRevision *
find_revision (GPtrArray  *revisions,
               const char *uuid)
{
  for (unsigned i = 0; i < revisions->len; i++)
    {
      const DeskRevision *revision = revisions->pdata[i];

      if (g_str_equal (revision->uuid, uuid))
        return revision;
    }

  return NULL;
}

/* A revision as `show --revision` prints it: a line of a list with what the text
 * was; NULL with @error set if it went meanwhile. */
JsonNode *
desk_cli_revision_to_json (DeskCli           *cli,
                           const DeskArticle *state,
                           const char        *revision_uuid,
                           GError           **error)
{
  const DeskEdition *edition = state->editions->pdata[0];
  g_autoptr(GPtrArray) revisions = NULL;
  const DeskRevision *revision;
  JsonNode *node;
  JsonObject *object;

  revisions = desk_store_list_revisions (cli->store, state->uuid, edition->language, error);
  if (revisions == NULL)
    return NULL;
  revision = find_revision (revisions, revision_uuid);
  if (revision == NULL)
    {
      g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                   _("The revision “%.60s” was removed just now; look at the history again"), revision_uuid);
      return NULL;
    }

  node = desk_cli_article_to_json (cli, state, edition->language, FALSE);
  object = json_node_get_object (node);
  json_object_set_string_member (object, "status", desk_status_to_string (revision->status));
  json_object_set_string_member (object, "slug", edition->slug);
  json_object_set_string_member (object, "summary", edition->summary);
  json_object_set_string_member (object, "body", edition->body);
  json_object_set_string_member (object, "seo-title", edition->seo_title);
  json_object_set_string_member (object, "seo-description", edition->seo_description);
  json_object_set_object_member (object, "revision", revision_to_object (cli, revision));

  return node;
}

/* restore ARTICLE REVISION: prints the revision that takes it back. */
gboolean
desk_cli_restore (DeskCli *cli,
                  char   **arguments,
                  GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autofree char *kept = NULL;
  JsonObject *object;

  if (!desk_cli_parse (entries, &arguments, 2, 2, "ARTICLE REVISION", error) || !desk_cli_open (cli, error))
    return FALSE;
  if (!desk_store_restore_revision (cli->store, arguments[1], arguments[2], &kept, error))
    return FALSE;

  if (!cli->is_json)
    {
      g_print ("%s\n", kept);
      return TRUE;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "kept", kept);
  print_object (object);
  return TRUE;
}

/* delete ARTICLE: into the trash. */
gboolean
desk_cli_delete (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  return desk_cli_parse (entries, &arguments, 1, 1, "ARTICLE", error) &&
         desk_cli_open (cli, error) &&
         desk_store_delete_article (cli->store, arguments[1], error);
}

/* undelete ARTICLE: out of the trash. */
gboolean
desk_cli_undelete (DeskCli *cli,
                   char   **arguments,
                   GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  return desk_cli_parse (entries, &arguments, 1, 1, "ARTICLE", error) &&
         desk_cli_open (cli, error) &&
         desk_store_undelete_article (cli->store, arguments[1], error);
}

static void
print_deleted (DeskCli           *cli,
               const DeskArticle *article)
{
  const DeskEdition *edition = desk_cli_shown_edition (cli, article, NULL);
  g_autofree char *deleted = dup_time (cli, article->deleted_us);
  g_autofree char *goes = dup_time (cli, article->deleted_us + DESK_TRASH_US);

  g_print ("%s  %.10s  %.10s  %s\n", article->uuid, deleted, goes, edition != NULL ? edition->title : "");
}

static void
print_trash (DeskCli   *cli,
             GPtrArray *articles)
{
  JsonArray *array;

  if (!cli->is_json)
    {
      for (unsigned i = 0; i < articles->len; i++)
        print_deleted (cli, articles->pdata[i]);
      return;
    }

  array = json_array_new ();
  for (unsigned i = 0; i < articles->len; i++)
    {
      const DeskArticle *article = articles->pdata[i];
      JsonNode *node = desk_cli_article_to_json (cli, article, NULL, FALSE);

      set_time (cli, json_node_get_object (node), "deleted", article->deleted_us);
      set_time (cli, json_node_get_object (node), "goes", article->deleted_us + DESK_TRASH_US);
      json_array_add_element (array, node);
    }
  print_array (array);
}

static gboolean
empty_trash (DeskCli *cli,
             GError **error)
{
  unsigned n_purged;
  JsonObject *object;
  gboolean is_done = desk_store_purge_trash (cli->store, G_MAXINT64, desk_cli_progress, NULL, NULL, &n_purged, error);

  desk_cli_end_progress ();
  if (!is_done)
    return FALSE;

  if (cli->is_json)
    {
      object = json_object_new ();
      json_object_set_int_member (object, "removed", n_purged);
      print_object (object);
    }
  return TRUE;
}

/* trash [--empty]: what is in it, and when it goes. */
gboolean
desk_cli_trash (DeskCli *cli,
                char   **arguments,
                GError **error)
{
  gboolean is_to_be_empty = FALSE;
  GOptionEntry entries[] = {
    { "empty", 0, 0, G_OPTION_ARG_NONE, &is_to_be_empty, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GPtrArray) articles = NULL;
  DeskQuery query = DESK_QUERY_ALL;

  if (!desk_cli_parse (entries, &arguments, 0, 0, "[--empty]", error) || !desk_cli_open (cli, error))
    return FALSE;
  if (is_to_be_empty)
    return empty_trash (cli, error);

  query.is_trash = TRUE;
  articles = desk_store_list_articles (cli->store, &query, NULL, error);
  if (articles == NULL)
    return FALSE;

  print_trash (cli, articles);
  return TRUE;
}
