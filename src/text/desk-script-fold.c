/* desk-script-fold.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-script.h"

#include "desk-text-private.h"

#include <string.h>

/* What search compares: no case, no diacritics, Serbian in Latin, đ as dj.
 *
 * Text is folded character by character, so for the alphabets of Europe the
 * answers are kept in a table, which the library's own search reads too. What
 * isn't in the table, or has to be composed with its neighbours, takes the long
 * way with the whole text; the table itself was made by it.
 */

#define N_FOLDED_WITHOUT_TABLE 128

/* Letters whose stroke or ligature isn't a mark that falls off by itself. */
static const char *
plain_of (gunichar c)
{
  switch (c)
    {
    case 0x00E6: return "ae";
    case 0x00F8: return "o";
    case 0x0111: return "dj";
    case 0x0131: return "i";
    case 0x0142: return "l";
    case 0x0153: return "oe";
    default: return NULL;
    }
}

/* The diacritical marks of the European alphabets; those of Indian and other
 * scripts carry vowels and stay.
 */
static gboolean
is_diacritic (gunichar c)
{
  return c >= 0x0300 && c < 0x0370;
}

/* What stands in a word and isn't seen: a soft hyphen, joiners, a mark of order. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static void
append_folded (GString *out,
               gunichar c)
{
  const char *latin = desk_script_latin_of (c);
  const char *plain;

  if (latin == NULL)
    {
      plain = plain_of (c);
      if (plain != NULL)
        g_string_append (out, plain);
      else
        g_string_append_unichar (out, c);
      return;
    }

  for (const char *p = latin; *p != '\0'; p = g_utf8_next_char (p))
    {
      switch (g_utf8_get_char (p))
        {
        case 0x0107: case 0x010D: g_string_append_c (out, 'c'); break;
        case 0x0111: g_string_append (out, "dj"); break;
        case 0x0161: g_string_append_c (out, 's'); break;
        case 0x017E: g_string_append_c (out, 'z'); break;
        default: g_string_append_c (out, *p); break;
        }
    }
}

/* The long way. @text is valid. */
static char *
fold_whole (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKD);
  g_autoptr(GString) out = g_string_sized_new (strlen (apart));

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_diacritic (c) && !is_invisible (c))
        append_folded (out, c);
    }

  return g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFC);
}

/* A mark could be composed with what is in front of it, and a space would part
 * a word; neither goes into the table. */
static gboolean
is_simple (const char *folded)
{
  for (; *folded != '\0'; folded = g_utf8_next_char (folded))
    {
      gunichar c = g_utf8_get_char (folded);

      if (g_unichar_ismark (c) || g_unichar_isspace (c))
        return FALSE;
    }

  return TRUE;
}

DeskFoldedKind
desk_script_fold_kind (gunichar c)
{
  if (g_unichar_isalnum (c))
    return DESK_FOLDED_LETTER;

  return g_unichar_ismark (c) || is_invisible (c) ? DESK_FOLDED_MARK : DESK_FOLDED_OTHER;
}

static void
fill_entry (DeskFolded *entry,
            gunichar    c)
{
  char text[7] = { 0 };
  g_autofree char *folded = NULL;
  gsize n_bytes;

  g_unichar_to_utf8 (c, text);
  folded = fold_whole (text);
  n_bytes = strlen (folded);

  entry->kind = (guint8) desk_script_fold_kind (c);
  entry->is_known = n_bytes <= sizeof entry->bytes && (c < 0x80 || is_simple (folded));
  if (!entry->is_known)
    return;

  entry->n_bytes = (guint8) n_bytes;
  memcpy (entry->bytes, folded, n_bytes);
}

/* What every character of the table folds to. Made once, by whoever is first.
 *
 * To make it takes as long as to fold a thousand titles the long way. */
const DeskFolded *
desk_script_fold_table (void)
{
  static DeskFolded table[DESK_FOLD_N_ENTRIES];
  static gsize is_made;

  if (g_once_init_enter (&is_made))
    {
      for (gunichar c = 1; c < DESK_FOLD_LOW_END; c++)
        fill_entry (&table[desk_script_fold_index (c)], c);
      for (gunichar c = DESK_FOLD_HIGH_START; c < DESK_FOLD_HIGH_END; c++)
        fill_entry (&table[desk_script_fold_index (c)], c);
      g_once_init_leave (&is_made, 1);
    }

  return table;
}

/* Whether so little was folded until now that the table isn't worth its making. */
static gboolean
is_early (void)
{
  static int n_folded;

  return g_atomic_int_get (&n_folded) < N_FOLDED_WITHOUT_TABLE &&
         g_atomic_int_add (&n_folded, 1) < N_FOLDED_WITHOUT_TABLE;
}

/**
 * desk_script_fold:
 * @text: any text
 *
 * Makes of a text what search compares: case folded, Serbian in Latin,
 * diacritics gone, đ as dj. "Ђоковић", "Đoković" and "djokovic" become one.
 *
 * Returns: (transfer full): the folded text
 */
char *
desk_script_fold (const char *text)
{
  const DeskFolded *table;
  g_autofree char *valid = NULL;
  g_autoptr(GString) out = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  text = desk_script_ensure_valid (text, &valid);
  if (is_early ())
    return fold_whole (text);

  table = desk_script_fold_table ();
  out = g_string_sized_new (strlen (text) + 1);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const DeskFolded *entry = &table[desk_script_fold_index (g_utf8_get_char (p))];

      if (!entry->is_known)
        return fold_whole (text);
      g_string_append_len (out, entry->bytes, entry->n_bytes);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}
