/* desk-script-cyrillic.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-script.h"

#include "desk-text-private.h"

#include <string.h>

/* From Latin to Cyrillic a text can be read in more than one way. Three rules
 * decide: lj, nj and dž are one letter but in the words listed here; a word
 * with a letter that Serbian doesn't have (New York, Münster) is foreign and
 * stays; so does a Roman numeral.
 */

/* Beginnings of words, a bar where two letters meet that are no digraph. */
static const char * const parted_words[] = {
  "an|jon", "in|jekc", "in|jekt", "in|jur", "kon|jekt", "kon|jugac", "kon|jugov", "kon|junkc", "kon|junkt",
  "nad|žanr", "nad|žet", "nad|živ", "nad|žnj", "nad|žup", "od|žal", "od|živ", "od|žuber", "od|žvak", "pod|žanr",
  "pod|žup", "pred|žetv", "rein|jek", "tan|jug", "van|jezičk",
};

typedef struct
{
  const char *latin;
  const char *cyrillic;
} Letter;

/* Two letters come before one, so that the longest match is the first. */
static const Letter letters[] = {
  { "dž", "џ" }, { "Dž", "Џ" }, { "DŽ", "Џ" }, { "dŽ", "џ" },
  { "lj", "љ" }, { "Lj", "Љ" }, { "LJ", "Љ" }, { "lJ", "љ" },
  { "nj", "њ" }, { "Nj", "Њ" }, { "NJ", "Њ" }, { "nJ", "њ" },
  { "ǆ", "џ" }, { "ǅ", "Џ" }, { "Ǆ", "Џ" },
  { "ǉ", "љ" }, { "ǈ", "Љ" }, { "Ǉ", "Љ" },
  { "ǌ", "њ" }, { "ǋ", "Њ" }, { "Ǌ", "Њ" },
  { "a", "а" }, { "b", "б" }, { "c", "ц" }, { "č", "ч" }, { "ć", "ћ" }, { "d", "д" }, { "đ", "ђ" }, { "e", "е" },
  { "f", "ф" }, { "g", "г" }, { "h", "х" }, { "i", "и" }, { "j", "ј" }, { "k", "к" }, { "l", "л" }, { "m", "м" },
  { "n", "н" }, { "o", "о" }, { "p", "п" }, { "r", "р" }, { "s", "с" }, { "š", "ш" }, { "t", "т" }, { "u", "у" },
  { "v", "в" }, { "z", "з" }, { "ž", "ж" },
  { "A", "А" }, { "B", "Б" }, { "C", "Ц" }, { "Č", "Ч" }, { "Ć", "Ћ" }, { "D", "Д" }, { "Đ", "Ђ" }, { "E", "Е" },
  { "F", "Ф" }, { "G", "Г" }, { "H", "Х" }, { "I", "И" }, { "J", "Ј" }, { "K", "К" }, { "L", "Л" }, { "M", "М" },
  { "N", "Н" }, { "O", "О" }, { "P", "П" }, { "R", "Р" }, { "S", "С" }, { "Š", "Ш" }, { "T", "Т" }, { "U", "У" },
  { "V", "В" }, { "Z", "З" }, { "Ž", "Ж" },
};

static const Letter *
find_letter (const char *p,
             gboolean    is_parted)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      const char *latin = letters[i].latin;

      if (latin[0] != p[0])
        continue;
      if (is_parted && g_utf8_next_char (latin)[0] != '\0')
        continue;
      if (g_str_has_prefix (p, latin))
        return &letters[i];
    }

  return NULL;
}

/* Where in a word, in bytes, the first half of a false digraph stands. */
static gssize
find_parting (const char *word)
{
  g_autofree char *small = g_utf8_strdown (word, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (parted_words); i++)
    {
      const char *bar = strchr (parted_words[i], '|');
      gsize before = (gsize) (bar - parted_words[i]);

      if (strncmp (small, parted_words[i], before) == 0 && g_str_has_prefix (small + before, bar + 1))
        return (gssize) before - 1; /* the letter in front of the bar is n or d */
    }

  return -1;
}

/* A numeral's places from thousands to ones; each is read once, in this order. */
static gboolean
has_form_of_numeral (const char *word)
{
  static const char * const places[] = { "MMM", "CDM", "XLC", "IVX" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      char one = places[i][0];
      char five = places[i][1];
      char ten = places[i][2];
      unsigned n_ones = 0;

      if (i > 0 && word[0] == one && (word[1] == five || word[1] == ten))
        {
          word += 2;
          continue;
        }
      if (i > 0 && word[0] == five)
        word++;
      while (word[0] == one && n_ones < 3)
        {
          word++;
          n_ones++;
        }
    }

  return *word == '\0';
}

/* Says whether a word follows in the same sentence as another one. */
static gboolean
follows_a_word (const char *text,
                const char *word)
{
  const char *p = word;

  while (p > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);

  return p > text && p < word && desk_script_is_in_word (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* "I" is also "and", "V." somebody's first name, and between capitals "VI",
 * "MI" and "LI" are words; everything else that has the form is a numeral.
 */
static gboolean
is_numeral (const char *text,
            const char *start,
            const char *end,
            const char *word)
{
  if (!has_form_of_numeral (word))
    return FALSE;
  if (word[1] != '\0' && !g_str_equal (word, "VI") && !g_str_equal (word, "MI") && !g_str_equal (word, "LI"))
    return TRUE;
  if (desk_script_is_among_capitals (text, start, end))
    return FALSE;
  if (word[1] != '\0')
    return TRUE;

  switch (word[0])
    {
    case 'I': return *end == '.' || follows_a_word (text, start);
    case 'V': return *end != '.' && follows_a_word (text, start);
    case 'X': return TRUE;
    default: return FALSE;
    }
}

static void
append_word_in_cyrillic (GString    *out,
                         const char *text,
                         const char *start,
                         const char *end)
{
  g_autofree char *word = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);
  g_autoptr(GString) cyrillic = g_string_sized_new (2 * strlen (word));
  const char *p = word;
  gssize parting;

  if (is_numeral (text, start, end, word))
    {
      g_string_append_len (out, start, end - start);
      return;
    }

  parting = find_parting (word);
  while (*p != '\0')
    {
      const Letter *letter = find_letter (p, p - word == parting);
      gunichar c = g_utf8_get_char (p);

      if (letter != NULL)
        {
          g_string_append (cyrillic, letter->cyrillic);
          p += strlen (letter->latin);
        }
      else if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN)
        {
          g_string_append_len (out, start, end - start);
          return;
        }
      else
        {
          g_string_append_unichar (cyrillic, c);
          p = g_utf8_next_char (p);
        }
    }

  g_string_append_len (out, cyrillic->str, (gssize) cyrillic->len);
}

/**
 * desk_script_to_cyrillic:
 * @text: Serbian text, wholly or partly in Latin
 *
 * Writes the Serbian words of @text in Cyrillic. Addresses, Roman numerals,
 * words with letters that Serbian doesn't have and other scripts stay.
 *
 * Returns: (transfer full): the text in Cyrillic
 */
char *
desk_script_to_cyrillic (const char *text)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    valid = g_utf8_make_valid (text, -1);

  return desk_script_convert_words (valid != NULL ? valid : text, append_word_in_cyrillic);
}
