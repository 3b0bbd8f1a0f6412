/* test-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "text/desk-words.h"

#include "text/desk-script.h"
#include "text/desk-stemmer.h"

#include <string.h>

static char *
words_of (const char *text,
          gboolean    is_markdown)
{
  GString *out = g_string_new (NULL);
  DeskWords words;

  desk_words_init (&words, text, -1, is_markdown);
  while (desk_words_next (&words))
    {
      g_assert_cmpuint (words.start, <, words.stop);
      g_assert_cmpuint (words.n_folded, ==, strlen (words.folded));
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words.folded);
    }

  return g_string_free_and_steal (out);
}

static void
test_cut (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "" },
    { " … — !", "" },
    { "НАТО, Nato; „nato“", "nato nato nato" },
    { "Ђоковић/Đoković/djokovic", "djokovic djokovic djokovic" },
    { "Љубав LJUBAV ǈubav", "ljubav ljubav ljubav" },
    { "Džep Џеп ǅep", "dzep dzep dzep" },
    { "s\xcc\x8cuma šuma", "suma suma" },
    { "No. 5, 2026-11-28", "no 5 2026 11 28" },
    { "co\xc2\xad" "operate", "cooperate" },
    { "Straße ﬁn", "strasse fin" },
    { "नमस्ते दुनिया", "नमस्ते दुनिया" },
    { "北京 NATO", "北 京 nato" },
    { "a\xd9\x8b", "a\xd9\x8b" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = words_of (cases[i].text, FALSE);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static unsigned
count_words (const char            *text,
             gsize                  n_bytes,
             const DeskWordsWanted *wanted)
{
  DeskWords words;

  desk_words_init (&words, text, (gssize) n_bytes, TRUE);
  if (wanted != NULL)
    desk_words_want (&words, wanted);
  while (desk_words_next (&words))
    {
      g_assert_cmpuint (words.stop, <=, n_bytes);
      g_assert_true (g_utf8_validate (text + words.start, words.stop - words.start, NULL));
      g_assert_true (g_utf8_validate (words.folded, words.n_folded, NULL));
    }

  return words.number;
}

/* What is no UTF-8 parts words, wherever a text ends. */
static void
test_bad_utf8 (void)
{
  static const char *const texts[] = {
    "north\xff" "road", "\x80\x80north", "š\xc5", "north \xc5 road", "\xe2\x82north\xf0\x9f\x98", "нафта\xd0",
    "<a \xc4>north", "\xed\xa0\x80road",
  };
  static const DeskWordsWanted nothing;
  g_autofree char *north = words_of (texts[0], FALSE);

  g_assert_cmpstr (north, ==, "north road");
  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (gsize n_bytes = 0; n_bytes <= strlen (texts[i]); n_bytes++)
        {
          g_autofree char *text = g_memdup2 (texts[i], n_bytes + 1); /* a sanitizer sees who reads on */

          text[n_bytes] = '\0';
          (void) count_words (text, n_bytes, NULL);
          (void) count_words (text, n_bytes, &nothing);
        }
    }
}

static void
test_markdown (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "a **bold** _word_ and `code`", "a bold word and code" },
    { "see [the report](https://example.org/a_(b) \"Its title\") now", "see the report its title now" },
    { "![alt](media:0123abcd 'caption')", "alt caption" },
    { "one<br>two <a href=\"x y\">three</a> 3 < 4", "one two three 3 4" },
    { "salt&nbsp;&amp;&#353; R&D", "salt r d" },
    { "[open](never closed", "open closed" },
    { "x < y", "x y" },
    { "<", "" },
    { "](", "" },
    { "&", "" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = words_of (cases[i].text, TRUE);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static char *
random_text (unsigned n_chars)
{
  static const struct
  {
    gunichar first, last;
  } ranges[] = {
    { ' ', '~' }, { 'a', 'z' }, { 0xA0, 0x24F }, { 0x250, 0x52F }, { 0x400, 0x45F }, { 0x1E00, 0x206F }, { 0x600, 0x97F },
    { 0xAC00, 0xAC20 }, { 0x1100, 0x1200 }, { 0xFB00, 0xFEFF }, { 0x1F300, 0x1F400 },
  };
  GString *text = g_string_new (NULL);

  for (unsigned i = 0; i < n_chars; i++)
    {
      unsigned range = (unsigned) g_test_rand_int_range (0, G_N_ELEMENTS (ranges));

      g_string_append_unichar (text, (gunichar) g_test_rand_int_range ((gint32) ranges[range].first,
                                                                       (gint32) ranges[range].last + 1));
    }

  return g_string_free_and_steal (text);
}

static char *
without_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_unichar (out, g_utf8_get_char (p));
    }

  return g_string_free_and_steal (out);
}

static void
assert_same_count (const char *text)
{
  static const DeskWordsWanted nothing;

  g_assert_cmpuint (count_words (text, strlen (text), NULL), ==, count_words (text, strlen (text), &nothing));
}

/* Passed over or not: a phrase is found by the numbers of its words. */
static void
test_same_count (void)
{
  assert_same_count ("Šuma, нафта i 北京 s\xcc\x8cuma");
  assert_same_count ("šu\xcc\x8cma aβγ нафта\xcc\x81 нафта—нафта <b>a</b>b a]b](c) d&amp;e");
  for (unsigned i = 0; i < 2000; i++)
    {
      g_autofree char *text = random_text (60);

      assert_same_count (text);
    }
}

static void
test_same_as_folding (void)
{
  for (unsigned i = 0; i < 3000; i++)
    {
      g_autofree char *text = random_text (40);
      DeskWords words;

      desk_words_init (&words, text, -1, FALSE);
      while (desk_words_next (&words))
        {
          g_autofree char *word = g_strndup (text + words.start, words.stop - words.start);
          g_autofree char *folded = desk_script_fold (word);
          g_autofree char *joined = without_spaces (folded);

          g_assert_true (g_utf8_validate (words.folded, -1, NULL));
          g_assert_true (g_str_has_prefix (joined, words.folded));
          if (strlen (joined) < DESK_WORD_MAX_BYTES)
            g_assert_cmpstr (joined, ==, words.folded);
        }
    }
}

/* Folding by the table is what folding a whole text gives, where no character is
 * composed with the next one. */
static void
test_table (void)
{
  for (gunichar c = 1; c < 0x2100; c++)
    {
      char text[32] = { 0 };
      char with_slow[32] = { 0 };
      g_autofree char *fast = NULL;
      g_autofree char *slow = NULL;

      if (!g_unichar_validate (c) || g_unichar_ismark (c))
        continue;
      text[g_unichar_to_utf8 (c, text)] = '\0';
      g_snprintf (with_slow, sizeof with_slow, "%s|\xe5\x8c\x97", text); /* no table knows the last one */
      fast = desk_script_fold (text);
      slow = desk_script_fold (with_slow);
      g_assert_cmpuint (strlen (slow), >=, 4);
      slow[strlen (slow) - 4] = '\0';
      g_assert_cmpstr (fast, ==, slow);
    }
}

/* How often a word of @text begins as @beginning does; a sum of their numbers and
 * places, that is. */
static guint64
sum_of_words (const char            *text,
              const char            *beginning,
              const DeskWordsWanted *wanted)
{
  guint64 sum = 0;
  DeskWords words;

  desk_words_init (&words, text, -1, TRUE);
  if (wanted != NULL)
    desk_words_want (&words, wanted);
  while (desk_words_next (&words))
    {
      if (g_str_has_prefix (words.folded, beginning))
        sum = sum * 31 + words.number * 1000 + words.start + words.stop + words.n_folded;
    }

  return sum;
}

/* Whatever two letters words begin with, those that begin so are all found. */
static void
test_wanted (void)
{
  static const char *const letters[] = {
    "a", "d", "j", "l", "n", "z", "A", "D", "š", "đ", "Ž", "љ", "Њ", "џ", "ђ", "а", "Д", "ß", "ﬁ", "ǆ", "Ω", "北", "न",
    "\xcc\x8c", "\xc2\xad", "7", " ", " ", "-", "<", "](", "&amp;", "\xff", "é", "e\xcc\x81", "ﷺ", "İ", "ı",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20261130);
  g_autoptr(GString) text = g_string_new (NULL);
  unsigned n_found = 0;
  DeskWords words;

  for (unsigned i = 0; i < 4000; i++)
    g_string_append (text, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);

  desk_words_init (&words, text->str, -1, TRUE);
  while (desk_words_next (&words))
    {
      gsize n_bytes = MIN (words.n_folded, 2);
      gboolean is_letter = words.n_folded == 1;
      g_autofree char *beginning = g_strndup (words.folded, n_bytes);
      DeskWordsWanted wanted = { 0 };

      desk_words_wanted_add (&wanted, beginning, n_bytes, is_letter);
      g_assert_cmpuint (sum_of_words (text->str, beginning, &wanted), ==, sum_of_words (text->str, beginning, NULL));
      n_found++;
    }
  g_assert_cmpuint (n_found, >, 500);
}

/* A word of one letter alone is not what begins with it. */
static void
test_wanted_letter (void)
{
  static const unsigned numbers[] = { 2, 4, 6, 7 };
  DeskWordsWanted wanted = { 0 };
  DeskWords words;

  desk_words_wanted_add (&wanted, "u", 1, FALSE);
  desk_words_init (&words, "Ulica u selu, U-17, у (u)", -1, TRUE);
  desk_words_want (&words, &wanted);
  for (unsigned i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (desk_words_next (&words));
      g_assert_cmpstr (words.folded, ==, "u");
      g_assert_cmpuint (words.number, ==, numbers[i]);
    }
  g_assert_false (desk_words_next (&words));
}

static void
test_long_word (void)
{
  g_autofree char *plain = g_strnfill (5000, 'x');
  g_autoptr(GString) wide = g_string_new ("a");
  DeskWords words;

  desk_words_init (&words, plain, -1, FALSE);
  g_assert_true (desk_words_next (&words));
  g_assert_cmpuint (words.n_folded, ==, DESK_WORD_MAX_BYTES);
  g_assert_cmpuint (words.stop, ==, 5000);
  g_assert_false (desk_words_next (&words));

  for (unsigned i = 0; i < 100; i++)
    g_string_append (wide, "\xe0\xa4\xa8");
  desk_words_init (&words, wide->str, -1, FALSE);
  g_assert_true (desk_words_next (&words));
  g_assert_cmpuint (words.n_folded, ==, 58);
  g_assert_true (g_utf8_validate (words.folded, -1, NULL));
}

static char *
stem_of (DeskStemmer *stemmer,
         const char  *text)
{
  DeskWords words;
  const char *stem;

  desk_words_init (&words, text, -1, FALSE);
  g_assert_true (desk_words_next (&words));
  stem = desk_stemmer_stem (stemmer, &words);

  return g_strdup (stem != NULL ? stem : words.folded);
}

static void
test_stems (void)
{
  static const struct
  {
    const char *language;
    const char *forms[5];
  } cases[] = {
    { "en", { "election", "elections", "Election", "ELECTIONS" } },
    { "en-GB", { "report", "reports", "reported", "reporting" } },
    { "sr", { "безбедност", "bezbednost", "безбедности", "bezbednosti", "Безбедношћу" } },
    { "sr-Latn", { "život", "живота", "životu", "ЖИВОТ" } },
    { "sr", { "deca", "djeca", "дјецу" } },
    { "sr", { "reka", "rijeka", "ријеке" } },
    { "sr", { "đak", "ђака", "djaka", "ђаку" } },
    { "hr", { "izvještaj", "izvještaja", "izveštaj", "izvestaji" } },
    { "sr", { "komisija", "комисије", "komisiju", "комисијом" } },
    { "sr", { "slučaj", "slučaja", "случају", "slucaj" } },
    { "sr", { "kandidat", "kandidata", "кандидати" } },
    { "sr", { "mogućnost", "mogucnosti", "могућност" } },
    { "de", { "Haus", "Hauses", "haus" } },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskStemmer) stemmer = desk_stemmer_new ((unsigned) desk_stemmer_kind_of (cases[i].language));
      g_autofree char *first = stem_of (stemmer, cases[i].forms[0]);

      for (unsigned j = 0; j < G_N_ELEMENTS (cases[i].forms) && cases[i].forms[j] != NULL; j++)
        {
          g_autofree char *stem = stem_of (stemmer, cases[i].forms[j]);
          g_autofree char *again = stem_of (stemmer, cases[i].forms[j]); /* from its slot */

          g_assert_cmpstr (stem, ==, first);
          g_assert_cmpstr (again, ==, first);
        }
    }
}

static void
test_every_kind (void)
{
  static const char * const languages[DESK_STEMMER_N_KINDS] = {
    "en", "sr", "de", "es", "fr", "hu", "it", "ru", "tr",
  };

  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    {
      g_autoptr(DeskStemmer) stemmer = desk_stemmer_new (kind);

      g_assert_nonnull (stemmer);
      g_assert_cmpint (desk_stemmer_kind_of (languages[kind]), ==, (int) kind);
      for (unsigned i = 0; i < 500; i++)
        {
          g_autofree char *text = random_text (12);
          DeskWords words;

          desk_words_init (&words, text, -1, FALSE);
          while (desk_words_next (&words))
            {
              const char *stem = desk_stemmer_stem (stemmer, &words);

              if (stem != NULL)
                {
                  g_assert_true (desk_stemmer_could_be (stemmer, words.folded, stem));
                  g_assert_cmpstr (stem, !=, words.folded);
                  g_assert_cmpuint (strlen (stem), <=, DESK_WORD_MAX_BYTES);
                }
            }
        }
    }

  g_assert_cmpint (desk_stemmer_kind_of ("ja"), ==, -1);
  g_assert_cmpint (desk_stemmer_kind_of ("enm"), ==, -1);
  g_assert_cmpint (desk_stemmer_kind_of (""), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/words/passed-words-count", test_same_count);
  g_test_add_func ("/text/words/a-text-is-cut-and-folded", test_cut);
  g_test_add_func ("/text/words/what-is-no-utf-8-parts-them", test_bad_utf8);
  g_test_add_func ("/text/words/markup-for-machines-is-no-word", test_markdown);
  g_test_add_func ("/text/words/a-word-is-as-it-is-folded-alone", test_same_as_folding);
  g_test_add_func ("/text/words/the-table-folds-as-the-long-way-does", test_table);
  g_test_add_func ("/text/words/what-is-wanted-is-found", test_wanted);
  g_test_add_func ("/text/words/one-letter-can-be-wanted", test_wanted_letter);
  g_test_add_func ("/text/words/a-long-word-is-cut-between-characters", test_long_word);
  g_test_add_func ("/text/stemmer/inflected-forms-have-one-stem", test_stems);
  g_test_add_func ("/text/stemmer/a-stem-begins-as-its-word-does", test_every_kind);

  return g_test_run ();
}
