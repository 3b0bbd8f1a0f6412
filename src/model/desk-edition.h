/* desk-edition.h - one language's text of an article
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-status.h"

G_BEGIN_DECLS

/**
 * DeskEdition:
 * @uuid: its public id; %NULL until it is stored
 * @version: grows with each write; a writer names the one it has seen
 * @language: an edition's language ("en", "sr")
 * @script: for Serbian the script it is written in ("Cyrl", "Latn"), else %NULL
 * @source_language: (nullable): the language of the edition it translates
 * @title: one line, may be empty while it is a draft
 * @slug: `[a-z0-9-]`, at most 80 characters
 * @summary: plain text
 * @body: Markdown; %NULL where a list was read without bodies
 * @seo_title: what search engines show instead of @title, or ""
 * @seo_description: likewise for @summary, or ""
 * @status: how far it is
 * @first_release_us: when readers first had it, in µs since 1970; 0 never
 * @last_release_us: when readers last got a new text
 * @revised_us: what readers are told about the last revision; 0 nothing
 * @scheduled_us: when it is to be released; 0 not set
 * @changed_us: the last save of any kind
 * @is_live: readers have a released text
 * @is_ahead: the working text differs from the released one
 *
 * Field order is the order in which forms and tests go through them. All
 * strings but @uuid, @script, @source_language and @body are never %NULL.
 */
typedef struct
{
  char      *uuid;
  gint64     version;
  char      *language;
  char      *script;
  char      *source_language;
  char      *title;
  char      *slug;
  char      *summary;
  char      *body;
  char      *seo_title;
  char      *seo_description;
  DeskStatus status;
  gint64     first_release_us;
  gint64     last_release_us;
  gint64     revised_us;
  gint64     scheduled_us;
  gint64     changed_us;
  gboolean   is_live;
  gboolean   is_ahead;
} DeskEdition;

DeskEdition *desk_edition_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;
DeskEdition *desk_edition_copy (const DeskEdition *self) G_GNUC_WARN_UNUSED_RESULT;
void         desk_edition_free (DeskEdition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskEdition, desk_edition_free)

G_END_DECLS
