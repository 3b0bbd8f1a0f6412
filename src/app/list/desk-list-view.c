/* desk-list-view.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-view.h"

#include "app/list/desk-list-choice.h"
#include "app/list/desk-list-filler.h"
#include "app/list/desk-list-pager.h"
#include "app/list/desk-list-row.h"

/* What answers a question about a library, together: the pager says which rows
 * there are, the filler what they say, the choice which one is open.
 */

/* Reading again waits so long for more changes to come. */
#define REREAD_MS 150

struct _DeskListView
{
  AdwBin          parent_instance;
  GtkListView    *list;

  DeskLibrary    *library;
  DeskListItems  *items;
  DeskListPager  *pager;
  DeskListFiller *filler;
  DeskListChoice *choice;
  char           *words; /* what is looked for; NULL nothing */
  unsigned        reread_id;
};

enum
{
  SIGNAL_OPENED,
  SIGNAL_READ,
  SIGNAL_GROWN,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListView, desk_list_view, ADW_TYPE_BIN)

/* Another question's answer begins at the top. */
static void
answered_cb (DeskListView *self)
{
  if (desk_list_view_count (self) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  desk_list_filler_set_words (self->filler, self->words);
  desk_list_choice_restore (self->choice);
  g_signal_emit (self, signals[SIGNAL_READ], 0, TRUE);
}

static void
grown_cb (DeskListView *self)
{
  desk_list_choice_restore (self->choice);
  g_signal_emit (self, signals[SIGNAL_GROWN], 0);
}

static void
refreshed_cb (DeskListView *self)
{
  desk_list_filler_refill (self->filler);
  desk_list_choice_restore (self->choice);
  g_signal_emit (self, signals[SIGNAL_READ], 0, FALSE);
}

static void
reread_cb (gpointer user_data)
{
  DeskListView *self = user_data;

  self->reread_id = 0;
  desk_list_pager_refresh (self->pager);
}

static void
library_changed_cb (DeskListView *self)
{
  if (self->reread_id == 0)
    self->reread_id = g_timeout_add_once (REREAD_MS, reread_cb, self);
}

/* A search that could not read everything can now. */
static void
library_indexed_cb (DeskListView *self)
{
  if (desk_list_pager_get_reach (self->pager) == DESK_SEARCH_UNREAD)
    desk_list_pager_refresh (self->pager);
}

static void
opened_cb (DeskListView *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
found_cb (DeskListView *self,
          unsigned      position)
{
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
row_activated_cb (DeskListView *self,
                  unsigned      position)
{
  desk_list_choice_open (self->choice, position);
}

static void
show_item (GtkListItem *list_item)
{
  DeskListRow *row = DESK_LIST_ROW (gtk_list_item_get_child (list_item));
  DeskListView *self = g_object_get_data (G_OBJECT (list_item), "view");

  desk_list_row_set_item (row, gtk_list_item_get_item (list_item), self->words != NULL);
  gtk_list_item_set_accessible_label (list_item, desk_list_row_get_spoken (row));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  g_object_set_data (G_OBJECT (list_item), "view", user_data);
  gtk_list_item_set_child (list_item, desk_list_row_new (DESK_LIST_VIEW (user_data)->library));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (show_item), list_item);
  show_item (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_item, list_item);
  desk_list_row_set_item (DESK_LIST_ROW (gtk_list_item_get_child (list_item)), NULL, FALSE);
}

static gboolean
can_be_seen (DeskListView *self,
             GtkWidget    *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, GTK_WIDGET (self->list), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < gtk_widget_get_height (GTK_WIDGET (self->list));
}

/* From the bottom, since the last to hurry is the first to be filled. */
static void
choosing_cb (DeskListView *self)
{
  GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->list));

  for (; child != NULL; child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      DeskListItem *item = DESK_IS_LIST_ROW (row) ? desk_list_row_get_item (DESK_LIST_ROW (row)) : NULL;

      if (item != NULL && can_be_seen (self, child))
        desk_list_filler_hurry (self->filler, item);
    }
}

/* What all rows say in other words now. */
static void
site_changed_cb (DeskListView *self)
{
  g_autoptr(GPtrArray) rows = desk_list_items_list_rows (self->items);

  for (unsigned i = 0; i < rows->len; i++)
    desk_list_item_emit_changed (rows->pdata[i]);
}

static void
set_up_reading (DeskListView *self)
{
  self->items = desk_list_items_new ();
  self->filler = desk_list_filler_new (self->items);
  g_signal_connect_object (self->filler, "choosing", G_CALLBACK (choosing_cb), self, G_CONNECT_SWAPPED);
  self->pager = desk_list_pager_new (self->items);
  g_signal_connect_object (self->pager, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pager, "grown", G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pager, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  self->choice = desk_list_choice_new (self->items);
  desk_list_choice_set_follows (self->choice, TRUE);
  g_signal_connect_object (self->choice, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_rows (DeskListView *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (desk_list_choice_get_selection (self->choice)));
}

static gboolean
desk_list_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DESK_LIST_VIEW (widget)->list));
}

static void
desk_list_view_dispose (GObject *object)
{
  DeskListView *self = DESK_LIST_VIEW (object);

  g_clear_handle_id (&self->reread_id, g_source_remove);
  if (self->pager != NULL)
    desk_list_pager_stop (self->pager);
  if (self->filler != NULL)
    desk_list_filler_set_library (self->filler, NULL);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->choice);
  g_clear_object (&self->pager);
  g_clear_object (&self->filler);
  g_clear_object (&self->items);
  g_clear_object (&self->library);
  g_clear_pointer (&self->words, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_LIST_VIEW);

  G_OBJECT_CLASS (desk_list_view_parent_class)->dispose (object);
}

static void
desk_list_view_class_init (DeskListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_list_view_dispose;
  widget_class->grab_focus = desk_list_view_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/list/desk-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskListView, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  /**
   * DeskListView::opened:
   *
   * A person wants to see the article of desk_list_view_get_selected().
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskListView::read:
   * @is_answer: whether it is the answer to another question
   *
   * The rows were read anew.
   */
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  /**
   * DeskListView::grown:
   *
   * There are more of them.
   */
  signals[SIGNAL_GROWN] = g_signal_new ("grown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_view_init (DeskListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_reading (self);
  set_up_rows (self);
}

/**
 * desk_list_view_set_library:
 * @library: an open library; set once
 */
void
desk_list_view_set_library (DeskListView *self,
                            DeskLibrary  *library)
{
  g_return_if_fail (DESK_IS_LIST_VIEW (self) && self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "indexed", G_CALLBACK (library_indexed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::site", G_CALLBACK (site_changed_cb), self, G_CONNECT_SWAPPED);
  desk_list_filler_set_library (self->filler, library);
  desk_list_choice_set_library (self->choice, library);
}

/**
 * desk_list_view_set_collapsed:
 * @is_collapsed: whether rows open by one click, and not yet when they are selected
 */
void
desk_list_view_set_collapsed (DeskListView *self,
                              gboolean      is_collapsed)
{
  g_return_if_fail (DESK_IS_LIST_VIEW (self));

  desk_list_choice_set_follows (self->choice, !is_collapsed);
  gtk_list_view_set_single_click_activate (self->list, is_collapsed);
}

/**
 * desk_list_view_ask:
 * @query: (transfer full): what to show
 */
void
desk_list_view_ask (DeskListView  *self,
                    DeskListQuery *query)
{
  g_return_if_fail (DESK_IS_LIST_VIEW (self) && self->library != NULL && query != NULL);

  g_clear_handle_id (&self->reread_id, g_source_remove);
  g_set_str (&self->words, query->words);
  desk_list_pager_ask (self->pager, self->library, query);
}

/**
 * desk_list_view_count:
 *
 * Returns: how many rows there are
 */
unsigned
desk_list_view_count (DeskListView *self)
{
  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/**
 * desk_list_view_is_complete:
 *
 * Returns: as desk_list_pager_is_complete()
 */
gboolean
desk_list_view_is_complete (DeskListView *self)
{
  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), FALSE);

  return desk_list_pager_is_complete (self->pager);
}

/**
 * desk_list_view_has_more:
 *
 * Returns: as desk_list_pager_has_more()
 */
gboolean
desk_list_view_has_more (DeskListView *self)
{
  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), FALSE);

  return desk_list_pager_has_more (self->pager);
}

/**
 * desk_list_view_get_reach:
 *
 * Returns: as desk_list_pager_get_reach()
 */
DeskSearchReach
desk_list_view_get_reach (DeskListView *self)
{
  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), DESK_SEARCH_WHOLE);

  return desk_list_pager_get_reach (self->pager);
}

/**
 * desk_list_view_select:
 * @uuid: (nullable): the article that is open
 *
 * Marks an article and scrolls to it, now or as soon as it is in the list.
 */
void
desk_list_view_select (DeskListView *self,
                       const char   *uuid)
{
  g_return_if_fail (DESK_IS_LIST_VIEW (self));

  desk_list_choice_set_uuid (self->choice, uuid);
}

/**
 * desk_list_view_focus:
 *
 * Puts the focus on the article that is open, else on the first.
 */
void
desk_list_view_focus (DeskListView *self)
{
  unsigned position;

  g_return_if_fail (DESK_IS_LIST_VIEW (self));

  position = gtk_single_selection_get_selected (desk_list_choice_get_selection (self->choice));
  if (desk_list_view_count (self) > 0)
    gtk_list_view_scroll_to (self->list, position != GTK_INVALID_LIST_POSITION ? position : 0,
                             GTK_LIST_SCROLL_FOCUS, NULL);
}

/**
 * desk_list_view_enter:
 *
 * Selects the first row, which the focus goes to.
 */
void
desk_list_view_enter (DeskListView *self)
{
  g_return_if_fail (DESK_IS_LIST_VIEW (self));

  if (desk_list_view_count (self) == 0)
    return;

  /* Selecting it leaves the focus where it is. */
  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * desk_list_view_get_selected:
 *
 * Returns: (transfer none) (nullable): the UUID of the article that is open; %NULL
 *   also while another one is to be
 */
const char *
desk_list_view_get_selected (DeskListView *self)
{
  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), NULL);

  return desk_list_choice_get_uuid (self->choice);
}

/**
 * desk_list_view_get_first:
 *
 * Returns: (transfer none) (nullable): the UUID of the first article, once its
 *   row was read
 */
const char *
desk_list_view_get_first (DeskListView *self)
{
  DeskListItem *item;
  const DeskArticle *article;

  g_return_val_if_fail (DESK_IS_LIST_VIEW (self), NULL);

  item = desk_list_items_look_up (self->items, desk_list_items_get_article_id (self->items, 0));
  article = item != NULL ? desk_list_item_get_article (item) : NULL;

  return article != NULL ? article->uuid : NULL;
}
