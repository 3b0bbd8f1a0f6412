/* desk-search-text.h - the words of one edition, as the search compares them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-stemmers.h"

G_BEGIN_DECLS

/* The fields of an edition: the columns of the index of places. */
typedef enum
{
  DESK_SEARCH_TITLE,
  DESK_SEARCH_NAMES, /* of tags and authors, in every language they have */
  DESK_SEARCH_SUMMARY,
  DESK_SEARCH_BODY,
} DeskSearchField;

#define DESK_SEARCH_N_FIELDS 4

/* Words are letters and digits, so a control character in front tells other
 * tokens from them: where the word stands, or what the token says beside words.
 * The first ones are for stems, one for each kind of stemmer. */
typedef enum
{
  DESK_MARK_TITLE = 0x0E,        /* a word, or a marked stem, of the title or a name */
  DESK_MARK_AUTHOR = 0x0F,       /* a word of a name, or its beginning */
  DESK_MARK_TAG = 0x10,
  DESK_MARK_SECTION = 0x11,      /* the id of a section, 0 for none */
  DESK_MARK_STATUS = 0x12,
  DESK_MARK_LANGUAGE = 0x13,
  DESK_MARK_ANY = 0x14,          /* every edition has it */
  DESK_MARK_GAP = 0x15,          /* no phrase goes over it */
  DESK_MARK_PREFIX = 0x16,       /* the beginning of a word */
  DESK_MARK_TITLE_PREFIX = 0x17,
  DESK_MARK_PAIR = 0x18,         /* two words of the title or a name, one behind the other */
} DeskSearchMark;

#define DESK_MARK_STEM(kind) ((char) ((kind) + 1))

/* Beginnings of so many characters are tokens; longer ones are few enough to be
 * looked for among the words. */
#define DESK_SEARCH_PREFIX_CHARS 5
#define DESK_SEARCH_NAME_CHARS 12

#define DESK_TOKEN_MAX_BYTES (DESK_WORD_MAX_BYTES + 2)
#define DESK_PAIR_BYTES 17

typedef struct
{
  guint32 offset;        /* in the text's bytes */
  guint16 n_bytes;
  guint16 is_colocated;  /* at the place of the token in front of it */
} DeskSearchToken;

typedef struct _DeskSearchText DeskSearchText;

DeskSearchText *desk_search_text_new (DeskStemmers *stemmers) G_GNUC_WARN_UNUSED_RESULT;
void            desk_search_text_free (DeskSearchText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSearchText, desk_search_text_free)

void desk_search_text_begin (DeskSearchText *self,
                             const char     *language);
void desk_search_text_add (DeskSearchText *self,
                           DeskSearchField field,
                           const char     *text);
void desk_search_text_add_name (DeskSearchText *self,
                                DeskSearchMark  mark,
                                const char     *name);
void desk_search_text_add_mark (DeskSearchText *self,
                                DeskSearchMark  mark,
                                const char     *value);

int           desk_search_text_get_stemmer_kind (const DeskSearchText *self);
const GArray *desk_search_text_get_places (const DeskSearchText *self,
                                           DeskSearchField       field);
const GArray *desk_search_text_get_tokens (const DeskSearchText *self);
const char   *desk_search_text_get_bytes (const DeskSearchText  *self,
                                          const DeskSearchToken *token);
gboolean      desk_search_text_has (const DeskSearchText *self,
                                    const char           *token);

void desk_search_make_pair (const char *first,
                            const char *second,
                            char       *token);

G_END_DECLS
