/* say.h - what the store gives, as text to compare
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

void say (GString    *rows,
          const char *format,
          ...) G_GNUC_PRINTF (2, 3);

void say_article (GString           *rows,
                  const DeskArticle *article);
void say_editions (GString           *rows,
                   const DeskArticle *article);
void say_term (GString        *rows,
               const DeskTerm *term);
void say_media (GString         *rows,
                const DeskMedia *media);
void say_site (GString        *rows,
               const DeskSite *site);
