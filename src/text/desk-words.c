/* desk-words.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-words.h"

#include "desk-script.h"
#include "desk-text-private.h"

#include <string.h>

/* A word is a run of letters, digits and the marks upon them; of scripts that
 * write without spaces each ideograph is one. This is the inner loop of search:
 * characters that the table of folded ones knows are copied from it, and only a
 * word with another one is folded as a whole.
 */

#define MAX_TAG_BYTES 512
#define MAX_ENTITY_BYTES 12

/**
 * desk_words_init:
 * @text: what is no UTF-8 in it parts words; has to outlive @self
 * @n_bytes: its length, or -1
 * @is_markdown: whether tags, entities and the targets of links are no words
 */
void
desk_words_init (DeskWords  *self,
                 const char *text,
                 gssize      n_bytes,
                 gboolean    is_markdown)
{
  g_return_if_fail (text != NULL);

  self->text = text;
  self->next = text;
  self->end = text + (n_bytes >= 0 ? (gsize) n_bytes : strlen (text));
  self->is_markdown = is_markdown;
  self->wanted = NULL;
  self->start = self->stop = self->number = self->n_folded = 0;
  self->folded[0] = '\0';
}

/**
 * desk_words_want:
 * @wanted: has to outlive @self
 *
 * Passes over words that begin otherwise, most of them without a closer look,
 * which takes half the time.
 */
void
desk_words_want (DeskWords             *self,
                 const DeskWordsWanted *wanted)
{
  self->wanted = wanted;
}

/**
 * desk_words_wanted_add:
 * @beginning: what a folded word begins with; of no more than two bytes account is
 *   taken
 * @n_bytes: its length, at least 1
 * @goes_on: whether a word of one byte may go on behind it
 */
void
desk_words_wanted_add (DeskWordsWanted *self,
                       const char      *beginning,
                       gsize            n_bytes,
                       gboolean         goes_on)
{
  guchar first = (guchar) beginning[0];
  guchar second = n_bytes > 1 ? (guchar) beginning[1] : 0;

  g_return_if_fail (n_bytes > 0);

  self->first[first] = TRUE;
  if (n_bytes == 1 && goes_on)
    memset (self->second[first], 0xff, sizeof self->second[first]);
  else
    self->second[first][second / 32] |= 1u << second % 32;
}

/* From `](` to where the target ends; a title behind it has words. */
static const char *
skip_target (const char *p,
             const char *end)
{
  unsigned depth = 0;

  for (; p < end && !g_ascii_isspace (*p); p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth-- == 0)
        break;
    }

  return p;
}

static const char *
skip_tag (const char *p,
          const char *end)
{
  const char *close = memchr (p, '>', (gsize) MIN (end - p, MAX_TAG_BYTES));

  return close != NULL ? close + 1 : p + 1;
}

static const char *
skip_entity (const char *p,
             const char *end)
{
  const char *close = memchr (p, ';', (gsize) MIN (end - p, MAX_ENTITY_BYTES));

  for (const char *inside = p + 1; close != NULL && inside < close; inside++)
    {
      if (!g_ascii_isalnum (*inside) && *inside != '#')
        return p + 1;
    }

  return close != NULL ? close + 1 : p + 1;
}

/**
 * desk_words_skip_markup:
 * @p: a place in Markdown that is in no word; before @end
 *
 * Passes what is at @p for machines alone: a tag, an entity, a link's target. A
 * quick look, not a parse; what it takes wrongly costs a word.
 *
 * Returns: what follows it, or @p when there is none
 */
const char *
desk_words_skip_markup (const char *p,
                        const char *end)
{
  const char *after = p;

  if (end - p < 2)
    return p;

  if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
    after = skip_tag (p, end);
  else if (*p == ']' && p[1] == '(')
    return skip_target (p + 2, end);
  else if (*p == '&' && (g_ascii_isalpha (p[1]) || p[1] == '#'))
    after = skip_entity (p, end);

  return after > p + 1 ? after : p;
}

/* What is no UTF-8 is a control character, byte by byte. */
static gunichar
wide_character_at (const char *p,
                   const char *end,
                   gsize      *out_n_bytes)
{
  gunichar c = g_utf8_get_char_validated (p, end - p);
  gboolean is_valid = c != (gunichar) - 1 && c != (gunichar) - 2;

  *out_n_bytes = is_valid ? (gsize) (g_utf8_next_char (p) - p) : 1;
  return is_valid ? c : 1;
}

/* @p is before @end. */
static inline gunichar
character_at (const char *p,
              const char *end,
              gsize      *out_n_bytes)
{
  guchar first = (guchar) * p;

  if (first < 0x80)
    {
      *out_n_bytes = 1;
      return first;
    }
  if (first >= 0xC2 && first < 0xE0 && end - p >= 2 && ((guchar) p[1] & 0xC0) == 0x80)
    {
      *out_n_bytes = 2;
      return (gunichar) (first & 0x1F) << 6 | ((guchar) p[1] & 0x3F);
    }

  return wide_character_at (p, end, out_n_bytes);
}

static inline DeskFoldedKind
kind_of (const DeskFolded *entry,
         gunichar          c)
{
  return entry->is_known ? (DeskFoldedKind) entry->kind : desk_script_fold_kind (c);
}

static gboolean
is_ideograph (gunichar c)
{
  return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x40000);
}

/* How far it is over a letter whose first byte says that it is one: a letter or
 * digit of ASCII, of Latin with diacritics (U+0100 to U+017F) or of Cyrillic
 * (U+0400 to U+047F). 0 for what has to be looked at. */
static const guint8 letter_steps[256] = {
  ['0' ... '9'] = 1,
  ['A' ... 'Z'] = 1,
  ['a' ... 'z'] = 1,
  [0xC4] = 2,
  [0xC5] = 2,
  [0xD0] = 2,
  [0xD1] = 2,
};

/* What an ASCII character at @p stands before decides whether there is markup. */
static inline gboolean
may_be_markup (char c)
{
  return c == '<' || c == ']' || c == '&';
}

static gboolean
find_start (DeskWords        *self,
            const DeskFolded *table)
{
  const char *p = self->next;

  while (p < self->end)
    {
      gsize n_bytes;
      gunichar c;

      if (*p == ' ') /* between most words */
        {
          p++;
          continue;
        }
      c = character_at (p, self->end, &n_bytes);
      if (kind_of (&table[desk_script_fold_index (c)], c) == DESK_FOLDED_LETTER)
        break;

      if (self->is_markdown && may_be_markup (*p))
        {
          const char *after = desk_words_skip_markup (p, self->end);

          if (after > p)
            {
              p = after;
              continue;
            }
        }
      p += n_bytes;
    }

  self->next = p;
  return p < self->end;
}

static inline gboolean
append (DeskWords  *self,
        const char *bytes,
        gsize       n_bytes)
{
  if (self->n_folded + n_bytes > DESK_WORD_MAX_BYTES)
    return FALSE;

  for (gsize i = 0; i < n_bytes; i++) /* a few, for which memcpy() takes longer */
    self->folded[self->n_folded++] = bytes[i];
  return TRUE;
}

/* What has been folded to a space, as some Arabic and Greek signs are, would part
 * the word again wherever words are put in a row. */
static void
fold_whole (DeskWords *self)
{
  g_autofree char *word = g_strndup (self->text + self->start, self->stop - self->start);
  g_autofree char *folded = desk_script_fold (word);
  const char *next;

  self->n_folded = 0;
  for (const char *p = folded; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (!g_unichar_isspace (g_utf8_get_char (p)) && !append (self, p, (gsize) (next - p)))
        break;
    }
}

static void
take_word (DeskWords        *self,
           const DeskFolded *table)
{
  const char *p = self->next;
  gboolean is_known = TRUE;
  gboolean is_full = FALSE;
  gboolean is_alone = FALSE;

  self->start = (unsigned) (p - self->text);
  self->n_folded = 0;
  while (p < self->end && !is_alone)
    {
      gsize n_bytes;
      gunichar c = character_at (p, self->end, &n_bytes);
      const DeskFolded *entry = &table[desk_script_fold_index (c)];

      if (c < 0x80 && self->n_folded < DESK_WORD_MAX_BYTES && !is_full) /* most of most texts */
        {
          if (entry->kind == DESK_FOLDED_OTHER)
            break;
          self->folded[self->n_folded++] = entry->bytes[0];
          p++;
          continue;
        }

      if (kind_of (entry, c) == DESK_FOLDED_OTHER)
        break;
      if (is_ideograph (c))
        {
          if (p > self->text + self->start)
            break;
          is_alone = TRUE;
        }
      is_known = is_known && entry->is_known;
      is_full = is_full || !append (self, entry->bytes, entry->n_bytes);
      p += n_bytes;
    }

  self->next = p;
  self->stop = (unsigned) (p - self->text);
  if (!is_known)
    fold_whole (self);
  self->folded[self->n_folded] = '\0';
}

/* Two loops, since one whose step is read for each byte waits for the reading. */
static const char *
skip_letters (const char *p,
              const char *end)
{
  for (;;)
    {
      while (p < end && letter_steps[(guchar) * p] == 1)
        p++;
      if (p >= end || letter_steps[(guchar) * p] != 2)
        return p;
      p += 2;
    }
}

static gboolean
is_pair_wanted (const DeskWordsWanted *wanted,
                guchar                 first,
                guchar                 second)
{
  return (wanted->second[first][second / 32] >> second % 32 & 1) != 0;
}

/* Whether a word could be wanted that begins at @p with a letter of @n_bytes. */
static gboolean
is_wanted (const DeskWords  *self,
           const DeskFolded *table,
           const DeskFolded *entry,
           const char       *p,
           gsize             n_bytes)
{
  guchar first = (guchar) entry->bytes[0];
  const DeskFolded *next;
  gunichar c;

  if (!entry->is_known || entry->n_bytes == 0)
    return TRUE;
  if (!self->wanted->first[first])
    return FALSE;
  if (entry->n_bytes > 1)
    return is_pair_wanted (self->wanted, first, (guchar) entry->bytes[1]);

  p += n_bytes;
  if (p >= self->end)
    return is_pair_wanted (self->wanted, first, 0);
  c = character_at (p, self->end, &n_bytes);
  next = &table[desk_script_fold_index (c)];
  if (!next->is_known)
    return TRUE;
  if (next->kind == DESK_FOLDED_OTHER)
    return is_pair_wanted (self->wanted, first, 0);

  return next->n_bytes == 0 || is_pair_wanted (self->wanted, first, (guchar) next->bytes[0]);
}

/* Passes a word that nobody wants, without folding it; what the table doesn't
 * know is taken, so that both ways count the same words. */
static gboolean
skip_word (DeskWords        *self,
           const DeskFolded *table)
{
  const char *p = self->next;
  gsize n_bytes;
  gunichar c = character_at (p, self->end, &n_bytes);

  if (is_wanted (self, table, &table[desk_script_fold_index (c)], p, n_bytes))
    return FALSE;

  for (p = skip_letters (p + n_bytes, self->end); p < self->end; p = skip_letters (p + n_bytes, self->end))
    {
      c = character_at (p, self->end, &n_bytes);
      if (kind_of (&table[desk_script_fold_index (c)], c) == DESK_FOLDED_OTHER || is_ideograph (c))
        break;
    }

  self->next = MIN (p, self->end); /* where the end cuts a letter */
  return TRUE;
}

static inline gboolean
is_between_words (char c)
{
  return (guchar) c < 0x80 && letter_steps[(guchar) c] == 0 && !may_be_markup (c);
}

/* Passes the words that nobody wants, and what is between them, as far as bytes
 * alone tell where a word begins and ends: through most of most texts. */
static void
pass_unwanted (DeskWords        *self,
               const DeskFolded *table)
{
  for (;;)
    {
      const char *p = self->next;
      const DeskFolded *entry;
      gsize n_bytes;

      while (p < self->end && is_between_words (*p))
        p++;
      self->next = p;
      if (p >= self->end || letter_steps[(guchar) * p] == 0)
        return;
      entry = &table[desk_script_fold_index (character_at (p, self->end, &n_bytes))];
      if (is_wanted (self, table, entry, p, n_bytes))
        return;

      p = skip_letters (p + n_bytes, self->end);
      if (p >= self->end || !is_between_words (*p))
        return;
      self->next = p;
      self->number++;
    }
}

/**
 * desk_words_next:
 *
 * Goes to the next word.
 *
 * Returns: whether there is one
 */
gboolean
desk_words_next (DeskWords *self)
{
  const DeskFolded *table = desk_script_fold_table ();

  for (;;)
    {
      if (self->wanted != NULL)
        pass_unwanted (self, table);
      if (!find_start (self, table))
        return FALSE;
      if (self->wanted != NULL && skip_word (self, table))
        {
          self->number++;
          continue;
        }
      take_word (self, table);
      if (self->n_folded > 0)
        {
          self->number++;
          return TRUE;
        }
    }
}
