/* desk-details-pane.h - everything about the open article that is not its text
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_DETAILS_PANE (desk_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (DeskDetailsPane, desk_details_pane, DESK, DETAILS_PANE, AdwBin)

DeskDocument *desk_details_pane_get_document (DeskDetailsPane *self);
void desk_details_pane_set_document (DeskDetailsPane *self,
                                     DeskDocument    *document);

void desk_details_pane_set_in_sheet (DeskDetailsPane *self,
                                     gboolean         is_in_sheet);
void desk_details_pane_settle (DeskDetailsPane *self);

G_END_DECLS
