/* desk-language.h - language tags, as BCP 47 writes them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean desk_language_is_well_formed (const char *tag);

char    *desk_language_canonicalize (const char *tag,
                                     char      **out_script) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_language_edition_of (const char *site_language);

const char *desk_language_html_tag (const char *site_language);

G_END_DECLS
