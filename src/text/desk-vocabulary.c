/* desk-vocabulary.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-vocabulary.h"

#include "desk-text-private.h"
#include "desk-words.h"

#include <string.h>

/* The words of a text, each once, for who looks for texts without having them. A word
 * is a run of letters, digits and the marks upon them, as it is to the library's own
 * search, but stands as it is read: in its script and with its accents.
 *
 * Kept words stand one behind the other in @bytes; a table of places, which goes on at
 * the next one where one is taken, tells which were there before.
 *
 *   MAX_WORDS  is what a book of some 200 pages has; by what a longer text says later
 *              it isn't found
 *   a word     ends after DESK_WORD_MAX_BYTES; no language has longer ones that anybody
 *              would type to their end
 */

#define MAX_WORDS 8192
#define N_PLACES (2 * MAX_WORDS)

typedef struct
{
  guint64 beginning; /* its first bytes, by which most are told apart and put in order */
  guint32 start;     /* in @bytes */
  guint16 hash;      /* some of it */
  guint8  n_bytes;
  guint8  is_known;  /* from elsewhere: not wanted */
} Word;

typedef struct
{
  GString *bytes;
  GArray  *words;
  guint16 *places;   /* N_PLACES: the number of a word, from 1; 0 is free */
  guint8   is_known; /* what is being added */

  char     word[DESK_WORD_MAX_BYTES + sizeof (guint64)]; /* the one that is being read */
  unsigned n_bytes;
  unsigned n_letters;
  gboolean is_full;
} Vocabulary;

static guint64
take_beginning (Vocabulary *self)
{
  guint64 beginning;

  memset (self->word + self->n_bytes, 0, sizeof beginning);
  memcpy (&beginning, self->word, sizeof beginning);

  return GUINT64_FROM_BE (beginning);
}

static guint32
hash_of (guint64     beginning,
         const char *word,
         gsize       n_bytes)
{
  guint64 hash = beginning;

  for (gsize i = sizeof beginning; i < n_bytes; i++)
    hash = hash * 31 + (guchar) word[i];

  return (guint32) (hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

/* Keeps the word that was read, if it is new. */
static void
keep_word (Vocabulary *self)
{
  guint64 beginning = take_beginning (self);
  guint32 hash = hash_of (beginning, self->word, self->n_bytes);
  Word word = { beginning, (guint32) self->bytes->len, (guint16) hash, (guint8) self->n_bytes, self->is_known };
  unsigned place;

  for (place = hash % N_PLACES; self->places[place] != 0; place = (place + 1) % N_PLACES)
    {
      const Word *other = &g_array_index (self->words, Word, self->places[place] - 1);

      if (other->beginning == beginning && other->hash == word.hash && other->n_bytes == word.n_bytes &&
          memcmp (self->bytes->str + other->start, self->word, word.n_bytes) == 0)
        return;
    }
  if (self->words->len == MAX_WORDS)
    return;

  g_string_append_len (self->bytes, self->word, word.n_bytes);
  g_array_append_val (self->words, word);
  self->places[place] = (guint16) self->words->len;
}

/* One letter says nothing, nor does one digit. */
static void
end_word (Vocabulary *self)
{
  if (self->n_letters > 1)
    keep_word (self);
  self->n_bytes = 0;
  self->n_letters = 0;
  self->is_full = FALSE;
}

/* A soft hyphen and the like would part the word for who splits what was typed. */
static void
add_character (Vocabulary *self,
               gunichar    c)
{
  gboolean is_mark = g_unichar_ismark (c);
  unsigned n_bytes;

  if (!is_mark && !g_unichar_isalnum (c))
    return;

  c = g_unichar_tolower (c);
  n_bytes = (unsigned) g_unichar_to_utf8 (c, NULL);
  self->is_full = self->is_full || self->n_bytes + n_bytes > DESK_WORD_MAX_BYTES;
  if (self->is_full)
    return;

  g_unichar_to_utf8 (c, self->word + self->n_bytes);
  self->n_bytes += n_bytes;
  self->n_letters += !is_mark;
}

/* Takes the letters of ASCII at @p: most of most words.
 *
 * Returns: what follows them */
static const char *
add_plain (Vocabulary *self,
           const char *p)
{
  unsigned n_bytes = self->n_bytes;

  for (; g_ascii_isalnum (*p); p++)
    {
      if (n_bytes < DESK_WORD_MAX_BYTES && !self->is_full)
        self->word[n_bytes++] = g_ascii_isupper (*p) ? (char) (*p | 0x20) : *p;
    }
  self->n_letters += n_bytes - self->n_bytes;
  self->n_bytes = n_bytes;

  return p;
}

/* @text is valid. What is a letter is asked character by character: the table of folded
 * ones would take as long to make as thirty texts take, and after an edit there are
 * hardly more. */
static void
add_text (Vocabulary *self,
          const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      DeskFoldedKind kind;
      gunichar c;

      p = add_plain (self, p);
      if ((guchar) * p < 0x80)
        {
          end_word (self);
          p += *p != '\0';
          continue;
        }

      c = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
      kind = desk_script_fold_kind (c);
      if (kind == DESK_FOLDED_LETTER || (kind == DESK_FOLDED_MARK && self->n_bytes > 0))
        add_character (self, c);
      else if (kind == DESK_FOLDED_OTHER)
        end_word (self);
    }
  end_word (self);
}

static inline gboolean
is_behind (const char *bytes,
           const Word *first,
           const Word *second)
{
  int order;

  if (first->beginning != second->beginning)
    return first->beginning > second->beginning;

  order = memcmp (bytes + first->start, bytes + second->start, MIN (first->n_bytes, second->n_bytes));
  return order > 0 || (order == 0 && first->n_bytes > second->n_bytes);
}

/* Merges two runs that stand one behind the other in @from. */
static void
merge_runs (const char *bytes,
            const Word *from,
            Word       *to,
            unsigned    first,
            unsigned    middle,
            unsigned    end)
{
  unsigned left = first, right = middle;

  for (unsigned i = first; i < end; i++)
    {
      gboolean is_right = left == middle || (right < end && is_behind (bytes, &from[left], &from[right]));

      to[i] = is_right ? from[right++] : from[left++];
    }
}

/* In runs twice as long each time: done before qsort() has called for its comparisons.
 *
 * Returns: (transfer none): the words in order, in @words or in @space for as many */
static const Word *
sort_words (const Vocabulary *self,
            Word             *words,
            Word             *space)
{
  unsigned n_words = self->words->len;

  for (unsigned n = 1; n < n_words; n *= 2)
    {
      Word *from = words;

      for (unsigned i = 0; i < n_words; i += 2 * n)
        merge_runs (self->bytes->str, words, space, i, MIN (i + n, n_words), MIN (i + 2 * n, n_words));
      words = space;
      space = from;
    }

  return words;
}

static char *
join (Vocabulary *self)
{
  GString *out = g_string_sized_new (self->bytes->len + self->words->len);
  g_autofree Word *space = g_new (Word, self->words->len);
  const Word *words = sort_words (self, (Word *) self->words->data, space);

  for (unsigned i = 0; i < self->words->len; i++)
    {
      if (words[i].is_known)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_len (out, self->bytes->str + words[i].start, words[i].n_bytes);
    }

  return g_string_free_and_steal (out);
}

/**
 * desk_vocabulary_of:
 * @document: a document
 * @known: (array zero-terminated=1): texts whose words aren't wanted; valid UTF-8
 *
 * Lists what a text has of words for readers: notes and captions have some, addresses,
 * HTML and the language of code don't.
 *
 * Returns: (transfer full): the different words, in small letters and the order of their
 *   bytes, with spaces between
 */
char *
desk_vocabulary_of (const DeskNode    *document,
                    const char *const *known)
{
  g_autofree char *text = NULL;
  g_autofree guint16 *places = g_new0 (guint16, N_PLACES);
  g_autoptr(GString) bytes = g_string_sized_new (4096);
  g_autoptr(GArray) words = g_array_sized_new (FALSE, FALSE, sizeof (Word), 512);
  Vocabulary self = { .bytes = bytes, .words = words, .places = places };

  g_return_val_if_fail (document != NULL && known != NULL, NULL);

  self.is_known = TRUE;
  for (unsigned i = 0; known[i] != NULL; i++)
    add_text (&self, known[i]);
  self.is_known = FALSE;
  text = desk_node_to_plain_text (document);
  add_text (&self, text);

  return join (&self);
}
