/* desk-document-merge.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-document-private.h"

#include <glib/gi18n.h>

/* What becomes of a text that somebody else has changed meanwhile:
 *
 *   written ──it merges by itself──→ stored, shown, told; undone on demand
 *      │  ↑
 *      │  └── somebody was quicker once more ──┐
 *      └──it does not──→ conflict ──a person──→ accepted: typed on top of theirs
 *
 * Merging is done by the library's thread, for a text can be large.
 */

/* What is merged, on its way to the library's thread. */
typedef struct
{
  char        *article_uuid;
  char        *language;
  DeskEdition *base;
  DeskEdition *mine;
} Sides;

static void
sides_free (Sides *self)
{
  g_free (self->article_uuid);
  g_free (self->language);
  desk_edition_free (self->base);
  desk_edition_free (self->mine);
  g_free (self);
}

static gpointer
merge_stored (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Sides *sides = data;
  g_autoptr(DeskArticle) stored = desk_store_dup_article (store, sides->article_uuid, error);
  const DeskEdition *theirs;

  if (stored == NULL)
    return NULL;

  theirs = desk_article_get_edition (stored, sides->language);
  if (theirs == NULL)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                           _("The text is not in the library any more. Copy what you need from it."));
      return NULL;
    }

  return desk_merge_edition (sides->base, sides->mine, theirs);
}

/**
 * desk_document_merge_async:
 *
 * Puts the text the editor shows together with what is stored.
 */
void
desk_document_merge_async (DeskDocument       *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Sides *sides;

  g_return_if_fail (DESK_IS_DOCUMENT (self));

  sides = g_new0 (Sides, 1);
  sides->article_uuid = g_strdup (self->article->uuid);
  sides->language = g_strdup (self->language);
  sides->base = desk_edition_copy (desk_typing_get_base (self->typing));
  sides->mine = desk_edition_copy (desk_typing_get_text (self->typing));
  desk_library_run_async (self->library, merge_stored, sides, (GDestroyNotify) sides_free,
                          (GDestroyNotify) desk_edition_merge_free, cancellable, callback, user_data);
}

/**
 * desk_document_merge_finish:
 * @library: what the callback got as its source
 *
 * Returns: (transfer full) (nullable): what is left to decide
 */
DeskEditionMerge *
desk_document_merge_finish (DeskLibrary  *library,
                            GAsyncResult *result,
                            GError      **error)
{
  return desk_library_run_finish (library, result, error);
}

/**
 * desk_document_accept_merge:
 * @merge: what desk_document_merge_finish() gave, all of it decided
 *
 * Ends a conflict: the text becomes what was decided. If somebody else has
 * written once more meanwhile, it begins anew.
 */
void
desk_document_accept_merge (DeskDocument           *self,
                            const DeskEditionMerge *merge)
{
  g_autoptr(DeskEdition) text = NULL;

  g_return_if_fail (DESK_IS_DOCUMENT (self) && merge != NULL);

  text = desk_edition_merge_dup_edition (merge);
  self->failure.has_conflict = FALSE;
  desk_document_clear_failure (self);
  desk_document_replace_text (self, text, merge->theirs);
  desk_document_queue_typed (self);
}

/* Once a text has been merged, it can be taken back. */
void
desk_document_note_merge (DeskDocument      *self,
                          const DeskChange  *change,
                          const DeskChanged *changed)
{
  const DeskEdition *merged = desk_article_get_edition (changed->article, change->language);

  if (changed->overruled != 0)
    desk_document_notice (self, _("This was changed elsewhere too; it stays as you chose"), FALSE);
  if (!changed->is_merged || change->is_undo || merged == NULL)
    return;

  desk_edition_free (self->unmerged);
  desk_edition_free (self->merged);
  self->unmerged = desk_edition_copy (change->edition);
  self->merged = desk_edition_copy (merged);
  desk_document_notice (self, _("Merged with a change made elsewhere"), TRUE);
}

/**
 * desk_document_undo_merge:
 *
 * Takes out of the text what the last merge has brought into it. What was typed
 * since stays.
 */
void
desk_document_undo_merge (DeskDocument *self)
{
  DeskChange *change;

  g_return_if_fail (DESK_IS_DOCUMENT (self));

  if (self->unmerged == NULL)
    return;

  desk_document_queue_typed (self);
  change = desk_change_new (DESK_CHANGE_TEXT, self->article, self->unmerged->language);
  change->edition = g_steal_pointer (&self->unmerged);
  change->base = g_steal_pointer (&self->merged);
  change->is_undo = TRUE;
  desk_change_queue_push (self->changes, change);
}
