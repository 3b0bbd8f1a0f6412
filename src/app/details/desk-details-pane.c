/* desk-details-pane.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-details-pane.h"

struct _DeskDetailsPane
{
  AdwBin        parent_instance;
  DeskDocument *document;
  GtkWidget    *view;
};

typedef enum
{
  PROP_DOCUMENT = 1,
} DeskDetailsPaneProperty;

static GParamSpec *props[PROP_DOCUMENT + 1];

G_DEFINE_FINAL_TYPE (DeskDetailsPane, desk_details_pane, ADW_TYPE_BIN)

static void
desk_details_pane_get_property (GObject    *object,
                                unsigned    prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  switch ((DeskDetailsPaneProperty) prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_details_pane_set_property (GObject      *object,
                                unsigned      prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  switch ((DeskDetailsPaneProperty) prop_id)
    {
    case PROP_DOCUMENT:
      desk_details_pane_set_document (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_details_pane_dispose (GObject *object)
{
  DeskDetailsPane *self = DESK_DETAILS_PANE (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (desk_details_pane_parent_class)->dispose (object);
}

static void
desk_details_pane_class_init (DeskDetailsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desk_details_pane_get_property;
  object_class->set_property = desk_details_pane_set_property;
  object_class->dispose = desk_details_pane_dispose;

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, DESK_TYPE_DOCUMENT,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
desk_details_pane_init (DeskDetailsPane *self)
{
  self->view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (self->view), adw_header_bar_new ());
  adw_bin_set_child (ADW_BIN (self), self->view);
}

/**
 * desk_details_pane_get_document:
 *
 * Returns: (transfer none) (nullable): the article it shows
 */
DeskDocument *
desk_details_pane_get_document (DeskDetailsPane *self)
{
  g_return_val_if_fail (DESK_IS_DETAILS_PANE (self), NULL);

  return self->document;
}

/**
 * desk_details_pane_set_document:
 * @document: (nullable): the article to show
 */
void
desk_details_pane_set_document (DeskDetailsPane *self,
                                DeskDocument    *document)
{
  g_return_if_fail (DESK_IS_DETAILS_PANE (self));

  if (g_set_object (&self->document, document))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

/**
 * desk_details_pane_set_in_sheet:
 * @is_in_sheet: whether it lies in the bottom sheet, whose handle needs the room
 *   that the header bar would take
 */
void
desk_details_pane_set_in_sheet (DeskDetailsPane *self,
                                gboolean         is_in_sheet)
{
  g_return_if_fail (DESK_IS_DETAILS_PANE (self));

  adw_toolbar_view_set_reveal_top_bars (ADW_TOOLBAR_VIEW (self->view), !is_in_sheet);
  gtk_widget_set_margin_top (self->view, is_in_sheet ? 30 : 0);
}
