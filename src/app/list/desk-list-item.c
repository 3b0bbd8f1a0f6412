/* desk-list-item.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-item.h"

struct _DeskListItem
{
  GObject          parent_instance;
  gint64           article_id;
  DeskListContent *content; /* NULL until it is read */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListItem, desk_list_item, G_TYPE_OBJECT)

static void
desk_list_item_finalize (GObject *object)
{
  DeskListItem *self = DESK_LIST_ITEM (object);

  desk_list_content_free (self->content);

  G_OBJECT_CLASS (desk_list_item_parent_class)->finalize (object);
}

static void
desk_list_item_class_init (DeskListItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_list_item_finalize;

  /**
   * DeskListItem::changed:
   *
   * The row says something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_item_init (DeskListItem *self)
{
}

/**
 * desk_list_item_new:
 * @article_id: of the row's key
 *
 * Returns: (transfer full): a row of which nothing is known yet
 */
DeskListItem *
desk_list_item_new (gint64 article_id)
{
  DeskListItem *self = g_object_new (DESK_TYPE_LIST_ITEM, NULL);

  self->article_id = article_id;

  return self;
}

/**
 * desk_list_item_get_article_id:
 *
 * Returns: of the row's key
 */
gint64
desk_list_item_get_article_id (DeskListItem *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEM (self), 0);

  return self->article_id;
}

/**
 * desk_list_item_get_content:
 *
 * Returns: (transfer none) (nullable): what it says, or %NULL while that isn't read
 */
const DeskListContent *
desk_list_item_get_content (DeskListItem *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEM (self), NULL);

  return self->content;
}

/**
 * desk_list_item_get_article:
 *
 * Returns: (transfer none) (nullable): the article, or %NULL while it isn't read
 */
const DeskArticle *
desk_list_item_get_article (DeskListItem *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEM (self), NULL);

  return self->content != NULL ? self->content->article : NULL;
}

/**
 * desk_list_item_take_content:
 * @content: (transfer full): what it says, as it was read now
 */
void
desk_list_item_take_content (DeskListItem    *self,
                             DeskListContent *content)
{
  g_return_if_fail (DESK_IS_LIST_ITEM (self) && content != NULL);

  desk_list_content_free (self->content);
  self->content = content;
  desk_list_item_emit_changed (self);
}

/**
 * desk_list_item_emit_changed:
 *
 * Has the row shown anew.
 */
void
desk_list_item_emit_changed (DeskListItem *self)
{
  g_return_if_fail (DESK_IS_LIST_ITEM (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
