/* desk-edition-actions.h - what a person does with the editions of an article
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_EDITION_ACTIONS (desk_edition_actions_get_type ())
G_DECLARE_FINAL_TYPE (DeskEditionActions, desk_edition_actions, DESK, EDITION_ACTIONS, GSimpleActionGroup)

DeskEditionActions *desk_edition_actions_new (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

void desk_edition_actions_set_document (DeskEditionActions *self,
                                        DeskDocument       *document);
void desk_edition_actions_show (DeskEditionActions *self);

G_END_DECLS
