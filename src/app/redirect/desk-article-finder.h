/* desk-article-finder.h - finds an article by a part of its title
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_ARTICLE_FINDER (desk_article_finder_get_type ())
G_DECLARE_FINAL_TYPE (DeskArticleFinder, desk_article_finder, DESK, ARTICLE_FINDER, AdwPreferencesGroup)

void desk_article_finder_set_library (DeskArticleFinder *self,
                                      DeskLibrary       *library);

G_END_DECLS
