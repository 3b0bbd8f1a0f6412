/* desk-words.h - the words of a text, as search compares them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_WORD_MAX_BYTES 60

/**
 * DeskWordsWanted:
 *
 * What the words that are looked for begin with, for desk_words_want(). All zero,
 * nothing is wanted.
 */
typedef struct
{
  /*< private >*/
  guint8  first[256];     /* whether there is one with this first byte */
  guint32 second[256][8]; /* for each first byte, a bit for each second one; 0 is the end */
} DeskWordsWanted;

/**
 * DeskWords:
 * @start: where the word begins, in bytes from the start of the text
 * @stop: what follows its last byte
 * @number: how many words there were up to this one, passed ones too
 * @n_folded: the bytes of @folded
 * @folded: the word as desk_script_fold() makes it, cut after
 *   %DESK_WORD_MAX_BYTES
 *
 * Goes through the words of a text. It lives on the stack and allocates nothing.
 */
typedef struct
{
  unsigned               start;
  unsigned               stop;
  unsigned               number;
  unsigned               n_folded;
  char                   folded[DESK_WORD_MAX_BYTES + 1];

  /*< private >*/
  const char            *text;
  const char            *end;
  const char            *next;
  const DeskWordsWanted *wanted;
  gboolean               is_markdown;
} DeskWords;

void desk_words_init (DeskWords  *self,
                      const char *text,
                      gssize      n_bytes,
                      gboolean    is_markdown);
void     desk_words_want (DeskWords             *self,
                          const DeskWordsWanted *wanted);
gboolean desk_words_next (DeskWords *self);

void     desk_words_wanted_add (DeskWordsWanted *self,
                                const char      *beginning,
                                gsize            n_bytes,
                                gboolean         goes_on);

const char *desk_words_skip_markup (const char *p,
                                    const char *end);

G_END_DECLS
