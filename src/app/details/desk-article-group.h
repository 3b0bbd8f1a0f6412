/* desk-article-group.h - section, kind and publication date
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_ARTICLE_GROUP (desk_article_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskArticleGroup, desk_article_group, DESK, ARTICLE_GROUP, AdwPreferencesGroup)

void desk_article_group_set_document (DeskArticleGroup *self,
                                      DeskDocument     *document);
void desk_article_group_set_terms (DeskArticleGroup *self,
                                   GPtrArray        *terms);
void desk_article_group_refresh (DeskArticleGroup *self);
void desk_article_group_settle (DeskArticleGroup *self);

G_END_DECLS
