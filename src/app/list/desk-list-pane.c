/* desk-list-pane.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-pane.h"

#include "app/list/desk-list-choice.h"
#include "app/list/desk-list-filler.h"
#include "app/list/desk-list-filter.h"
#include "app/list/desk-list-hints.h"
#include "app/list/desk-list-menu.h"
#include "app/list/desk-list-pager.h"
#include "app/list/desk-list-row.h"
#include "app/list/desk-list-wording.h"

#include <glib/gi18n.h>

/* Reading again waits so long for more changes to come. */
#define REREAD_MS 150

struct _DeskListPane
{
  AdwBin          parent_instance;
  AdwWindowTitle *title;
  GtkSearchEntry *search_entry;
  GtkMenuButton  *hints_button;
  GtkPopover     *hints_popover;
  GtkMenuButton  *filter_button;
  GtkStack       *stack;
  GtkListView    *list;
  AdwStatusPage  *nothing;
  GtkWidget      *nothing_hints;
  AdwBanner      *reach_banner;
  AdwBanner      *trash_banner;

  DeskLibrary    *library;
  DeskPlace      *place;
  DeskListFilter *filter;
  DeskListItems  *items;
  DeskListPager  *pager;
  DeskListFiller *filler;
  DeskListChoice *choice;
  char           *words;      /* what is looked for; NULL nothing */
  unsigned        reread_id;
  gboolean        is_collapsed;
  gboolean        shows_places_button;
};

typedef enum
{
  PROP_IS_COLLAPSED = 1,
  PROP_SHOWS_PLACES_BUTTON,
} DeskListPaneProperty;

static GParamSpec *props[PROP_SHOWS_PLACES_BUTTON + 1];

enum
{
  SIGNAL_OPENED,
  SIGNAL_READ,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListPane, desk_list_pane, ADW_TYPE_BIN)

/* A space at the end says that the last word is whole. */
static void
take_words (DeskListPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_set_str (&self->words, *stripped != '\0' ? text : NULL);
}

static DeskListQuery *
new_query (DeskListPane *self)
{
  DeskListQuery *query = desk_list_query_new ();

  desk_list_filter_narrow (self->filter, query);
  if (self->place->kind == DESK_PLACE_STATUS)
    query->status = self->place->status;
  else if (self->place->kind == DESK_PLACE_SECTION)
    g_set_str (&query->section, self->place->title);
  query->words = g_strdup (self->words);
  query->is_trash = self->place->kind == DESK_PLACE_TRASH;

  return query;
}

static DeskListState
get_state (DeskListPane *self)
{
  return (DeskListState) {
           .place = self->place,
           .n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items)),
           .is_search = self->words != NULL,
           .is_filtered = desk_list_filter_is_narrow (self->filter),
           .has_more = desk_list_pager_has_more (self->pager),
           .reach = desk_list_pager_get_reach (self->pager),
  };
}

/* To a screen reader a folded banner would still be there. */
static void
reveal (AdwBanner *banner,
        gboolean   is_shown)
{
  gtk_widget_set_visible (GTK_WIDGET (banner), is_shown);
  adw_banner_set_revealed (banner, is_shown);
}

static void
show_banners (DeskListPane        *self,
              const DeskListState *state)
{
  const char *reach = state->n_items > 0 ? desk_list_wording_reach (state) : NULL;
  gboolean may_have_any = state->n_items > 0 || state->is_search || state->is_filtered;

  if (reach != NULL)
    adw_banner_set_title (self->reach_banner, reach);
  reveal (self->reach_banner, reach != NULL);
  reveal (self->trash_banner, state->place->kind == DESK_PLACE_TRASH && may_have_any);
}

/* A search says how many it has found once it knows. */
static void
show_count (DeskListPane        *self,
            const DeskListState *state)
{
  gboolean is_shown = state->n_items > 0 && (self->is_collapsed || state->is_search);
  g_autofree char *count = is_shown ? desk_list_wording_count (state) : NULL;

  adw_window_title_set_title (self->title, self->place->title);
  if (!state->is_search || desk_list_pager_is_complete (self->pager))
    adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
}

static void
show_nothing (DeskListPane        *self,
              const DeskListState *state)
{
  g_autofree char *why = desk_list_wording_why_nothing (state);

  adw_status_page_set_title (self->nothing, desk_list_wording_nothing (state));
  adw_status_page_set_description (self->nothing, why);
  gtk_widget_set_visible (self->nothing_hints, state->is_search);
}

static void
show_state (DeskListPane *self)
{
  const DeskListState state = get_state (self);

  show_count (self, &state);
  show_banners (self, &state);
  show_nothing (self, &state);
  if (state.n_items > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (self->place->kind == DESK_PLACE_ALL && !state.is_search && !state.is_filtered)
    gtk_stack_set_visible_child_name (self->stack, "blank");
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing");

  gtk_widget_set_visible (GTK_WIDGET (self->hints_button), state.is_search);
  if (state.is_filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "is-filtering");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "is-filtering");
}

/* Whoever can't see the list hears how much a search has found. */
static void
tell_count (DeskListPane *self)
{
  const DeskListState state = get_state (self);
  g_autofree char *count = NULL;

  if (!state.is_search || !desk_list_pager_is_complete (self->pager))
    return;

  count = state.n_items > 0 ? desk_list_wording_count (&state) : g_strdup (desk_list_wording_nothing (&state));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->search_entry), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Another question's answer begins at the top. */
static void
answered_cb (DeskListPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  desk_list_filler_set_words (self->filler, self->words);
  desk_list_choice_restore (self->choice);
  show_state (self);
  tell_count (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
grown_cb (DeskListPane *self)
{
  desk_list_choice_restore (self->choice);
  show_state (self);
  tell_count (self);
}

static void
refreshed_cb (DeskListPane *self)
{
  desk_list_filler_refill (self->filler);
  desk_list_choice_restore (self->choice);
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
read_now (DeskListPane *self)
{
  g_clear_handle_id (&self->reread_id, g_source_remove);
  take_words (self);
  if (self->library != NULL && self->place != NULL)
    desk_list_pager_ask (self->pager, self->library, new_query (self));
}

static void
reread_cb (gpointer user_data)
{
  DeskListPane *self = user_data;

  self->reread_id = 0;
  desk_list_pager_refresh (self->pager);
}

static void
library_changed_cb (DeskListPane *self)
{
  if (self->reread_id == 0)
    self->reread_id = g_timeout_add_once (REREAD_MS, reread_cb, self);
}

static void
search_changed_cb (DeskListPane *self)
{
  read_now (self);
}

/* A search that could not read everything can now. */
static void
library_indexed_cb (DeskListPane *self)
{
  if (desk_list_pager_get_reach (self->pager) == DESK_SEARCH_UNREAD)
    desk_list_pager_refresh (self->pager);
}

/* Selecting the row leaves the focus where it is. */
static void
enter_list (DeskListPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return;

  gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
search_activated_cb (DeskListPane *self)
{
  enter_list (self);
}

static void
enter_list_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  enter_list (DESK_LIST_PANE (widget));
}

/* Behind what is there, as a word of its own. */
static void
hint_chosen_cb (DeskListPane *self,
                const char   *begun)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));
  g_autofree char *before = g_strchomp (g_strdup (gtk_editable_get_text (text)));
  g_autofree char *after = g_strconcat (before, *before != '\0' ? " " : "", begun, NULL);

  gtk_popover_popdown (self->hints_popover);
  gtk_editable_set_text (text, after);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (text, -1);
}

static void
search_stopped_cb (DeskListPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
opened_cb (DeskListPane *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
found_cb (DeskListPane *self,
          unsigned      position)
{
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
row_activated_cb (DeskListPane *self,
                  unsigned      position)
{
  desk_list_choice_open (self->choice, position);
}

static void
show_item (GtkListItem *list_item)
{
  DeskListRow *row = DESK_LIST_ROW (gtk_list_item_get_child (list_item));
  DeskListPane *self = g_object_get_data (G_OBJECT (list_item), "pane");

  desk_list_row_set_item (row, gtk_list_item_get_item (list_item), self->words != NULL);
  gtk_list_item_set_accessible_label (list_item, desk_list_row_get_spoken (row));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  g_object_set_data (G_OBJECT (list_item), "pane", user_data);
  gtk_list_item_set_child (list_item, desk_list_row_new (DESK_LIST_PANE (user_data)->library));
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
can_be_seen (DeskListPane *self,
             GtkWidget    *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, GTK_WIDGET (self->list), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < gtk_widget_get_height (GTK_WIDGET (self->list));
}

/* From the bottom, since the last to hurry is the first to be filled. */
static void
choosing_cb (DeskListPane *self)
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
site_changed_cb (DeskListPane *self)
{
  g_autoptr(GPtrArray) rows = desk_list_items_list_rows (self->items);

  for (unsigned i = 0; i < rows->len; i++)
    desk_list_item_emit_changed (rows->pdata[i]);
}

static void
filter_cleared_cb (DeskListPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  read_now (self);
}

static void
set_up_filter (DeskListPane *self)
{
  self->filter = desk_list_filter_new ();
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (read_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "cleared", G_CALLBACK (filter_cleared_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (self->filter));
}

static void
set_up_list (DeskListPane *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

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

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (desk_list_choice_get_selection (self->choice)));
}

static void
desk_list_pane_get_property (GObject    *object,
                             unsigned    prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  DeskListPane *self = DESK_LIST_PANE (object);

  switch ((DeskListPaneProperty) prop_id)
    {
    case PROP_IS_COLLAPSED:
      g_value_set_boolean (value, self->is_collapsed);
      break;
    case PROP_SHOWS_PLACES_BUTTON:
      g_value_set_boolean (value, self->shows_places_button);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_list_pane_set_property (GObject      *object,
                             unsigned      prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  DeskListPane *self = DESK_LIST_PANE (object);

  switch ((DeskListPaneProperty) prop_id)
    {
    case PROP_IS_COLLAPSED:
      self->is_collapsed = g_value_get_boolean (value);
      desk_list_choice_set_follows (self->choice, !self->is_collapsed);
      if (self->place != NULL)
        show_state (self);
      break;
    case PROP_SHOWS_PLACES_BUTTON:
      self->shows_places_button = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_list_pane_dispose (GObject *object)
{
  DeskListPane *self = DESK_LIST_PANE (object);

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
  g_clear_object (&self->filter);
  g_clear_object (&self->library);
  g_clear_pointer (&self->place, desk_place_free);
  g_clear_pointer (&self->words, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_LIST_PANE);

  G_OBJECT_CLASS (desk_list_pane_parent_class)->dispose (object);
}

static void
desk_list_pane_class_init (DeskListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_list_pane_get_property;
  object_class->set_property = desk_list_pane_set_property;
  object_class->dispose = desk_list_pane_dispose;

  g_type_ensure (DESK_TYPE_LIST_HINTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/list/desk-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, title);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, hints_button);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, hints_popover);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, list);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, nothing_hints);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, reach_banner);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, trash_banner);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "search.enter-list", NULL, enter_list_cb);

  /**
   * DeskListPane:is-collapsed:
   *
   * The list is a page of its own: rows open by one click.
   */
  props[PROP_IS_COLLAPSED] = g_param_spec_boolean ("is-collapsed", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOWS_PLACES_BUTTON] = g_param_spec_boolean ("shows-places-button", NULL, NULL, FALSE,
                                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskListPane::opened:
   *
   * A person wants to see the article of desk_list_pane_get_selected().
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskListPane::read:
   *
   * The list was read anew.
   */
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_pane_init (DeskListPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_filter (self);
  set_up_list (self);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->list));
}

/**
 * desk_list_pane_set_library:
 * @library: an open library; set once
 */
void
desk_list_pane_set_library (DeskListPane *self,
                            DeskLibrary  *library)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self) && self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "indexed", G_CALLBACK (library_indexed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::site", G_CALLBACK (site_changed_cb), self, G_CONNECT_SWAPPED);
  desk_list_filler_set_library (self->filler, library);
  desk_list_choice_set_library (self->choice, library);
  read_now (self);
}

/**
 * desk_list_pane_set_place:
 * @place: which articles to list
 */
void
desk_list_pane_set_place (DeskListPane    *self,
                          const DeskPlace *place)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self) && place != NULL);

  desk_place_free (self->place);
  self->place = desk_place_copy (place);
  desk_list_filter_set_place (self->filter, place);
  adw_window_title_set_title (self->title, place->title);
  read_now (self);
}

/**
 * desk_list_pane_set_sections:
 * @sections: (element-type DeskTerm): what the filter offers
 */
void
desk_list_pane_set_sections (DeskListPane *self,
                             GPtrArray    *sections)
{
  g_autoptr(GMenuModel) menu = NULL;

  g_return_if_fail (DESK_IS_LIST_PANE (self) && self->library != NULL);

  /* Never under somebody's hand. */
  if (gtk_menu_button_get_active (self->filter_button))
    return;

  menu = desk_list_menu_new (desk_library_get_site (self->library), sections);
  gtk_menu_button_set_menu_model (self->filter_button, menu);
}

/**
 * desk_list_pane_select:
 * @uuid: (nullable): the article that is open
 *
 * Marks an article and scrolls to it, now or as soon as it is in the list.
 */
void
desk_list_pane_select (DeskListPane *self,
                       const char   *uuid)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self));

  desk_list_choice_set_uuid (self->choice, uuid);
}

/**
 * desk_list_pane_focus:
 *
 * Puts the focus on the article that is open, else on the first.
 */
void
desk_list_pane_focus (DeskListPane *self)
{
  unsigned position;

  g_return_if_fail (DESK_IS_LIST_PANE (self));

  position = gtk_single_selection_get_selected (desk_list_choice_get_selection (self->choice));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_list_view_scroll_to (self->list, position != GTK_INVALID_LIST_POSITION ? position : 0,
                             GTK_LIST_SCROLL_FOCUS, NULL);
}

/**
 * desk_list_pane_get_selected:
 *
 * Returns: (transfer none) (nullable): the UUID of the article that is open; %NULL
 *   also while another one is to be
 */
const char *
desk_list_pane_get_selected (DeskListPane *self)
{
  g_return_val_if_fail (DESK_IS_LIST_PANE (self), NULL);

  return desk_list_choice_get_uuid (self->choice);
}

/**
 * desk_list_pane_get_first:
 *
 * Returns: (transfer none) (nullable): the UUID of the first article, once its
 *   row was read
 */
const char *
desk_list_pane_get_first (DeskListPane *self)
{
  DeskListItem *item;
  const DeskArticle *article;

  g_return_val_if_fail (DESK_IS_LIST_PANE (self), NULL);

  item = desk_list_items_look_up (self->items, desk_list_items_get_article_id (self->items, 0));
  article = item != NULL ? desk_list_item_get_article (item) : NULL;

  return article != NULL ? article->uuid : NULL;
}

/**
 * desk_list_pane_clear_filter:
 *
 * Shows all articles of the place.
 */
void
desk_list_pane_clear_filter (DeskListPane *self)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self));

  desk_list_filter_clear (self->filter);
}

/**
 * desk_list_pane_search:
 *
 * Puts the cursor into the search.
 */
void
desk_list_pane_search (DeskListPane *self)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
