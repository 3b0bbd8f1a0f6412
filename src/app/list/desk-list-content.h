/* desk-list-content.h - what a row of a list says
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search.h"

G_BEGIN_DECLS

/**
 * DeskListContent:
 * @article: without bodies
 * @words: (nullable): the search that it was read for
 * @hit: (nullable): what was found, in a search
 */
typedef struct
{
  DeskArticle *article;
  char        *words;
  DeskHit     *hit;
} DeskListContent;

DeskListContent *desk_list_content_new (DeskArticle *article,
                                        const char  *words,
                                        DeskHit     *hit) G_GNUC_WARN_UNUSED_RESULT;
void       desk_list_content_free (DeskListContent *self);

GPtrArray *desk_list_content_read (DeskStore    *store,
                                   const GArray *article_ids,
                                   const char   *words,
                                   GCancellable *cancellable,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskListContent, desk_list_content_free)

G_END_DECLS
