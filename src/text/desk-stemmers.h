/* desk-stemmers.h - a stemmer of each kind, made when it is first asked for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "text/desk-stemmer.h"

G_BEGIN_DECLS

typedef struct _DeskStemmers DeskStemmers;

DeskStemmers *desk_stemmers_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          desk_stemmers_free (DeskStemmers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskStemmers, desk_stemmers_free)

DeskStemmer *desk_stemmers_get (DeskStemmers *self,
                                int kind);

G_END_DECLS
