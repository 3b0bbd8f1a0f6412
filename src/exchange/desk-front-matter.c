/* desk-front-matter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-front-matter.h"

#include "exchange/desk-yaml.h"
#include "model/desk-language.h"
#include "store/desk-store.h"
#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* YAML → fields. Each field has a function that reads its value; what is no
 * field is noted, so that a person sees what was left out, and does no harm. */

#define MAX_BYTES (64 * 1024)
#define MAX_NODES 4000
#define NAME_MAX_CHARS 200

typedef struct
{
  DeskFrontMatter *matter;
  const char      *time_zone;
  const char      *file;
  GHashTable      *unknown; /* (nullable) */
  gboolean         is_draft;
} Reader;

typedef gboolean (*ReadFunc) (Reader         *reader,
                              DeskFrontKey    key,
                              const DeskYaml *value,
                              GError        **error);

static void
front_credit_free (DeskFrontCredit *credit)
{
  g_free (credit->name);
  g_free (credit->role);
  g_free (credit->affiliation);
  g_free (credit);
}

static void
front_event_free (DeskFrontEvent *event)
{
  g_free (event->name);
  g_free (event->value);
  g_free (event);
}

DeskFrontMatter *
desk_front_matter_new (void)
{
  DeskFrontMatter *self = g_new0 (DeskFrontMatter, 1);

  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->credits = g_ptr_array_new_with_free_func ((GDestroyNotify) front_credit_free);
  self->related = g_ptr_array_new_with_free_func (g_free);
  self->event = g_ptr_array_new_with_free_func ((GDestroyNotify) front_event_free);
  self->status = DESK_STATUS_PUBLISHED;
  self->is_live = TRUE;

  return self;
}

void
desk_front_matter_free (DeskFrontMatter *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->edition_id);
  g_free (self->kind);
  g_free (self->language);
  g_free (self->script);
  g_free (self->title);
  g_free (self->slug);
  g_free (self->summary);
  g_free (self->section);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->credits);
  g_free (self->seo_title);
  g_free (self->seo_description);
  g_free (self->source);
  g_ptr_array_unref (self->related);
  g_ptr_array_unref (self->event);
  g_free (self->cover);
  g_free (self->cover_alternative);
  g_free (self->cover_caption);
  g_free (self->cover_credit);
  g_free (self->cover_licence);
  g_free (self);
}

/**
 * desk_front_matter_add_credit:
 * @role: (nullable)
 * @affiliation: (nullable)
 */
void
desk_front_matter_add_credit (DeskFrontMatter *self,
                              const char      *name,
                              const char      *role,
                              const char      *affiliation,
                              gboolean         is_organisation)
{
  DeskFrontCredit *credit = g_new0 (DeskFrontCredit, 1);

  credit->name = g_strdup (name);
  credit->role = g_strdup (role);
  credit->affiliation = g_strdup (affiliation);
  credit->is_organisation = is_organisation;
  g_ptr_array_add (self->credits, credit);
}

static const struct
{
  const char   *name;
  DeskEventType type;
} event_fields[] = {
  { "start", DESK_EVENT_INSTANT },
  { "end", DESK_EVENT_INSTANT },
  { "all-day", DESK_EVENT_FLAG },
  { "place", DESK_EVENT_TEXT },
  { "address", DESK_EVENT_TEXT },
  { "online", DESK_EVENT_TEXT },
  { "registration", DESK_EVENT_TEXT },
  { "deadline", DESK_EVENT_INSTANT },
  { "state", DESK_EVENT_TEXT },
};

/* Where the field stands among its like; G_N_ELEMENTS for none of them. */
static unsigned
event_rank (const char *name)
{
  unsigned i = 0;

  while (i < G_N_ELEMENTS (event_fields) && !g_str_equal (event_fields[i].name, name))
    i++;

  return i;
}

/**
 * desk_front_event_get_type:
 * @name: a field of an event
 *
 * Returns: %FALSE when there is no such field
 */
gboolean
desk_front_event_get_type (const char    *name,
                           DeskEventType *out_type)
{
  unsigned rank = event_rank (name);

  if (rank == G_N_ELEMENTS (event_fields))
    return FALSE;

  *out_type = event_fields[rank].type;
  return TRUE;
}

/**
 * desk_front_matter_set_event:
 * @name: a field of an event
 * @value: as it is kept
 */
void
desk_front_matter_set_event (DeskFrontMatter *self,
                             const char      *name,
                             const char      *value)
{
  DeskFrontEvent *event = g_new0 (DeskFrontEvent, 1);
  unsigned i = 0;

  event->name = g_strdup (name);
  event->value = g_strdup (value);
  while (i < self->event->len && event_rank (((DeskFrontEvent *) self->event->pdata[i])->name) < event_rank (name))
    i++;
  g_ptr_array_insert (self->event, (int) i, event);
}

const char *
desk_front_matter_get_event (const DeskFrontMatter *self,
                             const char            *name)
{
  for (unsigned i = 0; i < self->event->len; i++)
    {
      const DeskFrontEvent *event = self->event->pdata[i];

      if (g_str_equal (event->name, name))
        return event->value;
    }

  return NULL;
}

static DeskPlace
place_of (const Reader   *reader,
          const DeskYaml *value)
{
  return (DeskPlace) { reader->file, value->line };
}

static void
note_unknown (Reader         *reader,
              const char     *name,
              const DeskYaml *value)
{
  if (reader->unknown != NULL && !g_hash_table_contains (reader->unknown, name))
    g_hash_table_insert (reader->unknown, g_strdup (name), g_strdup_printf ("%s:%u", reader->file, value->line));
}

static gboolean
check_scalar (Reader         *reader,
              const DeskYaml *value,
              const char     *name,
              GError        **error)
{
  return value->kind == DESK_YAML_SCALAR ||
         desk_exchange_throw (error, place_of (reader, value),
                              _("“%.40s” takes one value here; write %.40s: VALUE"), name, name);
}

static gboolean
check_line (Reader         *reader,
            const DeskYaml *value,
            unsigned        max_chars,
            GError        **error)
{
  const char *text = value->text != NULL ? value->text : "";

  if (strpbrk (text, "\r\n") != NULL)
    return desk_exchange_throw (error, place_of (reader, value), _("“%.40s” has more than one line; write it as one"), value->key);
  if (g_utf8_strlen (text, -1) > max_chars)
    return desk_exchange_throw (error, place_of (reader, value), _("“%.40s” has more than %u characters; shorten it"),
                                value->key, max_chars);

  return TRUE;
}

static gboolean
read_id (Reader         *reader,
         DeskFrontKey    key,
         const DeskYaml *value,
         GError        **error)
{
  char **field = key == DESK_FRONT_ID ? &reader->matter->id : &reader->matter->edition_id;

  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!g_uuid_string_is_valid (value->text))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.60s” is not an id; copy one from an export, or leave the line out"), value->text);

  *field = g_ascii_strdown (value->text, -1);
  return TRUE;
}

static gboolean
read_lang (Reader         *reader,
           DeskFrontKey    key,
           const DeskYaml *value,
           GError        **error)
{
  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!desk_language_is_well_formed (value->text))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.40s” is not a language tag; write it as en or sr-Latn"), value->text);

  reader->matter->language = desk_language_canonicalize (value->text, &reader->matter->script);
  return TRUE;
}

static gboolean
read_source (Reader         *reader,
             DeskFrontKey    key,
             const DeskYaml *value,
             GError        **error)
{
  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;
  if (!desk_language_is_well_formed (value->text))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.40s” is not a language tag; write it as en or sr-Latn"), value->text);

  reader->matter->source = desk_language_canonicalize (value->text, NULL);
  return TRUE;
}

static gboolean
read_line (Reader         *reader,
           DeskFrontKey    key,
           const DeskYaml *value,
           GError        **error)
{
  DeskFrontMatter *matter = reader->matter;
  gboolean is_name = key == DESK_FRONT_SECTION || key == DESK_FRONT_KIND;
  char **field = key == DESK_FRONT_KIND ? &matter->kind
               : key == DESK_FRONT_TITLE ? &matter->title
               : key == DESK_FRONT_SECTION ? &matter->section
                                           : &matter->seo_title;

  if (!check_scalar (reader, value, value->key, error) ||
      !check_line (reader, value, is_name ? NAME_MAX_CHARS : DESK_TITLE_MAX_CHARS, error))
    return FALSE;

  *field = g_strdup (value->text);
  return TRUE;
}

static gboolean
read_text (Reader         *reader,
           DeskFrontKey    key,
           const DeskYaml *value,
           GError        **error)
{
  char **field = key == DESK_FRONT_SUMMARY ? &reader->matter->summary : &reader->matter->seo_description;

  if (!check_scalar (reader, value, value->key, error))
    return FALSE;

  *field = g_strdup (value->text);
  return TRUE;
}

static gboolean
read_slug (Reader         *reader,
           DeskFrontKey    key,
           const DeskYaml *value,
           GError        **error)
{
  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text != NULL && *value->text != '\0' && !desk_slug_is_valid (value->text))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.80s” can't be part of an address; use the letters a–z, digits and hyphens,"
                                  " at most %d characters"), value->text, DESK_SLUG_MAX_CHARS);

  reader->matter->slug = g_strdup (value->text);
  return TRUE;
}

static gboolean
parse_instant (Reader         *reader,
               const DeskYaml *value,
               gint64         *out_us,
               GError        **error)
{
  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    return TRUE;

  return desk_instant_parse (value->text, reader->time_zone, out_us, error) ||
         desk_exchange_prefix (error, place_of (reader, value));
}

static gboolean
read_instant (Reader         *reader,
              DeskFrontKey    key,
              const DeskYaml *value,
              GError        **error)
{
  DeskFrontMatter *matter = reader->matter;
  gint64 *field = key == DESK_FRONT_DATE ? &matter->date_us
                : key == DESK_FRONT_SCHEDULED ? &matter->scheduled_us
                : key == DESK_FRONT_CREATED ? &matter->created_us
                : key == DESK_FRONT_FIRST_RELEASE ? &matter->first_release_us
                : key == DESK_FRONT_LAST_RELEASE ? &matter->last_release_us
                : key == DESK_FRONT_REVISED ? &matter->revised_us
                                            : &matter->deleted_us;

  return parse_instant (reader, value, field, error);
}

static gboolean
parse_flag (Reader         *reader,
            const DeskYaml *value,
            gboolean       *out_flag,
            GError        **error)
{
  static const char *const yeses[] = { "true", "yes", "on", "y", NULL };
  static const char *const noes[] = { "false", "no", "off", "n", "", NULL };
  g_autofree char *word = NULL;

  if (!check_scalar (reader, value, value->key, error))
    return FALSE;

  word = g_ascii_strdown (value->text != NULL ? value->text : "", -1);
  if (!g_strv_contains (yeses, word) && !g_strv_contains (noes, word))
    return desk_exchange_throw (error, place_of (reader, value),
                                _("“%.40s” is neither true nor false; write one of the two"), value->text);

  *out_flag = g_strv_contains (yeses, word);
  return TRUE;
}

static gboolean
read_flag (Reader         *reader,
           DeskFrontKey    key,
           const DeskYaml *value,
           GError        **error)
{
  gboolean *field = key == DESK_FRONT_DRAFT ? &reader->is_draft
                  : key == DESK_FRONT_LIVE ? &reader->matter->is_live
                                           : &reader->matter->is_pinned;

  return parse_flag (reader, value, field, error);
}

static gboolean
read_status (Reader         *reader,
             DeskFrontKey    key,
             const DeskYaml *value,
             GError        **error)
{
  if (!check_scalar (reader, value, value->key, error))
    return FALSE;
  if (value->text == NULL || *value->text == '\0')
    {
      reader->matter->lines[DESK_FRONT_STATUS] = 0;
      return TRUE;
    }

  return desk_status_from_string (value->text, &reader->matter->status) ||
         desk_exchange_throw (error, place_of (reader, value),
                              _("“%.40s” is not a status; there are draft, review, approved, scheduled, published, archived"),
                              value->text);
}

static gboolean
check_name (Reader         *reader,
            const DeskYaml *value,
            const char     *field,
            GError        **error)
{
  if (!check_scalar (reader, value, field, error))
    return FALSE;
  if (value->text == NULL || strspn (value->text, " \t\r\n") == strlen (value->text))
    return desk_exchange_throw (error, place_of (reader, value), _("“%.40s” has an empty name; write one or leave the line out"), field);
  if (g_utf8_strlen (value->text, -1) > NAME_MAX_CHARS)
    return desk_exchange_throw (error, place_of (reader, value), _("“%.40s” has a name of more than %d characters; shorten it"),
                                field, NAME_MAX_CHARS);

  return TRUE;
}

/* A list, or one name alone. */
static gboolean
read_names (Reader         *reader,
            DeskFrontKey    key,
            const DeskYaml *value,
            GError        **error)
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
        return desk_exchange_throw (error, place_of (reader, item),
                                    _("“%.60s” is not the id of an article; copy one from an export, or leave the line out"),
                                    item->text);

      g_ptr_array_add (names, key == DESK_FRONT_RELATED ? g_ascii_strdown (item->text, -1) : g_strdup (item->text));
      if (item == value)
        break; /* what comes next belongs to another field */
    }

  return TRUE;
}

static gboolean
read_credit_member (Reader          *reader,
                    DeskFrontCredit *credit,
                    const DeskYaml  *member,
                    GError         **error)
{
  char **field = NULL;

  if (g_str_equal (member->key, "organisation"))
    return parse_flag (reader, member, &credit->is_organisation, error);

  if (g_str_equal (member->key, "name"))
    field = &credit->name;
  else if (g_str_equal (member->key, "role"))
    field = &credit->role;
  else if (g_str_equal (member->key, "affiliation"))
    field = &credit->affiliation;
  if (field == NULL)
    {
      g_autofree char *name = g_strconcat ("authors: ", member->key, NULL);

      note_unknown (reader, name, member);
      return TRUE;
    }
  if (!check_scalar (reader, member, member->key, error) ||
      !check_line (reader, member, NAME_MAX_CHARS, error))
    return FALSE;

  *field = g_strdup (member->text);
  return TRUE;
}

static gboolean
read_credit (Reader         *reader,
             const DeskYaml *item,
             GError        **error)
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
         desk_exchange_throw (error, place_of (reader, item), _("“%.40s” has an empty name; write one or leave the line out"), "authors");
}

static gboolean
read_authors (Reader         *reader,
              DeskFrontKey    key,
              const DeskYaml *value,
              GError        **error)
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

  return TRUE;
}

/* The name of a file below the folder, or its hash: nothing leads elsewhere. */
static gboolean
check_cover (Reader         *reader,
             const DeskYaml *value,
             GError        **error)
{
  g_auto(GStrv) parts = g_strsplit (value->text, "/", -1);
  gboolean is_inside = !g_path_is_absolute (value->text) && strchr (value->text, '\\') == NULL && strlen (value->text) < 1024;

  for (unsigned i = 0; parts[i] != NULL; i++)
    is_inside = is_inside && *parts[i] != '\0' && !g_str_equal (parts[i], "..") && !g_str_equal (parts[i], ".");

  return is_inside ||
         desk_exchange_throw (error, place_of (reader, value),
                              _("“%.80s” does not name a file in the folder; write a path below it, as media/picture.jpg"), value->text);
}

static gboolean
read_cover_member (Reader         *reader,
                   const DeskYaml *member,
                   GError        **error)
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

      note_unknown (reader, name, member);
      return TRUE;
    }
  if (!check_scalar (reader, member, member->key, error) ||
      (field == &matter->cover && member->text != NULL && !check_cover (reader, member, error)))
    return FALSE;

  *field = member->text != NULL && *member->text != '\0' ? g_strdup (member->text) : NULL;
  return TRUE;
}

static gboolean
read_cover (Reader         *reader,
            DeskFrontKey    key,
            const DeskYaml *value,
            GError        **error)
{
  if (value->kind != DESK_YAML_MAPPING)
    {
      if (!check_scalar (reader, value, value->key, error))
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
         desk_exchange_throw (error, place_of (reader, value), _("the cover names no file; write file: media/picture.jpg"));
}

static gboolean
read_event_member (Reader         *reader,
                   const DeskYaml *member,
                   GError        **error)
{
  DeskEventType type;
  gboolean flag = FALSE;
  gint64 us = 0;

  if (!desk_front_event_get_type (member->key, &type))
    {
      g_autofree char *name = g_strconcat ("event: ", member->key, NULL);

      note_unknown (reader, name, member);
      return TRUE;
    }
  if (!check_scalar (reader, member, member->key, error))
    return FALSE;
  if (member->text == NULL || *member->text == '\0')
    return TRUE;

  if (type == DESK_EVENT_TEXT)
    {
      desk_front_matter_set_event (reader->matter, member->key, member->text);
    }
  else if (type == DESK_EVENT_FLAG)
    {
      if (!parse_flag (reader, member, &flag, error))
        return FALSE;
      if (flag)
        desk_front_matter_set_event (reader->matter, member->key, "true");
    }
  else
    {
      g_autofree char *kept = NULL;

      if (!parse_instant (reader, member, &us, error))
        return FALSE;
      kept = desk_instant_write (us, "UTC");
      desk_front_matter_set_event (reader->matter, member->key, kept);
    }

  return TRUE;
}

static gboolean
read_event (Reader         *reader,
            DeskFrontKey    key,
            const DeskYaml *value,
            GError        **error)
{
  if (value->kind == DESK_YAML_SCALAR && (value->text == NULL || *value->text == '\0'))
    return TRUE;
  if (value->kind != DESK_YAML_MAPPING)
    return desk_exchange_throw (error, place_of (reader, value),
                                _("an event has fields of its own; write start:, place: … in lines below it, set in by two spaces"));

  for (const DeskYaml *member = value->first; member != NULL; member = member->next)
    {
      if (!read_event_member (reader, member, error))
        return FALSE;
    }

  return TRUE;
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
  [DESK_FRONT_TAGS] = { "tags", read_names },
  [DESK_FRONT_AUTHORS] = { "authors", read_authors },
  [DESK_FRONT_SUMMARY] = { "summary", read_text },
  [DESK_FRONT_COVER] = { "cover", read_cover },
  [DESK_FRONT_SEO_TITLE] = { "seo-title", read_line },
  [DESK_FRONT_SEO_DESCRIPTION] = { "seo-description", read_text },
  [DESK_FRONT_SOURCE] = { "source", read_source },
  [DESK_FRONT_RELATED] = { "related", read_names },
  [DESK_FRONT_PINNED] = { "pinned", read_flag },
  [DESK_FRONT_EVENT] = { "event", read_event },
  [DESK_FRONT_CREATED] = { "created", read_instant },
  [DESK_FRONT_FIRST_RELEASE] = { "first-release", read_instant },
  [DESK_FRONT_LAST_RELEASE] = { "last-release", read_instant },
  [DESK_FRONT_REVISED] = { "revised", read_instant },
  [DESK_FRONT_DELETED] = { "deleted", read_instant },
  [DESK_FRONT_EDITION_ID] = { "edition-id", read_id },
};

static gboolean
read_field (Reader         *reader,
            const DeskYaml *value,
            GError        **error)
{
  for (unsigned key = 0; key < DESK_N_FRONT_KEYS; key++)
    {
      if (!g_str_equal (fields[key].name, value->key))
        continue;
      reader->matter->lines[key] = value->line;
      return fields[key].read (reader, (DeskFrontKey) key, value, error);
    }

  note_unknown (reader, value->key, value);
  return TRUE;
}

/* `status` wins over `draft`; with neither it is published. What readers have
 * follows from the status where it isn't said; only a text that was or will be
 * theirs can be said to be live or not. */
static void
settle_status (Reader *reader)
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
  Reader reader = { .time_zone = time_zone, .file = place.file, .unknown = unknown };

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
