/* desk-search-marker.h - where in a text the words are that were looked for
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/search/desk-search-plan.h"
#include "store/search/desk-search.h"

G_BEGIN_DECLS

#define DESK_MARKER_MAX_CLAUSES 32

/**
 * DeskMark:
 * @clause: which of the marker's clauses it meets
 * @range: in the text
 */
typedef struct
{
  unsigned        clause;
  DeskSearchRange range;
} DeskMark;

typedef struct _DeskSearchMarker DeskSearchMarker;

DeskSearchMarker *desk_search_marker_new (const DeskSearchPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void              desk_search_marker_free (DeskSearchMarker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSearchMarker, desk_search_marker_free)

void desk_search_marker_set_stemmer (DeskSearchMarker *self,
                                     DeskStemmer      *stemmer,
                                     int               kind);

guint32 desk_search_marker_meet (DeskSearchMarker *self,
                                 const char       *text);
guint32 desk_search_marker_mark (DeskSearchMarker *self,
                                 const char       *text,
                                 unsigned          near_bytes,
                                 GArray           *marks);
guint32  desk_search_marker_get_all (const DeskSearchMarker *self);
unsigned desk_search_count_bits (guint32 clauses);

char    *desk_search_marker_cut (DeskSearchMarker *self,
                                 const char       *text,
                                 GArray           *ranges,
                                 guint32          *out_clauses) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
