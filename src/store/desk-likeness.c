/* desk-likeness.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-likeness.h"

#include <string.h>

/* How like two texts are:
 *
 *   score = Σ over words that both have of the lower weight
 *           + 2 if that is more than nothing and they are in one section
 *
 * A text adds up what it shares with all others. Most of that comes from few words,
 * which a good part of the texts have. So the texts are gone through tile by tile,
 * whose scores stay in the processor's cache, and of a frequent word there is a row
 * with its weight in each text, of which sixteen are added in a few instructions; of
 * the others there is a list of those that have it.
 *
 * Invariants:
 *  1. a lower number comes first among equally like ones;
 *  2. uses stand by word, and those of a word by number;
 *  3. no text has more than MAX_WORDS words, so that no score needs more than 15 bits.
 */

#define TILE 4096        /* texts */
#define N_LOOK 64        /* scores that are looked at together */
#define MAX_WORDS 500
#define DENSE_SHARE 16   /* a word that more than one in so many texts have is frequent */
#define MAX_DENSE 96     /* a byte for each text, each */

/* A use of a word by a text, in the list of either: the number of the other one, and
 * the weight. */
typedef struct
{
  unsigned number : 26;
  unsigned weight : 6;
} Use;

typedef struct
{
  unsigned first_use;
  unsigned n_uses;
  guint8  *weights; /* (nullable): in each text, of a frequent one */
} Word;

typedef struct
{
  unsigned first_use;
  unsigned n_uses;
} Text;

/* Where a word's list is while the tiles are gone through. */
typedef struct
{
  const Use *at;
  const Use *end;
  unsigned   weight;
} Cursor;

struct _DeskLikeness
{
  GArray     *texts;      /* Text */
  GArray     *sections;   /* gint16, padded: of each text */
  GByteArray *is_hidden;  /* whether it stands below no other */
  GHashTable *section_of; /* gint64 → its number + 1 */
  GArray     *words;      /* Word */
  GArray     *uses;       /* Use: texts, by word */
  Use        *by_text;    /* the same ones: words, by text */
  gint16     *scores;     /* TILE */
};

DeskLikeness *
desk_likeness_new (void)
{
  DeskLikeness *self = g_new0 (DeskLikeness, 1);

  self->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  self->sections = g_array_new (FALSE, FALSE, sizeof (gint16));
  self->is_hidden = g_byte_array_new ();
  self->section_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->uses = g_array_new (FALSE, FALSE, sizeof (Use));
  self->scores = g_new0 (gint16, TILE);

  return self;
}

void
desk_likeness_free (DeskLikeness *self)
{
  if (self == NULL)
    return;

  for (unsigned i = 0; i < self->words->len; i++)
    g_free (g_array_index (self->words, Word, i).weights);
  g_array_unref (self->texts);
  g_array_unref (self->sections);
  g_byte_array_unref (self->is_hidden);
  g_hash_table_unref (self->section_of);
  g_array_unref (self->words);
  g_array_unref (self->uses);
  g_free (self->by_text);
  g_free (self->scores);
  g_free (self);
}

/* Sections are few; should there be more than fit, the last are taken for one. */
static gint16
number_of_section (DeskLikeness *self,
                   gint64        section)
{
  unsigned number = GPOINTER_TO_UINT (g_hash_table_lookup (self->section_of, &section));

  if (number == 0)
    {
      number = MIN (g_hash_table_size (self->section_of) + 1, G_MAXINT16);
      g_hash_table_insert (self->section_of, g_memdup2 (&section, sizeof section), GUINT_TO_POINTER (number));
    }

  return (gint16) number;
}

/**
 * desk_likeness_add_text:
 * @section: where it is filed; any number
 * @is_hidden: whether it is to be like no other one
 *
 * Adds the next text, of which there are %DESK_LIKENESS_MAX_TEXTS at most. The order is
 * that of equally like ones.
 */
void
desk_likeness_add_text (DeskLikeness *self,
                        gint64        section,
                        gboolean      is_hidden)
{
  Text text = { 0, 0 };
  gint16 number = number_of_section (self, section);
  guint8 hidden = is_hidden != FALSE;

  g_return_if_fail (self->texts->len < DESK_LIKENESS_MAX_TEXTS);

  g_array_append_val (self->texts, text);
  g_array_append_val (self->sections, number);
  g_byte_array_append (self->is_hidden, &hidden, 1);
}

/**
 * desk_likeness_begin_word:
 *
 * Says that the uses which follow are of another word than those before.
 */
void
desk_likeness_begin_word (DeskLikeness *self)
{
  Word word = { self->uses->len, 0, NULL };

  g_array_append_val (self->words, word);
}

/**
 * desk_likeness_add_use:
 * @number: of a text that has the word; higher than the last one
 * @weight: at least 1; what is over 63 counts as 63
 *
 * A text may have 500 words; further ones aren't counted.
 */
void
desk_likeness_add_use (DeskLikeness *self,
                       unsigned      number,
                       unsigned      weight)
{
  Text *text = &g_array_index (self->texts, Text, number);
  Word *word;
  Use use = { number, MIN (weight, DESK_LIKENESS_MAX_WEIGHT) };

  g_return_if_fail (self->words->len > 0 && number < self->texts->len && weight > 0);

  word = &g_array_index (self->words, Word, self->words->len - 1);
  g_return_if_fail (word->n_uses == 0 || g_array_index (self->uses, Use, self->uses->len - 1).number < number);
  if (text->n_uses == MAX_WORDS || self->words->len > DESK_LIKENESS_MAX_TEXTS)
    return;

  g_array_append_val (self->uses, use);
  word->n_uses++;
  text->n_uses++;
}

static void
sort_uses_by_text (DeskLikeness *self)
{
  unsigned n_before = 0;

  for (unsigned i = 0; i < self->texts->len; i++)
    {
      Text *text = &g_array_index (self->texts, Text, i);

      text->first_use = n_before;
      n_before += text->n_uses;
      text->n_uses = 0;
    }

  self->by_text = g_new (Use, MAX (self->uses->len, 1));
  for (unsigned i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      for (unsigned j = word->first_use; j < word->first_use + word->n_uses; j++)
        {
          const Use *use = &g_array_index (self->uses, Use, j);
          Text *text = &g_array_index (self->texts, Text, use->number);

          self->by_text[text->first_use + text->n_uses++] = (Use) { i, use->weight };
        }
    }
}

static unsigned
round_up (unsigned n_texts)
{
  return (n_texts + TILE - 1) / TILE * TILE;
}

static void
lay_out (DeskLikeness *self,
         Word         *word)
{
  word->weights = g_new0 (guint8, round_up (self->texts->len));
  for (unsigned i = word->first_use; i < word->first_use + word->n_uses; i++)
    {
      const Use *use = &g_array_index (self->uses, Use, i);

      word->weights[use->number] = use->weight;
    }
}

static int
most_uses_first (gconstpointer a,
                 gconstpointer b)
{
  const Word *one = *(const Word *const *) a;
  const Word *two = *(const Word *const *) b;

  return (one->n_uses < two->n_uses) - (one->n_uses > two->n_uses);
}

static void
lay_out_frequent (DeskLikeness *self)
{
  g_autoptr(GPtrArray) frequent = g_ptr_array_new ();

  for (unsigned i = 0; i < self->words->len; i++)
    {
      Word *word = &g_array_index (self->words, Word, i);

      if (word->n_uses > self->texts->len / DENSE_SHARE)
        g_ptr_array_add (frequent, word);
    }
  g_ptr_array_sort (frequent, most_uses_first);
  for (unsigned i = 0; i < MIN (frequent->len, MAX_DENSE); i++)
    lay_out (self, frequent->pdata[i]);
}

/**
 * desk_likeness_prepare:
 *
 * Ends the adding.
 */
void
desk_likeness_prepare (DeskLikeness *self)
{
  g_return_if_fail (self->by_text == NULL);

  g_array_set_size (self->sections, round_up (self->texts->len));
  sort_uses_by_text (self);
  lay_out_frequent (self);
}

/* These three are loops that a compiler makes vectors of. */

static void
add_weights (gint16 *restrict       scores,
             const guint8 *restrict weights,
             guint8                 own)
{
  for (unsigned i = 0; i < TILE; i++)
    scores[i] = (gint16) (scores[i] + MIN (weights[i], own));
}

static void
add_section (gint16 *restrict       scores,
             const gint16 *restrict sections,
             gint16                 own)
{
  for (unsigned i = 0; i < TILE; i++)
    scores[i] = (gint16) (scores[i] + (-(scores[i] > 0) & -(sections[i] == own) & DESK_LIKENESS_SECTION));
}

static gint16
find_highest (const gint16 *scores)
{
  gint16 highest = 0;

  for (unsigned i = 0; i < N_LOOK; i++)
    highest = MAX (highest, scores[i]);

  return highest;
}

static void
add_uses (gint16  *scores,
          Cursor  *cursor,
          unsigned first)
{
  const Use *use = cursor->at;

  for (; use < cursor->end && use->number < first + TILE; use++)
    scores[use->number - first] = (gint16) (scores[use->number - first] + (int) MIN (use->weight, cursor->weight));
  cursor->at = use;
}

/* The scores of the texts from @first on. */
static void
score_tile (DeskLikeness *self,
            const Text   *text,
            Cursor       *cursors,
            unsigned      first)
{
  memset (self->scores, 0, TILE * sizeof *self->scores);
  for (unsigned i = 0; i < text->n_uses; i++)
    {
      const Use *own = &self->by_text[text->first_use + i];
      const Word *word = &g_array_index (self->words, Word, own->number);

      if (word->weights != NULL)
        add_weights (self->scores, word->weights + first, own->weight);
      else
        add_uses (self->scores, &cursors[i], first);
    }
}

static gboolean
is_among (const unsigned *numbers,
          unsigned        n_numbers,
          unsigned        number)
{
  for (unsigned i = 0; i < n_numbers; i++)
    {
      if (numbers[i] == number)
        return TRUE;
    }

  return FALSE;
}

/* Puts @like among the best, at most @n_wanted of them; those that are as like as it
 * and stand there already come first. */
static void
insert_best (GArray  *best,
             unsigned n_wanted,
             DeskLike like)
{
  unsigned place = best->len;

  while (place > 0 && like.score > g_array_index (best, DeskLike, place - 1).score)
    place--;
  g_array_insert_val (best, place, like);
  if (best->len > n_wanted)
    g_array_set_size (best, n_wanted);
}

/* What another one has to have more than. */
static int
floor_of (const GArray *best,
          unsigned      n_wanted)
{
  return best->len < n_wanted ? 0 : (int) g_array_index (best, DeskLike, best->len - 1).score;
}

/* What is to be passed over: the text itself, @others, and what is hidden. */
typedef struct
{
  unsigned        number;
  const unsigned *others;
  unsigned        n_others;
} Passed;

static void
take_best (DeskLikeness *self,
           unsigned      first,
           unsigned      n_wanted,
           const Passed *passed,
           GArray       *best)
{
  for (unsigned start = 0; start < TILE && first + start < self->texts->len; start += N_LOOK)
    {
      if (find_highest (self->scores + start) <= floor_of (best, n_wanted))
        continue;
      for (unsigned i = start; i < start + N_LOOK; i++)
        {
          DeskLike like = { first + i, (unsigned) self->scores[i] };

          if (self->scores[i] > floor_of (best, n_wanted) && like.number != passed->number &&
              !self->is_hidden->data[like.number] && !is_among (passed->others, passed->n_others, like.number))
            insert_best (best, n_wanted, like);
        }
    }
}

/**
 * desk_likeness_find:
 * @number: of a text
 * @others: (array length=n_others): of texts that aren't wanted
 * @n_wanted: at most so many, at least 1
 * @out_best: (element-type DeskLike): gets those that are most like it, the likest
 *   first; only such that share a word with it
 */
void
desk_likeness_find (DeskLikeness   *self,
                    unsigned        number,
                    const unsigned *others,
                    unsigned        n_others,
                    unsigned        n_wanted,
                    GArray         *out_best)
{
  const Text *text = &g_array_index (self->texts, Text, number);
  const Passed passed = { number, others, n_others };
  Cursor cursors[MAX_WORDS];

  g_return_if_fail (self->by_text != NULL && number < self->texts->len && n_wanted > 0);

  for (unsigned i = 0; i < text->n_uses; i++)
    {
      const Use *own = &self->by_text[text->first_use + i];
      const Word *word = &g_array_index (self->words, Word, own->number);
      const Use *uses = (const Use *) self->uses->data + word->first_use;

      cursors[i] = (Cursor) { uses, uses + word->n_uses, own->weight };
    }

  g_array_set_size (out_best, 0);
  for (unsigned first = 0; text->n_uses > 0 && first < self->texts->len; first += TILE)
    {
      score_tile (self, text, cursors, first);
      add_section (self->scores, (const gint16 *) self->sections->data + first, g_array_index (self->sections, gint16, number));
      take_best (self, first, n_wanted, &passed, out_best);
    }
}
