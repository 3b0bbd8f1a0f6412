/* desk-block-alike.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-text-private.h"

#include <stdlib.h>

/* Blocks whose words are mostly the same. How alike two are is Dice's measure of
 * their words: twice those they share, divided by all that both have. To be of
 * one kind between the same neighbours counts too, for there an edited block is
 * looked for first. The most alike pair is taken first.
 *
 * Few blocks are all compared. Of many, one is compared with the four that share
 * most of its rare words; a word that many blocks have tells nothing. So a body
 * of 4 MB costs a sort of its words and four comparisons a block, whatever is in
 * it.
 */

#define ALIKE 0.6
#define SAME_PLACE 0.2
#define MAX_PAIRS 4096          /* that are all compared … */
#define MAX_STEPS (2 << 20)     /* … if that takes no more steps from word to word */
#define RARE 8                  /* a word that more blocks have is not rare */
#define MAX_SHARING 16          /* blocks that are counted as sharing rare words */
#define N_COMPARED 4            /* of these */

/* A block that found nothing yet. Its words are hashes, sorted; the same word
 * stands there as often as it comes. */
typedef struct
{
  unsigned      index;
  DeskBlockKind kind;
  int           place; /* the neighbours it stands between */
  unsigned      start; /* of its words in the bag */
  unsigned      n_words;
} Free;

typedef struct
{
  GArray *blocks; /* Free */
  GArray *words;  /* guint32 */
} Bag;

typedef struct
{
  double   score;
  unsigned old_index;
  unsigned new_index;
} Pair;

static void
bag_clear (Bag *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bag, bag_clear)

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

static void
add_words (GArray     *words,
           const char *text,
           const char *end)
{
  guint32 hash = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (desk_diff_is_in_word (c))
        {
          hash = (hash ^ c) * 16777619u;
        }
      else if (hash != 0)
        {
          g_array_append_val (words, hash);
          hash = 0;
        }
    }
  if (hash != 0)
    g_array_append_val (words, hash);
}

static void
add_free (Bag                 *self,
          const DeskBlockSide *side,
          unsigned             index,
          int                  place)
{
  const DeskBlock *block = &side->blocks[index];
  const char *text = side->body + block->offset;
  Free free_block = { index, block->kind, place, self->words->len, 0 };

  add_words (self->words, text, text + block->n_bytes);
  free_block.n_words = self->words->len - free_block.start;
  if (free_block.n_words == 0)
    return;

  qsort (&g_array_index (self->words, guint32, free_block.start), free_block.n_words, sizeof (guint32), compare_words);
  g_array_append_val (self->blocks, free_block);
}

/* A place is named by the old block that stands before it, which a new one has
 * found; -1 is the start. */
static void
bag_init (Bag                 *self,
          const DeskBlockSide *side,
          gboolean             is_old)
{
  int place = -1;

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Free));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (unsigned i = 0; i < side->n_blocks; i++)
    {
      if (side->match[i] < 0)
        add_free (self, side, i, place);
      else
        place = is_old ? (int) i : side->match[i];
    }
}

static unsigned
count_shared (const guint32 *a,
              unsigned       n_a,
              const guint32 *b,
              unsigned       n_b)
{
  unsigned n_shared = 0;

  for (unsigned i = 0, j = 0; i < n_a && j < n_b;)
    {
      gboolean is_shared = a[i] == b[j];
      gboolean is_past_a = a[i] <= b[j];
      gboolean is_past_b = b[j] <= a[i];

      n_shared += is_shared;
      i += is_past_a;
      j += is_past_b;
    }

  return n_shared;
}

static void
compare_blocks (GArray     *pairs,
                const Bag  *old_bag,
                const Free *old_block,
                const Bag  *new_bag,
                const Free *new_block)
{
  gboolean is_at_home = old_block->place == new_block->place && old_block->kind == new_block->kind;
  double bonus = is_at_home ? SAME_PLACE : 0;
  double n_all = old_block->n_words + (double) new_block->n_words;
  unsigned n_shared = MIN (old_block->n_words, new_block->n_words);
  Pair pair = { 0, old_block->index, new_block->index };

  if (2 * n_shared / n_all + bonus < ALIKE)
    return;

  n_shared = count_shared (&g_array_index (old_bag->words, guint32, old_block->start), old_block->n_words,
                           &g_array_index (new_bag->words, guint32, new_block->start), new_block->n_words);
  pair.score = 2 * n_shared / n_all + bonus;
  if (pair.score >= ALIKE)
    g_array_append_val (pairs, pair);
}

static gboolean
are_few (const Bag *old_bag,
         const Bag *new_bag)
{
  guint64 n_old = old_bag->blocks->len;
  guint64 n_new = new_bag->blocks->len;

  return n_old * n_new <= MAX_PAIRS &&
         n_old * new_bag->words->len + n_new * old_bag->words->len <= MAX_STEPS;
}

static void
compare_all (GArray    *pairs,
             const Bag *old_bag,
             const Bag *new_bag)
{
  for (unsigned i = 0; i < new_bag->blocks->len; i++)
    {
      for (unsigned j = 0; j < old_bag->blocks->len; j++)
        compare_blocks (pairs, old_bag, &g_array_index (old_bag->blocks, Free, j),
                        new_bag, &g_array_index (new_bag->blocks, Free, i));
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

/* Each word of each block once, as word << 32 | place in @blocks: sorted. */
static GArray *
index_words (const Bag *bag)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (guint64), bag->words->len);

  for (unsigned i = 0; i < bag->blocks->len; i++)
    {
      const Free *block = &g_array_index (bag->blocks, Free, i);

      for (unsigned j = 0; j < block->n_words; j++)
        {
          guint64 word = g_array_index (bag->words, guint32, block->start + j);
          guint64 key = word << 32 | i;

          if (j == 0 || word != g_array_index (bag->words, guint32, block->start + j - 1))
            g_array_append_val (keys, key);
        }
    }
  qsort (keys->data, keys->len, sizeof (guint64), compare_keys);

  return keys;
}

static unsigned
find_word (const GArray *keys,
           guint64       word)
{
  unsigned low = 0;
  unsigned high = keys->len;

  while (low < high)
    {
      unsigned middle = low + (high - low) / 2;

      if (g_array_index (keys, guint64, middle) >> 32 < word)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

typedef struct
{
  unsigned block; /* in the bag */
  unsigned n_rare;
} Sharing;

static unsigned
add_sharing (Sharing  sharing[MAX_SHARING],
             unsigned n_sharing,
             unsigned block)
{
  for (unsigned i = 0; i < n_sharing; i++)
    {
      if (sharing[i].block == block)
        {
          sharing[i].n_rare++;
          return n_sharing;
        }
    }
  if (n_sharing == MAX_SHARING)
    return n_sharing;

  sharing[n_sharing] = (Sharing) { block, 1 };
  return n_sharing + 1;
}

static int
compare_sharing (gconstpointer a,
                 gconstpointer b)
{
  const Sharing *left = a;
  const Sharing *right = b;

  if (left->n_rare != right->n_rare)
    return left->n_rare > right->n_rare ? -1 : 1;

  return (left->block > right->block) - (left->block < right->block);
}

static unsigned
find_sharing (const GArray *keys,
              const Bag    *bag,
              const Free   *block,
              Sharing       sharing[MAX_SHARING])
{
  unsigned n_sharing = 0;

  for (unsigned i = 0; i < block->n_words; i++)
    {
      guint64 word = g_array_index (bag->words, guint32, block->start + i);
      unsigned first, last;

      if (i > 0 && word == g_array_index (bag->words, guint32, block->start + i - 1))
        continue;
      first = last = find_word (keys, word);
      while (last < keys->len && last - first <= RARE && g_array_index (keys, guint64, last) >> 32 == word)
        last++;
      for (unsigned j = first; j < last && last - first <= RARE; j++)
        n_sharing = add_sharing (sharing, n_sharing, (unsigned) (g_array_index (keys, guint64, j) & G_MAXUINT32));
    }
  qsort (sharing, n_sharing, sizeof (Sharing), compare_sharing);

  return MIN (n_sharing, N_COMPARED);
}

static void
compare_sharing_rare_words (GArray    *pairs,
                            const Bag *old_bag,
                            const Bag *new_bag)
{
  g_autoptr(GArray) keys = index_words (old_bag);

  for (unsigned i = 0; i < new_bag->blocks->len; i++)
    {
      const Free *block = &g_array_index (new_bag->blocks, Free, i);
      Sharing sharing[MAX_SHARING];
      unsigned n_compared = find_sharing (keys, new_bag, block, sharing);

      for (unsigned j = 0; j < n_compared; j++)
        compare_blocks (pairs, old_bag, &g_array_index (old_bag->blocks, Free, sharing[j].block), new_bag, block);
    }
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *left = a;
  const Pair *right = b;

  if (left->score < right->score || left->score > right->score)
    return left->score > right->score ? -1 : 1;
  if (left->new_index != right->new_index)
    return left->new_index < right->new_index ? -1 : 1;

  return (left->old_index > right->old_index) - (left->old_index < right->old_index);
}

/* Where one block alone is left on each side, order says the same. */
static gboolean
is_one_edited (const DeskBlockSide *old_side,
               const DeskBlockSide *new_side)
{
  unsigned n = MIN (old_side->n_blocks, new_side->n_blocks);
  unsigned start = 0;
  unsigned end = 0;

  if (old_side->n_blocks != new_side->n_blocks || n == 0)
    return FALSE;

  while (start < n && new_side->match[start] == (int) start)
    start++;
  while (end < n - start && new_side->match[n - 1 - end] == (int) (n - 1 - end))
    end++;

  return start + end + 1 == n && new_side->match[start] < 0 &&
         old_side->blocks[start].kind == new_side->blocks[start].kind;
}

static void
take_best (const GArray  *pairs,
           DeskBlockSide *old_side,
           DeskBlockSide *new_side)
{
  for (unsigned i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (old_side->match[pair->old_index] < 0 && new_side->match[pair->new_index] < 0)
        desk_block_match_pair (old_side, pair->old_index, new_side, pair->new_index);
    }
}

static gboolean
has_free (const DeskBlockSide *side)
{
  for (unsigned i = 0; i < side->n_blocks; i++)
    {
      if (side->match[i] < 0)
        return TRUE;
    }

  return FALSE;
}

static void
match_alike (DeskBlockSide *old_side,
             DeskBlockSide *new_side)
{
  g_autoptr(GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_auto(Bag) old_bag = { 0 };
  g_auto(Bag) new_bag = { 0 };

  bag_init (&old_bag, old_side, TRUE);
  bag_init (&new_bag, new_side, FALSE);
  if (are_few (&old_bag, &new_bag))
    compare_all (pairs, &old_bag, &new_bag);
  else
    compare_sharing_rare_words (pairs, &old_bag, &new_bag);
  g_array_sort (pairs, compare_pairs);
  take_best (pairs, old_side, new_side);
}

/**
 * desk_block_match_alike:
 * @old_side: the old body, with what was matched so far
 * @new_side: likewise
 *
 * Pairs blocks that found nothing yet and are alike.
 */
void
desk_block_match_alike (DeskBlockSide *old_side,
                        DeskBlockSide *new_side)
{
  if (has_free (old_side) && has_free (new_side) && !is_one_edited (old_side, new_side))
    match_alike (old_side, new_side);
}
