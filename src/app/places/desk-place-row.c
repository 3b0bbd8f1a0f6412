/* desk-place-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-place-row.h"

#include <glib/gi18n.h>

struct _DeskPlaceRow
{
  GtkListBoxRow parent_instance;
  DeskPlace    *place;
  char         *heading;  /* what stands above it, or NULL */
};

G_DEFINE_FINAL_TYPE (DeskPlaceRow, desk_place_row, GTK_TYPE_LIST_BOX_ROW)

static void
desk_place_row_finalize (GObject *object)
{
  DeskPlaceRow *self = DESK_PLACE_ROW (object);

  desk_place_free (self->place);
  g_free (self->heading);

  G_OBJECT_CLASS (desk_place_row_parent_class)->finalize (object);
}

static void
desk_place_row_class_init (DeskPlaceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_place_row_finalize;
}

static void
desk_place_row_init (DeskPlaceRow *self)
{
}

static void
append_count (GtkBox  *box,
              unsigned count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  GtkWidget *label = gtk_label_new (count > 0 ? text : "");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (box, label);
}

static void
name_for_assistance (DeskPlaceRow *self,
                     unsigned      count)
{
  g_autofree char *name = NULL;

  /* Translators: a place of the sidebar and how many articles it has */
  name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u article", "%s, %u articles", count),
                          self->place->title, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * desk_place_row_new:
 * @place: (transfer full): what it stands for
 * @icon_name: (nullable): its mark
 * @count: how many articles are there
 * @heading: (nullable): what stands above it
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
desk_place_row_new (DeskPlace  *place,
                    const char *icon_name,
                    unsigned    count,
                    const char *heading)
{
  DeskPlaceRow *self = g_object_new (DESK_TYPE_PLACE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (place->title);

  self->place = place;
  self->heading = g_strdup (heading);

  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  append_count (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name_for_assistance (self, count);

  return GTK_WIDGET (self);
}

/**
 * desk_place_row_get_place:
 *
 * Returns: (transfer none): what it stands for
 */
const DeskPlace *
desk_place_row_get_place (DeskPlaceRow *self)
{
  g_return_val_if_fail (DESK_IS_PLACE_ROW (self), NULL);

  return self->place;
}

/**
 * desk_place_row_get_heading:
 *
 * Returns: (transfer none) (nullable): what stands above it
 */
const char *
desk_place_row_get_heading (DeskPlaceRow *self)
{
  g_return_val_if_fail (DESK_IS_PLACE_ROW (self), NULL);

  return self->heading;
}
