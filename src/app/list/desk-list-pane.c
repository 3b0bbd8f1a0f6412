/* desk-list-pane.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-pane.h"

#include "app/list/desk-list-filter.h"
#include "app/list/desk-list-hints.h"
#include "app/list/desk-list-menu.h"
#include "app/list/desk-list-search.h"
#include "app/list/desk-list-view.h"
#include "app/list/desk-list-wording.h"

#include <glib/gi18n.h>

struct _DeskListPane
{
  AdwBin          parent_instance;
  AdwWindowTitle *title;
  DeskListSearch *search;
  GtkMenuButton  *filter_button;
  GtkStack       *stack;
  DeskListView   *view;
  AdwStatusPage  *nothing;
  GtkWidget      *nothing_hints;
  AdwBanner      *reach_banner;
  AdwBanner      *trash_banner;

  DeskLibrary    *library;
  DeskPlace      *place;
  DeskListFilter *filter;
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

static DeskListQuery *
new_query (DeskListPane *self)
{
  DeskListQuery *query = desk_list_query_new ();

  desk_list_filter_narrow (self->filter, query);
  if (self->place->kind == DESK_PLACE_STATUS)
    query->status = self->place->status;
  else if (self->place->kind == DESK_PLACE_SECTION)
    g_set_str (&query->section, self->place->title);
  query->words = g_strdup (desk_list_search_get_words (self->search));
  query->is_trash = self->place->kind == DESK_PLACE_TRASH;

  return query;
}

static DeskListState
get_state (DeskListPane *self)
{
  return (DeskListState) {
           .place = self->place,
           .n_items = desk_list_view_count (self->view),
           .is_search = desk_list_search_get_words (self->search) != NULL,
           .is_filtered = desk_list_filter_is_narrow (self->filter),
           .has_more = desk_list_view_has_more (self->view),
           .reach = desk_list_view_get_reach (self->view),
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
  if (!state->is_search || desk_list_view_is_complete (self->view))
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

  if (!state.is_search || !desk_list_view_is_complete (self->view))
    return;

  count = state.n_items > 0 ? desk_list_wording_count (&state) : g_strdup (desk_list_wording_nothing (&state));
  desk_list_search_tell (self->search, count);
}

static void
read_cb (DeskListPane *self,
         gboolean      is_answer)
{
  show_state (self);
  if (is_answer)
    tell_count (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
grown_cb (DeskListPane *self)
{
  show_state (self);
  tell_count (self);
}

static void
read_now (DeskListPane *self)
{
  if (self->library != NULL && self->place != NULL)
    desk_list_view_ask (self->view, new_query (self));
}

static void
search_entered_cb (DeskListPane *self)
{
  desk_list_view_enter (self->view);
}

static void
search_left_cb (DeskListPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
hint_chosen_cb (DeskListPane *self,
                const char   *begun)
{
  desk_list_search_begin (self->search, begun);
}

static void
opened_cb (DeskListPane *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
filter_cleared_cb (DeskListPane *self)
{
  desk_list_search_clear (self->search);
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
      desk_list_view_set_collapsed (self->view, self->is_collapsed);
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

  g_clear_object (&self->filter);
  g_clear_object (&self->library);
  g_clear_pointer (&self->place, desk_place_free);
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
  g_type_ensure (DESK_TYPE_LIST_SEARCH);
  g_type_ensure (DESK_TYPE_LIST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/list/desk-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, title);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, search);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, view);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, nothing_hints);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, reach_banner);
  gtk_widget_class_bind_template_child (widget_class, DeskListPane, trash_banner);
  gtk_widget_class_bind_template_callback (widget_class, read_now);
  gtk_widget_class_bind_template_callback (widget_class, search_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, grown_cb);

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
  desk_list_search_capture (self->search, GTK_WIDGET (self->view));
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
  desk_list_view_set_library (self->view, library);
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

  desk_list_view_select (self->view, uuid);
}

/**
 * desk_list_pane_focus:
 *
 * Puts the focus on the article that is open, else on the first.
 */
void
desk_list_pane_focus (DeskListPane *self)
{
  g_return_if_fail (DESK_IS_LIST_PANE (self));

  desk_list_view_focus (self->view);
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

  return desk_list_view_get_selected (self->view);
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
  g_return_val_if_fail (DESK_IS_LIST_PANE (self), NULL);

  return desk_list_view_get_first (self->view);
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

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
