/* desk-search-words.h - the words of texts, as the last export has written them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/plan/desk-plan-marks.h"

G_BEGIN_DECLS

typedef struct _DeskSearchWords DeskSearchWords;

DeskSearchWords *desk_search_words_read (DeskOutput          *output,
                                         const char          *path,
                                         const DeskPlanMarks *marks) G_GNUC_WARN_UNUSED_RESULT;
void        desk_search_words_free (DeskSearchWords *self);

const char *desk_search_words_find (DeskSearchWords *self,
                                    gint64           text,
                                    const char      *href);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSearchWords, desk_search_words_free)

G_END_DECLS
