/* desk-change.h - one change of a document, as the library's thread does it
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_CHANGE_TEXT,    /* title, summary and body of @edition */
  DESK_CHANGE_EDITION, /* the other fields of @edition; made if it is missing */
  DESK_CHANGE_ARTICLE, /* the fields of @article itself */
  DESK_CHANGE_STATUS,  /* @status from @at_us on */
  DESK_CHANGE_RELOAD,  /* nothing: only read what is stored */
} DeskChangeKind;

/**
 * DeskChange:
 * @kind: which fields of what it writes
 * @article_uuid: the article
 * @language: the edition that is meant, and whose words are counted
 * @edition: (nullable): what somebody wants stored
 * @base: (nullable): the edition that @edition was made of
 * @article: (nullable): what somebody wants stored
 * @base_article: (nullable): the article that @article was made of
 * @top: (nullable): @edition on top of what is stored: what is written
 * @top_article: (nullable): likewise @article
 * @is_merged: whether somebody else's text is in @top too
 * @overruled: fields that somebody else has changed as well, and @top has as
 *   they are in @edition or @article
 * @is_beginning: whether @edition is a new one, to be shown when it is there
 * @is_undo: whether it takes back a merge: nobody has typed it
 *
 * Owns all it points to, so that it can go to another thread and come back.
 */
typedef struct
{
  DeskChangeKind kind;
  char          *article_uuid;
  char          *language;
  DeskEdition   *edition;
  DeskEdition   *base;
  DeskArticle   *article;
  DeskArticle   *base_article;
  DeskEdition   *top;
  DeskArticle   *top_article;
  gboolean       is_merged;
  DeskFields     overruled;
  DeskStatus     status;
  gint64         at_us;
  gboolean       is_beginning;
  gboolean       is_undo;
} DeskChange;

/**
 * DeskChanged:
 * @article: the article as it is stored after the change
 * @n_words: in the body of the change's language
 * @is_merged: as in #DeskChange
 * @overruled: likewise
 */
typedef struct
{
  DeskArticle *article;
  unsigned     n_words;
  gboolean     is_merged;
  DeskFields   overruled;
} DeskChanged;

DeskChange *desk_change_new (DeskChangeKind     kind,
                             const DeskArticle *stored,
                             const char        *language) G_GNUC_WARN_UNUSED_RESULT;
DeskChange *desk_change_copy (const DeskChange *self) G_GNUC_WARN_UNUSED_RESULT;
void        desk_change_free (DeskChange *self);

void        desk_change_rebase (DeskChange        *self,
                                const DeskArticle *stored);

gpointer desk_change_run (DeskStore    *store,
                          gpointer      data,
                          GCancellable *cancellable,
                          GError      **error);
void desk_changed_free (DeskChanged *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskChange, desk_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskChanged, desk_changed_free)

G_END_DECLS
