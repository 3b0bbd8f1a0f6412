/* desk-list-query.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-query.h"

/* A search that takes longer answers with what it has found: whoever waits for the
 * reader, rows above all, waits no longer than that. */
#define SEARCH_MS 250

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
 * desk_list_query_copy:
 *
 * Returns: (transfer full): a copy
 */
DeskListQuery *
desk_list_query_copy (const DeskListQuery *self)
{
  DeskListQuery *copy = desk_list_query_new ();

  copy->status = self->status;
  copy->section = g_strdup (self->section);
  copy->language = g_strdup (self->language);
  copy->words = g_strdup (self->words);
  copy->is_trash = self->is_trash;

  return copy;
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
  g_free (self->words);
  g_free (self);
}

/* Borrows the strings. */
static DeskQuery
to_query (const DeskListQuery *self,
          unsigned             limit)
{
  DeskQuery query = DESK_QUERY_ALL;

  query.status = self->status;
  query.section = self->section;
  query.language = self->language;
  query.is_trash = self->is_trash;
  query.limit = limit;

  return query;
}

/**
 * desk_list_query_list_keys:
 * @after: (nullable): where the page before ended
 * @limit: at most so many
 *
 * Says which articles the list has, when it is not a search. On the reader's
 * thread.
 *
 * Returns: (transfer full) (element-type DeskListKey): a page of keys; a page that
 *   is not full is the last
 */
GArray *
desk_list_query_list_keys (const DeskListQuery *self,
                           DeskStore           *store,
                           const DeskListKey   *after,
                           unsigned             limit,
                           GCancellable        *cancellable,
                           GError             **error)
{
  DeskQuery query = to_query (self, limit);

  g_return_val_if_fail (self->words == NULL, NULL);

  return desk_store_list_keys (store, &query, after, cancellable, error);
}

/**
 * desk_list_query_search_keys:
 * @limit: at most so many
 * @out_reach: (out): how far the search came in the time that it has
 *
 * Says which articles the list has, when it is a search. On the reader's thread.
 *
 * Returns: (transfer full) (element-type DeskListKey): their keys, the best first
 */
GArray *
desk_list_query_search_keys (const DeskListQuery *self,
                             DeskStore           *store,
                             unsigned             limit,
                             DeskSearchReach     *out_reach,
                             GCancellable        *cancellable,
                             GError             **error)
{
  DeskQuery query = to_query (self, limit);

  g_return_val_if_fail (self->words != NULL, NULL);

  return desk_store_search_keys (store, self->words, &query, SEARCH_MS, out_reach, cancellable, error);
}
