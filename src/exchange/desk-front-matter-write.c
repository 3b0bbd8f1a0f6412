/* desk-front-matter-write.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-front-matter.h"

#include "exchange/desk-yaml.h"

#include <string.h>

/* A field is left out while it says nothing. One that belongs to the article is
 * written empty where its line says that it was there, because "none" is not
 * the same as "nothing is said" where several files describe one article. */

static gboolean
is_said (const DeskFrontMatter *self,
         DeskFrontKey           key)
{
  return self->lines[key] != 0;
}

static void
write_text (const DeskFrontMatter *self,
            DeskFrontKey           key,
            const char            *name,
            const char            *text,
            GString               *out)
{
  if (text != NULL && *text != '\0')
    desk_yaml_write_text (out, 0, name, text);
  else if (is_said (self, key))
    desk_yaml_write_word (out, 0, name, "\"\"");
}

static void
write_list (const DeskFrontMatter *self,
            DeskFrontKey           key,
            const char            *name,
            GPtrArray             *texts,
            GString               *out)
{
  if (texts->len == 0 && is_said (self, key))
    desk_yaml_write_word (out, 0, name, "[]");
  desk_yaml_write_list (out, 0, name, texts);
}

static void
write_time (const char *name,
            gint64      us,
            const char *time_zone,
            GString    *out)
{
  g_autofree char *written = us != 0 ? desk_instant_write (us, time_zone) : NULL;

  desk_yaml_write_word (out, 0, name, written);
}

static void
write_lang (const DeskFrontMatter *self,
            GString               *out)
{
  g_autofree char *tag = NULL;

  if (self->language == NULL)
    return;

  tag = self->script != NULL ? g_strconcat ("sr-", self->script, self->language + strlen ("sr"), NULL)
                             : g_strdup (self->language);
  desk_yaml_write_text (out, 0, "lang", tag);
}

static void
write_date (const DeskFrontMatter *self,
            const char            *time_zone,
            GString               *out)
{
  g_autofree char *written = self->date_us != 0 ? desk_instant_write_short (self->date_us, time_zone) : NULL;

  if (written != NULL)
    desk_yaml_write_word (out, 0, "date", written);
  else if (is_said (self, DESK_FRONT_DATE))
    desk_yaml_write_word (out, 0, "date", "\"\"");
}

/* A name alone where there is nothing else to say of them. */
static void
write_credit (const DeskFrontCredit *credit,
              GString               *out)
{
  gboolean has_role = credit->role != NULL && !g_str_equal (credit->role, "author");
  gboolean has_affiliation = credit->affiliation != NULL && *credit->affiliation != '\0';
  gsize start = out->len;

  if (!has_role && !has_affiliation && !credit->is_organisation)
    {
      desk_yaml_write_item (out, 1, credit->name);
      return;
    }

  desk_yaml_write_text (out, 2, "name", credit->name);
  if (has_role && *credit->role == '\0')
    desk_yaml_write_word (out, 2, "role", "\"\"");
  else if (has_role)
    desk_yaml_write_text (out, 2, "role", credit->role);
  desk_yaml_write_text (out, 2, "affiliation", credit->affiliation);
  if (credit->is_organisation)
    desk_yaml_write_word (out, 2, "organisation", "true");
  desk_yaml_begin_item (out, start, 2);
}

static void
write_credits (const DeskFrontMatter *self,
               GString               *out)
{
  if (self->credits->len == 0 && is_said (self, DESK_FRONT_AUTHORS))
    desk_yaml_write_word (out, 0, "authors", "[]");
  if (self->credits->len > 0)
    desk_yaml_write_key (out, 0, "authors");
  for (unsigned i = 0; i < self->credits->len; i++)
    write_credit (self->credits->pdata[i], out);
}

static void
write_cover (const DeskFrontMatter *self,
             GString               *out)
{
  if (self->cover_alternative == NULL && self->cover_caption == NULL &&
      self->cover_credit == NULL && self->cover_licence == NULL)
    {
      write_text (self, DESK_FRONT_COVER, "cover", self->cover, out);
      return;
    }

  desk_yaml_write_key (out, 0, "cover");
  desk_yaml_write_text (out, 1, "file", self->cover);
  desk_yaml_write_text (out, 1, "alt", self->cover_alternative);
  desk_yaml_write_text (out, 1, "caption", self->cover_caption);
  desk_yaml_write_text (out, 1, "credit", self->cover_credit);
  desk_yaml_write_text (out, 1, "licence", self->cover_licence);
}

/* Instants and flags have a fixed form and need no quotes. */
static void
write_event_field (const DeskFrontEvent *event,
                   GString              *out)
{
  DeskEventType type = DESK_EVENT_TEXT;
  gint64 ignored;

  desk_front_event_get_type (event->name, &type);
  if (type == DESK_EVENT_FLAG || (type == DESK_EVENT_INSTANT && desk_instant_parse (event->value, "UTC", &ignored, NULL)))
    desk_yaml_write_word (out, 1, event->name, event->value);
  else
    desk_yaml_write_text (out, 1, event->name, event->value);
}

static void
write_event (const DeskFrontMatter *self,
             GString               *out)
{
  if (self->event->len == 0)
    {
      if (is_said (self, DESK_FRONT_EVENT))
        desk_yaml_write_word (out, 0, "event", "{}");
      return;
    }

  desk_yaml_write_key (out, 0, "event");
  for (unsigned i = 0; i < self->event->len; i++)
    write_event_field (self->event->pdata[i], out);
}

/* What has a fixed form needs no quotes. `live` is said only where the status
 * does not: published and archived texts are, others are not. */
static void
write_status (const DeskFrontMatter *self,
              const char            *time_zone,
              GString               *out)
{
  gboolean is_usual = self->is_live == (self->status == DESK_STATUS_PUBLISHED || self->status == DESK_STATUS_ARCHIVED);

  if (self->status != DESK_STATUS_PUBLISHED || is_said (self, DESK_FRONT_STATUS))
    desk_yaml_write_word (out, 0, "status", desk_status_to_string (self->status));
  write_time ("scheduled", self->scheduled_us, time_zone, out);
  if (!is_usual)
    desk_yaml_write_word (out, 0, "live", self->is_live ? "true" : "false");
}

/**
 * desk_front_matter_write:
 * @time_zone: the zone that times are written in
 * @out: gets the YAML, without the lines around it
 *
 * Writes a front matter in the one way there is: reading and writing it again
 * gives the same bytes. A status of published is written where its line is set.
 */
void
desk_front_matter_write (const DeskFrontMatter *self,
                         const char            *time_zone,
                         GString               *out)
{
  desk_yaml_write_text (out, 0, "id", self->id);
  desk_yaml_write_text (out, 0, "kind", self->kind);
  write_lang (self, out);
  desk_yaml_write_text (out, 0, "title", self->title);
  desk_yaml_write_text (out, 0, "slug", self->slug);
  write_date (self, time_zone, out);
  write_status (self, time_zone, out);
  write_text (self, DESK_FRONT_SECTION, "section", self->section, out);
  write_list (self, DESK_FRONT_TAGS, "tags", self->tags, out);
  write_credits (self, out);
  desk_yaml_write_text (out, 0, "summary", self->summary);
  write_cover (self, out);
  desk_yaml_write_text (out, 0, "seo-title", self->seo_title);
  desk_yaml_write_text (out, 0, "seo-description", self->seo_description);
  desk_yaml_write_text (out, 0, "source", self->source);
  write_list (self, DESK_FRONT_RELATED, "related", self->related, out);
  if (self->is_pinned || is_said (self, DESK_FRONT_PINNED))
    desk_yaml_write_word (out, 0, "pinned", self->is_pinned ? "true" : "false");
  write_event (self, out);
  write_time ("created", self->created_us, time_zone, out);
  write_time ("first-release", self->first_release_us, time_zone, out);
  write_time ("last-release", self->last_release_us, time_zone, out);
  write_time ("revised", self->revised_us, time_zone, out);
  write_time ("deleted", self->deleted_us, time_zone, out);
  desk_yaml_write_text (out, 0, "edition-id", self->edition_id);
}
