/* desk-merge-edition.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-merge-edition.h"

#include "model/desk-merge-fields.h"

static const char *
body_of (const DeskEdition *edition)
{
  return edition->body != NULL ? edition->body : "";
}

/**
 * desk_merge_edition:
 * @base: an edition with its body, as both had it before them
 * @mine: what one has made of it
 * @theirs: what the other has, and has stored
 *
 * Returns: (transfer full): the result, with what is left to decide
 */
DeskEditionMerge *
desk_merge_edition (const DeskEdition *base,
                    const DeskEdition *mine,
                    const DeskEdition *theirs)
{
  DeskEditionMerge *self;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  self = g_new0 (DeskEditionMerge, 1);
  self->mine = desk_edition_copy (mine);
  self->theirs = desk_edition_copy (theirs);
  self->fields = desk_merge_edition_fields (base, mine, theirs, &self->overruled);
  self->title = desk_merge_new_line (base->title, mine->title, theirs->title);
  self->summary = desk_merge_new_paragraph (base->summary, mine->summary, theirs->summary);
  self->body = desk_merge_new (body_of (base), body_of (mine), body_of (theirs));

  return self;
}

/**
 * desk_edition_merge_free:
 */
void
desk_edition_merge_free (DeskEditionMerge *self)
{
  if (self == NULL)
    return;

  desk_edition_free (self->mine);
  desk_edition_free (self->theirs);
  desk_edition_free (self->fields);
  desk_merge_free (self->title);
  desk_merge_free (self->summary);
  desk_merge_free (self->body);
  g_free (self);
}

/**
 * desk_edition_merge_count_conflicts:
 *
 * Returns: how many places a person has to decide about; 0 if it merges by itself
 */
unsigned
desk_edition_merge_count_conflicts (const DeskEditionMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->title->n_conflicts + self->summary->n_conflicts + self->body->n_conflicts;
}

/**
 * desk_edition_merge_is_decided:
 *
 * Returns: whether a person has decided about all of them
 */
gboolean
desk_edition_merge_is_decided (const DeskEditionMerge *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return desk_merge_is_decided (self->title) && desk_merge_is_decided (self->summary) &&
         desk_merge_is_decided (self->body);
}

/**
 * desk_edition_merge_dup_edition:
 *
 * Returns: (transfer full): the edition to store on top of theirs
 */
DeskEdition *
desk_edition_merge_dup_edition (const DeskEditionMerge *self)
{
  DeskEdition *edition;

  g_return_val_if_fail (self != NULL, NULL);

  edition = desk_edition_copy (self->fields);
  g_free (edition->title);
  edition->title = desk_merge_dup_text (self->title);
  g_free (edition->summary);
  edition->summary = desk_merge_dup_text (self->summary);
  g_free (edition->body);
  edition->body = desk_merge_dup_text (self->body);

  return edition;
}
