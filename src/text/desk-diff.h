/* desk-diff.h - what differs between two texts, by words or lines
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DeskToken:
 * @text: its first byte; the text outlives the token
 * @n_bytes: its length; the next token starts right behind it
 * @hash: of its bytes
 * @is_word: whether it is a word, and not what stands between words
 */
typedef struct
{
  const char *text;
  gsize       n_bytes;
  unsigned    hash;
  gboolean    is_word;
} DeskToken;

/**
 * DeskDiffHunk:
 *
 * @n_old tokens from @old_start on have become @n_new tokens from @new_start on.
 * What stands between two hunks is the same on both sides, and never nothing.
 */
typedef struct
{
  unsigned old_start;
  unsigned n_old;
  unsigned new_start;
  unsigned n_new;
} DeskDiffHunk;

GArray *desk_diff_split_words (const char *text,
                               gsize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;
GArray *desk_diff_split_lines (const char *text,
                               gsize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;

GArray *desk_diff_tokens (GArray *old_tokens,
                          GArray *new_tokens) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_token_equal (const DeskToken *a,
                           const DeskToken *b);

G_END_DECLS
