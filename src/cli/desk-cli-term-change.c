/* desk-cli-term-change.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cli"

#include "config.h"

#include "desk-cli.h"

#include "store/desk-biography.h"
#include "store/desk-transaction.h"

#include <glib/gi18n.h>
#include <string.h>

/* Changing sections, tags and authors. */

static gboolean
throw_field (const char *assignment,
             GError    **error)
{
  return desk_cli_throw_usage (error,
                               _("“%.40s” can't be set; write FIELD=VALUE with name, slug, position (of a section), organisation, portrait, biography (of an author)"),
                               assignment);
}

static void
set_name (DeskTerm   *term,
          const char *language,
          const char *name,
          const char *slug)
{
  const DeskTermName *old = NULL;

  for (unsigned i = 0; i < term->names->len; i++)
    {
      const DeskTermName *candidate = term->names->pdata[i];

      if (g_str_equal (candidate->language, language))
        old = candidate;
    }
  if (old == NULL && name == NULL)
    old = desk_term_get_name (term, language);
  if (name == NULL)
    name = old->name;
  if (slug == NULL)
    slug = old != NULL ? old->slug : "";

  desk_term_set_name (term, language, name, slug);
}

/* Moves a section to the @place-th place, the first is 1. */
static gboolean
move_section (DeskCli  *cli,
              DeskTerm *term,
              guint64   place,
              GError  **error)
{
  g_autoptr(GPtrArray) sections = desk_store_list_terms (cli->store, DESK_TERM_SECTION, error);
  unsigned position = 0;

  if (sections == NULL)
    return FALSE;

  for (unsigned i = 0; i < sections->len; i++)
    {
      DeskTerm *section = sections->pdata[i];

      if (g_str_equal (section->uuid, term->uuid))
        continue;
      if (position + 1 == place)
        position++;
      if (section->position != position)
        {
          section->position = position;
          if (!desk_store_save_term (cli->store, section, error))
            return FALSE;
        }
      position++;
    }
  term->position = (unsigned) MIN (place - 1, sections->len - 1);

  return TRUE;
}

static gboolean
set_portrait (DeskCli    *cli,
              DeskTerm   *author,
              const char *name,
              GError    **error)
{
  g_autoptr(DeskMedia) media = *name != '\0' ? desk_store_find_media (cli->store, name, error) : NULL;

  if (media == NULL && *name != '\0')
    return FALSE;
  if (media != NULL && !desk_media_is_picture (media))
    {
      g_set_error (error, DESK_CLI_ERROR, DESK_CLI_ERROR_FAILED, _("“%.60s” is not a picture; choose another one"), media->name);
      return FALSE;
    }

  g_free (author->portrait);
  author->portrait = media != NULL ? g_strdup (media->uuid) : NULL;
  return TRUE;
}

/* Saved at once: it belongs to the author, but is no part of what lists know. */
static gboolean
set_biography (DeskCli        *cli,
               const DeskTerm *author,
               const char     *language,
               const char     *value,
               GError        **error)
{
  g_autofree char *read = *value == '@' ? desk_cli_read_body (value + 1, error) : NULL;

  if (*value == '@' && read == NULL)
    return FALSE;

  return desk_store_save_biography (cli->store, author->uuid, language, read != NULL ? read : value, error);
}

static gboolean
set_field (DeskCli    *cli,
           DeskTerm   *term,
           const char *language,
           const char *assignment,
           GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (assignment, "=", 2);
  guint64 place;

  if (!desk_cli_check_text (assignment, _("A value is not valid UTF-8 text; write it in UTF-8"), error))
    return FALSE;
  if (g_strv_length (parts) != 2)
    return throw_field (assignment, error);

  if (g_str_equal (parts[0], "name"))
    set_name (term, language, parts[1], NULL);
  else if (g_str_equal (parts[0], "slug"))
    set_name (term, language, NULL, parts[1]);
  else if (term->type == DESK_TERM_AUTHOR && g_str_equal (assignment, "organisation=yes"))
    term->is_organisation = TRUE;
  else if (term->type == DESK_TERM_AUTHOR && g_str_equal (assignment, "organisation=no"))
    term->is_organisation = FALSE;
  else if (term->type == DESK_TERM_AUTHOR && g_str_equal (parts[0], "portrait"))
    return set_portrait (cli, term, parts[1], error);
  else if (term->type == DESK_TERM_AUTHOR && g_str_equal (parts[0], "biography"))
    return set_biography (cli, term, language, parts[1], error);
  else if (term->type == DESK_TERM_SECTION && g_str_equal (parts[0], "position") &&
           g_ascii_string_to_unsigned (parts[1], 10, 1, 10000, &place, NULL))
    return move_section (cli, term, place, error);
  else
    return throw_field (assignment, error);

  return TRUE;
}

/* section|tag|author set NAME [--lang L] FIELD=VALUE… */
gboolean
desk_cli_set_term (DeskCli     *cli,
                   DeskTermType type,
                   const char  *name,
                   const char  *tag,
                   gboolean     is_strict,
                   char       **assignments,
                   GError     **error)
{
  g_autofree char *language = desk_cli_dup_language (cli, tag, NULL, error);
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskTerm) term = NULL;

  if (language == NULL)
    return FALSE;
  transaction = desk_transaction_begin (cli->store, error);
  if (transaction == NULL)
    return FALSE;
  term = desk_cli_dup_term (cli, type, name, language, is_strict, error);
  if (term == NULL)
    return FALSE;

  for (unsigned i = 0; assignments[i] != NULL; i++)
    {
      if (!set_field (cli, term, language, assignments[i], error))
        return FALSE;
    }

  return desk_store_save_term (cli->store, term, error) &&
         desk_transaction_commit (transaction, error);
}

/* section|tag|author remove NAME [--into OTHER] */
gboolean
desk_cli_remove_term (DeskCli     *cli,
                      DeskTermType type,
                      const char  *name,
                      const char  *into,
                      GError     **error)
{
  g_autoptr(DeskTerm) term = desk_store_find_term (cli->store, type, name, error);
  g_autoptr(DeskTerm) other = NULL;
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autoptr(JsonObject) object = json_object_new ();
  unsigned n_articles;

  if (term == NULL)
    return FALSE;
  if (into != NULL && (other = desk_store_find_term (cli->store, type, into, error)) == NULL)
    return FALSE;
  if (!desk_store_remove_term (cli->store, term, other, g_get_real_time (), NULL, &n_articles, error))
    return FALSE;

  json_object_set_int_member (object, "articles", n_articles);
  json_node_init_object (node, object);
  if (cli->is_json)
    desk_cli_print_json (node);
  return TRUE;
}
