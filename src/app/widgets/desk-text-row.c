/* desk-text-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-text-row.h"

/* What DeskFieldRow is for one line. What is typed settles when the person pauses,
 * leaves, or closes what the row is in, and "edited" then asks the owner to store it.
 * A new stored text never replaces one that is pending.
 */

#define SETTLE_MS 600

struct _DeskTextRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel         *label;
  GtkTextView      *view;

  char             *stored;      /* what the owner last said is stored */
  unsigned          settle_id;   /* 0 unless text is pending */
  gboolean          is_setting;  /* the text changes by our own hand */
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskTextRow, desk_text_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_text (DeskTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
settle (DeskTextRow *self)
{
  g_autofree char *text = dup_text (self);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (g_set_str (&self->stored, text))
    g_signal_emit (self, signals[EDITED], 0, text);
}

static void
settle_cb (gpointer user_data)
{
  DeskTextRow *self = user_data;

  self->settle_id = 0;
  settle (self);
}

static void
changed_cb (DeskTextRow *self)
{
  if (self->is_setting)
    return;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add_once (SETTLE_MS, settle_cb, self);
}

static void
desk_text_row_unmap (GtkWidget *widget)
{
  DeskTextRow *self = DESK_TEXT_ROW (widget);

  if (self->settle_id != 0)
    settle (self);

  GTK_WIDGET_CLASS (desk_text_row_parent_class)->unmap (widget);
}

/* A row of a list would take the focus itself on the way back, and never let go. */
static gboolean
desk_text_row_focus (GtkWidget       *widget,
                     GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static gboolean
desk_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DESK_TEXT_ROW (widget)->view));
}

static void
desk_text_row_dispose (GObject *object)
{
  g_clear_handle_id (&DESK_TEXT_ROW (object)->settle_id, g_source_remove);

  G_OBJECT_CLASS (desk_text_row_parent_class)->dispose (object);
}

static void
desk_text_row_finalize (GObject *object)
{
  g_clear_pointer (&DESK_TEXT_ROW (object)->stored, g_free);

  G_OBJECT_CLASS (desk_text_row_parent_class)->finalize (object);
}

static void
desk_text_row_class_init (DeskTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_text_row_dispose;
  object_class->finalize = desk_text_row_finalize;
  widget_class->focus = desk_text_row_focus;
  widget_class->grab_focus = desk_text_row_grab_focus;
  widget_class->unmap = desk_text_row_unmap;

  /**
   * DeskTextRow::edited:
   * @text: what differs from the stored text
   */
  signals[EDITED] = g_signal_new ("edited", DESK_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_text_row_init (DeskTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->stored = g_strdup ("");
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");

  /* Tab goes on, as in any other row. */
  self->view = g_object_new (GTK_TYPE_TEXT_VIEW, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, NULL);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 96);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_add_css_class (box, "text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * desk_text_row_set_label:
 * @label: what the text is; the title that stands above it
 */
void
desk_text_row_set_label (DeskTextRow *self,
                         const char  *label)
{
  g_return_if_fail (DESK_IS_TEXT_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * desk_text_row_set_stored:
 * @text: what is stored now
 *
 * Shows @text, unless the person is in the middle of something.
 */
void
desk_text_row_set_stored (DeskTextRow *self,
                          const char  *text)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (DESK_IS_TEXT_ROW (self));

  if (self->settle_id != 0 || !g_set_str (&self->stored, text))
    return;

  shown = dup_text (self);
  if (g_str_equal (shown, text))
    return;

  self->is_setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE); /* not back to what it wasn't */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), TRUE);
  self->is_setting = FALSE;
}
