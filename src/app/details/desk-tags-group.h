/* desk-tags-group.h - an article's tags as chips
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_TAGS_GROUP (desk_tags_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskTagsGroup, desk_tags_group, DESK, TAGS_GROUP, AdwPreferencesGroup)

void desk_tags_group_set_document (DeskTagsGroup *self,
                                   DeskDocument  *document);
void desk_tags_group_set_terms (DeskTagsGroup *self,
                                GPtrArray     *terms);
void desk_tags_group_refresh (DeskTagsGroup *self);

G_END_DECLS
