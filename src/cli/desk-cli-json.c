/* desk-cli-json.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "model/desk-date.h"

/* Articles as JSON, as docs/cli.md describes them. */

/* The edition that stands for the article: in @language, or where none was
 * asked for the main one, else the oldest. */
DeskEdition *
desk_cli_shown_edition (DeskCli           *cli,
                        const DeskArticle *article,
                        const char        *language)
{
  g_autofree char *main_language = NULL;

  if (language != NULL)
    return desk_article_get_edition (article, language);

  main_language = desk_site_dup_main_language (cli->site);
  return desk_article_get_shown_edition (article, main_language);
}

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

static void
set_time (DeskCli    *cli,
          JsonObject *object,
          const char *member,
          gint64      us)
{
  g_autofree char *text = NULL;

  if (us != 0)
    text = desk_date_to_rfc3339 (us, desk_site_get (cli->site, "time-zone", NULL));
  set_string (object, member, text);
}

static const char *
name_in (const DeskTerm *term,
         const char     *language)
{
  const DeskTermName *name = term != NULL ? desk_term_get_name (term, language) : NULL;

  return name != NULL ? name->name : NULL;
}

static void
set_terms (JsonObject        *object,
           const DeskArticle *article,
           const char        *language)
{
  JsonArray *tags = json_array_new ();
  JsonArray *authors = json_array_new ();

  for (unsigned i = 0; i < article->tags->len; i++)
    json_array_add_string_element (tags, name_in (article->tags->pdata[i], language));
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      json_array_add_string_element (authors, name_in (credit->author, language));
    }

  set_string (object, "section", name_in (article->section, language));
  json_object_set_array_member (object, "tags", tags);
  json_object_set_array_member (object, "authors", authors);
}

static JsonObject *
edition_to_object (DeskCli           *cli,
                   const DeskEdition *edition)
{
  JsonObject *object = json_object_new ();

  set_string (object, "lang", edition->language);
  set_string (object, "script", edition->script);
  set_string (object, "title", edition->title);
  set_string (object, "slug", edition->slug);
  set_string (object, "summary", edition->summary);
  set_string (object, "body", edition->body);
  set_string (object, "seo-title", edition->seo_title);
  set_string (object, "seo-description", edition->seo_description);
  set_string (object, "status", desk_status_to_string (edition->status));
  json_object_set_boolean_member (object, "live", edition->is_live);
  json_object_set_boolean_member (object, "ahead", edition->is_ahead);
  json_object_set_int_member (object, "version", edition->version);
  set_time (cli, object, "first-release", edition->first_release_us);
  set_time (cli, object, "last-release", edition->last_release_us);
  set_time (cli, object, "revised", edition->revised_us);
  set_time (cli, object, "scheduled", edition->scheduled_us);
  set_time (cli, object, "changed", edition->changed_us);

  return object;
}

static void
set_whole (DeskCli           *cli,
           JsonObject        *object,
           const DeskArticle *article)
{
  JsonArray *related = json_array_new ();
  JsonArray *editions = json_array_new ();

  for (unsigned i = 0; i < article->related->len; i++)
    json_array_add_string_element (related, article->related->pdata[i]);
  for (unsigned i = 0; i < article->editions->len; i++)
    json_array_add_object_element (editions, edition_to_object (cli, article->editions->pdata[i]));

  set_string (object, "cover", article->cover != NULL ? article->cover->uuid : NULL);
  json_object_set_boolean_member (object, "pinned", article->is_pinned);
  json_object_set_array_member (object, "related", related);
  set_time (cli, object, "created", article->created_us);
  set_time (cli, object, "deleted", article->deleted_us);
  json_object_set_array_member (object, "editions", editions);
}

/* @is_whole: with everything, as `show` prints it; else a line of a list. */
JsonNode *
desk_cli_article_to_json (DeskCli           *cli,
                          const DeskArticle *article,
                          const char        *language,
                          gboolean           is_whole)
{
  const DeskEdition *edition = desk_cli_shown_edition (cli, article, language);
  g_autofree char *main_language = desk_site_dup_main_language (cli->site);
  const char *names = edition != NULL ? edition->language : main_language;
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  set_string (object, "id", article->uuid);
  set_string (object, "kind", article->kind);
  set_string (object, "lang", edition != NULL ? edition->language : NULL);
  set_string (object, "script", edition != NULL ? edition->script : NULL);
  set_string (object, "title", edition != NULL ? edition->title : NULL);
  set_string (object, "status", edition != NULL ? desk_status_to_string (edition->status) : NULL);
  set_terms (object, article, names);
  set_time (cli, object, "date", article->date_us);
  set_time (cli, object, "changed", MAX (article->changed_us, edition != NULL ? edition->changed_us : 0));
  if (is_whole)
    set_whole (cli, object, article);

  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}
