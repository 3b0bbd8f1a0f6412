/* desk-cover-group.h - the picture on top of an article
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_COVER_GROUP (desk_cover_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskCoverGroup, desk_cover_group, DESK, COVER_GROUP, AdwPreferencesGroup)

void desk_cover_group_set_document (DeskCoverGroup *self,
                                    DeskDocument   *document);
void desk_cover_group_refresh (DeskCoverGroup *self);

G_END_DECLS
