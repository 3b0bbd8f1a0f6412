/* desk-change.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-change.h"

#include "model/desk-merge-fields.h"
#include "text/desk-excerpt.h"
#include "text/desk-merge-edition.h"

/* How often others may be quicker, one after the other, before a change gives up
 * for now. */
#define MAX_TRIES 5

/**
 * desk_change_new:
 * @kind: what it changes
 * @stored: the article as it is known to be stored
 * @language: the edition that is meant
 *
 * Returns: (transfer full): a change that still has to be given its values
 */
DeskChange *
desk_change_new (DeskChangeKind     kind,
                 const DeskArticle *stored,
                 const char        *language)
{
  DeskChange *self = g_new0 (DeskChange, 1);

  self->kind = kind;
  self->article_uuid = g_strdup (stored->uuid);
  self->language = g_strdup (language);

  return self;
}

/**
 * desk_change_copy:
 *
 * Returns: (transfer full): a copy that shares nothing
 */
DeskChange *
desk_change_copy (const DeskChange *self)
{
  DeskChange *copy = g_memdup2 (self, sizeof *self);

  copy->article_uuid = g_strdup (self->article_uuid);
  copy->language = g_strdup (self->language);
  copy->edition = self->edition != NULL ? desk_edition_copy (self->edition) : NULL;
  copy->base = self->base != NULL ? desk_edition_copy (self->base) : NULL;
  copy->article = self->article != NULL ? desk_article_copy (self->article) : NULL;
  copy->base_article = self->base_article != NULL ? desk_article_copy (self->base_article) : NULL;
  copy->top = self->top != NULL ? desk_edition_copy (self->top) : NULL;
  copy->top_article = self->top_article != NULL ? desk_article_copy (self->top_article) : NULL;

  return copy;
}

/**
 * desk_change_free:
 */
void
desk_change_free (DeskChange *self)
{
  if (self == NULL)
    return;

  g_free (self->article_uuid);
  g_free (self->language);
  desk_edition_free (self->edition);
  desk_edition_free (self->base);
  desk_article_free (self->article);
  desk_article_free (self->base_article);
  desk_edition_free (self->top);
  desk_article_free (self->top_article);
  g_free (self);
}

static void
copy_text (DeskEdition       *to,
           const DeskEdition *from)
{
  g_set_str (&to->title, from->title);
  g_set_str (&to->summary, from->summary);
  g_set_str (&to->body, from->body);
}

static gboolean
has_same_text (const DeskEdition *a,
               const DeskEdition *b)
{
  return g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->summary, b->summary) == 0 &&
         g_strcmp0 (a->body, b->body) == 0;
}

static void
take_top (DeskChange  *self,
          DeskEdition *top) /* eaten */
{
  desk_edition_free (self->top);
  self->top = top;
}

static void
put_article_on_top (DeskChange        *self,
                    const DeskArticle *stored)
{
  desk_article_free (self->top_article);
  self->top_article = desk_merge_article (self->base_article, self->article, stored, &self->overruled);
}

static void
put_fields_on_top (DeskChange        *self,
                   const DeskEdition *stored)
{
  g_autoptr(DeskEdition) nothing = desk_edition_new (self->language);

  take_top (self, desk_merge_edition_fields (self->base != NULL ? self->base : nothing, self->edition, stored,
                                             &self->overruled));
}

/* A newer version alone is no conflict: releasing an edition makes one, and
 * touches no text. */
static gboolean
put_text_on_top (DeskChange        *self,
                 const DeskEdition *stored)
{
  DeskEdition *top;

  if (!has_same_text (self->base, stored))
    return FALSE;

  top = desk_edition_copy (stored);
  copy_text (top, self->edition);
  take_top (self, top);
  self->is_merged = FALSE;
  return TRUE;
}

static gboolean
merge_text (DeskChange        *self,
            const DeskEdition *stored)
{
  g_autoptr(DeskEditionMerge) merge = desk_merge_edition (self->base, self->edition, stored);

  if (desk_edition_merge_count_conflicts (merge) > 0)
    return FALSE;

  take_top (self, desk_edition_merge_dup_edition (merge));
  self->is_merged = TRUE;
  return TRUE;
}

/**
 * desk_change_rebase:
 * @stored: the article as it is stored now
 *
 * Puts the change on top of @stored, so that it writes what it is about and
 * leaves all else as it is there. A text that somebody else has changed
 * meanwhile is not: the store will refuse it, and then it is merged, which takes
 * longer.
 */
void
desk_change_rebase (DeskChange        *self,
                    const DeskArticle *stored)
{
  const DeskEdition *edition = desk_article_get_edition (stored, self->language);

  if (self->article != NULL)
    put_article_on_top (self, stored);
  if (self->edition != NULL && edition != NULL && self->kind != DESK_CHANGE_TEXT)
    put_fields_on_top (self, edition);
  else if (self->edition != NULL && (edition == NULL || !put_text_on_top (self, edition)))
    take_top (self, desk_edition_copy (self->edition));
}

static gboolean
write_once (DeskChange *self,
            DeskStore  *store,
            GError    **error)
{
  switch (self->kind)
    {
    case DESK_CHANGE_TEXT:
    case DESK_CHANGE_EDITION:
      return desk_store_save_edition (store, self->article_uuid, self->top, error);
    case DESK_CHANGE_ARTICLE:
      return desk_store_save_article (store, self->top_article, error);
    case DESK_CHANGE_STATUS:
      return desk_store_set_status (store, self->article_uuid, self->language, self->status, self->at_us, error);
    case DESK_CHANGE_RELOAD:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* Somebody else was quicker. */
static gboolean
get_over (DeskChange *self,
          DeskStore  *store)
{
  g_autoptr(DeskArticle) stored = desk_store_dup_article (store, self->article_uuid, NULL);
  const DeskEdition *edition = stored != NULL ? desk_article_get_edition (stored, self->language) : NULL;

  if (stored == NULL || (self->kind != DESK_CHANGE_ARTICLE && edition == NULL))
    return FALSE;
  if (self->kind == DESK_CHANGE_TEXT)
    return put_text_on_top (self, edition) || merge_text (self, edition);

  desk_change_rebase (self, stored);
  return TRUE;
}

static gboolean
write_change (DeskChange *self,
              DeskStore  *store,
              GError    **error)
{
  for (unsigned n_tries = 1;; n_tries++)
    {
      g_autoptr(GError) local_error = NULL;

      if (write_once (self, store, &local_error))
        return TRUE;

      if (!g_error_matches (local_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT) ||
          n_tries == MAX_TRIES || !get_over (self, store))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

static unsigned
count_words (const DeskArticle *article,
             const char        *language)
{
  const DeskEdition *edition = desk_article_get_edition (article, language);
  g_autoptr(DeskNode) document = NULL;

  if (edition == NULL || edition->body == NULL)
    return 0;

  document = desk_node_parse (edition->body, -1);
  return desk_statistics_of (document).n_words;
}

/**
 * desk_change_run:
 * @data: a #DeskChange
 *
 * Writes the change and reads what is stored then: a #DeskLibraryFunc.
 *
 * Returns: (transfer full): a #DeskChanged
 */
gpointer
desk_change_run (DeskStore    *store,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  DeskChange *self = data;
  g_autoptr(DeskArticle) article = NULL;
  DeskChanged *changed;

  if (!write_change (self, store, error))
    return NULL;

  article = desk_store_dup_article (store, self->article_uuid, error);
  if (article == NULL)
    return NULL;

  changed = g_new0 (DeskChanged, 1);
  changed->n_words = count_words (article, self->language);
  changed->article = g_steal_pointer (&article);
  changed->is_merged = self->is_merged;
  changed->overruled = self->overruled;

  return changed;
}

/**
 * desk_changed_free:
 */
void
desk_changed_free (DeskChanged *self)
{
  if (self == NULL)
    return;

  desk_article_free (self->article);
  g_free (self);
}
