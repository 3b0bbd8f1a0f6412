/* desk-search-marker.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-marker.h"

#include <string.h>

/* Goes once through a text, as far as it has to. A word whose first two bytes
 * begin nothing that is looked for is passed over; of the others few are stemmed. A
 * phrase is followed as Knuth, Morris and Pratt do: `borders` says how many of its
 * words the text still has when the next one isn't the one expected.
 */

#define MAX_MARKS 128
#define PATIENCE 10

typedef struct
{
  const char *bytes;     /* the plan's, behind the mark of a stem */
  gsize       n_bytes;
  int         stem_kind; /* -1: a word */
  gboolean    is_prefix;
} Wanted;

typedef struct
{
  gboolean is_phrase;
  unsigned n_wanted;
  Wanted  *wanted;
  guint8   borders[DESK_SEARCH_MAX_WORDS + 1];
  unsigned n_met;       /* words of the phrase in front of here */
  unsigned last_number; /* of the last of them */
} Clause;

struct _DeskSearchMarker
{
  unsigned        n_clauses;
  Clause          clauses[DESK_MARKER_MAX_CLAUSES];
  guint32         by_first_byte[256];            /* a bit for each clause */
  DeskWordsWanted wanted;
  unsigned        starts[DESK_SEARCH_MAX_WORDS]; /* of the words so far, by their numbers */
  DeskStemmer    *stemmer;                       /* borrowed */
  int             stemmer_kind;
  GArray         *scratch;                       /* DeskMark */
};

static gboolean
is_same (const Wanted *wanted,
         const char   *bytes,
         gsize         n_bytes)
{
  return wanted->n_bytes == n_bytes && memcmp (wanted->bytes, bytes, n_bytes) == 0;
}

static void
find_borders (Clause *clause)
{
  unsigned border = 0;

  for (unsigned i = 1; i < clause->n_wanted; i++)
    {
      const Wanted *wanted = &clause->wanted[i];

      while (border > 0 && !is_same (&clause->wanted[border], wanted->bytes, wanted->n_bytes))
        border = clause->borders[border];
      border += is_same (&clause->wanted[border], wanted->bytes, wanted->n_bytes);
      clause->borders[i + 1] = (guint8) border;
    }
}

/* What could be the word, or have the stem (desk_stemmer_could_be()). */
static void
want (DeskSearchMarker *self,
      const Wanted     *wanted)
{
  gboolean is_stem = wanted->stem_kind >= 0;

  desk_words_wanted_add (&self->wanted, wanted->bytes, wanted->n_bytes, is_stem || wanted->is_prefix);
  if (is_stem && wanted->bytes[1] == 'e')
    {
      const char beginnings[][2] = { { wanted->bytes[0], 'i' }, { wanted->bytes[0], 'j' } };

      desk_words_wanted_add (&self->wanted, beginnings[0], 2, FALSE);
      desk_words_wanted_add (&self->wanted, beginnings[1], 2, FALSE);
    }
}

static void
add_clause (DeskSearchMarker       *self,
            const DeskSearchClause *source)
{
  guint32 bit = 1u << self->n_clauses;
  Clause *clause = &self->clauses[self->n_clauses++];

  clause->is_phrase = source->kind == DESK_CLAUSE_PHRASE;
  clause->n_wanted = source->tokens->len;
  clause->wanted = g_new0 (Wanted, clause->n_wanted);
  for (unsigned i = 0; i < clause->n_wanted; i++)
    {
      Wanted *wanted = &clause->wanted[i];

      wanted->bytes = source->tokens->pdata[i];
      wanted->stem_kind = (guchar) wanted->bytes[0] <= DESK_STEMMER_N_KINDS ? wanted->bytes[0] - DESK_MARK_STEM (0) : -1;
      wanted->bytes += wanted->stem_kind >= 0;
      wanted->n_bytes = strlen (wanted->bytes);
      wanted->is_prefix = source->is_prefix && i == 0;
      self->by_first_byte[(guchar) wanted->bytes[0]] |= bit;
      want (self, wanted);
    }
  if (clause->is_phrase)
    find_borders (clause);
}

/**
 * desk_search_marker_new:
 * @plan: has to outlive it
 *
 * Returns: (transfer full): a marker of what @plan wants to be there
 */
DeskSearchMarker *
desk_search_marker_new (const DeskSearchPlan *plan)
{
  DeskSearchMarker *self = g_new0 (DeskSearchMarker, 1);

  self->stemmer_kind = -1;
  self->scratch = g_array_new (FALSE, FALSE, sizeof (DeskMark));
  for (unsigned i = 0; i < plan->clauses->len && self->n_clauses < DESK_MARKER_MAX_CLAUSES; i++)
    {
      const DeskSearchClause *clause = plan->clauses->pdata[i];

      if (!clause->is_without && (clause->kind == DESK_CLAUSE_WORD || clause->kind == DESK_CLAUSE_PHRASE))
        add_clause (self, clause);
    }

  return self;
}

void
desk_search_marker_free (DeskSearchMarker *self)
{
  if (self == NULL)
    return;

  for (unsigned i = 0; i < self->n_clauses; i++)
    g_free (self->clauses[i].wanted);
  g_array_unref (self->scratch);
  g_free (self);
}

/**
 * desk_search_marker_set_stemmer:
 * @stemmer: (nullable): for the language of the texts to come; borrowed
 * @kind: its kind
 */
void
desk_search_marker_set_stemmer (DeskSearchMarker *self,
                                DeskStemmer      *stemmer,
                                int               kind)
{
  self->stemmer = stemmer;
  self->stemmer_kind = stemmer != NULL ? kind : -1;
}

static gboolean
could_be_inflected (DeskSearchMarker *self,
                    const Clause     *clause,
                    const DeskWords  *word)
{
  for (unsigned i = 0; i < clause->n_wanted && self->stemmer != NULL; i++)
    {
      const Wanted *wanted = &clause->wanted[i];

      if (wanted->stem_kind == self->stemmer_kind &&
          desk_stemmer_could_be (self->stemmer, word->folded, wanted->bytes))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_word_met (DeskSearchMarker *self,
             const Clause     *clause,
             const DeskWords  *word)
{
  const char *stem;
  gsize n_stem;

  for (unsigned i = 0; i < clause->n_wanted; i++)
    {
      const Wanted *wanted = &clause->wanted[i];

      if (wanted->stem_kind >= 0)
        continue;
      if (is_same (wanted, word->folded, word->n_folded) ||
          (wanted->is_prefix && word->n_folded > wanted->n_bytes &&
           memcmp (wanted->bytes, word->folded, wanted->n_bytes) == 0))
        return TRUE;
    }

  if (!could_be_inflected (self, clause, word))
    return FALSE;
  stem = desk_stemmer_stem (self->stemmer, word);
  n_stem = stem != NULL ? strlen (stem) : 0;
  for (unsigned i = 0; i < clause->n_wanted && stem != NULL; i++)
    {
      const Wanted *wanted = &clause->wanted[i];

      if (wanted->stem_kind == self->stemmer_kind && is_same (wanted, stem, n_stem))
        return TRUE;
    }

  return FALSE;
}

/* Returns: whether the phrase ends with this word */
static gboolean
follow_phrase (Clause          *clause,
               const DeskWords *word)
{
  if (word->number != clause->last_number + 1) /* a word between them was passed over */
    clause->n_met = 0;
  clause->last_number = word->number;
  while (clause->n_met > 0 &&
         (clause->n_met == clause->n_wanted ||
          !is_same (&clause->wanted[clause->n_met], word->folded, word->n_folded)))
    clause->n_met = clause->borders[clause->n_met];
  clause->n_met += is_same (&clause->wanted[clause->n_met], word->folded, word->n_folded);

  return clause->n_met == clause->n_wanted;
}

static void
add_mark (GArray  *marks,
          unsigned clause,
          unsigned start,
          unsigned stop)
{
  DeskMark mark = { .clause = clause, .range = { start, stop } };

  g_array_append_val (marks, mark);
}

static void
look_at (DeskSearchMarker *self,
         const DeskWords  *word,
         GArray           *marks)
{
  guint32 candidates = self->by_first_byte[(guchar) word->folded[0]];

  self->starts[word->number % DESK_SEARCH_MAX_WORDS] = word->start;
  for (unsigned i = 0; i < self->n_clauses && candidates >> i != 0; i++)
    {
      Clause *clause = &self->clauses[i];

      if (!(candidates & 1u << i))
        continue;
      if (clause->is_phrase)
        {
          if (follow_phrase (clause, word))
            add_mark (marks, i, self->starts[(word->number - clause->n_wanted + 1) % DESK_SEARCH_MAX_WORDS], word->stop);
        }
      else if (is_word_met (self, clause, word))
        {
          add_mark (marks, i, word->start, word->stop);
        }
    }
}

static void
begin (DeskSearchMarker *self,
       DeskWords        *words,
       const char       *text)
{
  for (unsigned i = 0; i < self->n_clauses; i++)
    self->clauses[i].n_met = self->clauses[i].last_number = 0;

  desk_words_init (words, text, -1, TRUE);
  desk_words_want (words, &self->wanted);
}

/* The clauses that are met from @start on. */
static guint32
clauses_from (const GArray *marks,
              unsigned      start)
{
  guint32 clauses = 0;

  for (unsigned i = 0; i < marks->len; i++)
    {
      const DeskMark *mark = &g_array_index (marks, DeskMark, i);

      if (mark->range.start >= start)
        clauses |= 1u << mark->clause;
    }

  return clauses;
}

/* The longer one of two that begin together is first. */
static int
by_start (gconstpointer a,
          gconstpointer b)
{
  const DeskMark *one = a;
  const DeskMark *two = b;

  if (one->range.start != two->range.start)
    return one->range.start < two->range.start ? -1 : 1;

  return one->range.stop > two->range.stop ? -1 : one->range.stop < two->range.stop;
}

/**
 * desk_search_count_bits:
 * @clauses: a bit for each clause that is met
 *
 * Returns: how many these are
 */
unsigned
desk_search_count_bits (guint32 clauses)
{
  unsigned n_bits = 0;

  for (; clauses != 0; clauses &= clauses - 1)
    n_bits++;

  return n_bits;
}

/**
 * desk_search_marker_get_all:
 *
 * Returns: a bit for each clause that there is
 */
guint32
desk_search_marker_get_all (const DeskSearchMarker *self)
{
  return self->n_clauses < 32 ? (1u << self->n_clauses) - 1 : G_MAXUINT32;
}

/**
 * desk_search_marker_meet:
 * @text: Markdown
 *
 * Returns: a bit for each clause that is met; it stops where all are
 */
guint32
desk_search_marker_meet (DeskSearchMarker *self,
                         const char       *text)
{
  guint32 all = desk_search_marker_get_all (self);
  guint32 met = 0;
  DeskWords words;

  begin (self, &words, text);
  while (met != all && desk_words_next (&words))
    {
      g_array_set_size (self->scratch, 0);
      look_at (self, &words, self->scratch);
      met |= clauses_from (self->scratch, 0);
    }

  return met;
}

/**
 * desk_search_marker_mark:
 * @text: Markdown
 * @near_bytes: where so many bytes have met every clause, it ends as many
 *   bytes behind, and looks for such a place no further than ten times as many
 *   from where all have been met; %G_MAXUINT to go through the whole text
 * @marks: (element-type DeskMark): takes what was found, in the order of the text
 *
 * Returns: a bit for each clause that is met
 */
guint32
desk_search_marker_mark (DeskSearchMarker *self,
                         const char       *text,
                         unsigned          near_bytes,
                         GArray           *marks)
{
  guint32 all = desk_search_marker_get_all (self);
  unsigned last_start = G_MAXUINT;
  gboolean is_near = FALSE;
  DeskWords words;

  begin (self, &words, text);
  while (all != 0 && marks->len < MAX_MARKS && desk_words_next (&words) && words.start <= last_start)
    {
      unsigned n_before = marks->len;

      look_at (self, &words, marks);
      if (marks->len == n_before || is_near || near_bytes == G_MAXUINT)
        continue;
      is_near = clauses_from (marks, words.start > near_bytes ? words.start - near_bytes : 0) == all;
      if (is_near)
        last_start = words.start + near_bytes;
      else if (last_start == G_MAXUINT && clauses_from (marks, 0) == all)
        last_start = words.start + PATIENCE * near_bytes;
    }

  g_array_sort (marks, by_start);
  return clauses_from (marks, 0);
}
