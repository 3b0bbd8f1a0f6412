/* desk-error-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-error-row.h"

struct _DeskErrorRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel         *label;
};

typedef enum
{
  PROP_MESSAGE = 1,
} DeskErrorRowProperty;

static GParamSpec *props[PROP_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (DeskErrorRow, desk_error_row, ADW_TYPE_PREFERENCES_ROW)

static void
desk_error_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  DeskErrorRow *self = DESK_ERROR_ROW (object);

  switch ((DeskErrorRowProperty) prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, desk_error_row_get_message (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_error_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  DeskErrorRow *self = DESK_ERROR_ROW (object);

  switch ((DeskErrorRowProperty) prop_id)
    {
    case PROP_MESSAGE:
      desk_error_row_set_message (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_error_row_class_init (DeskErrorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desk_error_row_get_property;
  object_class->set_property = desk_error_row_set_property;

  props[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
desk_error_row_init (DeskErrorRow *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0,
                              "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 9,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                              NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "error");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->label));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  /* A list's keys stop before a row that can't have the focus, and whoever comes here hears it. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * desk_error_row_get_message:
 *
 * Returns: (nullable): what is shown
 */
const char *
desk_error_row_get_message (DeskErrorRow *self)
{
  const char *message;

  g_return_val_if_fail (DESK_IS_ERROR_ROW (self), NULL);

  message = gtk_label_get_label (self->label);
  return *message != '\0' ? message : NULL;
}

/**
 * desk_error_row_set_message:
 * @message: (nullable): what is wrong; %NULL hides the row
 */
void
desk_error_row_set_message (DeskErrorRow *self,
                            const char   *message)
{
  g_return_if_fail (DESK_IS_ERROR_ROW (self));

  if (g_strcmp0 (desk_error_row_get_message (self), message) == 0)
    return;

  gtk_label_set_label (self->label, message != NULL ? message : "");
  if (message != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, message, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}
