/* desk-stemmer.h - what inflected forms of a word have in common
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "text/desk-words.h"

G_BEGIN_DECLS

#define DESK_STEMMER_N_KINDS 9

typedef struct _DeskStemmer DeskStemmer;

DeskStemmer *desk_stemmer_new (unsigned kind) G_GNUC_WARN_UNUSED_RESULT;
void         desk_stemmer_free (DeskStemmer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskStemmer, desk_stemmer_free)

gboolean desk_stemmer_could_be (const DeskStemmer *self,
                                const char        *folded,
                                const char        *stem);
int         desk_stemmer_kind_of (const char *language);
const char *desk_stemmer_stem (DeskStemmer     *self,
                               const DeskWords *word);

G_END_DECLS
