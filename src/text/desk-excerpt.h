/* desk-excerpt.h - the opening of a text, and its size
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-node.h"

G_BEGIN_DECLS

char *desk_excerpt_from_document (const DeskNode *document,
                                  unsigned        max_chars) G_GNUC_WARN_UNUSED_RESULT;

char *desk_excerpt_from_beginning (const char *body,
                                   unsigned    max_chars) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DeskStatistics:
 * @n_words: words as readers count them (Unicode TR29, numbers included)
 * @n_chars: characters, spaces included, markup left out
 * @n_minutes: reading time, 200 words a minute, rounded up; 0 for no words
 */
typedef struct
{
  unsigned n_words;
  unsigned n_chars;
  unsigned n_minutes;
} DeskStatistics;

DeskStatistics desk_statistics_of (const DeskNode *document);

G_END_DECLS
