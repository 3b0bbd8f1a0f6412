/* desk-field-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-field-row.h"

#include <string.h>

/* A row for one stored value. What is typed settles when the person pauses,
 * presses Enter or leaves, and only then, and only when it is right, "edited"
 * asks the owner to store it:
 *
 *   as stored --typed--> pending --settles, right--> "edited", as stored
 *                           |
 *                           `----settles, wrong--> error, the text stays
 *
 * A new stored value never replaces text that is pending or wrong.
 */

#define SETTLE_MS 600

struct _DeskFieldRow
{
  AdwEntryRow    parent_instance;

  char          *stored;         /* what the owner last said is stored */
  char          *error_message;  /* NULL while the text is right */
  DeskFieldCheck check;
  gpointer       check_data;     /* the owner's, who outlives the row */
  unsigned       settle_id;      /* 0 unless text is pending */
  gboolean       is_setting;     /* the text changes by our own hand */
};

typedef enum
{
  PROP_ERROR_MESSAGE = 1,
} DeskFieldRowProperty;

static GParamSpec *props[PROP_ERROR_MESSAGE + 1];

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskFieldRow, desk_field_row, ADW_TYPE_ENTRY_ROW)

static char *
dup_text (DeskFieldRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

static gboolean
is_right (DeskFieldRow *self,
          const char   *text,
          gboolean      is_settled)
{
  g_autofree char *message = NULL;

  if (self->check != NULL)
    message = self->check (text, is_settled, self->check_data);
  desk_field_row_set_error_message (self, message);

  return message == NULL;
}

static gboolean
settle_cb (gpointer user_data)
{
  DeskFieldRow *self = DESK_FIELD_ROW (user_data);

  self->settle_id = 0;
  desk_field_row_settle (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (DeskFieldRow *self)
{
  g_autofree char *text = NULL;

  if (self->is_setting)
    return;

  text = dup_text (self);
  (void) is_right (self, text, FALSE); /* only to show or hide the message */
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
desk_field_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  DeskFieldRow *self = DESK_FIELD_ROW (object);

  switch ((DeskFieldRowProperty) prop_id)
    {
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_field_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  DeskFieldRow *self = DESK_FIELD_ROW (object);

  switch ((DeskFieldRowProperty) prop_id)
    {
    case PROP_ERROR_MESSAGE:
      desk_field_row_set_error_message (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_field_row_dispose (GObject *object)
{
  DeskFieldRow *self = DESK_FIELD_ROW (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->check = NULL;

  G_OBJECT_CLASS (desk_field_row_parent_class)->dispose (object);
}

static void
desk_field_row_finalize (GObject *object)
{
  DeskFieldRow *self = DESK_FIELD_ROW (object);

  g_clear_pointer (&self->stored, g_free);
  g_clear_pointer (&self->error_message, g_free);

  G_OBJECT_CLASS (desk_field_row_parent_class)->finalize (object);
}

static void
desk_field_row_class_init (DeskFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desk_field_row_get_property;
  object_class->set_property = desk_field_row_set_property;
  object_class->dispose = desk_field_row_dispose;
  object_class->finalize = desk_field_row_finalize;

  props[PROP_ERROR_MESSAGE] =
    g_param_spec_string ("error-message", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskFieldRow::edited:
   * @text: a right value that differs from the stored one
   */
  signals[EDITED] = g_signal_new ("edited", DESK_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_field_row_init (DeskFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->stored = g_strdup ("");
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (desk_field_row_settle), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (desk_field_row_settle), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * desk_field_row_set_check:
 * @check: says what is wrong with a text
 * @user_data: for @check; has to outlive the row
 */
void
desk_field_row_set_check (DeskFieldRow  *self,
                          DeskFieldCheck check,
                          gpointer       user_data)
{
  g_return_if_fail (DESK_IS_FIELD_ROW (self));

  self->check = check;
  self->check_data = user_data;
}

/**
 * desk_field_row_set_stored:
 * @text: (nullable): what is stored now
 *
 * Shows @text, unless the person is in the middle of something.
 */
void
desk_field_row_set_stored (DeskFieldRow *self,
                           const char   *text)
{
  gboolean is_busy;

  g_return_if_fail (DESK_IS_FIELD_ROW (self));

  is_busy = self->settle_id != 0 || self->error_message != NULL;
  g_set_str (&self->stored, text != NULL ? text : "");
  if (is_busy || g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), self->stored))
    return;

  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), self->stored);
  self->is_setting = FALSE;
}

/**
 * desk_field_row_get_error_message:
 *
 * Returns: (nullable): what is wrong with the text
 */
const char *
desk_field_row_get_error_message (DeskFieldRow *self)
{
  g_return_val_if_fail (DESK_IS_FIELD_ROW (self), NULL);

  return self->error_message;
}

/**
 * desk_field_row_set_error_message:
 * @message: (nullable): what is wrong with the text, or %NULL
 */
void
desk_field_row_set_error_message (DeskFieldRow *self,
                                  const char   *message)
{
  g_return_if_fail (DESK_IS_FIELD_ROW (self));

  if (!g_set_str (&self->error_message, message))
    return;

  if (message != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_MESSAGE]);
}

/**
 * desk_field_row_settle:
 *
 * Takes what was typed as meant: hands it to the owner, or says what is wrong.
 */
void
desk_field_row_settle (DeskFieldRow *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DESK_IS_FIELD_ROW (self));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  text = dup_text (self);
  if (g_str_equal (text, self->stored))
    {
      desk_field_row_set_error_message (self, NULL);
      return;
    }
  if (!is_right (self, text, TRUE))
    return;

  g_set_str (&self->stored, text);
  g_signal_emit (self, signals[EDITED], 0, text);
}

/**
 * desk_field_row_reset:
 *
 * Forgets what is pending or wrong, because the row is about something else now.
 */
void
desk_field_row_reset (DeskFieldRow *self)
{
  g_return_if_fail (DESK_IS_FIELD_ROW (self));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  desk_field_row_set_error_message (self, NULL);
}
