/* desk-credits-group.h - who an article is by
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_CREDITS_GROUP (desk_credits_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskCreditsGroup, desk_credits_group, DESK, CREDITS_GROUP, AdwPreferencesGroup)

void desk_credits_group_set_document (DeskCreditsGroup *self,
                                      DeskDocument     *document);
void desk_credits_group_set_terms (DeskCreditsGroup *self,
                                   GPtrArray        *terms);
void desk_credits_group_refresh (DeskCreditsGroup *self);

G_END_DECLS
