/* desk-content.h - what a check of the content asks the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/* An edition is named by its row here, which is of use in this library alone. */

/**
 * DeskContentState:
 * @is_live: readers have a text of it
 * @is_ahead: and another one is written
 */
typedef struct
{
  gint64   id;
  gboolean is_live;
  gboolean is_ahead;
} DeskContentState;

/**
 * DeskContent:
 * @article: its article's UUID
 * @cover: the UUID of a picture, or ""
 *
 * What is looked at in a text.
 */
typedef struct
{
  char *article;
  char *kind;
  char *title;
  char *slug;
  char *cover;
  char *body;
} DeskContent;

GArray *desk_store_list_content (DeskStore  *self,
                                 const char *language,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DeskContent *desk_store_dup_content (DeskStore *self,
                                     gint64     edition_id,
                                     gboolean   is_released,
                                     GError   **error) G_GNUC_WARN_UNUSED_RESULT;
void desk_content_free (DeskContent *self);

/**
 * DeskWhereabouts:
 *
 * Of an article, to readers of one language: the nearer it is to them, the greater.
 */
typedef enum
{
  DESK_WHEREABOUTS_NOWHERE,   /* there is no such article */
  DESK_WHEREABOUTS_TRASH,
  DESK_WHEREABOUTS_UNWRITTEN, /* it has no text in the language */
  DESK_WHEREABOUTS_WITHDRAWN, /* readers had it once */
  DESK_WHEREABOUTS_DRAFT,     /* they never had it */
  DESK_WHEREABOUTS_SCHEDULED, /* nor yet */
  DESK_WHEREABOUTS_ARCHIVED,  /* they have its page, and no list shows it */
  DESK_WHEREABOUTS_PUBLISHED,
} DeskWhereabouts;

gboolean desk_store_find_whereabouts (DeskStore       *self,
                                      const char      *uuid,
                                      const char      *language,
                                      DeskWhereabouts *out_whereabouts,
                                      char           **out_title,
                                      GError         **error);

/**
 * DeskChoice:
 * @article: the UUID of the article below whose text something is to be shown
 * @title: of that text
 * @language: its language
 * @is_released: readers have that text; else it is being written
 * @other: the UUID of what a person chose to be shown there
 * @other_title: its title, or "" where there is none
 * @is_repeated: it was chosen before
 * @whereabouts: of the other one, to readers of the text
 */
typedef struct
{
  const char     *article;
  const char     *title;
  const char     *language;
  gboolean        is_released;
  const char     *other;
  const char     *other_title;
  gboolean        is_repeated;
  DeskWhereabouts whereabouts;
} DeskChoice;

typedef void (*DeskChoiceFunc) (const DeskChoice *choice,
                                gpointer          user_data);

gboolean desk_store_foreach_vain_choice (DeskStore         *self,
                                         const char *const *languages,
                                         DeskChoiceFunc     func,
                                         gpointer           user_data,
                                         GCancellable      *cancellable,
                                         GError           **error);

/**
 * DeskUntranslatedFunc:
 * @article: a published article's UUID
 * @title: in some language that it has
 * @language: that in which readers don't have it
 * @has_text: somebody has begun to write it
 */
typedef void (*DeskUntranslatedFunc) (const char *article,
                                      const char *title,
                                      const char *language,
                                      gboolean    has_text,
                                      gpointer    user_data);

/**
 * DeskOutdatedFunc:
 * @title: of the translation that readers have
 * @language: its language
 * @source_language: of the text that it translates
 * @n_blocks: how many of its paragraphs are known to be of what the source no longer
 *   says; 0 if that isn't known
 * @is_ahead: something is written that readers don't have yet
 */
typedef void (*DeskOutdatedFunc) (const char *article,
                                  const char *title,
                                  const char *language,
                                  const char *source_language,
                                  unsigned    n_blocks,
                                  gboolean    is_ahead,
                                  gpointer    user_data);

gboolean desk_store_foreach_untranslated (DeskStore           *self,
                                          const char *const   *languages,
                                          DeskUntranslatedFunc func,
                                          gpointer             user_data,
                                          GCancellable        *cancellable,
                                          GError             **error);
gboolean desk_store_foreach_outdated (DeskStore         *self,
                                      const char *const *languages,
                                      DeskOutdatedFunc   func,
                                      gpointer           user_data,
                                      GCancellable      *cancellable,
                                      GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskContent, desk_content_free)

G_END_DECLS
