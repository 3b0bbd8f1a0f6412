/* desk-list-content.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-content.h"

/**
 * desk_list_content_new:
 * @article: (transfer full): without bodies
 * @words: (nullable): the search that it was read for
 * @hit: (transfer full) (nullable): what was found
 *
 * Returns: (transfer full): what a row says
 */
DeskListContent *
desk_list_content_new (DeskArticle *article,
                       const char  *words,
                       DeskHit     *hit)
{
  DeskListContent *self = g_new0 (DeskListContent, 1);

  self->article = article;
  self->words = g_strdup (words);
  self->hit = hit;

  return self;
}

/**
 * desk_list_content_free:
 */
void
desk_list_content_free (DeskListContent *self)
{
  if (self == NULL)
    return;

  desk_article_free (self->article);
  desk_hit_free (self->hit);
  g_free (self->words);
  g_free (self);
}

/* Returns: %NULL without an error when the article is gone */
static DeskArticle *
dup_article (DeskStore *store,
             gint64     article_id,
             GError   **error)
{
  g_autoptr(GError) failure = NULL;
  DeskArticle *article = desk_store_dup_listed (store, article_id, &failure);

  if (article == NULL && !g_error_matches (failure, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failure));

  return article;
}

/**
 * desk_list_content_read:
 * @article_ids: (element-type gint64): of keys
 * @words: (nullable): what was looked for
 *
 * Reads what rows say; on the reader's thread.
 *
 * Returns: (transfer full) (element-type DeskListContent): one for each article, in
 *   their order; %NULL for one that is gone
 */
GPtrArray *
desk_list_content_read (DeskStore    *store,
                        const GArray *article_ids,
                        const char   *words,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_list_content_free);
  g_autoptr(GPtrArray) hits = NULL;

  if (words != NULL)
    {
      hits = desk_store_list_hits (store, words, article_ids, cancellable, error);
      if (hits == NULL)
        return NULL;
    }

  for (unsigned i = 0; i < article_ids->len; i++)
    {
      g_autoptr(GError) failure = NULL;
      DeskArticle *article = dup_article (store, g_array_index (article_ids, gint64, i), &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_ptr_array_add (contents, article == NULL ? NULL : desk_list_content_new (
                         article, words, hits != NULL ? g_steal_pointer (&hits->pdata[i]) : NULL));
    }

  return g_steal_pointer (&contents);
}
