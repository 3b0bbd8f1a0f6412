/* desk-text-private.h - what the files of this module share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "text/desk-blocks.h"
#include "text/desk-merge.h"

#include <cmark-gfm.h>

G_BEGIN_DECLS

#define DESK_TEXT_MAX_DEPTH 100

/* desk-text-parser.c */
cmark_node *desk_text_parse (const char *body,
                             gsize       n_bytes);
cmark_node *desk_text_parse_commonmark (const char *body,
                                        gsize       n_bytes);
void        desk_text_free_tree (cmark_node *root);

/* desk-text-memory.c */
cmark_mem *desk_text_memory_begin (void);
void       desk_text_memory_end (void);

/**
 * DeskBlockSide:
 * @body: what the blocks are of
 * @blocks: (array length=n_blocks): in order
 * @match: (array length=n_blocks): for each the other side's block, or -1 while
 *   none was found
 *
 * One of two bodies that are compared.
 */
typedef struct
{
  const char      *body;
  const DeskBlock *blocks;
  unsigned         n_blocks;
  int             *match;
} DeskBlockSide;

void desk_block_match_pair (DeskBlockSide *old_side,
                            unsigned       old_index,
                            DeskBlockSide *new_side,
                            unsigned       new_index);
void desk_block_match_alike (DeskBlockSide *old_side,
                             DeskBlockSide *new_side);

/* desk-diff.c */
gboolean desk_diff_is_in_word (gunichar c);

/* A piece of a text that somebody else owns. */
typedef struct
{
  const char *text;
  gsize       n_bytes;
} DeskTextSpan;

char *desk_merge_words (const DeskTextSpan *base,
                        const DeskTextSpan *mine,
                        const DeskTextSpan *theirs) G_GNUC_WARN_UNUSED_RESULT;

/* desk-merge.c */
DeskMerge     *desk_merge_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
void           desk_merge_add_settled (DeskMerge *self,
                                       char      *text);
DeskMergeHunk *desk_merge_add_conflict (DeskMerge          *self,
                                        const DeskTextSpan *base,
                                        const DeskTextSpan *mine,
                                        const DeskTextSpan *theirs,
                                        const char         *between);

/**
 * DeskMergeSide:
 * @body: what somebody made of the base
 * @blocks: (element-type DeskBlock): its blocks
 * @match: (element-type int): for each the base's block, or -1
 * @of_base: for each of the base's blocks its own, or -1 where it was taken out
 */
typedef struct
{
  const char *body;
  GArray     *blocks;
  GArray     *match;
  int        *of_base;
} DeskMergeSide;

/**
 * DeskMergeItem:
 * @base: the base's block, or -1 for one that was put in
 * @sides: each side's block, or -1
 */
typedef struct
{
  int base;
  int sides[2];
} DeskMergeItem;

GArray *desk_merge_order (const DeskMergeSide sides[2],
                          unsigned            n_base,
                          const gboolean     *is_gone) G_GNUC_WARN_UNUSED_RESULT;
DeskTextSpan desk_merge_side_get_text (const DeskMergeSide *self,
                                       int                  block);

/**
 * DeskScriptWordFunc:
 * @out: where the converted word goes
 * @text: the whole text, so that neighbours can be looked at
 * @word: the first letter of a word in @text
 * @end: what follows its last letter
 *
 * Writes one word in another script.
 */
typedef void (*DeskScriptWordFunc) (GString    *out,
                                    const char *text,
                                    const char *word,
                                    const char *end);

char    *desk_script_convert_words (const char        *text,
                                    DeskScriptWordFunc convert) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_script_is_address (const char *start,
                                 const char *end);
gboolean desk_script_is_all_capitals (const char *word,
                                      const char *end);
gboolean desk_script_is_among_capitals (const char *text,
                                        const char *word,
                                        const char *end);
gboolean    desk_script_is_in_word (gunichar c);
const char *desk_script_latin_of (gunichar c);
const char *desk_script_ensure_valid (const char *text,
                                      char      **out_valid);

/* desk-script-fold.c: one character, folded */
typedef enum
{
  DESK_FOLDED_OTHER,
  DESK_FOLDED_LETTER, /* or a digit */
  DESK_FOLDED_MARK,   /* upon the letter in front */
} DeskFoldedKind;

typedef struct
{
  char   bytes[5]; /* UTF-8 without an end */
  guint8 n_bytes;
  guint8 kind;     /* a DeskFoldedKind */
  guint8 is_known;
} DeskFolded;

/* Latin, Greek and Cyrillic; more Latin and punctuation. What is in neither
 * range has the first entry, which is not known. */
#define DESK_FOLD_LOW_END 0x0530
#define DESK_FOLD_HIGH_START 0x1E00
#define DESK_FOLD_HIGH_END 0x2070
#define DESK_FOLD_N_ENTRIES (DESK_FOLD_LOW_END + DESK_FOLD_HIGH_END - DESK_FOLD_HIGH_START)

static inline gunichar
desk_script_fold_index (gunichar c)
{
  if (c < DESK_FOLD_LOW_END)
    return c;
  if (c >= DESK_FOLD_HIGH_START && c < DESK_FOLD_HIGH_END)
    return c - DESK_FOLD_HIGH_START + DESK_FOLD_LOW_END;

  return 0;
}

const DeskFolded *desk_script_fold_table (void);
DeskFoldedKind    desk_script_fold_kind (gunichar c);

G_END_DECLS
