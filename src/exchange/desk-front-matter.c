/* desk-front-matter.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exchange"

#include "config.h"

#include "desk-front-matter.h"

#include "model/desk-language.h"

#include <string.h>

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
  gboolean      is_per_language;
} event_fields[] = {
  { "start", DESK_EVENT_INSTANT },
  { "end", DESK_EVENT_INSTANT },
  { "all-day", DESK_EVENT_FLAG },
  { "place", DESK_EVENT_TEXT, TRUE },
  { "address", DESK_EVENT_TEXT, TRUE },
  { "online", DESK_EVENT_TEXT },
  { "registration", DESK_EVENT_TEXT },
  { "deadline", DESK_EVENT_INSTANT },
  { "state", DESK_EVENT_TEXT },
};

/* Where the field stands among its like; G_N_ELEMENTS for none of them. What
 * differs by language may be called "place.sr". */
static unsigned
event_rank (const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *base = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  unsigned i = 0;

  while (i < G_N_ELEMENTS (event_fields) && !g_str_equal (event_fields[i].name, base))
    i++;
  if (i < G_N_ELEMENTS (event_fields) && dot != NULL &&
      (!event_fields[i].is_per_language || !desk_language_is_well_formed (dot + 1)))
    return G_N_ELEMENTS (event_fields);

  return i;
}

static int
compare_events (const char *a,
                const char *b)
{
  unsigned rank_a = event_rank (a), rank_b = event_rank (b);

  return rank_a != rank_b ? (rank_a < rank_b ? -1 : 1) : strcmp (a, b);
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
  while (i < self->event->len && compare_events (((DeskFrontEvent *) self->event->pdata[i])->name, name) < 0)
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
