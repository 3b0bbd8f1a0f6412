/* desk-body-view.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-body-view.h"

#include "app/editor/desk-paste.h"
#include "app/editor/desk-placeholder.h"

#include <glib/gi18n.h>

/* The view fills the desk, so that a click or the wheel beside the column
 * reaches it; margins make the column. The header is an overlay child in the
 * top margin and scrolls along. (Above the view, both inside a viewport, the
 * whole text would have to be laid out before the first line is shown.)
 *
 *   ┌ view ──────────────────────────────┐
 *   │          top_padding               │
 *   │ margin │ header            │       │  top margin = all three
 *   │          header_gap                │
 *   │ margin │ text              │       │
 */
#define COLUMN_EMS 36
#define TOP_PADDING 20
#define HEADER_GAP 14
#define WIDE_MARGIN 32
#define NARROW_MARGIN 18
#define NARROW_WIDTH 600
#define LEAST_WIDTH 240

struct _DeskBodyView
{
  GtkSourceView parent_instance;
  GtkWidget    *header;  /* owned as a child of the view */
  GtkIMContext *input;   /* the text's own, not the header's; the view owns it */
  int           margin;
  int           column;
  int           header_height;
  GSignalGroup *scrolling;
  gboolean      is_allocating;
  unsigned      again_id;
  unsigned      to_top_id;
};

G_DEFINE_FINAL_TYPE (DeskBodyView, desk_body_view, GTK_SOURCE_TYPE_VIEW)

static double
get_font_pixels (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font) ? size : size * 96 / 72;
}

/* Says that the header has to be put where it belongs. GTK tells the one who
 * does so how far the text is scrolled only when the view is allocated, and that
 * one looks again only when an overlay has moved (as of GTK 4.18). */
static void
move_header (DeskBodyView *self)
{
  gtk_text_view_move_overlay (GTK_TEXT_VIEW (self), self->header, self->margin, -(self->header_height + HEADER_GAP));
}

static void
again_cb (gpointer user_data)
{
  DeskBodyView *self = user_data;

  self->again_id = 0;
  move_header (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* While sizes are given out nothing can ask for another one: what the header
 * asks for because of its new width is asked for again a moment later. */
static void
allocate_again (DeskBodyView *self)
{
  if (self->again_id == 0)
    self->again_id = g_idle_add_once (again_cb, self);
}

static void
scrolled_cb (DeskBodyView *self)
{
  if (self->header == NULL)
    return;

  if (self->is_allocating)
    {
      allocate_again (self);
      return;
    }
  move_header (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
place_header (DeskBodyView *self,
              int           width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int least = width < NARROW_WIDTH ? NARROW_MARGIN : WIDE_MARGIN;
  int column = (int) (COLUMN_EMS * get_font_pixels (GTK_WIDGET (self)));
  int margin = MAX (least, (width - column) / 2);
  int height;

  column = MAX (1, width - 2 * margin);
  if (column != self->column)
    gtk_widget_set_size_request (self->header, column, -1);
  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, column, &height, NULL, NULL, NULL);
  if (margin == self->margin && column == self->column && height == self->header_height)
    return;

  self->margin = margin;
  self->column = column;
  self->header_height = height;
  gtk_text_view_set_left_margin (view, margin);
  gtk_text_view_set_right_margin (view, margin);
  gtk_text_view_set_top_margin (view, TOP_PADDING + height + HEADER_GAP);
  move_header (self);
  allocate_again (self);
}

/* The margins take what the view is given; they are no reason to want it. */
static void
desk_body_view_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  GTK_WIDGET_CLASS (desk_body_view_parent_class)->measure (widget, orientation, for_size, minimum, natural,
                                                           minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = LEAST_WIDTH;
}

static void
desk_body_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  DeskBodyView *self = DESK_BODY_VIEW (widget);

  self->is_allocating = TRUE;
  if (self->header != NULL)
    place_header (self, width);

  GTK_WIDGET_CLASS (desk_body_view_parent_class)->size_allocate (widget, width, height, baseline);
  self->is_allocating = FALSE;
}

/* The keyboard goes down the page: what stands above the text comes before it,
 * though to GTK it is inside.
 */
static gboolean
desk_body_view_focus (GtkWidget       *widget,
                      GtkDirectionType direction)
{
  DeskBodyView *self = DESK_BODY_VIEW (widget);
  gboolean is_forward = direction == GTK_DIR_TAB_FORWARD;
  gboolean is_above = gtk_widget_get_focus_child (widget) != NULL;

  if (self->header == NULL || (!is_forward && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (desk_body_view_parent_class)->focus (widget, direction);

  if (gtk_widget_is_focus (widget))
    return !is_forward && gtk_widget_child_focus (self->header, direction);
  if (is_forward || is_above)
    return gtk_widget_child_focus (self->header, direction) || (is_forward && gtk_widget_grab_focus (widget));

  return gtk_widget_grab_focus (widget);
}

static void
is_focus_cb (DeskBodyView            *self,
             GParamSpec              *pspec,
             GtkEventControllerFocus *focus)
{
  gboolean is_focus = gtk_event_controller_focus_is_focus (focus);

  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), is_focus);
  if (self->input == NULL)
    return;

  if (is_focus)
    gtk_im_context_focus_in (self->input);
  else
    gtk_im_context_focus_out (self->input);
}

/* To a text view the focus in its header is its own. It would draw a second
 * caret, and, because GtkSourceView looks at keys before its children do, what
 * is typed into the title would go into the text.
 */
static void
leave_header_alone (DeskBodyView *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  for (unsigned i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkIMContext *input;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;

      if (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_TARGET);
      input = gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller));
      if (input != NULL)
        self->input = input;
    }

  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), FALSE);
  g_signal_connect_object (focus, "notify::is-focus", G_CALLBACK (is_focus_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
to_top_cb (gpointer user_data)
{
  DeskBodyView *self = user_data;

  self->to_top_id = 0;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)), 0);
}

/* Who goes to the top of the text wants to see what it is about. */
static void
desk_body_view_move_cursor (GtkTextView    *view,
                            GtkMovementStep step,
                            int             count,
                            gboolean        extends_selection)
{
  DeskBodyView *self = DESK_BODY_VIEW (view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter caret;

  GTK_TEXT_VIEW_CLASS (desk_body_view_parent_class)->move_cursor (view, step, count, extends_selection);

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_view_backward_display_line (view, &caret) && self->to_top_id == 0)
    self->to_top_id = g_idle_add_once (to_top_cb, self); /* GTK scrolls to the caret first */
}

static void
desk_body_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (desk_body_view_parent_class)->snapshot (widget, snapshot);
  desk_placeholder_draw (GTK_TEXT_VIEW (widget), snapshot, _("Text"));
}

static void
desk_body_view_dispose (GObject *object)
{
  DeskBodyView *self = DESK_BODY_VIEW (object);

  g_clear_handle_id (&self->again_id, g_source_remove);
  g_clear_handle_id (&self->to_top_id, g_source_remove);
  g_clear_object (&self->scrolling);

  G_OBJECT_CLASS (desk_body_view_parent_class)->dispose (object);
}

static void
desk_body_view_class_init (DeskBodyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_body_view_dispose;

  widget_class->focus = desk_body_view_focus;
  widget_class->measure = desk_body_view_measure;
  widget_class->size_allocate = desk_body_view_size_allocate;
  widget_class->snapshot = desk_body_view_snapshot;
  GTK_TEXT_VIEW_CLASS (klass)->move_cursor = desk_body_view_move_cursor;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = desk_paste_text;
}

static void
desk_body_view_init (DeskBodyView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();

  /* Our scheme has weights and slants alone: colours come from the theme, in
   * the dark too. */
  gtk_source_style_scheme_manager_append_search_path (schemes, "resource:///org/copydesk/Copydesk/editor/");
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer),
                                  gtk_source_language_manager_get_language (languages, "markdown"));
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (buffer),
                                      gtk_source_style_scheme_manager_get_scheme (schemes, "copydesk"));
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (buffer), FALSE);
  /* Else a changed text may be laid out only while it is drawn, which is too
   * late for the scroll bar: its length changes between layout and drawing. */
  g_signal_connect_object (buffer, "changed", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "highlight-updated", G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  leave_header_alone (self);

  self->scrolling = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scrolling, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_object_bind_property (self, "vadjustment", self->scrolling, "target", G_BINDING_SYNC_CREATE);
}

/**
 * desk_body_view_set_header:
 * @header: what stands above the text and scrolls with it; set once
 */
void
desk_body_view_set_header (DeskBodyView *self,
                           GtkWidget    *header)
{
  g_return_if_fail (DESK_IS_BODY_VIEW (self) && self->header == NULL);

  self->header = header;
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self), header, WIDE_MARGIN, 0);
}

/**
 * desk_body_view_get_header_height:
 *
 * Returns: how far one has to scroll until the header is gone
 */
int
desk_body_view_get_header_height (DeskBodyView *self)
{
  g_return_val_if_fail (DESK_IS_BODY_VIEW (self), 0);

  return TOP_PADDING + self->header_height;
}
