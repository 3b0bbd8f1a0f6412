/* desk-conflict-place.h - one place that two people have changed
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-merge.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_CONFLICT_PLACE (desk_conflict_place_get_type ())
G_DECLARE_FINAL_TYPE (DeskConflictPlace, desk_conflict_place, DESK, CONFLICT_PLACE, GtkBox)

GtkWidget *desk_conflict_place_new (DeskMergeHunk *hunk,
                                    const char    *name,
                                    gboolean is_line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
