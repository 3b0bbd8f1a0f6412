/* desk-statistics.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-excerpt.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define WORDS_A_MINUTE 200

/* Words as UAX #29 parts them; runs of spaces and signs are none. */
static unsigned
count_words (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8 (NULL, text, -1, &status);
  UBreakIterator *breaks = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  unsigned n_words = 0;

  ubrk_setUText (breaks, source, &status);
  if (U_SUCCESS (status))
    {
      while (ubrk_next (breaks) != UBRK_DONE)
        n_words += ubrk_getRuleStatus (breaks) >= UBRK_WORD_NONE_LIMIT;
    }
  ubrk_close (breaks);
  utext_close (source);

  return n_words;
}

/* Line ends stand between blocks, where the author wrote none. */
static unsigned
count_chars (const char *text)
{
  unsigned n_chars = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n_chars += *text != '\n';

  return n_chars;
}

/**
 * desk_statistics_of:
 * @document: a document
 *
 * Counts the words and characters that a reader gets, notes and captions
 * included, and how long reading takes.
 *
 * Returns: the figures
 */
DeskStatistics
desk_statistics_of (const DeskNode *document)
{
  DeskStatistics statistics = { 0 };
  g_autofree char *text = NULL;

  g_return_val_if_fail (document != NULL, statistics);

  text = desk_node_to_plain_text (document);
  statistics.n_words = count_words (text);
  statistics.n_chars = count_chars (text);
  statistics.n_minutes = (statistics.n_words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;

  return statistics;
}
