/* desk-each-language-row.h - one setting in each of the site's languages
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/site/desk-site-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_EACH_LANGUAGE_ROW (desk_each_language_row_get_type ())
G_DECLARE_FINAL_TYPE (DeskEachLanguageRow, desk_each_language_row, DESK, EACH_LANGUAGE_ROW, AdwExpanderRow)

void desk_each_language_row_bind (DeskEachLanguageRow *self,
                                  DeskSiteSettings    *settings,
                                  const char          *key);

G_END_DECLS
