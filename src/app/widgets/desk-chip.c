/* desk-chip.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-chip.h"

/* A box would hand the focus on to its children; a chip keeps it, so that it is
 * one stop of the keyboard: Delete on it does what the button does.
 */
struct _DeskChip
{
  GtkWidget  parent_instance;

  GtkWidget *label;
  GtkWidget *button;
  char      *uuid;
};

G_DEFINE_FINAL_TYPE (DeskChip, desk_chip, GTK_TYPE_WIDGET)

static void
desk_chip_dispose (GObject *object)
{
  DeskChip *self = DESK_CHIP (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_chip_parent_class)->dispose (object);
}

static void
desk_chip_finalize (GObject *object)
{
  g_clear_pointer (&DESK_CHIP (object)->uuid, g_free);

  G_OBJECT_CLASS (desk_chip_parent_class)->finalize (object);
}

static void
desk_chip_class_init (DeskChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_chip_dispose;
  object_class->finalize = desk_chip_finalize;

  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
desk_chip_init (DeskChip *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_focusable (self->button, FALSE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * desk_chip_new:
 * @uuid: of what it stands for
 * @name: what is shown
 * @action: the action that takes it away; its parameter is @uuid
 * @action_label: what the action does to it, "Remove tag nato"
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
desk_chip_new (const char *uuid,
               const char *name,
               const char *action,
               const char *action_label)
{
  DeskChip *self = g_object_new (DESK_TYPE_CHIP, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string ("Delete|KP_Delete|BackSpace");

  self->uuid = g_strdup (uuid);
  gtk_label_set_label (GTK_LABEL (self->label), name);
  gtk_widget_set_tooltip_text (self->button, action_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", uuid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, action_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "Delete", -1);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new_with_arguments (trigger, gtk_named_action_new (action), "s", uuid));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  return GTK_WIDGET (self);
}

/**
 * desk_chip_shows:
 *
 * Returns: whether it stands for @uuid and calls it @name
 */
gboolean
desk_chip_shows (DeskChip   *self,
                 const char *uuid,
                 const char *name)
{
  g_return_val_if_fail (DESK_IS_CHIP (self), FALSE);

  return g_str_equal (self->uuid, uuid) && g_str_equal (gtk_label_get_label (GTK_LABEL (self->label)), name);
}
