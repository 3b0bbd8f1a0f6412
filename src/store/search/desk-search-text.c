/* desk-search-text.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-text.h"

#include <string.h>

/* What an edition is found by: two views of the same tokens. `places` are those
 * of a field in order, for phrases and for how often a word stands there;
 * `tokens` has each different one once. A text is cut and stemmed once for both,
 * and the next edition's goes into the same memory.
 *
 * At its place a word is its folded form. In `tokens` are its first letters too,
 * one to five, and its stem when that differs; FTS5 could keep prefixes by itself,
 * but takes twice as long over them. The words of title and names are there a
 * second time, marked, with each two that follow each other: for a phrase in a
 * title FTS5 reads every place that common words have in all texts. Marked is what
 * filters ask for, too, of a name every beginning, also at the place of its word:
 * FTS5 would put the lists of all names that begin so together before the first.
 *
 * Invariants:
 *
 *  1. tokens are never empty, hold no space and at most DESK_TOKEN_MAX_BYTES;
 *  2. n_slots is a power of two and more than twice the number of tokens;
 *  3. each token's number + 1 stands in the first free slot from its hash on.
 */

#define FIRST_N_SLOTS 4096

struct _DeskSearchText
{
  GString      *bytes;
  GArray       *places[DESK_SEARCH_N_FIELDS]; /* DeskSearchToken */
  GArray       *tokens;                       /* DeskSearchToken */
  guint32      *slots;
  gsize         n_slots;
  DeskStemmers *stemmers;                     /* borrowed */
  DeskStemmer  *stemmer;                      /* (nullable): of the edition's language */
  int           kind;                         /* its kind; -1 for none */
};

/**
 * desk_search_text_new:
 * @stemmers: outlive this
 */
DeskSearchText *
desk_search_text_new (DeskStemmers *stemmers)
{
  DeskSearchText *self = g_new0 (DeskSearchText, 1);

  self->bytes = g_string_sized_new (16 * 1024);
  for (unsigned i = 0; i < DESK_SEARCH_N_FIELDS; i++)
    self->places[i] = g_array_new (FALSE, FALSE, sizeof (DeskSearchToken));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (DeskSearchToken));
  self->n_slots = FIRST_N_SLOTS;
  self->slots = g_new0 (guint32, self->n_slots);
  self->stemmers = stemmers;
  self->kind = -1;

  return self;
}

void
desk_search_text_free (DeskSearchText *self)
{
  if (self == NULL)
    return;

  g_string_free (self->bytes, TRUE);
  for (unsigned i = 0; i < DESK_SEARCH_N_FIELDS; i++)
    g_array_unref (self->places[i]);
  g_array_unref (self->tokens);
  g_free (self->slots);
  g_free (self);
}

/**
 * desk_search_text_begin:
 * @language: the edition's
 *
 * Forgets the edition before.
 */
void
desk_search_text_begin (DeskSearchText *self,
                        const char     *language)
{
  g_string_truncate (self->bytes, 0);
  for (unsigned i = 0; i < DESK_SEARCH_N_FIELDS; i++)
    g_array_set_size (self->places[i], 0);
  g_array_set_size (self->tokens, 0);
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);

  self->kind = desk_stemmer_kind_of (language);
  self->stemmer = desk_stemmers_get (self->stemmers, self->kind);
  if (self->stemmer == NULL)
    self->kind = -1;
  desk_search_text_add_mark (self, DESK_MARK_ANY, "");
  desk_search_text_add_mark (self, DESK_MARK_LANGUAGE, language);
}

static gsize
hash_of (const char *bytes,
         gsize       n_bytes)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) bytes[i]) * 16777619u;

  return hash ^ hash >> 15;
}

/* Returns: the token's slot, or the free one where it belongs */
static gsize
find_slot (const DeskSearchText *self,
           const char           *bytes,
           gsize                 n_bytes)
{
  gsize slot = hash_of (bytes, n_bytes) & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      const DeskSearchToken *token = &g_array_index (self->tokens, DeskSearchToken, self->slots[slot] - 1);

      if (token->n_bytes == n_bytes && memcmp (self->bytes->str + token->offset, bytes, n_bytes) == 0)
        break;
      slot = (slot + 1) & (self->n_slots - 1);
    }

  return slot;
}

static void
grow (DeskSearchText *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (unsigned i = 0; i < self->tokens->len; i++)
    {
      const DeskSearchToken *token = &g_array_index (self->tokens, DeskSearchToken, i);

      self->slots[find_slot (self, self->bytes->str + token->offset, token->n_bytes)] = i + 1;
    }
}

/* @marks: what stands in front of @word */
static DeskSearchToken
intern (DeskSearchText *self,
        const char     *marks,
        const char     *word,
        gsize           n_word)
{
  char bytes[DESK_TOKEN_MAX_BYTES];
  gsize n_bytes = 0;
  DeskSearchToken token;
  gsize slot;

  while (*marks != '\0')
    bytes[n_bytes++] = *marks++;
  n_word = MIN (n_word, DESK_WORD_MAX_BYTES);
  memcpy (bytes + n_bytes, word, n_word);
  n_bytes += n_word;

  slot = find_slot (self, bytes, n_bytes);
  if (self->slots[slot] != 0)
    return g_array_index (self->tokens, DeskSearchToken, self->slots[slot] - 1);

  token = (DeskSearchToken) { .offset = (guint32) self->bytes->len, .n_bytes = (guint16) n_bytes };
  g_string_append_len (self->bytes, bytes, (gssize) n_bytes);
  g_array_append_val (self->tokens, token);
  self->slots[slot] = self->tokens->len;
  if (self->tokens->len * 2 >= self->n_slots)
    grow (self);

  return token;
}

static void
place (DeskSearchText *self,
       DeskSearchField field,
       DeskSearchToken token,
       gboolean        is_colocated)
{
  token.is_colocated = is_colocated != FALSE;
  g_array_append_val (self->places[field], token);
}

static void
intern_prefixes (DeskSearchText  *self,
                 DeskSearchMark   mark,
                 const DeskWords *word)
{
  const char marks[] = { (char) mark, '\0' };
  const char *p = word->folded;

  for (unsigned i = 0; i < DESK_SEARCH_PREFIX_CHARS && *p != '\0'; i++)
    {
      p = g_utf8_next_char (p);
      intern (self, marks, word->folded, (gsize) (p - word->folded));
    }
}

/* A word of the title or a name is there in full and marked. */
static void
intern_in_title (DeskSearchText  *self,
                 const DeskWords *word,
                 const char      *stem)
{
  const char marks[] = { DESK_MARK_TITLE, self->kind >= 0 ? DESK_MARK_STEM (self->kind) : '\0', '\0' };
  const char title[] = { DESK_MARK_TITLE, '\0' };

  intern (self, title, word->folded, word->n_folded);
  intern_prefixes (self, DESK_MARK_TITLE_PREFIX, word);
  if (stem != NULL)
    intern (self, marks, stem, strlen (stem));
}

/* A filter asks for an author or a tag by the beginning of any of its words. */
static void
place_name (DeskSearchText  *self,
            DeskSearchMark   mark,
            const DeskWords *word)
{
  const char marks[] = { (char) mark, '\0' };
  const char *p = word->folded;

  for (unsigned i = 0; i < DESK_SEARCH_NAME_CHARS && *p != '\0'; i++)
    {
      p = g_utf8_next_char (p);
      if (*p != '\0')
        place (self, DESK_SEARCH_NAMES, intern (self, marks, word->folded, (gsize) (p - word->folded)), TRUE);
    }
  place (self, DESK_SEARCH_NAMES, intern (self, marks, word->folded, word->n_folded), TRUE);
}

static void
intern_pair (DeskSearchText  *self,
             const char      *previous,
             const DeskWords *word)
{
  char token[DESK_PAIR_BYTES + 1];

  desk_search_make_pair (previous, word->folded, token);
  intern (self, "", token, DESK_PAIR_BYTES);
}

static void
add_words (DeskSearchText *self,
           DeskSearchField field,
           DeskSearchMark  mark,
           const char     *text)
{
  const char stem_mark[] = { self->kind >= 0 ? DESK_MARK_STEM (self->kind) : '\0', '\0' };
  char previous[DESK_WORD_MAX_BYTES + 1] = "";
  DeskWords words;

  desk_words_init (&words, text, -1, TRUE);
  while (desk_words_next (&words))
    {
      gboolean is_title = field == DESK_SEARCH_TITLE || field == DESK_SEARCH_NAMES;
      unsigned n_before = self->tokens->len;
      const char *stem = NULL;

      place (self, field, intern (self, "", words.folded, words.n_folded), FALSE);
      if (field == DESK_SEARCH_NAMES)
        place_name (self, mark, &words);
      if (self->tokens->len > n_before)
        intern_prefixes (self, DESK_MARK_PREFIX, &words);
      if (self->stemmer != NULL && (is_title || self->tokens->len > n_before))
        stem = desk_stemmer_stem (self->stemmer, &words);
      if (stem != NULL)
        intern (self, stem_mark, stem, strlen (stem));
      if (!is_title)
        continue;
      intern_in_title (self, &words, stem);
      if (*previous != '\0')
        intern_pair (self, previous, &words);
      memcpy (previous, words.folded, words.n_folded + 1);
    }
}

/**
 * desk_search_text_add:
 * @text: valid UTF-8; Markdown
 */
void
desk_search_text_add (DeskSearchText *self,
                      DeskSearchField field,
                      const char     *text)
{
  add_words (self, field, DESK_MARK_TITLE, text);
}

/**
 * desk_search_text_add_name:
 * @mark: %DESK_MARK_TAG or %DESK_MARK_AUTHOR
 */
void
desk_search_text_add_name (DeskSearchText *self,
                           DeskSearchMark  mark,
                           const char     *name)
{
  add_words (self, DESK_SEARCH_NAMES, mark, name);
  desk_search_text_add_mark (self, DESK_MARK_GAP, "");
}

/**
 * desk_search_text_add_mark:
 *
 * Adds what the edition can be found by beside its words.
 */
void
desk_search_text_add_mark (DeskSearchText *self,
                           DeskSearchMark  mark,
                           const char     *value)
{
  const char marks[] = { (char) mark, '\0' };

  place (self, DESK_SEARCH_NAMES, intern (self, marks, value, strlen (value)), FALSE);
}

/**
 * desk_search_make_pair:
 * @first: a folded word
 * @second: the one behind it
 * @token: (out caller-allocates): room for %DESK_PAIR_BYTES and a NUL
 *
 * Writes the token of two words that follow each other: their hash (FNV-1a, 64
 * bits), since both together may be longer than a token.
 */
void
desk_search_make_pair (const char *first,
                       const char *second,
                       char       *token)
{
  const char *const words[] = { first, " ", second };
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (unsigned i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (const char *p = words[i]; *p != '\0'; p++)
        hash = (hash ^ (guchar) * p) * G_GUINT64_CONSTANT (1099511628211);
    }

  g_snprintf (token, DESK_PAIR_BYTES + 1, "%c%016" G_GINT64_MODIFIER "x", DESK_MARK_PAIR, hash);
}

/**
 * desk_search_text_get_stemmer_kind:
 *
 * Returns: what its words were stemmed by, or -1
 */
int
desk_search_text_get_stemmer_kind (const DeskSearchText *self)
{
  return self->kind;
}

/**
 * desk_search_text_get_places:
 *
 * Returns: (element-type DeskSearchToken): the tokens of @field in their order
 */
const GArray *
desk_search_text_get_places (const DeskSearchText *self,
                             DeskSearchField       field)
{
  return self->places[field];
}

/**
 * desk_search_text_get_tokens:
 *
 * Returns: (element-type DeskSearchToken): each token once
 */
const GArray *
desk_search_text_get_tokens (const DeskSearchText *self)
{
  return self->tokens;
}

/**
 * desk_search_text_get_bytes:
 *
 * Returns: (transfer none): the token's bytes, without an end, until the next
 *   is added
 */
const char *
desk_search_text_get_bytes (const DeskSearchText  *self,
                            const DeskSearchToken *token)
{
  return self->bytes->str + token->offset;
}

gboolean
desk_search_text_has (const DeskSearchText *self,
                      const char           *token)
{
  return self->slots[find_slot (self, token, strlen (token))] != 0;
}
