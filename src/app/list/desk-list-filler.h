/* desk-list-filler.h - reads what the rows of a list say
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "app/list/desk-list-items.h"

G_BEGIN_DECLS

#define DESK_TYPE_LIST_FILLER (desk_list_filler_get_type ())
G_DECLARE_FINAL_TYPE (DeskListFiller, desk_list_filler, DESK, LIST_FILLER, GObject)

DeskListFiller *desk_list_filler_new (DeskListItems *items) G_GNUC_WARN_UNUSED_RESULT;

void desk_list_filler_set_library (DeskListFiller *self,
                                   DeskLibrary    *library);
void desk_list_filler_set_words (DeskListFiller *self,
                                 const char     *words);
void desk_list_filler_hurry (DeskListFiller *self,
                             DeskListItem   *item);
void desk_list_filler_refill (DeskListFiller *self);

G_END_DECLS
