/* desk-edition-menu.h - the languages and statuses of the open article, as menus
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

G_BEGIN_DECLS

GMenuModel *desk_edition_menu_new_languages (DeskDocument *document,
                                             gboolean      has_statuses) G_GNUC_WARN_UNUSED_RESULT;
GMenuModel *desk_edition_menu_new_statuses (DeskDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskNextStep:
 * @label: what the main button says
 * @tooltip: what it does, or why it can't
 * @is_possible: whether there is something to do
 */
typedef struct
{
  const char *label;
  const char *tooltip;
  gboolean    is_possible;
} DeskNextStep;

DeskNextStep desk_edition_menu_next_step (DeskDocument *document);

G_END_DECLS
