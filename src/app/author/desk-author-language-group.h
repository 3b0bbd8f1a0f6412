/* desk-author-language-group.h - what readers of one language are told of an author
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/author/desk-author-task.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_AUTHOR_LANGUAGE_GROUP (desk_author_language_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskAuthorLanguageGroup, desk_author_language_group, DESK, AUTHOR_LANGUAGE_GROUP, AdwPreferencesGroup)

GtkWidget *desk_author_language_group_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;

void desk_author_language_group_show (DeskAuthorLanguageGroup *self,
                                      const DeskAuthorReading *reading);

G_END_DECLS
