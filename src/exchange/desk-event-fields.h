/* desk-event-fields.h - an event's fields, in a file and in the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange/desk-front-matter.h"
#include "model/desk-article.h"

G_BEGIN_DECLS

void desk_event_fields_to_matter (const DeskArticle *state,
                                  const DeskArticle *working,
                                  const char        *language,
                                  gboolean           is_whole,
                                  DeskFrontMatter   *matter);
void desk_event_fields_from_matter (const DeskFrontMatter *matter,
                                    const char            *language,
                                    DeskArticle           *article);

G_END_DECLS
