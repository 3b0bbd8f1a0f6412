/* desk-suggest-entry.h - an entry that proposes what is known already
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SUGGEST_ENTRY (desk_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (DeskSuggestEntry, desk_suggest_entry, DESK, SUGGEST_ENTRY, AdwBin)

void desk_suggest_entry_set_words (DeskSuggestEntry  *self,
                                   const char *const *words);
void desk_suggest_entry_set_label (DeskSuggestEntry *self,
                                   const char       *label);
void desk_suggest_entry_clear (DeskSuggestEntry *self);

G_END_DECLS
