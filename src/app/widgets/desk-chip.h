/* desk-chip.h - one word in a box, with a button that takes it away
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESK_TYPE_CHIP (desk_chip_get_type ())
G_DECLARE_FINAL_TYPE (DeskChip, desk_chip, DESK, CHIP, GtkWidget)

GtkWidget *desk_chip_new (const char *uuid,
                          const char *name,
                          const char *action,
                          const char *action_label) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_chip_shows (DeskChip   *self,
                          const char *uuid,
                          const char *name);

G_END_DECLS
