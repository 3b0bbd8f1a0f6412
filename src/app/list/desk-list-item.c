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
  GObject      parent_instance;
  DeskArticle *article; /* without bodies */
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

  desk_article_free (self->article);

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
   * The article has other values now.
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
 * @article: (transfer full): as a list gives it, without bodies
 *
 * Returns: (transfer full): an item of the list's model
 */
DeskListItem *
desk_list_item_new (DeskArticle *article)
{
  DeskListItem *self = g_object_new (DESK_TYPE_LIST_ITEM, NULL);

  self->article = article;

  return self;
}

/**
 * desk_list_item_get_article:
 *
 * Returns: (transfer none): the article
 */
const DeskArticle *
desk_list_item_get_article (DeskListItem *self)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEM (self), NULL);

  return self->article;
}

/**
 * desk_list_item_take_article:
 * @article: (transfer full): the same article, as it was read again
 */
void
desk_list_item_take_article (DeskListItem *self,
                             DeskArticle  *article)
{
  g_return_if_fail (DESK_IS_LIST_ITEM (self));

  desk_article_free (self->article);
  self->article = article;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
