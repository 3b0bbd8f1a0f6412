/* desk-search-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-exporter"

#include "config.h"

#include "desk-search-words.h"

#include <string.h>

/* An edit changes the words of one text, and its month's piece has those of all others
 * already: to parse a month of bodies takes ten times as long as to read them there. They
 * are taken from a piece only if it is, byte for byte, what the last export wrote, and
 * for texts whose own page stays as it is.
 *
 * What this program wrote needs no parser: in a string a quote has a backslash in front
 * of it, so a member's name and the quotes around it are found nowhere else. Words have
 * none to be taken away again. */

#define ENTRY "{\"t\":\""
#define ADDRESS "\"u\":\""
#define WORDS "\"w\":\""

struct _DeskSearchWords
{
  const DeskPlanMarks *marks;
  char                *piece;
  GHashTable          *words; /* char *href → char *words, both in @piece */
};

/* Ends the string that @name stands in front of, between @start and @end.
 *
 * Returns: (transfer none) (nullable): the string */
static char *
take_string (char       *start,
             const char *end,
             const char *name)
{
  char *text = strstr (start, name), *quote;

  if (text == NULL || text >= end)
    return NULL;
  text += strlen (name);
  quote = strchr (text, '"');
  if (quote == NULL || quote >= end)
    return NULL;

  *quote = '\0';
  return text;
}

static void
take_words (DeskSearchWords *self)
{
  char *entry = strstr (self->piece, ENTRY);

  while (entry != NULL)
    {
      char *next = strstr (entry + strlen (ENTRY), ENTRY);
      const char *end = next != NULL ? next : entry + strlen (entry);
      char *words = take_string (entry, end, WORDS); /* first, as they stand behind it: where a string ends, looking ends, too */
      char *href = take_string (entry, end, ADDRESS);

      if (words != NULL && href != NULL && strchr (words, '\\') == NULL)
        g_hash_table_insert (self->words, href, words);
      entry = next;
    }
}

/**
 * desk_search_words_read:
 * @path: of a piece
 * @marks: what this export makes anew
 *
 * Returns: (transfer full): the words that it can be trusted for; none if it is made by
 *   an export of all pages
 */
DeskSearchWords *
desk_search_words_read (DeskOutput          *output,
                        const char          *path,
                        const DeskPlanMarks *marks)
{
  DeskSearchWords *self = g_new0 (DeskSearchWords, 1);

  self->marks = marks;
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  if (!marks->is_all)
    self->piece = desk_output_dup_last (output, path);
  if (self->piece != NULL)
    take_words (self);

  return self;
}

void
desk_search_words_free (DeskSearchWords *self)
{
  g_hash_table_unref (self->words);
  g_free (self->piece);
  g_free (self);
}

/**
 * desk_search_words_find:
 * @text: the row of a text
 * @href: its address
 *
 * Returns: (transfer none) (nullable): its words; %NULL if they may be others now
 */
const char *
desk_search_words_find (DeskSearchWords *self,
                        gint64           text,
                        const char      *href)
{
  if (g_hash_table_contains (self->marks->texts, GSIZE_TO_POINTER ((gsize) text)))
    return NULL;

  return g_hash_table_lookup (self->words, href);
}
