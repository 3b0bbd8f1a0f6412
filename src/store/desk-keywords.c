/* desk-keywords.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-keywords.h"

#include <string.h>

/* The keywords of many texts, in the order of their table. Each text's stand at
 * some thirty places of it: written text by text, every one of them is a page to
 * find and to write; in their order, many that follow each other are on one page.
 */

/* About 10,000 texts; with 32 bytes each. */
#define FULL 250000

struct _DeskKeywords
{
  GStringChunk *strings; /* each once, so that equal ones are the same */
  GArray       *rows;    /* DeskKeyword */
  unsigned      n_taken;
};

DeskKeywords *
desk_keywords_new (void)
{
  DeskKeywords *self = g_new0 (DeskKeywords, 1);

  self->strings = g_string_chunk_new (64 * 1024);
  self->rows = g_array_new (FALSE, FALSE, sizeof (DeskKeyword));

  return self;
}

void
desk_keywords_free (DeskKeywords *self)
{
  if (self == NULL)
    return;

  g_string_chunk_free (self->strings);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * desk_keywords_add:
 *
 * Not while they are taken out.
 */
void
desk_keywords_add (DeskKeywords *self,
                   const char   *language,
                   const char   *word,
                   gint64        edition_id,
                   gint64        weight)
{
  DeskKeyword row = { .edition_id = edition_id, .weight = weight };

  g_return_if_fail (self->n_taken == 0);

  row.language = g_string_chunk_insert_const (self->strings, language);
  row.word = g_string_chunk_insert_const (self->strings, word);
  g_array_append_val (self->rows, row);
}

/**
 * desk_keywords_forget:
 *
 * Takes out those of one text. It looks at all.
 */
void
desk_keywords_forget (DeskKeywords *self,
                      gint64        edition_id)
{
  unsigned n_kept = 0;

  g_return_if_fail (self->n_taken == 0);

  for (unsigned i = 0; i < self->rows->len; i++)
    {
      DeskKeyword row = g_array_index (self->rows, DeskKeyword, i);

      if (row.edition_id != edition_id)
        g_array_index (self->rows, DeskKeyword, n_kept++) = row;
    }
  g_array_set_size (self->rows, n_kept);
}

/**
 * desk_keywords_is_full:
 *
 * Returns: whether they should be taken out now, to bound the memory
 */
gboolean
desk_keywords_is_full (const DeskKeywords *self)
{
  return self->rows->len >= FULL;
}

static int
compare_strings (const char *a,
                 const char *b)
{
  return a == b ? 0 : strcmp (a, b);
}

/* As SQLite orders the table, by bytes. */
static int
by_key (gconstpointer a,
        gconstpointer b)
{
  const DeskKeyword *one = a;
  const DeskKeyword *two = b;
  int result = compare_strings (one->language, two->language);

  if (result == 0)
    result = compare_strings (one->word, two->word);

  return result != 0 ? result : (one->edition_id > two->edition_id) - (one->edition_id < two->edition_id);
}

/**
 * desk_keywords_sort:
 *
 * Puts them in their order, which takes some 0.2 s when they are many.
 */
void
desk_keywords_sort (DeskKeywords *self)
{
  g_return_if_fail (self->n_taken == 0);

  g_array_sort (self->rows, by_key);
}

/**
 * desk_keywords_next:
 *
 * Takes the next one out.
 *
 * Returns: (transfer none) (nullable): it, until the next call; %NULL when there
 *   is none any more, and others can be added
 */
const DeskKeyword *
desk_keywords_next (DeskKeywords *self)
{
  if (self->n_taken < self->rows->len)
    return &g_array_index (self->rows, DeskKeyword, self->n_taken++);

  g_array_set_size (self->rows, 0);
  g_string_chunk_clear (self->strings);
  self->n_taken = 0;
  return NULL;
}
