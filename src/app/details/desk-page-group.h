/* desk-page-group.h - what one language's page has of its own
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_PAGE_GROUP (desk_page_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskPageGroup, desk_page_group, DESK, PAGE_GROUP, AdwPreferencesGroup)

void desk_page_group_set_document (DeskPageGroup *self,
                                   DeskDocument  *document);
void desk_page_group_refresh (DeskPageGroup *self);
void desk_page_group_settle (DeskPageGroup *self);

G_END_DECLS
