/* desk-fields.h - the fields of an article and its editions, as a set
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_FIELD_TITLE = 1 << 0,
  DESK_FIELD_SLUG = 1 << 1,
  DESK_FIELD_SUMMARY = 1 << 2,
  DESK_FIELD_BODY = 1 << 3,
  DESK_FIELD_SEO_TITLE = 1 << 4,
  DESK_FIELD_SEO_DESCRIPTION = 1 << 5,
  DESK_FIELD_SECTION = 1 << 6,
  DESK_FIELD_TAGS = 1 << 7,
  DESK_FIELD_AUTHORS = 1 << 8,
  DESK_FIELD_DATE = 1 << 9,
  DESK_FIELD_COVER = 1 << 10,
  DESK_FIELD_PINNED = 1 << 11,
  DESK_FIELD_RELATED = 1 << 12,
  DESK_FIELD_KIND = 1 << 13,
  DESK_FIELD_SCRIPT = 1 << 14,
  DESK_FIELD_REVISED = 1 << 15,
  DESK_FIELD_SCHEDULED = 1 << 16,
  DESK_FIELD_SOURCE_LANGUAGE = 1 << 17,
  DESK_FIELD_OTHER = 1 << 18, /* what only some kinds have */
} DeskFields;

#define DESK_FIELDS_OF_EDITION \
        (DESK_FIELD_TITLE | DESK_FIELD_SLUG | DESK_FIELD_SUMMARY | DESK_FIELD_BODY | \
         DESK_FIELD_SEO_TITLE | DESK_FIELD_SEO_DESCRIPTION)

G_END_DECLS
