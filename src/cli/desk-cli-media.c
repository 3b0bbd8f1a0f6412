/* desk-cli-media.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "jobs/desk-job-media.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pictures and documents. */

#define USAGE "list [--unused] | add FILE [--lang L] [FIELD=VALUE…] | set MEDIA [--lang L] FIELD=VALUE… | remove MEDIA"

static JsonObject *
media_to_object (const DeskMedia *media,
                 unsigned         n_articles)
{
  JsonObject *object = json_object_new ();
  JsonObject *texts = json_object_new ();

  json_object_set_string_member (object, "id", media->uuid);
  json_object_set_string_member (object, "sha256", media->sha256);
  json_object_set_string_member (object, "name", media->name);
  json_object_set_string_member (object, "type", media->mime_type);
  json_object_set_int_member (object, "width", media->width);
  json_object_set_int_member (object, "height", media->height);
  json_object_set_int_member (object, "bytes", media->n_bytes);
  json_object_set_string_member (object, "credit", media->credit);
  json_object_set_string_member (object, "licence", media->licence);
  json_object_set_int_member (object, "articles", n_articles);
  for (unsigned i = 0; i < media->texts->len; i++)
    {
      const DeskMediaText *text = media->texts->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "alt", text->alternative);
      json_object_set_string_member (entry, "caption", text->caption);
      json_object_set_object_member (texts, text->language, entry);
    }
  json_object_set_object_member (object, "texts", texts);

  return object;
}

static gboolean
list_media (DeskCli *cli,
            gboolean only_unused,
            GError **error)
{
  g_autoptr(GPtrArray) list = desk_store_list_media (cli->store, error);
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(JsonArray) array = json_array_new ();

  if (list == NULL)
    return FALSE;

  for (unsigned i = 0; i < list->len; i++)
    {
      const DeskMedia *media = list->pdata[i];
      unsigned n_articles;

      if (!desk_store_count_media_uses (cli->store, media, &n_articles, error))
        return FALSE;
      if (only_unused && n_articles > 0)
        continue;
      json_array_add_object_element (array, media_to_object (media, n_articles));
      if (!cli->is_json)
        g_print ("%s  %s  %s  %u\n", media->sha256, media->mime_type, media->name, n_articles);
    }

  json_node_init_array (node, array);
  if (cli->is_json)
    desk_cli_print_json (node);
  return TRUE;
}

static gboolean
set_field (DeskMedia  *media,
           const char *language,
           const char *assignment,
           GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (assignment, "=", 2);
  const DeskMediaText *text = desk_media_get_text (media, language);

  if (!desk_cli_check_text (assignment, _("A value is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;

  if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "name") && *parts[1] != '\0')
    g_set_str (&media->name, parts[1]);
  else if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "credit"))
    g_set_str (&media->credit, parts[1]);
  else if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "licence"))
    g_set_str (&media->licence, parts[1]);
  else if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "alt"))
    desk_media_set_text (media, language, parts[1], text != NULL ? text->caption : NULL);
  else if (g_strv_length (parts) == 2 && g_str_equal (parts[0], "caption"))
    desk_media_set_text (media, language, text != NULL ? text->alternative : NULL, parts[1]);
  else
    return desk_cli_throw_usage (error,
                                 _("“%.40s” can't be set; write FIELD=VALUE with alt, caption, credit, licence, name"),
                                 assignment);

  return TRUE;
}

static gboolean
set_fields (DeskCli    *cli,
            DeskMedia  *media,
            const char *tag,
            char      **assignments,
            GError    **error)
{
  g_autofree char *language = desk_cli_dup_language (cli, tag, NULL, error);

  if (language == NULL)
    return FALSE;
  for (unsigned i = 0; assignments[i] != NULL; i++)
    {
      if (!set_field (media, language, assignments[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_media (DeskCli    *cli,
           const char *language,
           char      **arguments,
           GError    **error)
{
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();

  if (!set_fields (cli, media, language, arguments + 1, error) ||
      !desk_job_add_media (cli->store, arguments[0], media, error))
    return FALSE;

  json_object_set_string_member (object, "id", media->uuid);
  json_object_set_string_member (object, "sha256", media->sha256);
  json_node_init_object (node, object);
  if (cli->is_json)
    desk_cli_print_json (node);
  else
    g_print ("%s\n", media->sha256);
  return TRUE;
}

static gboolean
change_media (DeskCli    *cli,
              const char *language,
              char      **arguments,
              GError    **error)
{
  g_autoptr(DeskMedia) media = desk_store_find_media (cli->store, arguments[0], error);

  return media != NULL &&
         set_fields (cli, media, language, arguments + 1, error) &&
         desk_store_save_media (cli->store, media, error);
}

static gboolean
remove_media (DeskCli    *cli,
              const char *name,
              GError    **error)
{
  g_autoptr(DeskMedia) media = desk_store_find_media (cli->store, name, error);

  return media != NULL && desk_store_remove_media (cli->store, media, error);
}

/* media list | add FILE | set MEDIA | remove MEDIA */
gboolean
desk_cli_media (DeskCli *cli,
                char   **arguments,
                GError **error)
{
  g_autofree char *language = NULL;
  gboolean is_unused = FALSE;
  GOptionEntry entries[] = {
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &language, NULL, NULL },
    { "unused", 0, 0, G_OPTION_ARG_NONE, &is_unused, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const char *verb;
  unsigned n_words;

  if (!desk_cli_parse (entries, &arguments, 1, G_MAXUINT, USAGE, error))
    return FALSE;

  verb = arguments[1];
  n_words = g_strv_length (arguments) - 2;
  if (g_str_equal (verb, "list") && n_words == 0)
    return desk_cli_open (cli, error) && list_media (cli, is_unused, error);
  if (g_str_equal (verb, "add") && n_words >= 1)
    return desk_cli_open (cli, error) && add_media (cli, language, arguments + 2, error);
  if (g_str_equal (verb, "set") && n_words >= 2)
    return desk_cli_open (cli, error) && change_media (cli, language, arguments + 2, error);
  if (g_str_equal (verb, "remove") && n_words == 1)
    return desk_cli_open (cli, error) && remove_media (cli, arguments[2], error);

  return desk_cli_throw_usage (error, _("Usage: copydesk-cli %s %s"), arguments[0], USAGE);
}
