/* desk-merge-edition.h - two people's changes of one edition, put together
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-edition.h"
#include "model/desk-fields.h"
#include "text/desk-merge.h"

G_BEGIN_DECLS

/**
 * DeskEditionMerge:
 * @mine: what one has made of the edition
 * @theirs: what the other has, and has stored
 * @fields: likewise, with my changes of its other fields than the three below
 * @title: the title, in one piece
 * @summary: the summary, in one piece
 * @body: the body
 * @overruled: fields of @fields in which mine stands though theirs has changed too
 */
typedef struct
{
  DeskEdition *mine;
  DeskEdition *theirs;
  DeskEdition *fields;
  DeskMerge   *title;
  DeskMerge   *summary;
  DeskMerge   *body;
  DeskFields   overruled;
} DeskEditionMerge;

DeskEditionMerge *desk_merge_edition (const DeskEdition *base,
                                      const DeskEdition *mine,
                                      const DeskEdition *theirs) G_GNUC_WARN_UNUSED_RESULT;
void         desk_edition_merge_free (DeskEditionMerge *self);

unsigned     desk_edition_merge_count_conflicts (const DeskEditionMerge *self);
gboolean     desk_edition_merge_is_decided (const DeskEditionMerge *self);
DeskEdition *desk_edition_merge_dup_edition (const DeskEditionMerge *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskEditionMerge, desk_edition_merge_free)

G_END_DECLS
