/* desk-article.h - one story in all its languages
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-edition.h"
#include "model/desk-media.h"
#include "model/desk-term.h"

G_BEGIN_DECLS

/**
 * DeskCredit:
 * @author: who
 * @role: "author", "translator", "photographs" …
 * @affiliation: as it was when the article appeared, or ""
 */
typedef struct
{
  DeskTerm *author;
  char     *role;
  char     *affiliation;
} DeskCredit;

/**
 * DeskArticle:
 * @uuid: its public id; %NULL until it is stored
 * @version: grows with each write of the fields below
 * @kind: "article", "publication", "event", "page" …
 * @section: (nullable): %NULL is the first section
 * @tags: (element-type DeskTerm): in the order they were given
 * @credits: (element-type DeskCredit): in the order of the byline
 * @date_us: the publication date for readers, µs since 1970; 0 none yet
 * @cover: (nullable): the picture on top
 * @is_pinned: stays first on the home page
 * @related: (element-type utf8): UUIDs of articles chosen by hand, in order
 * @fields: char *key → char *value, both owned: what only some kinds have; a
 *   field for one language is "KEY.LANG" ("event-start", "event-place.sr")
 * @editions: (element-type DeskEdition): the oldest first
 * @created_us: when it was made
 * @changed_us: the last change of a field of the article
 * @deleted_us: when it went to the trash; 0 it is not there
 */
typedef struct
{
  char       *uuid;
  gint64      version;
  char       *kind;
  DeskTerm   *section;
  GPtrArray  *tags;
  GPtrArray  *credits;
  gint64      date_us;
  DeskMedia  *cover;
  gboolean    is_pinned;
  GPtrArray  *related;
  GHashTable *fields;
  GPtrArray  *editions;
  gint64      created_us;
  gint64      changed_us;
  gint64      deleted_us;
} DeskArticle;

DeskArticle *desk_article_new (const char *kind) G_GNUC_WARN_UNUSED_RESULT;
DeskArticle *desk_article_copy (const DeskArticle *self) G_GNUC_WARN_UNUSED_RESULT;
void         desk_article_free (DeskArticle *self);

void         desk_article_add_credit (DeskArticle    *self,
                                      const DeskTerm *author,
                                      const char     *role,
                                      const char     *affiliation);
void desk_article_add_tag (DeskArticle    *self,
                           const DeskTerm *tag);

void desk_article_set_field (DeskArticle *self,
                             const char  *key,
                             const char  *value);
gboolean     desk_article_has_field (const char *key);

DeskEdition *desk_article_get_edition (const DeskArticle *self,
                                       const char        *language);
DeskEdition *desk_article_get_shown_edition (const DeskArticle *self,
                                             const char        *main_language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskArticle, desk_article_free)

G_END_DECLS
