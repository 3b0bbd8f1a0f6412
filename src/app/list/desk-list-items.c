/* desk-list-items.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-items.h"

#include "app/list/desk-list-diff.h"

/* A list of any length in 16 bytes a row. What a row says is kept for those that
 * somebody looks at, in an item that is made when it is asked for.
 *
 * Invariants:
 *  1. an item is in @items as long as it lives, under its article's id; so an
 *     article that stays in the list stays one item, wherever it goes;
 *  2. what was asked for last is kept, at most %MAX_RECENT, each once, so that
 *     scrolling back shows it at once.
 */

#define MAX_RECENT 256

/* A view takes some 0.1 ms for each. */
#define MAX_EDITS 64

struct _DeskListItems
{
  GObject     parent_instance;
  GArray     *keys;   /* DeskListKey */
  GHashTable *items;  /* gint64 *, owned → DeskListItem, lent: it takes itself out */
  GHashTable *recent; /* DeskListItem, owned → its link in @queue */
  GQueue      queue;  /* DeskListItem, the last first */
};

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

static void
drop_oldest (DeskListItems *self)
{
  DeskListItem *item = g_queue_pop_tail (&self->queue);

  g_hash_table_remove (self->recent, item);
}

static void
note_recent (DeskListItems *self,
             DeskListItem  *item)
{
  GList *link = g_hash_table_lookup (self->recent, item);

  if (link != NULL)
    {
      g_queue_unlink (&self->queue, link);
      g_queue_push_head_link (&self->queue, link);
      return;
    }

  g_queue_push_head (&self->queue, item);
  g_hash_table_insert (self->recent, g_object_ref (item), self->queue.head);
  if (self->queue.length > MAX_RECENT)
    drop_oldest (self);
}

static void
item_gone_cb (gpointer data,
              GObject *item)
{
  GHashTable *items = data;
  gint64 article_id = desk_list_item_get_article_id (DESK_LIST_ITEM (item));

  g_hash_table_remove (items, &article_id);
  g_hash_table_unref (items);
}

static DeskListItem *
make_item (DeskListItems *self,
           gint64         article_id)
{
  DeskListItem *item = desk_list_item_new (article_id);

  g_hash_table_insert (self->items, g_memdup2 (&article_id, sizeof article_id), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, g_hash_table_ref (self->items));

  return item;
}

static GType
get_item_type (GListModel *model)
{
  return DESK_TYPE_LIST_ITEM;
}

static unsigned
get_n_items (GListModel *model)
{
  return DESK_LIST_ITEMS (model)->keys->len;
}

static gpointer
get_item (GListModel *model,
          unsigned    position)
{
  DeskListItems *self = DESK_LIST_ITEMS (model);
  DeskListItem *item;

  if (position >= self->keys->len)
    return NULL;

  item = desk_list_items_look_up (self, g_array_index (self->keys, DeskListKey, position).article_id);
  if (item != NULL)
    {
      g_object_ref (item);
    }
  else
    {
      item = make_item (self, g_array_index (self->keys, DeskListKey, position).article_id);
      g_signal_emit (self, signals[SIGNAL_MADE], 0, item);
    }
  note_recent (self, item);

  return item;
}

static void
implement_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskListItems, desk_list_items, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list_model))

static void
desk_list_items_finalize (GObject *object)
{
  DeskListItems *self = DESK_LIST_ITEMS (object);

  desk_list_items_forget (self);
  g_hash_table_unref (self->recent);
  g_hash_table_unref (self->items);
  g_array_unref (self->keys);

  G_OBJECT_CLASS (desk_list_items_parent_class)->finalize (object);
}

static void
desk_list_items_class_init (DeskListItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_list_items_finalize;

  /**
   * DeskListItems::made:
   * @item: a row that somebody looks at, and that knows nothing yet
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, DESK_TYPE_LIST_ITEM);
}

static void
desk_list_items_init (DeskListItems *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->recent = g_hash_table_new_full (g_direct_hash, g_direct_equal, g_object_unref, NULL);
  g_queue_init (&self->queue);
}

/**
 * desk_list_items_new:
 *
 * Returns: (transfer full): a model without rows
 */
DeskListItems *
desk_list_items_new (void)
{
  return g_object_new (DESK_TYPE_LIST_ITEMS, NULL);
}

/**
 * desk_list_items_append:
 * @keys: (element-type DeskListKey): more rows, behind all that are there
 */
void
desk_list_items_append (DeskListItems *self,
                        const GArray  *keys)
{
  unsigned n_before;

  g_return_if_fail (DESK_IS_LIST_ITEMS (self) && keys != NULL);

  n_before = self->keys->len;
  g_array_append_vals (self->keys, keys->data, keys->len);
  if (keys->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, keys->len);
}

static void
apply (DeskListItems      *self,
       const DeskListEdit *edit,
       const GArray       *after)
{
  if (edit->n_removed > 0)
    g_array_remove_range (self->keys, edit->position, edit->n_removed);
  if (edit->n_added > 0)
    g_array_insert_vals (self->keys, edit->position, &g_array_index (after, DeskListKey, edit->position),
                         edit->n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), edit->position, edit->n_removed, edit->n_added);
}

/**
 * desk_list_items_update:
 * @keys: (element-type DeskListKey): what the list has from now on
 *
 * Rows that stay are not touched, so that views keep their place, the focus and
 * what is selected.
 */
void
desk_list_items_update (DeskListItems *self,
                        GArray        *keys)
{
  g_autoptr(GArray) edits = NULL;

  g_return_if_fail (DESK_IS_LIST_ITEMS (self) && keys != NULL);

  edits = desk_list_diff (self->keys, keys, MAX_EDITS);
  for (unsigned i = 0; i < edits->len; i++)
    apply (self, &g_array_index (edits, DeskListEdit, i), keys);
}

/**
 * desk_list_items_get_article_id:
 *
 * Returns: of the row at @position; 0 if there is none
 */
gint64
desk_list_items_get_article_id (DeskListItems *self,
                                unsigned       position)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEMS (self), 0);

  return position < self->keys->len ? g_array_index (self->keys, DeskListKey, position).article_id : 0;
}

/**
 * desk_list_items_find:
 * @article_id: an article
 * @out_position: (out): where it is
 *
 * Looks through all keys, which takes less than 0.1 ms for 100,000.
 *
 * Returns: whether it is in the list
 */
gboolean
desk_list_items_find (DeskListItems *self,
                      gint64         article_id,
                      unsigned      *out_position)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEMS (self), FALSE);

  for (unsigned i = 0; i < self->keys->len; i++)
    {
      if (g_array_index (self->keys, DeskListKey, i).article_id == article_id)
        {
          *out_position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * desk_list_items_take_content:
 * @content: (transfer full): what the row of @article_id says
 *
 * Tells the row, which is made should nobody have asked for it yet.
 */
void
desk_list_items_take_content (DeskListItems   *self,
                              gint64           article_id,
                              DeskListContent *content)
{
  g_autoptr(DeskListItem) item = NULL;

  g_return_if_fail (DESK_IS_LIST_ITEMS (self) && content != NULL);

  item = desk_list_items_look_up (self, article_id);
  item = item != NULL ? g_object_ref (item) : make_item (self, article_id);
  note_recent (self, item);
  desk_list_item_take_content (item, content);
}

/**
 * desk_list_items_look_up:
 *
 * Returns: (transfer none) (nullable): the row of @article_id, if anybody has it
 */
DeskListItem *
desk_list_items_look_up (DeskListItems *self,
                         gint64         article_id)
{
  g_return_val_if_fail (DESK_IS_LIST_ITEMS (self), NULL);

  return g_hash_table_lookup (self->items, &article_id);
}

/**
 * desk_list_items_list_rows:
 *
 * Returns: (transfer full) (element-type DeskListItem): all rows that anybody has
 */
GPtrArray *
desk_list_items_list_rows (DeskListItems *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (DESK_IS_LIST_ITEMS (self), rows);

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (rows, g_object_ref (item));

  return rows;
}

/**
 * desk_list_items_forget:
 *
 * Lets go of the rows that nobody looks at: what they say may be old.
 */
void
desk_list_items_forget (DeskListItems *self)
{
  g_return_if_fail (DESK_IS_LIST_ITEMS (self));

  while (self->queue.length > 0)
    drop_oldest (self);
}

/**
 * desk_list_items_forget_other:
 * @words: (nullable): what is looked for now
 *
 * Lets go of the rows that nobody looks at and that were read for something else.
 */
void
desk_list_items_forget_other (DeskListItems *self,
                              const char    *words)
{
  g_return_if_fail (DESK_IS_LIST_ITEMS (self));

  for (GList *link = self->queue.head, *next; link != NULL; link = next)
    {
      const DeskListContent *content = desk_list_item_get_content (link->data);

      next = link->next;
      if (content == NULL || g_strcmp0 (content->words, words) == 0)
        continue;
      g_hash_table_remove (self->recent, link->data);
      g_queue_delete_link (&self->queue, link);
    }
}

/**
 * desk_list_items_validate:
 *
 * Asserts the invariants.
 */
void
desk_list_items_validate (DeskListItems *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_assert (DESK_IS_LIST_ITEM (value)); /* 1 */
      g_assert (desk_list_item_get_article_id (value) == *(gint64 *) key);
    }

  g_assert (self->queue.length <= MAX_RECENT); /* 2 */
  g_assert (self->queue.length == g_hash_table_size (self->recent));
  for (GList *link = self->queue.head; link != NULL; link = link->next)
    {
      g_assert (g_hash_table_lookup (self->recent, link->data) == link);
      g_assert (desk_list_items_look_up (self, desk_list_item_get_article_id (link->data)) == link->data);
    }
}
