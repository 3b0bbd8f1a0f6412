/* desk-front-matter-read.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-exchange-private.h"

#include "model/desk-language.h"
#include "store/desk-store.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* YAML → fields. Each field has a function that reads its value; what is no
 * field is noted, so that a person sees what was left out, and does no harm. */

#define MAX_BYTES (64 * 1024)
#define MAX_NODES 4000

typedef gboolean (*ReadFunc) (DeskFrontReader *reader,
                              DeskFrontKey     key,
                              const DeskYaml  *value,
                              GError         **error);

DeskPlace
desk_front_place (const DeskFrontReader *reader,
                  const DeskYaml        *value)
{
  return (DeskPlace) { reader->file, value->line };
}

void
desk_front_note_unknown (DeskFrontReader *reader,
                         const char      *name,
                         const DeskYaml  *value)
{
  if (reader->unknown != NULL && !g_hash_table_contains (reader->unknown, name))
    g_hash_table_insert (reader->unknown, g_strdup (name), g_strdup_printf ("%s:%u", reader->file, value->line));
}

gboolean
desk_front_check_scalar (DeskFrontReader *reader,
                         const DeskYaml  *value,
                         const char      *name,
                         GError         **error)
{
  return value->kind == DESK_YAML_SCALAR ||
         desk_exchange_throw (error, desk_front_place (reader, value),
                              _("“%.40s” takes one value here; write %.40s: VALUE"), name, name);
}

gboolean
desk_front_check_line (DeskFrontReader *reader,
                       const DeskYaml  *value,
                       unsigned         max_chars,
                       GError         **error)
{
  const char *text = value->text != NULL ? value->text : "";

  if (strpbrk (text, "\r\n") != NULL)
    return desk_exchange_throw (error, desk_front_place (reader, value), _("“%.40s” has more than one line; write it as one"), value->key);
  if (g_utf8_strlen (text, -1) > max_chars)
    return desk_exchange_throw (error, desk_front_place (reader, value), _("“%.40s” has more than %u characters; shorten it"),
                                value->key, max_chars);

  return TRUE;
}

static gboolean
read_id (DeskFrontReader *reader,
         DeskFrontKey     key,
         const DeskYaml  *value,
         GError         **error)
{
  char **field = key == DESK_FRONT_ID ? &reader->matter->id : &reader->matter->edition_id;

  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!g_uuid_string_is_valid (value->text))
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("“%.60s” is not an id; copy one from an export, or leave the line out"), value->text);

  *field = g_ascii_strdown (value->text, -1);
  return TRUE;
}

static gboolean
read_lang (DeskFrontReader *reader,
           DeskFrontKey     key,
           const DeskYaml  *value,
           GError         **error)
{
  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!desk_language_is_well_formed (value->text))
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("“%.40s” is not a language tag; write it as en or sr-Latn"), value->text);

  reader->matter->language = desk_language_canonicalize (value->text, &reader->matter->script);
  return TRUE;
}

static gboolean
read_source (DeskFrontReader *reader,
             DeskFrontKey     key,
             const DeskYaml  *value,
             GError         **error)
{
  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!desk_language_is_well_formed (value->text))
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("“%.40s” is not a language tag; write it as en or sr-Latn"), value->text);

  reader->matter->source = desk_language_canonicalize (value->text, NULL);
  return TRUE;
}

static gboolean
read_line (DeskFrontReader *reader,
           DeskFrontKey     key,
           const DeskYaml  *value,
           GError         **error)
{
  DeskFrontMatter *matter = reader->matter;
  gboolean is_name = key == DESK_FRONT_SECTION || key == DESK_FRONT_KIND;
  char **field = key == DESK_FRONT_KIND ? &matter->kind
               : key == DESK_FRONT_TITLE ? &matter->title
               : key == DESK_FRONT_SECTION ? &matter->section
                                           : &matter->seo_title;

  if (!desk_front_check_scalar (reader, value, value->key, error) ||
      !desk_front_check_line (reader, value, is_name ? DESK_NAME_MAX_CHARS : DESK_TITLE_MAX_CHARS, error))
    return FALSE;

  *field = g_strdup (value->text);
  return TRUE;
}

static gboolean
read_text (DeskFrontReader *reader,
           DeskFrontKey     key,
           const DeskYaml  *value,
           GError         **error)
{
  char **field = key == DESK_FRONT_SUMMARY ? &reader->matter->summary : &reader->matter->seo_description;

  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;

  *field = g_strdup (value->text);
  return TRUE;
}

static gboolean
read_slug (DeskFrontReader *reader,
           DeskFrontKey     key,
           const DeskYaml  *value,
           GError         **error)
{
  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text != NULL && *value->text != '\0' && !desk_slug_is_valid (value->text))
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens,"
                                  " at most %d characters"), value->text, DESK_SLUG_MAX_CHARS);

  reader->matter->slug = g_strdup (value->text);
  return TRUE;
}

gboolean
desk_front_parse_instant (DeskFrontReader *reader,
                          const DeskYaml  *value,
                          gint64          *out_us,
                          GError         **error)
{
  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;

  return desk_instant_parse (value->text, reader->time_zone, out_us, error) ||
         desk_exchange_prefix (error, desk_front_place (reader, value));
}

static gboolean
read_instant (DeskFrontReader *reader,
              DeskFrontKey     key,
              const DeskYaml  *value,
              GError         **error)
{
  DeskFrontMatter *matter = reader->matter;
  gint64 *field = key == DESK_FRONT_DATE ? &matter->date_us
                : key == DESK_FRONT_SCHEDULED ? &matter->scheduled_us
                : key == DESK_FRONT_CREATED ? &matter->created_us
                : key == DESK_FRONT_FIRST_RELEASE ? &matter->first_release_us
                : key == DESK_FRONT_LAST_RELEASE ? &matter->last_release_us
                : key == DESK_FRONT_REVISED ? &matter->revised_us
                                            : &matter->deleted_us;

  return desk_front_parse_instant (reader, value, field, error);
}

gboolean
desk_front_parse_flag (DeskFrontReader *reader,
                       const DeskYaml  *value,
                       gboolean        *out_flag,
                       GError         **error)
{
  static const char *const yeses[] = { "true", "yes", "on", "y", NULL };
  static const char *const noes[] = { "false", "no", "off", "n", "", NULL };
  g_autofree char *word = NULL;

  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;

  word = g_ascii_strdown (value->text != NULL ? value->text : "", -1);
  if (!g_strv_contains (yeses, word) && !g_strv_contains (noes, word))
    return desk_exchange_throw (error, desk_front_place (reader, value),
                                _("“%.40s” is neither true nor false; write one of the two"), value->text);

  *out_flag = g_strv_contains (yeses, word);
  return TRUE;
}

static gboolean
read_flag (DeskFrontReader *reader,
           DeskFrontKey     key,
           const DeskYaml  *value,
           GError         **error)
{
  gboolean *field = key == DESK_FRONT_DRAFT ? &reader->is_draft
                  : key == DESK_FRONT_LIVE ? &reader->matter->is_live
                                           : &reader->matter->is_pinned;

  return desk_front_parse_flag (reader, value, field, error);
}

static gboolean
read_status (DeskFrontReader *reader,
             DeskFrontKey     key,
             const DeskYaml  *value,
             GError         **error)
{
  if (!desk_front_check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    {
      reader->matter->lines[DESK_FRONT_STATUS] = 0;
      return TRUE;
    }

  return desk_status_from_string (value->text, &reader->matter->status) ||
         desk_exchange_throw (error, desk_front_place (reader, value),
                              _("“%.40s” is not a status; there are draft, review, approved, scheduled, published, archived"),
                              value->text);
}

static const struct
{
  const char *name;
  ReadFunc    read;
} fields[DESK_N_FRONT_KEYS] = {
  [DESK_FRONT_ID] = { "id", read_id },
  [DESK_FRONT_KIND] = { "kind", read_line },
  [DESK_FRONT_LANG] = { "lang", read_lang },
  [DESK_FRONT_TITLE] = { "title", read_line },
  [DESK_FRONT_SLUG] = { "slug", read_slug },
  [DESK_FRONT_DATE] = { "date", read_instant },
  [DESK_FRONT_STATUS] = { "status", read_status },
  [DESK_FRONT_DRAFT] = { "draft", read_flag },
  [DESK_FRONT_SCHEDULED] = { "scheduled", read_instant },
  [DESK_FRONT_LIVE] = { "live", read_flag },
  [DESK_FRONT_SECTION] = { "section", read_line },
  [DESK_FRONT_TAGS] = { "tags", desk_front_read_names },
  [DESK_FRONT_AUTHORS] = { "authors", desk_front_read_authors },
  [DESK_FRONT_SUMMARY] = { "summary", read_text },
  [DESK_FRONT_COVER] = { "cover", desk_front_read_cover },
  [DESK_FRONT_SEO_TITLE] = { "seo-title", read_line },
  [DESK_FRONT_SEO_DESCRIPTION] = { "seo-description", read_text },
  [DESK_FRONT_SOURCE] = { "source", read_source },
  [DESK_FRONT_RELATED] = { "related", desk_front_read_names },
  [DESK_FRONT_PINNED] = { "pinned", read_flag },
  [DESK_FRONT_EVENT] = { "event", desk_front_read_event },
  [DESK_FRONT_CREATED] = { "created", read_instant },
  [DESK_FRONT_FIRST_RELEASE] = { "first-release", read_instant },
  [DESK_FRONT_LAST_RELEASE] = { "last-release", read_instant },
  [DESK_FRONT_REVISED] = { "revised", read_instant },
  [DESK_FRONT_DELETED] = { "deleted", read_instant },
  [DESK_FRONT_EDITION_ID] = { "edition-id", read_id },
};

static gboolean
read_field (DeskFrontReader *reader,
            const DeskYaml  *value,
            GError         **error)
{
  for (unsigned key = 0; key < DESK_N_FRONT_KEYS; key++)
    {
      if (!g_str_equal (fields[key].name, value->key))
        continue;
      reader->matter->lines[key] = value->line;
      return fields[key].read (reader, (DeskFrontKey) key, value, error);
    }

  desk_front_note_unknown (reader, value->key, value);
  return TRUE;
}

/* `status` wins over `draft`; with neither it is published. What readers have
 * follows from the status where it isn't said; only a text that was or will be
 * theirs can be said to be live or not. */
static void
settle_status (DeskFrontReader *reader)
{
  DeskFrontMatter *matter = reader->matter;
  DeskStatus status = matter->status;
  gboolean may_differ;

  if (matter->lines[DESK_FRONT_STATUS] == 0)
    status = reader->is_draft ? DESK_STATUS_DRAFT : DESK_STATUS_PUBLISHED;

  may_differ = status == DESK_STATUS_SCHEDULED || status == DESK_STATUS_ARCHIVED;
  if (!may_differ || matter->lines[DESK_FRONT_LIVE] == 0)
    matter->is_live = status == DESK_STATUS_PUBLISHED || status == DESK_STATUS_ARCHIVED;
  matter->status = status;
}

/**
 * desk_front_matter_read:
 * @text: the YAML, valid UTF-8, without the lines around it
 * @time_zone: the zone of times without an offset
 * @unknown: (nullable): char *name → char *"FILE:LINE", gets what is no field
 * @place: the file, and the line before the one that @text begins with
 *
 * Returns: (transfer full): what it says; %NULL with @error set
 */
DeskFrontMatter *
desk_front_matter_read (const char *text,
                        gsize       n_bytes,
                        const char *time_zone,
                        GHashTable *unknown,
                        DeskPlace   place,
                        GError    **error)
{
  static const DeskYamlLimits limits = { MAX_BYTES, MAX_NODES };
  g_autoptr(DeskYaml) root = desk_yaml_read (text, n_bytes, &limits, place, error);
  g_autoptr(DeskFrontMatter) matter = NULL;
  DeskFrontReader reader = { .time_zone = time_zone, .file = place.file, .unknown = unknown };

  if (root == NULL)
    return NULL;

  reader.matter = matter = desk_front_matter_new ();
  for (const DeskYaml *value = root->first; value != NULL; value = value->next)
    {
      if (!read_field (&reader, value, error))
        return NULL;
    }
  settle_status (&reader);

  return g_steal_pointer (&matter);
}
