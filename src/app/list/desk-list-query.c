/* desk-list-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-query.h"

/**
 * desk_list_query_new:
 *
 * Returns: (transfer full): a query for all articles
 */
DeskListQuery *
desk_list_query_new (void)
{
  DeskListQuery *self = g_new0 (DeskListQuery, 1);

  self->status = -1;

  return self;
}

/**
 * desk_list_query_free:
 */
void
desk_list_query_free (DeskListQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->section);
  g_free (self->language);
  g_free (self->text);
  g_free (self);
}

/**
 * desk_list_query_run:
 * @data: a #DeskListQuery
 *
 * Reads the articles: a #DeskLibraryFunc.
 *
 * Returns: (transfer full) (element-type DeskArticle): the articles, without bodies
 */
gpointer
desk_list_query_run (DeskStore    *store,
                     gpointer      data,
                     GCancellable *cancellable,
                     GError      **error)
{
  const DeskListQuery *self = data;
  DeskQuery query = DESK_QUERY_ALL;

  /* Another letter was typed before this one's turn came. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  query.status = self->status;
  query.section = self->section;
  query.language = self->language;
  query.text = self->text;
  query.is_trash = self->is_trash;

  return desk_store_list_articles (store, &query, cancellable, error);
}
