/* desk-script-word.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-text-private.h"

#include <string.h>

/* How a text falls into what is converted and what isn't. White space parts
 * it into pieces; a piece that is an address stays as it is, in every other
 * piece each run of letters is a word.
 */

/* Last labels that make a name with dots an address, and endings that make it
 * a file. A list, because in prose a space after a full stop is easily lost.
 */
static const char * const last_labels[] = {
  "al", "app", "at", "ba", "be", "bg", "biz", "ca", "ch", "com", "cz", "de", "dev", "dk", "edu", "es", "eu",
  "example", "fi", "fr", "gov", "gr", "hr", "hu", "ie", "info", "int", "invalid", "io", "it", "lu", "me", "mil",
  "mk", "museum", "net", "news", "nl", "no", "online", "org", "pl", "pt", "ro", "rs", "ru", "se", "si", "sk",
  "test", "tr", "tv", "ua", "uk", "us", "xk", "срб",
  "csv", "doc", "docx", "epub", "gif", "html", "jpeg", "jpg", "ods", "odt", "pdf", "png", "pptx", "svg", "txt",
  "webp", "xlsx", "zip",
};

/* Says whether a character belongs to a word: a letter, or a mark upon one. */
gboolean
desk_script_is_in_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

static gboolean
is_last_label (const char *label,
               gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (last_labels); i++)
    {
      if (strlen (last_labels[i]) == length && memcmp (last_labels[i], label, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A host's name, which a path may follow: labels of letters, digits and
 * hyphens, and a last label from the list.
 */
static gboolean
is_host (const char *start,
         const char *end)
{
  const char *label = start;
  gboolean has_dot = FALSE;
  const char *p;

  for (p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.')
        {
          if (p == label)
            return FALSE;
          label = p + 1;
          has_dot = TRUE;
        }
      else if (c == '/' || c == ':' || c == '?' || c == '#')
        {
          break;
        }
      else if (!g_unichar_isalnum (c) && c != '-' && c != '_')
        {
          return FALSE;
        }
    }

  return has_dot && is_last_label (label, (gsize) (p - label));
}

/* Says whether a piece between two white spaces is something that a machine
 * reads: a URL, an e-mail address, a host, a file, an account's name.
 */
gboolean
desk_script_is_address (const char *start,
                        const char *end)
{
  gsize length;
  const char *at;

  while (start < end && *start != '@' && g_unichar_ispunct (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (*last == '/' || !g_unichar_ispunct (g_utf8_get_char (last)))
        break;
      end = last;
    }

  length = (gsize) (end - start);
  if (length < 3)
    return FALSE;
  if (g_strstr_len (start, (gssize) length, "://") != NULL ||
      strncmp (start, "www.", 4) == 0 || strncmp (start, "mailto:", 7) == 0)
    return TRUE; /* g_str_has_prefix() would measure the whole text each time */

  at = memchr (start, '@', length);
  if (at != NULL)
    return at == start || memchr (at, '.', (gsize) (end - at)) != NULL;

  return is_host (start, end);
}

/* Says whether a word has at least two letters and every one is a capital. */
gboolean
desk_script_is_all_capitals (const char *word,
                             const char *end)
{
  unsigned n_letters = 0;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isupper (c))
        return FALSE;
      n_letters++;
    }

  return n_letters >= 2;
}

/* Says whether the word after this one, or the one before, is in capitals:
 * what a single letter or a word of two looks like tells nothing by itself.
 */
gboolean
desk_script_is_among_capitals (const char *text,
                               const char *word,
                               const char *end)
{
  const char *p = end;
  const char *other_end;

  while (*p != '\0' && !desk_script_is_in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  other_end = p;
  while (*other_end != '\0' && desk_script_is_in_word (g_utf8_get_char (other_end)))
    other_end = g_utf8_next_char (other_end);
  if (desk_script_is_all_capitals (p, other_end))
    return TRUE;

  other_end = word;
  while (other_end > text && !desk_script_is_in_word (g_utf8_get_char (g_utf8_prev_char (other_end))))
    other_end = g_utf8_prev_char (other_end);
  p = other_end;
  while (p > text && desk_script_is_in_word (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);

  return desk_script_is_all_capitals (p, other_end);
}

static void
convert_piece (GString           *out,
               const char        *text,
               const char        *piece,
               const char        *end,
               DeskScriptWordFunc convert)
{
  while (piece < end)
    {
      const char *word = piece;

      while (piece < end && desk_script_is_in_word (g_utf8_get_char (piece)))
        piece = g_utf8_next_char (piece);
      if (piece > word)
        convert (out, text, word, piece);

      word = piece;
      while (piece < end && !desk_script_is_in_word (g_utf8_get_char (piece)))
        piece = g_utf8_next_char (piece);
      g_string_append_len (out, word, piece - word);
    }
}

/* Converts every word of a text with @convert and leaves the rest alone. */
char *
desk_script_convert_words (const char        *text,
                           DeskScriptWordFunc convert)
{
  g_autoptr(GString) out = g_string_sized_new (strlen (text) + 16);
  const char *p = text;

  while (*p != '\0')
    {
      const char *piece = p;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      g_string_append_len (out, piece, p - piece);

      piece = p;
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (desk_script_is_address (piece, p))
        g_string_append_len (out, piece, p - piece);
      else
        convert_piece (out, text, piece, p, convert);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}
