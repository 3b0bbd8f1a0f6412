/* desk-term-index.h - which section, tag or author a word in a file means
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-term.h"

G_BEGIN_DECLS

/* Made from a list of terms; says which of them a name, a slug or an id means.
 * What is written with desk_term_index_name() is found by desk_term_index_find()
 * as the same term. */
typedef struct _DeskTermIndex DeskTermIndex;

DeskTermIndex *desk_term_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           desk_term_index_free (DeskTermIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTermIndex, desk_term_index_free)

void desk_term_index_add_all (DeskTermIndex *self,
                              GPtrArray     *terms);

DeskTerm *desk_term_index_find (DeskTermIndex *self,
                                DeskTermType   type,
                                const char    *word);
const char *desk_term_index_name (DeskTermIndex  *self,
                                  const DeskTerm *term,
                                  const char     *language);

G_END_DECLS
