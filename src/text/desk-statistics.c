/* desk-statistics.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-excerpt.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#define WORDS_A_MINUTE 200

/* Words as UAX #29 parts them; runs of spaces and signs are none. */
static unsigned
count_parts (UBreakIterator *breaks,
             const char     *text,
             gsize           n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *source = utext_openUTF8 (NULL, text, (int64_t) n_bytes, &status);
  unsigned n_words = 0;

  ubrk_setUText (breaks, source, &status);
  if (U_SUCCESS (status))
    {
      while (ubrk_next (breaks) != UBRK_DONE)
        n_words += ubrk_getRuleStatus (breaks) >= UBRK_WORD_NONE_LIMIT;
    }
  utext_close (source);

  return n_words;
}

/* A sign that never joins what is beside it, at the end of a word. */
static gboolean
is_mark (char c)
{
  switch (c)
    {
    case '.':
    case ',':
    case ';':
    case '!':
    case '?':
    case '(':
    case ')':
    case '"':
    case '\'':
      return TRUE;

    default:
      return FALSE;
    }
}

/* × and ÷ stand among the letters of Latin. */
static gboolean
is_letter (gunichar c)
{
  return (c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7) || (c >= 0x400 && c < 0x482);
}

/* Whether what stands between two spaces is one word: letters of Latin or Cyrillic
 * and no others, for which no rule is needed; most words are like that. */
static gboolean
is_plain_word (const char *start,
               const char *end)
{
  while (start < end && is_mark (*start))
    start++;
  while (start < end && is_mark (end[-1]))
    end--;
  if (start == end)
    return FALSE;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      if (!g_ascii_isalpha (*p) && !is_letter (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gsize
measure_word (const char *text)
{
  const char *end = text;

  while (*end != '\0' && *end != ' ' && *end != '\n')
    end++;

  return (gsize) (end - text);
}

static unsigned
count_words (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks = NULL;
  unsigned n_words = 0;

  while (*text != '\0')
    {
      gsize n_bytes = measure_word (text);

      if (is_plain_word (text, text + n_bytes))
        n_words++;
      else if (n_bytes > 0)
        {
          if (breaks == NULL)
            breaks = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
          n_words += count_parts (breaks, text, n_bytes);
        }
      text += n_bytes + (text[n_bytes] != '\0');
    }
  if (breaks != NULL)
    ubrk_close (breaks);

  return n_words;
}

/* Line ends stand between blocks, where the author wrote none. */
static unsigned
count_chars (const char *text)
{
  unsigned n_chars = 0;

  for (; *text != '\0'; text++)
    n_chars += *text != '\n' && ((guchar) * text & 0xc0) != 0x80;

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
