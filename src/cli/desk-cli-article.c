/* desk-cli-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "store/desk-transaction.h"

#include <glib/gi18n.h>

typedef struct
{
  char    *title;
  char    *kind;
  char    *language;
  char    *section;
  char   **tags;
  char   **authors;
  char    *date;
  char    *body_file;
  gboolean is_strict;
} NewOptions;

static void
new_options_clear (NewOptions *options)
{
  g_free (options->title);
  g_free (options->kind);
  g_free (options->language);
  g_free (options->section);
  g_strfreev (options->tags);
  g_strfreev (options->authors);
  g_free (options->date);
  g_free (options->body_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewOptions, new_options_clear)

static gboolean
parse_new (NewOptions *options,
           char      **arguments,
           GError    **error)
{
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &options->title, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options->kind, NULL, NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &options->language, NULL, NULL },
    { "section", 0, 0, G_OPTION_ARG_FILENAME, &options->section, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->tags, NULL, NULL },
    { "author", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->authors, NULL, NULL },
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &options->date, NULL, NULL },
    { "body-file", 0, 0, G_OPTION_ARG_FILENAME, &options->body_file, NULL, NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options->is_strict, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  static const char usage[] = "--title T [--kind K] [--lang L] [--section S] [--tag T]… [--author A]…"
                              " [--date D] [--body-file F]";

  if (!desk_cli_parse (entries, &arguments, 0, 0, usage, error))
    return FALSE;
  if (options->title == NULL)
    return desk_cli_throw_usage (error, _("An article needs a title; name it with --title"));

  return TRUE;
}

static gboolean
apply (DeskCli       *cli,
       DeskCliChange *change,
       const char    *field,
       const char    *value,
       GError       **error)
{
  g_autofree char *assignment = NULL;

  if (value == NULL)
    return TRUE;

  assignment = g_strconcat (field, "=", value, NULL);
  return desk_cli_apply_field (cli, change, assignment, error);
}

static gboolean
apply_each (DeskCli       *cli,
            DeskCliChange *change,
            const char    *field,
            char         **values,
            GError       **error)
{
  for (unsigned i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (*values[i] == '\0')
        return desk_cli_throw_usage (error, _("A section, tag or author needs a name; it can't be empty"));
      if (!apply (cli, change, field, values[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_article (DeskCli          *cli,
              const NewOptions *options,
              DeskCliChange    *change,
              GError          **error)
{
  if (options->section != NULL && *options->section == '\0')
    return desk_cli_throw_usage (error, _("A section, tag or author needs a name; it can't be empty"));
  if (options->body_file != NULL)
    {
      change->edition->body = desk_cli_read_body (options->body_file, error);
      if (change->edition->body == NULL)
        return FALSE;
    }

  return apply (cli, change, "title", options->title, error) &&
         apply (cli, change, "section", options->section, error) &&
         apply_each (cli, change, "tags", options->tags, error) &&
         apply_each (cli, change, "authors", options->authors, error) &&
         apply (cli, change, "date", options->date, error);
}

static void
print_id (DeskCli    *cli,
          const char *uuid)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (!cli->is_json)
    {
      g_print ("%s\n", uuid);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "id", uuid);
  node = json_node_alloc ();
  json_node_init_object (node, object);
  json_object_unref (object);
  desk_cli_print_json (node);
}

/* new --title T …: prints the new article's id. */
gboolean
desk_cli_new (DeskCli *cli,
              char   **arguments,
              GError **error)
{
  g_auto(NewOptions) options = { 0 };
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autofree char *language = NULL;
  g_autofree char *script = NULL;
  DeskCliChange change = { 0 };

  if (!parse_new (&options, arguments, error) ||
      !desk_cli_check_text (options.kind, _("The kind is not valid UTF-8 text; write it in UTF-8"), error) ||
      !desk_cli_open (cli, error))
    return FALSE;
  language = desk_cli_dup_language (cli, options.language, &script, error);
  if (language == NULL)
    return FALSE;

  article = desk_article_new (options.kind);
  change.article = article;
  change.edition = desk_edition_new (language);
  change.edition->script = g_steal_pointer (&script);
  change.is_strict = options.is_strict;
  g_ptr_array_add (article->editions, change.edition);

  transaction = desk_transaction_begin (cli->store, error);
  if (transaction == NULL ||
      !fill_article (cli, &options, &change, error) ||
      !desk_store_add_article (cli->store, article, error) ||
      !desk_transaction_commit (transaction, error))
    return FALSE;

  print_id (cli, article->uuid);
  return TRUE;
}

/* The edition that `set` and `status` are about: that of @tag, which is made if
 * @may_make, else the main one, else the oldest. */
static DeskEdition *
choose_edition (DeskCli     *cli,
                DeskArticle *article,
                const char  *tag,
                gboolean     may_make,
                GError     **error)
{
  g_autofree char *script = NULL;
  g_autofree char *language = desk_cli_dup_language (cli, tag, &script, error);
  DeskEdition *edition;

  if (language == NULL)
    return NULL;

  edition = tag != NULL ? desk_article_get_edition (article, language)
                        : desk_article_get_shown_edition (article, language);
  if (edition == NULL && tag != NULL && may_make)
    {
      edition = desk_edition_new (language);
      g_ptr_array_add (article->editions, edition);
    }
  if (edition == NULL)
    g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED,
                 _("The article has no text in “%s”; set with --lang makes one"), language);
  else if (script != NULL)
    g_set_str (&edition->script, script);

  return edition;
}

static gboolean
save_change (DeskCli       *cli,
             DeskCliChange *change,
             GError       **error)
{
  gboolean is_text = (change->fields & DESK_FIELDS_OF_EDITION) != 0 || change->edition->uuid == NULL;
  gboolean is_article = (change->fields & ~DESK_FIELDS_OF_EDITION) != 0;

  return (!is_article || desk_store_save_article (cli->store, change->article, error)) &&
         (!is_text || desk_store_save_edition (cli->store, change->article->uuid, change->edition, error));
}

/* A field of the edition is released in it, one of the article in each edition
 * that readers have. */
static gboolean
release_change (DeskCli       *cli,
                DeskCliChange *change,
                GError       **error)
{
  const DeskArticle *article = change->article;

  for (unsigned i = 0; i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];
      DeskFields fields = change->fields;

      if (edition != change->edition)
        fields &= ~DESK_FIELDS_OF_EDITION;
      if (edition->is_live && fields != 0 &&
          !desk_store_release_fields (cli->store, article->uuid, edition->language, fields, g_get_real_time (), error))
        return FALSE;
    }

  return TRUE;
}

/* set ARTICLE FIELD=VALUE… */
gboolean
desk_cli_set (DeskCli *cli,
              char   **arguments,
              GError **error)
{
  g_autofree char *tag = NULL;
  gboolean is_draft = FALSE, is_strict = FALSE;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &is_draft, NULL, NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &is_strict, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskArticle) article = NULL;
  DeskCliChange change = { 0 };

  if (!desk_cli_parse (entries, &arguments, 2, G_MAXUINT, "ARTICLE [--lang L] [--draft] FIELD=VALUE…", error) ||
      !desk_cli_open (cli, error))
    return FALSE;

  transaction = desk_transaction_begin (cli->store, error);
  article = transaction != NULL ? desk_store_dup_article (cli->store, arguments[1], error) : NULL;
  if (article == NULL)
    return FALSE;

  change.article = article;
  change.is_strict = is_strict;
  change.edition = choose_edition (cli, article, tag, TRUE, error);
  if (change.edition == NULL)
    return FALSE;
  for (unsigned i = 2; arguments[i] != NULL; i++)
    {
      if (!desk_cli_apply_field (cli, &change, arguments[i], error))
        return FALSE;
    }

  return save_change (cli, &change, error) &&
         (is_draft || release_change (cli, &change, error)) &&
         desk_transaction_commit (transaction, error);
}

/* status ARTICLE STATUS */
gboolean
desk_cli_status (DeskCli *cli,
                 char   **arguments,
                 GError **error)
{
  g_autofree char *tag = NULL;
  g_autofree char *at = NULL;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &tag, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &at, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DeskArticle) article = NULL;
  const DeskEdition *edition;
  DeskStatus status;
  gint64 at_us = 0;

  if (!desk_cli_parse (entries, &arguments, 2, 2, "ARTICLE [--lang L] STATUS [--at TIME]", error) ||
      !desk_cli_check_text (arguments[2], _("The status is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (!desk_status_from_string (arguments[2], &status))
    return desk_cli_throw_usage (error, _("There is no status “%.40s”; there are draft, review, approved,"
                                          " scheduled, published, archived"), arguments[2]);
  if (status == DESK_STATUS_SCHEDULED && at == NULL)
    return desk_cli_throw_usage (error, _("A scheduled article needs a time; name one with --at"));
  if (!desk_cli_open (cli, error) || (at != NULL && !desk_cli_parse_date (cli, at, &at_us, error)))
    return FALSE;

  article = desk_store_dup_article (cli->store, arguments[1], error);
  edition = article != NULL ? choose_edition (cli, article, tag, FALSE, error) : NULL;
  if (edition == NULL)
    return FALSE;
  if (status == DESK_STATUS_PUBLISHED && at_us == 0)
    at_us = g_get_real_time ();

  return desk_store_set_status (cli->store, article->uuid, edition->language, status, at_us, error);
}
