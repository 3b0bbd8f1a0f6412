/* desk-draft.h - an article with the changes that are on their way to the library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "app/editor/desk-document.h"

G_BEGIN_DECLS

const DeskArticle *desk_draft_peek_article (DeskDocument *document);
const DeskEdition *desk_draft_peek_edition (DeskDocument *document,
                                            const char   *language);

void desk_draft_take_article (DeskDocument *document,
                              DeskArticle  *article);
void desk_draft_take_edition (DeskDocument *document,
                              DeskEdition  *edition);

G_END_DECLS
