/* desk-search-query.h - what a person typed, in parts
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_SEARCH_MAX_PARTS 32
#define DESK_SEARCH_MAX_QUERY_BYTES 2048

typedef enum
{
  DESK_PART_WORDS,    /* one piece without spaces; each of its words has to be there */
  DESK_PART_PHRASE,
  DESK_PART_AUTHOR,
  DESK_PART_TAG,
  DESK_PART_SECTION,
  DESK_PART_STATUS,   /* a name that desk_status_from_string() knows */
  DESK_PART_LANGUAGE, /* the language of an edition */
  DESK_PART_BEFORE,   /* what desk_date_parse() reads */
  DESK_PART_AFTER,
} DeskSearchPartKind;

/**
 * DeskSearchPart:
 * @is_without: what it says is not to be there
 * @is_prefix: its last word is still being written
 * @text: without the field's name and the quotation marks
 */
typedef struct
{
  DeskSearchPartKind kind;
  gboolean           is_without;
  gboolean           is_prefix;
  char              *text;
} DeskSearchPart;

void       desk_search_part_free (DeskSearchPart *self);

GPtrArray *desk_search_query_parse (const char *query) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSearchPart, desk_search_part_free)

G_END_DECLS
