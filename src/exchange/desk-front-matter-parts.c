/* desk-front-matter-parts.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-exchange-private.h"

#include "store/desk-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The fields of a front matter that have parts: names, credits, the cover, an
 * event. */

static gboolean
check_name (DeskFrontReader *reader,
            const DeskYaml  *value,
            const char      *field,
            GError         **error)
{
  if (!desk_front_check_scalar (reader, value, field, error))
    return FALSE;
  if (value->text == NULL || strspn (value->text, " \t\r\n") == strlen (value->text))
    return desk_exchange_throw (error, desk_front_place (reader, value), _("“%.40s” has an empty name; write one or leave the line out"), field);
  if (g_utf8_strlen (value->text, -1) > DESK_NAME_MAX_CHARS)
    return desk_exchange_throw (error, desk_front_place (reader, value), _("“%.40s” has a name of more than %d characters; shorten it"),
                                field, DESK_NAME_MAX_CHARS);

  return TRUE;
}

static gboolean
check_count (DeskFrontReader *reader,
             const DeskYaml  *value,
             unsigned         n,
             GError         **error)
{
  return n <= DESK_TERMS_MAX ||
         desk_exchange_throw (error, desk_front_place (reader, value), _("“%.40s” lists more than %d; leave some out"), value->key,
                              DESK_TERMS_MAX);
}

/* A list, or one name alone. */
gboolean
desk_front_read_names (DeskFrontReader *reader,
                       DeskFrontKey     key,
                       const DeskYaml  *value,
                       GError         **error)
{
  GPtrArray *names = key == DESK_FRONT_TAGS ? reader->matter->tags : reader->matter->related;
  const DeskYaml *first = value->kind == DESK_YAML_SEQUENCE ? value->first : value;

  if (value->kind == DESK_YAML_SCALAR && (value->text == NULL || *value->text == '\0'))
    return TRUE;

  for (const DeskYaml *item = first; item != NULL; item = item->next)
    {
      if (!check_name (reader, item, value->key, error))
        return FALSE;
      if (key == DESK_FRONT_RELATED && !g_uuid_string_is_valid (item->text))
        return desk_exchange_throw (error, desk_front_place (reader, item),
                                    _("“%.60s” is not the id of an article; copy one from an export, or leave the line out"),
                                    item->text);

      g_ptr_array_add (names, key == DESK_FRONT_RELATED ? g_ascii_strdown (item->text, -1) : g_strdup (item->text));
      if (item == value)
        break; /* what comes next belongs to another field */
    }

  return check_count (reader, value, names->len, error);
}

static gboolean
read_credit_member (DeskFrontReader *reader,
                    DeskFrontCredit *credit,
                    const DeskYaml  *member,
                    GError         **error)
{
  char **field = NULL;

  if (g_str_equal (member->key, "organisation"))
    return desk_front_parse_flag (reader, member, &credit->is_organisation, error);

  if (g_str_equal (member->key, "name"))
    field = &credit->name;
  else if (g_str_equal (member->key, "role"))
    field = &credit->role;
  else if (g_str_equal (member->key, "affiliation"))
    field = &credit->affiliation;
  if (field == NULL)
    {
      g_autofree char *name = g_strconcat ("authors: ", member->key, NULL);

      desk_front_note_unknown (reader, name, member);
      return TRUE;
    }
  if (!desk_front_check_scalar (reader, member, member->key, error) ||
      !desk_front_check_line (reader, member, DESK_NAME_MAX_CHARS, error))
    return FALSE;

  *field = g_strdup (member->text);
  return TRUE;
}

static gboolean
read_credit (DeskFrontReader *reader,
             const DeskYaml  *item,
             GError         **error)
{
  DeskFrontCredit *credit = g_new0 (DeskFrontCredit, 1);

  g_ptr_array_add (reader->matter->credits, credit);
  credit->line = item->line;
  if (item->kind != DESK_YAML_MAPPING)
    {
      if (!check_name (reader, item, "authors", error))
        return FALSE;
      credit->name = g_strdup (item->text);
      return TRUE;
    }

  for (const DeskYaml *member = item->first; member != NULL; member = member->next)
    {
      if (!read_credit_member (reader, credit, member, error))
        return FALSE;
    }

  return (credit->name != NULL && strspn (credit->name, " \t") != strlen (credit->name)) ||
         desk_exchange_throw (error, desk_front_place (reader, item), _("“%.40s” has an empty name; write one or leave the line out"), "authors");
}

gboolean
desk_front_read_authors (DeskFrontReader *reader,
                         DeskFrontKey     key,
                         const DeskYaml  *value,
                         GError         **error)
{
  if (value->kind == DESK_YAML_SCALAR && (value->text == NULL || *value->text == '\0'))
    return TRUE;
  if (value->kind != DESK_YAML_SEQUENCE)
    return read_credit (reader, value, error);

  for (const DeskYaml *item = value->first; item != NULL; item = item->next)
    {
      if (!read_credit (reader, item, error))
        return FALSE;
    }

  return check_count (reader, value, reader->matter->credits->len, error);
}

/* The name of a file below the folder, or its hash: nothing leads elsewhere. */
static gboolean
check_cover (DeskFrontReader *reader,
             const DeskYaml  *value,
             GError         **error)
{
  g_auto(GStrv) parts = g_strsplit (value->text, "/", -1);
  gboolean is_inside = !g_path_is_absolute (value->text) && strchr (value->text, '\\') == NULL && strlen (value->text) < 1024;

  for (unsigned i = 0; parts[i] != NULL; i++)
    is_inside = is_inside && *parts[i] != '\0' && !g_str_equal (parts[i], "..") && !g_str_equal (parts[i], ".");

  return is_inside ||
         desk_exchange_throw (error, desk_front_place (reader, value),
                              _("“%.80s” does not name a file in the folder; write a path below it, as media/picture.jpg"), value->text);
}

static gboolean
read_cover_member (DeskFrontReader *reader,
                   const DeskYaml  *member,
                   GError         **error)
{
  DeskFrontMatter *matter = reader->matter;
  char **field = g_str_equal (member->key, "file") ? &matter->cover
               : g_str_equal (member->key, "alt") ? &matter->cover_alternative
               : g_str_equal (member->key, "caption") ? &matter->cover_caption
               : g_str_equal (member->key, "credit") ? &matter->cover_credit
               : g_str_equal (member->key, "licence") ? &matter->cover_licence
                                                      : NULL;

  if (field == NULL)
    {
      g_autofree char *name = g_strconcat ("cover: ", member->key, NULL);

      desk_front_note_unknown (reader, name, member);
      return TRUE;
    }
  if (!desk_front_check_scalar (reader, member, member->key, error) ||
      (field == &matter->cover && member->text != NULL && !check_cover (reader, member, error)))
    return FALSE;

  *field = member->text != NULL && *member->text != '\0' ? g_strdup (member->text) : NULL;
  return TRUE;
}

gboolean
desk_front_read_cover (DeskFrontReader *reader,
                       DeskFrontKey     key,
                       const DeskYaml  *value,
                       GError         **error)
{
  if (value->kind != DESK_YAML_MAPPING)
    {
      if (!desk_front_check_scalar (reader, value, value->key, error))
        return FALSE;
      if (value->text == NULL || *value->text == '\0')
        return TRUE;
      reader->matter->cover = g_strdup (value->text);
      return check_cover (reader, value, error);
    }

  for (const DeskYaml *member = value->first; member != NULL; member = member->next)
    {
      if (!read_cover_member (reader, member, error))
        return FALSE;
    }

  return reader->matter->cover != NULL ||
         desk_exchange_throw (error, desk_front_place (reader, value), _("the cover names no file; write file: media/picture.jpg"));
}

static gboolean
read_event_member (DeskFrontReader *reader,
                   const DeskYaml  *member,
                   GError         **error)
{
  DeskEventType type;
  gboolean flag = FALSE;
  gint64 us = 0;

  if (!desk_front_event_get_type (member->key, &type))
    {
      g_autofree char *name = g_strconcat ("event: ", member->key, NULL);

      desk_front_note_unknown (reader, name, member);
      return TRUE;
    }
  if (!desk_front_check_scalar (reader, member, member->key, error))
    return FALSE;
  if (member->text == NULL || *member->text == '\0')
    return TRUE;

  if (type == DESK_EVENT_TEXT)
    {
      desk_front_matter_set_event (reader->matter, member->key, member->text);
    }
  else if (type == DESK_EVENT_FLAG)
    {
      if (!desk_front_parse_flag (reader, member, &flag, error))
        return FALSE;
      if (flag)
        desk_front_matter_set_event (reader->matter, member->key, "true");
    }
  else
    {
      if (!desk_front_parse_instant (reader, member, &us, error))
        return FALSE;
      desk_front_matter_set_event (reader->matter, member->key, member->text);
    }

  return TRUE;
}

gboolean
desk_front_read_event (DeskFrontReader *reader,
                       DeskFrontKey     key,
                       const DeskYaml  *value,
                       GError         **error)
{
  if (value->kind == DESK_YAML_SCALAR && (value->text == NULL || *value->text == '\0'))
    return TRUE;
  if (value->kind != DESK_YAML_MAPPING)
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("an event has fields of its own; write start:, place: … in lines below it, set in by two spaces"));

  for (const DeskYaml *member = value->first; member != NULL; member = member->next)
    {
      if (!read_event_member (reader, member, error))
        return FALSE;
    }

  return TRUE;
}
