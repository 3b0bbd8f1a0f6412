/* test-likeness.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/desk-likeness.h"

#define N_WORDS 60

/* What was added, to be compared in the plain way. */
typedef struct
{
  gint64   section;
  gboolean is_hidden;
  guint8   weights[N_WORDS]; /* 0: it lacks the word */
} Text;

static Text *
make_texts (GRand   *random,
            unsigned n_texts)
{
  Text *texts = g_new0 (Text, n_texts);

  for (unsigned i = 0; i < n_texts; i++)
    {
      texts[i].section = (gint64) g_rand_int_range (random, 0, 4) * G_MAXINT32;
      texts[i].is_hidden = g_rand_int_range (random, 0, 10) == 0;
      for (unsigned word = 0; word < N_WORDS; word++)
        {
          /* The first are everywhere, the last nearly nowhere. */
          if (g_rand_int_range (random, 0, (int) (word * word / 8 + 2)) == 0)
            texts[i].weights[word] = (guint8) g_rand_int_range (random, 1, 90);
        }
    }

  return texts;
}

static DeskLikeness *
make_likeness (const Text *texts,
               unsigned    n_texts)
{
  DeskLikeness *likeness = desk_likeness_new ();

  for (unsigned i = 0; i < n_texts; i++)
    desk_likeness_add_text (likeness, texts[i].section, texts[i].is_hidden);
  for (unsigned word = 0; word < N_WORDS; word++)
    {
      desk_likeness_begin_word (likeness);
      for (unsigned i = 0; i < n_texts; i++)
        {
          if (texts[i].weights[word] > 0)
            desk_likeness_add_use (likeness, i, texts[i].weights[word]);
        }
    }
  desk_likeness_prepare (likeness);

  return likeness;
}

static unsigned
score_of (const Text *one,
          const Text *two)
{
  unsigned score = 0;

  for (unsigned word = 0; word < N_WORDS; word++)
    score += MIN (MIN (one->weights[word], two->weights[word]), 63);

  return score > 0 && one->section == two->section ? score + 2 : score;
}

static int
likest_first (gconstpointer a,
              gconstpointer b)
{
  const DeskLike *one = a;
  const DeskLike *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return one->number < two->number ? -1 : 1;
}

static GArray *
find_plainly (const Text *texts,
              unsigned    n_texts,
              unsigned    number,
              unsigned    other)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (DeskLike));

  for (unsigned i = 0; i < n_texts; i++)
    {
      DeskLike like = { i, score_of (&texts[number], &texts[i]) };

      if (i != number && i != other && !texts[i].is_hidden && like.score > 0)
        g_array_append_val (all, like);
    }
  g_array_sort (all, likest_first);

  return all;
}

static void
assert_found (DeskLikeness *likeness,
              const Text   *texts,
              unsigned      n_texts,
              unsigned      number,
              unsigned      other,
              unsigned      n_wanted)
{
  g_autoptr(GArray) all = find_plainly (texts, n_texts, number, other);
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (DeskLike));

  desk_likeness_find (likeness, number, &other, 1, n_wanted, best);
  g_assert_cmpuint (best->len, ==, MIN (all->len, n_wanted));
  for (unsigned i = 0; i < best->len; i++)
    {
      g_assert_cmpuint (g_array_index (best, DeskLike, i).number, ==, g_array_index (all, DeskLike, i).number);
      g_assert_cmpuint (g_array_index (best, DeskLike, i).score, ==, g_array_index (all, DeskLike, i).score);
    }
}

/* One tile, all of one, and some: at the seams what is like is found as elsewhere. */
static void
test_plain_way (void)
{
  static const unsigned counts[] = { 1, 2, 17, 63, 64, 65, 700, 4096, 4097, 9000 };
  g_autoptr(GRand) random = g_rand_new_with_seed (20261130);

  for (unsigned i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree Text *texts = make_texts (random, counts[i]);
      g_autoptr(DeskLikeness) likeness = make_likeness (texts, counts[i]);

      for (unsigned round = 0; round < 40; round++)
        assert_found (likeness, texts, counts[i], (unsigned) g_rand_int_range (random, 0, (int) counts[i]),
                      (unsigned) g_rand_int_range (random, 0, (int) counts[i]), (unsigned) g_rand_int_range (random, 1, 8));
    }
}

/* No number of words, however heavy, makes a score that wraps round. */
static void
test_many_words (void)
{
  g_autoptr(DeskLikeness) likeness = desk_likeness_new ();
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (DeskLike));

  for (unsigned i = 0; i < 3; i++)
    desk_likeness_add_text (likeness, 1, FALSE);
  for (unsigned word = 0; word < 2000; word++)
    {
      desk_likeness_begin_word (likeness);
      desk_likeness_add_use (likeness, 0, 63);
      desk_likeness_add_use (likeness, 1, 1000);
      if (word == 0)
        desk_likeness_add_use (likeness, 2, 1);
    }
  desk_likeness_prepare (likeness);

  desk_likeness_find (likeness, 0, NULL, 0, 5, best);
  g_assert_cmpuint (best->len, ==, 2);
  g_assert_cmpuint (g_array_index (best, DeskLike, 0).number, ==, 1);
  g_assert_cmpuint (g_array_index (best, DeskLike, 0).score, ==, 500 * 63 + 2);
  g_assert_cmpuint (g_array_index (best, DeskLike, 1).score, ==, 3);
}

static void
test_nothing (void)
{
  g_autoptr(DeskLikeness) likeness = desk_likeness_new ();
  g_autoptr(GArray) best = g_array_new (FALSE, FALSE, sizeof (DeskLike));

  desk_likeness_add_text (likeness, 0, FALSE);
  desk_likeness_add_text (likeness, 0, FALSE);
  desk_likeness_prepare (likeness);
  desk_likeness_find (likeness, 1, NULL, 0, 3, best);
  g_assert_cmpuint (best->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/likeness/as-in-the-plain-way", test_plain_way);
  g_test_add_func ("/store/likeness/many-heavy-words", test_many_words);
  g_test_add_func ("/store/likeness/nothing-in-common", test_nothing);

  return g_test_run ();
}
