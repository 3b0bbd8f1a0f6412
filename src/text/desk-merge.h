/* desk-merge.h - two people's changes of one text, put together
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESK_CHOICE_NONE, /* nobody has decided yet */
  DESK_CHOICE_MINE,
  DESK_CHOICE_THEIRS,
  DESK_CHOICE_BOTH,
  DESK_CHOICE_OWN, /* words of the person who decides */
} DeskChoice;

/**
 * DeskMergeHunk:
 * @is_conflict: whether both have changed this piece, each otherwise
 * @text: (nullable): what stands here in the result; %NULL while nobody has
 *   decided
 * @base: (nullable): for a conflict, what both had before them
 * @mine: (nullable): for a conflict; "" if it was taken out
 * @theirs: (nullable): likewise
 * @tail: (nullable): for a conflict, the line ends behind it
 * @between: (nullable): for a conflict, what parts the two if both stay
 * @choice: for a conflict, where @text is from
 */
typedef struct
{
  gboolean    is_conflict;
  char       *text;
  char       *base;
  char       *mine;
  char       *theirs;
  char       *tail;
  const char *between;
  DeskChoice  choice;
} DeskMergeHunk;

void desk_merge_hunk_choose (DeskMergeHunk *self,
                             DeskChoice     choice);
void desk_merge_hunk_write (DeskMergeHunk *self,
                            const char    *text);

/**
 * DeskMerge:
 * @hunks: (element-type DeskMergeHunk): the whole text, in order; no two that
 *   are settled stand side by side
 * @n_conflicts: how many of them are conflicts
 */
typedef struct
{
  GPtrArray *hunks;
  unsigned   n_conflicts;
} DeskMerge;

DeskMerge *desk_merge_new (const char *base,
                           const char *mine,
                           const char *theirs) G_GNUC_WARN_UNUSED_RESULT;
DeskMerge *desk_merge_new_paragraph (const char *base,
                                     const char *mine,
                                     const char *theirs) G_GNUC_WARN_UNUSED_RESULT;
DeskMerge *desk_merge_new_line (const char *base,
                                const char *mine,
                                const char *theirs) G_GNUC_WARN_UNUSED_RESULT;
void     desk_merge_free (DeskMerge *self);

gboolean desk_merge_is_decided (const DeskMerge *self);
char    *desk_merge_dup_text (const DeskMerge *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskMerge, desk_merge_free)

G_END_DECLS
