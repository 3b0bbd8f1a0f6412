/* desk-line-view.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-line-view.h"

#include "app/editor/desk-paste.h"
#include "app/editor/desk-placeholder.h"

#include <string.h>

/* Titles and summaries wrap, which GtkText can't; they have no line breaks,
 * which GtkTextView would allow: Return goes on to the next field instead, and
 * breaks in what is pasted become spaces.
 */
struct _DeskLineView
{
  GtkTextView parent_instance;
  char       *placeholder;
};

typedef enum
{
  PROP_PLACEHOLDER = 1,
} DeskLineViewProperty;

static GParamSpec *props[PROP_PLACEHOLDER + 1];

G_DEFINE_FINAL_TYPE (DeskLineView, desk_line_view, GTK_TYPE_TEXT_VIEW)

static gboolean
has_break (const char *text,
           int         n_bytes)
{
  return memchr (text, '\n', n_bytes) != NULL || memchr (text, '\r', n_bytes) != NULL ||
         g_strstr_len (text, n_bytes, "\u2029") != NULL || g_strstr_len (text, n_bytes, "\u2028") != NULL;
}

static char *
join_lines (const char *text,
            int         n_bytes)
{
  g_autoptr(GString) joined = g_string_new_len (text, n_bytes);

  g_string_replace (joined, "\r\n", " ", 0);
  g_string_replace (joined, "\n", " ", 0);
  g_string_replace (joined, "\r", " ", 0);
  g_string_replace (joined, "\u2028", " ", 0);
  g_string_replace (joined, "\u2029", " ", 0);

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter   *location,
                char          *text,
                int            n_bytes,
                gpointer       user_data)
{
  g_autofree char *joined = NULL;

  if (n_bytes < 0)
    n_bytes = (int) strlen (text);
  if (!has_break (text, n_bytes))
    return;

  joined = join_lines (text, n_bytes);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, location, joined, -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                unsigned               keyval,
                unsigned               keycode,
                GdkModifierType        modifiers,
                gpointer               user_data)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (user_data))), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
desk_line_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (desk_line_view_parent_class)->snapshot (widget, snapshot);
  desk_placeholder_draw (GTK_TEXT_VIEW (widget), snapshot, DESK_LINE_VIEW (widget)->placeholder);
}

static void
desk_line_view_get_property (GObject    *object,
                             unsigned    prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((DeskLineViewProperty) prop_id)
    {
    case PROP_PLACEHOLDER:
      g_value_set_string (value, DESK_LINE_VIEW (object)->placeholder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_line_view_set_property (GObject      *object,
                             unsigned      prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  DeskLineView *self = DESK_LINE_VIEW (object);

  switch ((DeskLineViewProperty) prop_id)
    {
    case PROP_PLACEHOLDER:
      g_set_str (&self->placeholder, g_value_get_string (value));
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_line_view_finalize (GObject *object)
{
  DeskLineView *self = DESK_LINE_VIEW (object);

  g_free (self->placeholder);

  G_OBJECT_CLASS (desk_line_view_parent_class)->finalize (object);
}

static void
desk_line_view_class_init (DeskLineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_line_view_get_property;
  object_class->set_property = desk_line_view_set_property;
  object_class->finalize = desk_line_view_finalize;
  widget_class->snapshot = desk_line_view_snapshot;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = desk_paste_text;

  props[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
desk_line_view_init (DeskLineView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * desk_line_view_dup_text:
 *
 * Returns: (transfer full): what it holds
 */
char *
desk_line_view_dup_text (DeskLineView *self)
{
  GtkTextBuffer *buffer;
  char *text;

  g_return_val_if_fail (DESK_IS_LINE_VIEW (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_object_get (buffer, "text", &text, NULL);

  return text;
}

/**
 * desk_line_view_set_text:
 * @text: what to hold; what was there can't be brought back by Undo
 */
void
desk_line_view_set_text (DeskLineView *self,
                         const char   *text)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (DESK_IS_LINE_VIEW (self) && text != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}
