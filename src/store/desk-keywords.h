/* desk-keywords.h - what texts are about, until it is written in its order
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *language;
  const char *word;
  gint64      edition_id;
  gint64      weight;
} DeskKeyword;

typedef struct _DeskKeywords DeskKeywords;

DeskKeywords *desk_keywords_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          desk_keywords_free (DeskKeywords *self);

void          desk_keywords_add (DeskKeywords *self,
                                 const char   *language,
                                 const char   *word,
                                 gint64        edition_id,
                                 gint64        weight);
void               desk_keywords_forget (DeskKeywords *self,
                                         gint64        edition_id);
gboolean           desk_keywords_is_full (const DeskKeywords *self);
void               desk_keywords_sort (DeskKeywords *self);
const DeskKeyword *desk_keywords_next (DeskKeywords *self);

G_END_DECLS
