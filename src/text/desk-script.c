/* desk-script.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-script.h"

#include "desk-text-private.h"

#include <string.h>

/* Serbian is written in two alphabets of thirty letters each. From Cyrillic to
 * Latin every letter has one answer, and only the case of the three digraphs
 * depends on the letters around. The way back is in desk-script-cyrillic.c.
 */

/* Every text from outside is made valid once, at the door. */
const char *
desk_script_ensure_valid (const char *text,
                          char      **out_valid)
{
  if (g_utf8_validate (text, -1, NULL))
    return text;

  *out_valid = g_utf8_make_valid (text, -1);
  return *out_valid;
}

/* The Latin letters of one Serbian Cyrillic letter, digraphs with a capital in
 * front, or %NULL for every other character.
 */
const char *
desk_script_latin_of (gunichar c)
{
  static const char * const capitals[] = {
    "A", "B", "V", "G", "D", "E", "Ž", "Z", "I", NULL, "K", "L", "M", "N", "O", "P",
    "R", "S", "T", "U", "F", "H", "C", "Č", "Š", NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  };
  static const char * const smalls[] = {
    "a", "b", "v", "g", "d", "e", "ž", "z", "i", NULL, "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "c", "č", "š", NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  };

  if (c >= 0x0410 && c < 0x0430)
    return capitals[c - 0x0410];
  if (c >= 0x0430 && c < 0x0450)
    return smalls[c - 0x0430];

  switch (c)
    {
    case 0x0402: return "Đ";
    case 0x0408: return "J";
    case 0x0409: return "Lj";
    case 0x040A: return "Nj";
    case 0x040B: return "Ć";
    case 0x040F: return "Dž";
    case 0x0452: return "đ";
    case 0x0458: return "j";
    case 0x0459: return "lj";
    case 0x045A: return "nj";
    case 0x045B: return "ć";
    case 0x045F: return "dž";
    default: return NULL;
    }
}

static gboolean
is_capital_digraph (gunichar c)
{
  return c == 0x0409 || c == 0x040A || c == 0x040F;
}

/* A digraph's second letter is a capital when the letter behind it is one; at
 * the end of a word the letter in front decides, and alone the words around.
 */
static gboolean
is_among_capitals (const char *text,
                   const char *word,
                   const char *end,
                   const char *letter)
{
  const char *next = g_utf8_next_char (letter);

  while (next < end && g_unichar_ismark (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  if (next < end)
    return g_unichar_isupper (g_utf8_get_char (next));

  while (letter > word)
    {
      letter = g_utf8_prev_char (letter);
      if (!g_unichar_ismark (g_utf8_get_char (letter)))
        return g_unichar_isupper (g_utf8_get_char (letter));
    }

  return desk_script_is_among_capitals (text, word, end);
}

static void
append_word_in_latin (GString    *out,
                      const char *text,
                      const char *word,
                      const char *end)
{
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *latin = desk_script_latin_of (c);

      if (latin == NULL)
        g_string_append_unichar (out, c);
      else if (is_capital_digraph (c) && is_among_capitals (text, word, end, p))
        g_string_append (out, c == 0x0409 ? "LJ" : c == 0x040A ? "NJ" : "DŽ");
      else
        g_string_append (out, latin);
    }
}

/**
 * desk_script_of:
 * @text: any text
 *
 * Tells the script that most letters of @text are in. Addresses don't count.
 * When there are as many of one as of the other it is Cyrillic, because Latin
 * names stand in Cyrillic texts and hardly ever the other way round.
 *
 * Returns: the script
 */
DeskScript
desk_script_of (const char *text)
{
  g_autofree char *valid = NULL;
  gsize n_cyrillic = 0;
  gsize n_latin = 0;
  const char *p;

  g_return_val_if_fail (text != NULL, DESK_SCRIPT_NONE);

  p = desk_script_ensure_valid (text, &valid);
  while (*p != '\0')
    {
      const char *piece;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      piece = p;
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (desk_script_is_address (piece, p))
        continue;

      for (; piece < p; piece = g_utf8_next_char (piece))
        {
          gunichar c = g_utf8_get_char (piece);
          GUnicodeScript script;

          if (!g_unichar_isalpha (c))
            continue;
          script = g_unichar_get_script (c);
          n_cyrillic += script == G_UNICODE_SCRIPT_CYRILLIC;
          n_latin += script == G_UNICODE_SCRIPT_LATIN;
        }
    }

  if (n_cyrillic == 0 && n_latin == 0)
    return DESK_SCRIPT_NONE;

  return n_cyrillic >= n_latin ? DESK_SCRIPT_CYRILLIC : DESK_SCRIPT_LATIN;
}

/**
 * desk_script_to_latin:
 * @text: Serbian text, wholly or partly in Cyrillic
 *
 * Writes the Serbian Cyrillic letters of @text in Latin. Everything else stays:
 * addresses, other scripts, and letters that Serbian doesn't have.
 *
 * Returns: (transfer full): the text in Latin
 */
char *
desk_script_to_latin (const char *text)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  return desk_script_convert_words (desk_script_ensure_valid (text, &valid), append_word_in_latin);
}

static void
convert_string (char     **text,
                DeskScript script)
{
  g_autofree char *converted = NULL;

  if (*text == NULL || **text == '\0')
    return;

  converted = script == DESK_SCRIPT_LATIN ? desk_script_to_latin (*text)
                                          : desk_script_to_cyrillic (*text);
  g_set_str (text, converted);
}

/**
 * desk_script_convert_document:
 * @document: a tree that the caller owns
 * @script: the script that readers get
 *
 * Converts what a reader sees as text: words, captions, titles, alternative
 * texts. Code, HTML and link targets stay as they are. The tree is changed in
 * place; it is at most %DESK_TEXT_MAX_DEPTH deep, which bounds the recursion.
 */
void
desk_script_convert_document (DeskNode  *document,
                              DeskScript script)
{
  g_return_if_fail (document != NULL);

  if (script == DESK_SCRIPT_NONE)
    return;

  switch ((int) document->kind)
    {
    case DESK_NODE_TEXT:
      convert_string (&document->text, script);
      break;

    case DESK_NODE_LINK:
    case DESK_NODE_FIGURE:
    case DESK_NODE_IMAGE:
      convert_string (&document->text, script);
      convert_string (&document->title, script);
      break;

    default:
      break;
    }

  for (unsigned i = 0; i < document->children->len; i++)
    desk_script_convert_document (document->children->pdata[i], script);
}
