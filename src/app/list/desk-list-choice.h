/* desk-list-choice.h - which article of a list is open
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/library/desk-library.h"
#include "app/list/desk-list-items.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_LIST_CHOICE (desk_list_choice_get_type ())
G_DECLARE_FINAL_TYPE (DeskListChoice, desk_list_choice, DESK, LIST_CHOICE, GObject)

DeskListChoice *desk_list_choice_new (DeskListItems *items) G_GNUC_WARN_UNUSED_RESULT;

GtkSingleSelection *desk_list_choice_get_selection (DeskListChoice *self);
void                desk_list_choice_set_library (DeskListChoice *self,
                                                  DeskLibrary    *library);
void                desk_list_choice_set_follows (DeskListChoice *self,
                                                  gboolean        follows);

const char *desk_list_choice_get_uuid (DeskListChoice *self);
void        desk_list_choice_set_uuid (DeskListChoice *self,
                                       const char     *uuid);
void        desk_list_choice_restore (DeskListChoice *self);
void        desk_list_choice_open (DeskListChoice *self,
                                   unsigned        position);

G_END_DECLS
