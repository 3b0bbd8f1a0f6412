/* desk-wording.h - what the window calls statuses and languages
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-article.h"
#include "model/desk-site.h"

G_BEGIN_DECLS

const char *desk_wording_status (DeskStatus status);
const char *desk_wording_status_icon (DeskStatus status);

const char *desk_wording_mark_icon (const DeskEdition *edition);
char       *desk_wording_mark (const char        *language,
                               const DeskEdition *edition) G_GNUC_WARN_UNUSED_RESULT;

char  *desk_wording_language (const char *language) G_GNUC_WARN_UNUSED_RESULT;
char  *desk_wording_language_code (const char *language) G_GNUC_WARN_UNUSED_RESULT;

char **desk_wording_edition_languages (const DeskSite    *site,
                                       const DeskArticle *article) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
