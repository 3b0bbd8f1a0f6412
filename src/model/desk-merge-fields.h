/* desk-merge-fields.h - two people's changes of one article's fields, put together
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"
#include "model/desk-fields.h"

G_BEGIN_DECLS

DeskArticle *desk_merge_article (const DeskArticle *base,
                                 const DeskArticle *mine,
                                 const DeskArticle *theirs,
                                 DeskFields        *out_overruled) G_GNUC_WARN_UNUSED_RESULT;
DeskEdition *desk_merge_edition_fields (const DeskEdition *base,
                                        const DeskEdition *mine,
                                        const DeskEdition *theirs,
                                        DeskFields        *out_overruled) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
