/* desk-stemmer.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-stemmer.h"

#include "desk-script.h"
#include "desk-text-private.h"

#include <libstemmer.h>
#include <string.h>

/* Snowball's stems, folded. Its algorithms look at diacritics (but for the
 * English one), so a word is stemmed as it was written, in lower case, and the
 * stem is folded; Serbian's reads Cyrillic by itself. The words of a text follow
 * Zipf's law, and a stem takes ten times as long as finding it again: the last
 * one of each slot is kept.
 */

#define N_SLOTS 8192
#define MAX_SLOT_BYTES 30

typedef struct
{
  guint8 n_word; /* 0 while the slot is empty */
  guint8 n_stem;
  char   word[MAX_SLOT_BYTES];
  char   stem[MAX_SLOT_BYTES];
} Slot;

struct _DeskStemmer
{
  struct sb_stemmer *stemmer;
  gboolean           is_folded;                     /* it wants the folded word */
  gboolean           is_serbian;
  char               lower[4 * DESK_WORD_MAX_BYTES];
  char               stem[DESK_WORD_MAX_BYTES + 1]; /* lent */
  Slot               slots[N_SLOTS];
};

/* The place in this list is a kind's number and part of what the search index
 * keeps: new ones go to the end. */
static const char * const algorithms[DESK_STEMMER_N_KINDS] = {
  "english", "serbian", "german", "spanish", "french", "hungarian", "italian", "russian", "turkish",
};

enum { ENGLISH, SERBIAN, GERMAN, SPANISH, FRENCH, HUNGARIAN, ITALIAN, RUSSIAN, TURKISH };

static const struct
{
  const char *language;
  unsigned    kind;
} kinds[] = {
  { "bs", SERBIAN }, { "cnr", SERBIAN }, { "de", GERMAN }, { "en", ENGLISH }, { "es", SPANISH },
  { "fr", FRENCH }, { "hr", SERBIAN }, { "hu", HUNGARIAN }, { "it", ITALIAN }, { "ru", RUSSIAN },
  { "sh", SERBIAN }, { "sr", SERBIAN }, { "tr", TURKISH },
};

/**
 * desk_stemmer_kind_of:
 * @language: a language tag
 *
 * Returns: which kind of stemmer it has, below %DESK_STEMMER_N_KINDS, or -1
 */
int
desk_stemmer_kind_of (const char *language)
{
  gsize n_bytes;

  g_return_val_if_fail (language != NULL, -1);

  n_bytes = strcspn (language, "-");
  for (unsigned i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strlen (kinds[i].language) == n_bytes && g_ascii_strncasecmp (kinds[i].language, language, n_bytes) == 0)
        return (int) kinds[i].kind;
    }

  return -1;
}

/**
 * desk_stemmer_new:
 * @kind: below %DESK_STEMMER_N_KINDS
 *
 * Returns: (transfer full) (nullable): the stemmer, for one thread at a time;
 *   %NULL when libstemmer was built without it
 */
DeskStemmer *
desk_stemmer_new (unsigned kind)
{
  DeskStemmer *self;
  struct sb_stemmer *stemmer;

  g_return_val_if_fail (kind < DESK_STEMMER_N_KINDS, NULL);

  stemmer = sb_stemmer_new (algorithms[kind], NULL);
  if (stemmer == NULL)
    return NULL;

  self = g_new0 (DeskStemmer, 1);
  self->stemmer = stemmer;
  self->is_folded = kind == ENGLISH;
  self->is_serbian = kind == SERBIAN;

  return self;
}

void
desk_stemmer_free (DeskStemmer *self)
{
  if (self == NULL)
    return;

  sb_stemmer_delete (self->stemmer);
  g_free (self);
}

/* Marks are composed first: the stemmers know š, not s and a caron. */
static gsize
lower_whole (DeskStemmer *self,
             const char  *word,
             gsize        n_bytes)
{
  g_autofree char *composed = g_utf8_normalize (word, (gssize) n_bytes, G_NORMALIZE_NFC);
  g_autofree char *lower = composed != NULL ? g_utf8_strdown (composed, -1) : g_strdup ("");
  gsize n_lower = strlen (lower);

  if (n_lower >= sizeof self->lower)
    return 0;

  memcpy (self->lower, lower, n_lower);
  return n_lower;
}

static gsize
lower_word (DeskStemmer *self,
            const char  *word,
            gsize        n_bytes)
{
  const char *end = word + n_bytes;
  gsize n_lower = 0;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n_lower + 6 >= sizeof self->lower)
        return 0;
      if (c >= 0x80 && g_unichar_ismark (c))
        return lower_whole (self, word, n_bytes);
      if (c < 0x80)
        self->lower[n_lower++] = g_ascii_tolower ((char) c);
      else
        n_lower += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), self->lower + n_lower);
    }

  return n_lower;
}

static gsize
fold_stem (DeskStemmer *self,
           const char  *stem,
           gsize        n_bytes)
{
  DeskWords words;

  desk_words_init (&words, stem, (gssize) n_bytes, FALSE);
  if (!desk_words_next (&words) || words.stop < n_bytes)
    return 0;

  memcpy (self->stem, words.folded, words.n_folded);
  return words.n_folded;
}

static gboolean
ends_with (const char *stem,
           gsize       n_bytes,
           const char *end)
{
  gsize n_end = strlen (end);

  return n_bytes >= n_end && memcmp (stem + n_bytes - n_end, end, n_end) == 0;
}

/* Snowball takes one ending off, and takes what belongs to the word for one
 * where there is none: "bezbednosti" becomes "bezbednost" but "bezbednost"
 * "bezbedn", likewise izveštaj and izvešta, komisij and komisi, kandidat and
 * kandida. The shorter one stands for both. */
static gsize
trim_serbian (const char *stem,
              gsize       n_bytes)
{
  if (n_bytes >= 7 && ends_with (stem, n_bytes, "ost"))
    return n_bytes - 3;
  if (n_bytes >= 6 && ends_with (stem, n_bytes, "at"))
    return n_bytes - 1;
  if (n_bytes >= 5 && (ends_with (stem, n_bytes, "aj") || ends_with (stem, n_bytes, "ij")))
    return n_bytes - 1;

  return n_bytes;
}

/* Fills stem[] and returns its length; 0 for none. */
static gsize
make_stem (DeskStemmer     *self,
           const DeskWords *word,
           const char      *written,
           gsize            n_written)
{
  const char *input = self->is_folded ? word->folded : self->lower;
  gsize n_input = self->is_folded ? word->n_folded : lower_word (self, written, n_written);
  const sb_symbol *stem;
  gsize n_stem;

  if (n_input == 0)
    return 0;

  stem = sb_stemmer_stem (self->stemmer, (const sb_symbol *) input, (int) n_input);
  if (stem == NULL) /* out of memory */
    return 0;

  n_stem = fold_stem (self, (const char *) stem, (gsize) sb_stemmer_length (self->stemmer));
  return self->is_serbian ? trim_serbian (self->stem, n_stem) : n_stem;
}

static Slot *
slot_of (DeskStemmer *self,
         const char  *word,
         gsize        n_bytes)
{
  guint32 hash = 2166136261u;

  if (n_bytes > MAX_SLOT_BYTES)
    return NULL;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) word[i]) * 16777619u;

  return &self->slots[(hash ^ hash >> 15) % N_SLOTS];
}

static void
fill_slot (Slot       *slot,
           const char *word,
           gsize       n_word,
           const char *stem,
           gsize       n_stem)
{
  slot->n_word = (guint8) n_word;
  slot->n_stem = (guint8) n_stem;
  memcpy (slot->word, word, n_word);
  memcpy (slot->stem, stem, n_stem);
}

/**
 * desk_stemmer_could_be:
 * @folded: a folded word, ended by a NUL as @stem is
 *
 * A stem begins as its word does, so that whoever looks for one can pass over
 * most words without stemming them: with the same two bytes, or in Serbian with
 * an e for what is ije or je elsewhere (deca, djeca; reka, rijeka).
 *
 * Returns: whether @stem could be the stem of the word
 */
gboolean
desk_stemmer_could_be (const DeskStemmer *self,
                       const char        *folded,
                       const char        *stem)
{
  if (folded[0] != stem[0])
    return FALSE;

  return folded[1] == stem[1] || stem[1] == '\0' ||
         (self->is_serbian && stem[1] == 'e' && (folded[1] == 'i' || folded[1] == 'j'));
}

/**
 * desk_stemmer_stem:
 * @word: the word that the cutter stands on
 *
 * What couldn't be a stem by desk_stemmer_could_be() is none.
 *
 * Returns: (transfer none) (nullable): the folded stem, until the next call;
 *   %NULL when it is the folded word itself
 */
const char *
desk_stemmer_stem (DeskStemmer     *self,
                   const DeskWords *word)
{
  const char *written;
  gsize n_written;
  gsize n_stem;
  Slot *slot;

  g_return_val_if_fail (self != NULL && word != NULL, NULL);

  written = word->text + word->start;
  n_written = word->stop - word->start;
  slot = slot_of (self, written, n_written);
  if (slot != NULL && slot->n_word == n_written && memcmp (slot->word, written, n_written) == 0)
    {
      n_stem = slot->n_stem;
      memcpy (self->stem, slot->stem, n_stem);
    }
  else
    {
      n_stem = make_stem (self, word, written, n_written);
      self->stem[n_stem] = '\0';
      if (strcmp (self->stem, word->folded) == 0 || !desk_stemmer_could_be (self, word->folded, self->stem))
        n_stem = 0;
      if (slot != NULL && n_stem <= MAX_SLOT_BYTES)
        fill_slot (slot, written, n_written, self->stem, n_stem);
    }

  self->stem[n_stem] = '\0';
  return n_stem > 0 ? self->stem : NULL;
}
