/* desk-list-choice.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-choice.h"

/* The open article is one thing and the selected row another: the article stays
 * open when the list doesn't have it, and its row is selected when it has. A row
 * that a person selects is opened as soon as something is known of it, and, while
 * a key is held that goes through the list, when that comes to rest.
 */

/* Longer than between two repetitions of a key. */
#define REST_MS 100
struct _DeskListChoice
{
  GObject             parent_instance;
  DeskListItems      *items;
  DeskLibrary        *library;
  GtkSingleSelection *selection;
  char               *uuid;          /* of the open article, wherever it is; NULL none */
  gint64              article_id;    /* its row in the library; 0 until that is known */
  GCancellable       *finding;       /* @article_id */
  DeskListItem       *opening;       /* was chosen, and isn't open yet */
  unsigned            rest_id;       /* until @opening is opened */
  gint64              moved_us;      /* when a row was selected the last time */
  gboolean            is_to_be_seen; /* when it comes into the list */
  gboolean            is_updating;   /* a selection that changes now is no wish */
  gboolean            follows;
};

enum
{
  SIGNAL_OPENED,
  SIGNAL_FOUND,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListChoice, desk_list_choice, G_TYPE_OBJECT)

static void
select_position (DeskListChoice *self,
                 unsigned        position)
{
  self->is_updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_updating = FALSE;
}

static void
stop_finding (DeskListChoice *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
stop_opening (DeskListChoice *self)
{
  if (self->opening != NULL)
    g_signal_handlers_disconnect_by_data (self->opening, self);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->rest_id, g_source_remove);
}

static void
open_selected (DeskListChoice *self)
{
  DeskListItem *item = gtk_single_selection_get_selected_item (self->selection);
  const DeskArticle *article;

  stop_opening (self);
  if (item == NULL)
    return;

  article = desk_list_item_get_article (item);
  if (article == NULL)
    {
      self->opening = g_object_ref (item);
      g_signal_connect_object (item, "changed", G_CALLBACK (open_selected), self, G_CONNECT_SWAPPED);
      return;
    }

  stop_finding (self);
  g_set_str (&self->uuid, article->uuid);
  self->article_id = desk_list_item_get_article_id (item);
  self->is_to_be_seen = FALSE; /* it was chosen there */
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
rested_cb (gpointer user_data)
{
  DeskListChoice *self = user_data;

  self->rest_id = 0;
  open_selected (self);
}

static void
open_when_at_rest (DeskListChoice *self)
{
  stop_opening (self);
  g_set_object (&self->opening, gtk_single_selection_get_selected_item (self->selection));
  self->rest_id = g_timeout_add_once (REST_MS, rested_cb, self);
}

/* A row that only moved is no wish. */
static void
selected_cb (DeskListChoice *self)
{
  unsigned position = gtk_single_selection_get_selected (self->selection);
  gint64 article_id = desk_list_items_get_article_id (self->items, position);
  gint64 now_us = g_get_monotonic_time ();
  gboolean is_moving = now_us - self->moved_us < REST_MS * 1000;

  if (self->is_updating || !self->follows)
    return;
  if (article_id == self->article_id && self->opening == NULL)
    return;

  self->moved_us = now_us;
  if (is_moving)
    open_when_at_rest (self);
  else
    open_selected (self);
}

static void
desk_list_choice_dispose (GObject *object)
{
  DeskListChoice *self = DESK_LIST_CHOICE (object);

  stop_finding (self);
  stop_opening (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_list_choice_parent_class)->dispose (object);
}

static void
desk_list_choice_finalize (GObject *object)
{
  g_free (DESK_LIST_CHOICE (object)->uuid);

  G_OBJECT_CLASS (desk_list_choice_parent_class)->finalize (object);
}

static void
desk_list_choice_class_init (DeskListChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_list_choice_dispose;
  object_class->finalize = desk_list_choice_finalize;

  /**
   * DeskListChoice::opened:
   *
   * A person wants to see the article of desk_list_choice_get_uuid().
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskListChoice::found:
   * @position: where it is
   *
   * The article of desk_list_choice_set_uuid() is in the list now.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
desk_list_choice_init (DeskListChoice *self)
{
}

/**
 * desk_list_choice_new:
 * @items: the list
 *
 * Returns: (transfer full): a choice of nothing
 */
DeskListChoice *
desk_list_choice_new (DeskListItems *items)
{
  DeskListChoice *self = g_object_new (DESK_TYPE_LIST_CHOICE, NULL);

  self->items = g_object_ref (items);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (items));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * desk_list_choice_get_selection:
 *
 * Returns: (transfer none): what a view shows
 */
GtkSingleSelection *
desk_list_choice_get_selection (DeskListChoice *self)
{
  g_return_val_if_fail (DESK_IS_LIST_CHOICE (self), NULL);

  return self->selection;
}

/**
 * desk_list_choice_set_library:
 * @library: where the articles are
 */
void
desk_list_choice_set_library (DeskListChoice *self,
                              DeskLibrary    *library)
{
  g_return_if_fail (DESK_IS_LIST_CHOICE (self));

  g_set_object (&self->library, library);
}

/**
 * desk_list_choice_set_follows:
 * @follows: whether a row opens when it is selected, else by
 *   desk_list_choice_open() alone
 */
void
desk_list_choice_set_follows (DeskListChoice *self,
                              gboolean        follows)
{
  g_return_if_fail (DESK_IS_LIST_CHOICE (self));

  self->follows = follows;
}

/**
 * desk_list_choice_get_uuid:
 *
 * Returns: (transfer none) (nullable): the article that is open; %NULL also while
 *   another one is to be
 */
const char *
desk_list_choice_get_uuid (DeskListChoice *self)
{
  g_return_val_if_fail (DESK_IS_LIST_CHOICE (self), NULL);

  return self->opening == NULL ? self->uuid : NULL;
}

static gpointer
find_article (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  gint64 article_id = desk_store_get_article_id (store, data, error);

  return article_id != 0 ? g_memdup2 (&article_id, sizeof article_id) : NULL;
}

static void
article_found_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskListChoice) self = user_data;
  g_autofree gint64 *article_id = desk_library_run_finish (DESK_LIBRARY (object), result, NULL);

  if (article_id == NULL || g_task_get_cancellable (G_TASK (result)) != self->finding)
    return;

  g_clear_object (&self->finding);
  self->article_id = *article_id;
  desk_list_choice_restore (self);
}

/**
 * desk_list_choice_set_uuid:
 * @uuid: (nullable): the article that is open
 *
 * Selects its row, now or as soon as it is in the list, and says where that is.
 */
void
desk_list_choice_set_uuid (DeskListChoice *self,
                           const char     *uuid)
{
  g_return_if_fail (DESK_IS_LIST_CHOICE (self) && (uuid == NULL || self->library != NULL));

  stop_opening (self);
  if (g_set_str (&self->uuid, uuid))
    {
      stop_finding (self);
      self->article_id = 0;
      self->is_to_be_seen = TRUE;
    }
  desk_list_choice_restore (self);
  if (uuid == NULL || self->article_id != 0 || self->finding != NULL)
    return;

  self->finding = g_cancellable_new ();
  desk_library_read_async (self->library, DESK_READING_ROWS, find_article, g_strdup (uuid), g_free, g_free,
                           self->finding, article_found_cb, g_object_ref (self));
}

/**
 * desk_list_choice_restore:
 *
 * Selects the row of the open article after the list has changed, unless a person
 * has chosen another one, of which nothing is known yet.
 */
void
desk_list_choice_restore (DeskListChoice *self)
{
  unsigned position;

  g_return_if_fail (DESK_IS_LIST_CHOICE (self));

  if (self->opening != NULL)
    return;
  if (self->article_id == 0 || !desk_list_items_find (self->items, self->article_id, &position))
    {
      select_position (self, GTK_INVALID_LIST_POSITION);
      return;
    }

  select_position (self, position);
  if (self->is_to_be_seen)
    {
      self->is_to_be_seen = FALSE;
      g_signal_emit (self, signals[SIGNAL_FOUND], 0, position);
    }
}

/**
 * desk_list_choice_open:
 *
 * Opens the row at @position, even if it is the one that is open.
 */
void
desk_list_choice_open (DeskListChoice *self,
                       unsigned        position)
{
  g_return_if_fail (DESK_IS_LIST_CHOICE (self));

  select_position (self, position);
  open_selected (self);
}
