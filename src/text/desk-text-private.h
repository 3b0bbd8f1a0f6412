/* desk-text-private.h - what the files of this module share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

#define DESK_TEXT_MAX_DEPTH 100

cmark_node *desk_text_parse (const char *body,
                             gsize       n_bytes);

/**
 * DeskScriptWordFunc:
 * @out: where the converted word goes
 * @text: the whole text, so that neighbours can be looked at
 * @word: the first letter of a word in @text
 * @end: what follows its last letter
 *
 * Writes one word in another script.
 */
typedef void (*DeskScriptWordFunc) (GString    *out,
                                    const char *text,
                                    const char *word,
                                    const char *end);

char    *desk_script_convert_words (const char        *text,
                                    DeskScriptWordFunc convert) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_script_is_address (const char *start,
                                 const char *end);
gboolean desk_script_is_all_capitals (const char *word,
                                      const char *end);
gboolean desk_script_is_among_capitals (const char *text,
                                        const char *word,
                                        const char *end);
gboolean    desk_script_is_in_word (gunichar c);
const char *desk_script_latin_of (gunichar c);

G_END_DECLS
