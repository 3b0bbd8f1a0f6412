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
 * DeskWords:
 * @start: where the word begins, in bytes from the start of the text
 * @stop: what follows its last byte
 * @folded: the word as desk_script_fold() makes it, cut after
 *   %DESK_WORD_MAX_BYTES
 * @n_folded: the bytes of @folded
 *
 * Goes through the words of a text. It lives on the stack and allocates nothing.
 */
typedef struct
{
  unsigned    start;
  unsigned    stop;
  unsigned    n_folded;
  char        folded[DESK_WORD_MAX_BYTES + 1];

  /*< private >*/
  const char *text;
  const char *end;
  const char *next;
  gboolean    is_markdown;
} DeskWords;

void desk_words_init (DeskWords  *self,
                      const char *text,
                      gssize      n_bytes,
                      gboolean    is_markdown);
gboolean    desk_words_next (DeskWords *self);

const char *desk_words_skip_markup (const char *p,
                                    const char *end);

G_END_DECLS
