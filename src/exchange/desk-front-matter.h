/* desk-front-matter.h - what stands above the text in a Markdown file
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-exchange-error.h"
#include "model/desk-status.h"

G_BEGIN_DECLS

/* The fields, in the order in which they are written. */
typedef enum
{
  DESK_FRONT_ID,
  DESK_FRONT_KIND,
  DESK_FRONT_LANG,
  DESK_FRONT_TITLE,
  DESK_FRONT_SLUG,
  DESK_FRONT_DATE,
  DESK_FRONT_STATUS,
  DESK_FRONT_DRAFT,
  DESK_FRONT_SCHEDULED,
  DESK_FRONT_LIVE,
  DESK_FRONT_SECTION,
  DESK_FRONT_TAGS,
  DESK_FRONT_AUTHORS,
  DESK_FRONT_SUMMARY,
  DESK_FRONT_COVER,
  DESK_FRONT_SEO_TITLE,
  DESK_FRONT_SEO_DESCRIPTION,
  DESK_FRONT_SOURCE,
  DESK_FRONT_RELATED,
  DESK_FRONT_PINNED,
  DESK_FRONT_EVENT,
  DESK_FRONT_CREATED,
  DESK_FRONT_FIRST_RELEASE,
  DESK_FRONT_LAST_RELEASE,
  DESK_FRONT_REVISED,
  DESK_FRONT_DELETED,
  DESK_FRONT_EDITION_ID,
} DeskFrontKey;

#define DESK_N_FRONT_KEYS (DESK_FRONT_EDITION_ID + 1)

/**
 * DeskFrontCredit:
 * @name: who; in library.yaml's words a name, a slug or an id
 * @role: (nullable): "author" where nothing is said
 * @affiliation: (nullable)
 * @is_organisation: an organisation, not a person
 * @line: where it is said
 */
typedef struct
{
  char    *name;
  char    *role;
  char    *affiliation;
  gboolean is_organisation;
  unsigned line;
} DeskFrontCredit;

/**
 * DeskFrontEvent:
 * @name: "start", "place" …
 * @value: as it is kept: instants as they were written, since a day is not the
 *   same as its midnight; yes as "true"
 */
typedef struct
{
  char *name;
  char *value;
} DeskFrontEvent;

/**
 * DeskFrontMatter:
 * @lines: the line of each field; 0 where it isn't there
 * @language: (nullable): an edition's language
 * @script: (nullable): for Serbian
 * @tags: (element-type utf8)
 * @credits: (element-type DeskFrontCredit)
 * @related: (element-type utf8): UUIDs
 * @event: (element-type DeskFrontEvent): in the order of their kind
 * @is_live: readers have it; settled from the status where nothing is said
 *
 * The other fields are as in the file. Strings are %NULL or "" where nothing is
 * said, times 0.
 */
typedef struct
{
  unsigned   lines[DESK_N_FRONT_KEYS];
  char      *id;
  char      *edition_id;
  char      *kind;
  char      *language;
  char      *script;
  char      *title;
  char      *slug;
  char      *summary;
  char      *section;
  GPtrArray *tags;
  GPtrArray *credits;
  char      *seo_title;
  char      *seo_description;
  char      *source;
  GPtrArray *related;
  GPtrArray *event;
  char      *cover;
  char      *cover_alternative;
  char      *cover_caption;
  char      *cover_credit;
  char      *cover_licence;
  DeskStatus status;
  gboolean   is_live;
  gboolean   is_pinned;
  gint64     date_us;
  gint64     scheduled_us;
  gint64     created_us;
  gint64     first_release_us;
  gint64     last_release_us;
  gint64     revised_us;
  gint64     deleted_us;
} DeskFrontMatter;

DeskFrontMatter *desk_front_matter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void             desk_front_matter_free (DeskFrontMatter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskFrontMatter, desk_front_matter_free)

void desk_front_matter_add_credit (DeskFrontMatter *self,
                                   const char      *name,
                                   const char      *role,
                                   const char      *affiliation,
                                   gboolean         is_organisation);
void desk_front_matter_set_event (DeskFrontMatter *self,
                                  const char      *name,
                                  const char      *value);
const char *desk_front_matter_get_event (const DeskFrontMatter *self,
                                         const char            *name);

/* What the value of an event's field is. */
typedef enum
{
  DESK_EVENT_TEXT,
  DESK_EVENT_INSTANT,
  DESK_EVENT_FLAG,
} DeskEventType;

gboolean desk_front_event_get_type (const char    *name,
                                    DeskEventType *out_type);

DeskFrontMatter *desk_front_matter_read (const char *text,
                                         gsize       n_bytes,
                                         const char *time_zone,
                                         GHashTable *unknown,
                                         DeskPlace   place,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-front-matter-write.c */
void desk_front_matter_write (const DeskFrontMatter *self,
                              const char            *time_zone,
                              GString               *out);

/* desk-instant.c: times to the µs, in and out */
gboolean desk_instant_parse (const char *text,
                             const char *time_zone,
                             gint64     *out_us,
                             GError    **error);
char *desk_instant_write (gint64      us,
                          const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;
char *desk_instant_write_short (gint64      us,
                                const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
