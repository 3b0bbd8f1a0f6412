/* desk-list-items.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-items.h"

#include "app/list/desk-list-item.h"

static gboolean
is_same (GListStore *self,
         unsigned    position,
         GPtrArray  *articles,
         unsigned    index)
{
  const DeskArticle *article = articles->pdata[index];

  return g_strcmp0 (desk_list_items_get_uuid (self, position), article->uuid) == 0;
}

static void
update_item (GListStore *self,
             unsigned    position,
             GPtrArray  *articles,
             unsigned    index)
{
  g_autoptr(DeskListItem) item = g_list_model_get_item (G_LIST_MODEL (self), position);

  desk_list_item_take_article (item, g_steal_pointer (&articles->pdata[index]));
}

/**
 * desk_list_items_new:
 *
 * Returns: (transfer full): a model without rows
 */
GListStore *
desk_list_items_new (void)
{
  return g_list_store_new (DESK_TYPE_LIST_ITEM);
}

/**
 * desk_list_items_get_uuid:
 *
 * Returns: (transfer none) (nullable): the UUID of the article at @position
 */
const char *
desk_list_items_get_uuid (GListStore *self,
                          unsigned    position)
{
  g_autoptr(DeskListItem) item = g_list_model_get_item (G_LIST_MODEL (self), position);

  /* The model keeps the item. */
  return item != NULL ? desk_list_item_get_article (item)->uuid : NULL;
}

/**
 * desk_list_items_find:
 * @uuid: (nullable): an article
 * @out_position: (out): where it is
 *
 * Returns: whether it is in the list
 */
gboolean
desk_list_items_find (GListStore *self,
                      const char *uuid,
                      unsigned   *out_position)
{
  unsigned n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (unsigned i = 0; uuid != NULL && i < n_items; i++)
    {
      if (g_strcmp0 (desk_list_items_get_uuid (self, i), uuid) == 0)
        {
          *out_position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * desk_list_items_update:
 * @articles: (element-type DeskArticle): what the list shows from now on; the
 *   articles are taken out of it
 *
 * Rows that stay where they are keep their widgets, and so the scrolling and
 * the focus: only what lies between the first and the last difference goes.
 */
void
desk_list_items_update (GListStore *self,
                        GPtrArray  *articles)
{
  unsigned n_old = g_list_model_get_n_items (G_LIST_MODEL (self));
  unsigned n_new = articles->len;
  unsigned n_start = 0, n_end = 0;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  while (n_start < MIN (n_old, n_new) && is_same (self, n_start, articles, n_start))
    n_start++;
  while (n_end < MIN (n_old, n_new) - n_start && is_same (self, n_old - n_end - 1, articles, n_new - n_end - 1))
    n_end++;

  for (unsigned i = 0; i < n_start; i++)
    update_item (self, i, articles, i);
  for (unsigned i = 1; i <= n_end; i++)
    update_item (self, n_old - i, articles, n_new - i);
  for (unsigned i = n_start; i < n_new - n_end; i++)
    g_ptr_array_add (added, desk_list_item_new (g_steal_pointer (&articles->pdata[i])));

  g_list_store_splice (self, n_start, n_old - n_start - n_end, added->pdata, added->len);
}

/**
 * desk_list_items_emit_changed:
 *
 * Has every row shown anew: something that all of them say is different.
 */
void
desk_list_items_emit_changed (GListStore *self)
{
  unsigned n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (unsigned i = 0; i < n_items; i++)
    {
      g_autoptr(DeskListItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);

      g_signal_emit_by_name (item, "changed");
    }
}
