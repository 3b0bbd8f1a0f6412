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
  copy->text = g_strdup (self->text);
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
  g_free (self->text);
  g_free (self);
}

/**
 * desk_list_query_list_keys:
 * @after: (nullable): where the page before ended
 * @limit: at most so many
 *
 * Says which articles the list has: the one place that does. On the reader's
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
  DeskQuery query = DESK_QUERY_ALL;

  query.status = self->status;
  query.section = self->section;
  query.language = self->language;
  query.text = self->text;
  query.is_trash = self->is_trash;
  query.limit = limit;

  return desk_store_list_keys (store, &query, after, cancellable, error);
}
