/* desk-text-pad.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-text-pad.h"

#include "app/editor/desk-body-view.h"
#include "app/editor/desk-line-view.h"
#include "app/editor/desk-text-patch.h"

struct _DeskTextPad
{
  AdwBin             parent_instance;
  GtkScrolledWindow *scroller;
  DeskBodyView      *body;
  GtkWidget         *header;
  DeskLineView      *title;
  DeskLineView      *summary;

  DeskDocument      *document;
  char              *language;   /* of the text that is loaded */
  gboolean           is_loading; /* what changes now was not typed */
  gboolean           is_acting;  /* in the midst of what to a person is one change */
};

enum
{
  SIGNAL_SCROLLED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskTextPad, desk_text_pad, ADW_TYPE_BIN)

static void
load_text (DeskTextPad *self)
{
  const DeskEdition *text = desk_document_get_text (self->document);
  GtkTextBuffer *body = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body));
  GtkTextIter start;

  self->is_loading = TRUE;
  desk_line_view_set_text (self->title, text->title);
  desk_line_view_set_text (self->summary, text->summary);
  gtk_text_buffer_begin_irreversible_action (body);
  gtk_text_buffer_set_text (body, text->body, -1);
  gtk_text_buffer_end_irreversible_action (body);
  gtk_text_buffer_get_start_iter (body, &start);
  gtk_text_buffer_place_cursor (body, &start);
  self->is_loading = FALSE;

  g_set_str (&self->language, text->language);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
typed_cb (DeskTextPad *self)
{
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *body = NULL;

  if (self->is_loading || self->is_acting || self->document == NULL)
    return;

  title = desk_line_view_dup_text (self->title);
  summary = desk_line_view_dup_text (self->summary);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), "text", &body, NULL);
  desk_document_set_text (self->document, title, summary, body);
}

/* What is pasted over a selection first deletes it: that state is nobody's text. */
static void
action_begun_cb (DeskTextPad *self)
{
  self->is_acting = TRUE;
}

static void
action_ended_cb (DeskTextPad *self)
{
  self->is_acting = FALSE;
  typed_cb (self);
}

static void
scrolled_cb (DeskTextPad *self)
{
  g_signal_emit (self, signals[SIGNAL_SCROLLED], 0);
}

/* An overlay child is not scrolled to by itself when it gets the focus. */
static void
header_entered_cb (DeskTextPad *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
set_up_text (DeskTextPad *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkTextView *views[] = { GTK_TEXT_VIEW (self->title), GTK_TEXT_VIEW (self->summary), GTK_TEXT_VIEW (self->body) };

  desk_body_view_set_header (self->body, self->header);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (header_entered_cb), self);
  gtk_widget_add_controller (self->header, focus);

  for (unsigned i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (views[i]);

      g_signal_connect_object (buffer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (action_begun_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (action_ended_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
desk_text_pad_dispose (GObject *object)
{
  g_clear_object (&DESK_TEXT_PAD (object)->document);
  adw_bin_set_child (ADW_BIN (object), NULL); /* the template would take it away, and the bin not know */
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_TEXT_PAD);

  G_OBJECT_CLASS (desk_text_pad_parent_class)->dispose (object);
}

static void
desk_text_pad_finalize (GObject *object)
{
  g_free (DESK_TEXT_PAD (object)->language);

  G_OBJECT_CLASS (desk_text_pad_parent_class)->finalize (object);
}

static void
desk_text_pad_class_init (DeskTextPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_text_pad_dispose;
  object_class->finalize = desk_text_pad_finalize;

  g_type_ensure (DESK_TYPE_BODY_VIEW);
  g_type_ensure (DESK_TYPE_LINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/editor/desk-text-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTextPad, scroller);
  gtk_widget_class_bind_template_child (widget_class, DeskTextPad, body);
  gtk_widget_class_bind_template_child (widget_class, DeskTextPad, header);
  gtk_widget_class_bind_template_child (widget_class, DeskTextPad, title);
  gtk_widget_class_bind_template_child (widget_class, DeskTextPad, summary);

  /**
   * DeskTextPad::scrolled:
   *
   * Another part of the text is seen.
   */
  signals[SIGNAL_SCROLLED] = g_signal_new ("scrolled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_text_pad_init (DeskTextPad *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_text (self);
}

/**
 * desk_text_pad_set_document:
 * @document: (nullable): whose text is shown, and gets what is typed
 */
void
desk_text_pad_set_document (DeskTextPad  *self,
                            DeskDocument *document)
{
  g_return_if_fail (DESK_IS_TEXT_PAD (self));

  g_set_object (&self->document, document);
  if (document != NULL)
    load_text (self);
}

/**
 * desk_text_pad_replace:
 *
 * Shows what the document has now. The same edition with what somebody else has
 * written in it stays where it is read and written.
 */
void
desk_text_pad_replace (DeskTextPad *self)
{
  const DeskEdition *text;

  g_return_if_fail (DESK_IS_TEXT_PAD (self) && self->document != NULL);

  text = desk_document_get_text (self->document);
  if (g_strcmp0 (self->language, text->language) != 0)
    {
      load_text (self);
      return;
    }

  self->is_loading = TRUE;
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->title)), text->title);
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->summary)), text->summary);
  desk_text_patch (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->body)), text->body);
  self->is_loading = FALSE;
}

/**
 * desk_text_pad_set_editable:
 * @is_editable: whether a person may write
 */
void
desk_text_pad_set_editable (DeskTextPad *self,
                            gboolean     is_editable)
{
  GtkTextView *views[] = { GTK_TEXT_VIEW (self->title), GTK_TEXT_VIEW (self->summary), GTK_TEXT_VIEW (self->body) };

  g_return_if_fail (DESK_IS_TEXT_PAD (self));

  for (unsigned i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_text_view_set_editable (views[i], is_editable);
}

/**
 * desk_text_pad_dup_hidden_title:
 *
 * Returns: (transfer full) (nullable): the title, if it is scrolled away
 */
char *
desk_text_pad_dup_hidden_title (DeskTextPad *self)
{
  double value;

  g_return_val_if_fail (DESK_IS_TEXT_PAD (self), NULL);

  value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
  return value > desk_body_view_get_header_height (self->body) ? desk_line_view_dup_text (self->title) : NULL;
}

/**
 * desk_text_pad_focus_title:
 *
 * Puts the cursor into the title.
 */
void
desk_text_pad_focus_title (DeskTextPad *self)
{
  g_return_if_fail (DESK_IS_TEXT_PAD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}
