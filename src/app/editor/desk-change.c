/* desk-change.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-change.h"

#include "text/desk-excerpt.h"

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

static void
copy_fields (DeskEdition       *to,
             const DeskEdition *from)
{
  g_set_str (&to->script, from->script);
  g_set_str (&to->slug, from->slug);
  g_set_str (&to->seo_title, from->seo_title);
  g_set_str (&to->seo_description, from->seo_description);
  to->revised_us = from->revised_us;
  to->scheduled_us = from->scheduled_us;
}

static gboolean
has_same_text (const DeskEdition *a,
               const DeskEdition *b)
{
  return g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->summary, b->summary) == 0 &&
         g_strcmp0 (a->body, b->body) == 0;
}

/* A newer version alone is no conflict: releasing an edition makes one, and
 * touches no text; and what is not text never comes in a text's way. */
static gboolean
may_go_on_top (const DeskChange  *self,
               const DeskEdition *stored)
{
  if (self->kind != DESK_CHANGE_TEXT || self->is_forced)
    return TRUE;

  return self->base != NULL && has_same_text (self->base, stored);
}

/**
 * desk_change_rebase:
 * @stored: the article as it is stored now
 *
 * Puts the change on top of @stored, so that it writes its own fields alone and
 * leaves the others as they are there. A text that somebody else has changed
 * meanwhile stays where it is, and the store will refuse it.
 */
void
desk_change_rebase (DeskChange        *self,
                    const DeskArticle *stored)
{
  const DeskEdition *edition = desk_article_get_edition (stored, self->language);
  DeskEdition *merged;

  if (self->article != NULL)
    self->article->version = stored->version;
  if (self->edition == NULL || edition == NULL || !may_go_on_top (self, edition))
    return;

  merged = desk_edition_copy (edition);
  if (self->kind == DESK_CHANGE_TEXT)
    copy_text (merged, self->edition);
  else
    copy_fields (merged, self->edition);
  desk_edition_free (self->edition);
  self->edition = merged;
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
      return desk_store_save_edition (store, self->article_uuid, self->edition, error);
    case DESK_CHANGE_ARTICLE:
      return desk_store_save_article (store, self->article, error);
    case DESK_CHANGE_STATUS:
      return desk_store_set_status (store, self->article_uuid, self->language, self->status, self->at_us, error);
    case DESK_CHANGE_RELOAD:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
write_change (DeskChange *self,
              DeskStore  *store,
              GError    **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(DeskArticle) stored = NULL;
  const DeskEdition *edition;

  if (write_once (self, store, &local_error))
    return TRUE;

  if (g_error_matches (local_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT) && self->edition != NULL)
    stored = desk_store_dup_article (store, self->article_uuid, NULL);
  edition = stored != NULL ? desk_article_get_edition (stored, self->language) : NULL;
  if (edition == NULL || !may_go_on_top (self, edition))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  desk_change_rebase (self, stored);
  return write_once (self, store, error);
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
