/* desk-compare.h - what a text has that another lacks
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_PART_SAME,   /* both have it */
  DESK_PART_ONLY,   /* only the text that is shown */
  DESK_PART_LACKED, /* only the other one */
} DeskPartKind;

/**
 * DeskPart:
 * @kind: who has it
 * @text: its first byte, in one of the two texts, which outlive it
 * @n_bytes: its length, never 0
 *
 * A piece of two texts that are compared.
 */
typedef struct
{
  DeskPartKind kind;
  const char  *text;
  gsize        n_bytes;
} DeskPart;

GArray *desk_compare_bodies (const char *shown,
                             const char *other) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_compare_words (const char *shown,
                            const char *other) G_GNUC_WARN_UNUSED_RESULT;

unsigned desk_compare_count (GArray *parts);

unsigned desk_compare_validate (GArray     *parts,
                                const char *shown,
                                const char *other);

G_END_DECLS
