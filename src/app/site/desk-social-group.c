/* desk-social-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-social-group.h"

#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>
#include <string.h>

struct _DeskSocialGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox         *rows;       /* the addresses, then the two below */
  AdwEntryRow        *add_row;
  GtkWidget          *add_button;
  DeskErrorRow       *error_row;

  DeskSiteSettings   *settings;
  char               *shown;      /* what the rows are made for */
};

G_DEFINE_FINAL_TYPE (DeskSocialGroup, desk_social_group, ADW_TYPE_PREFERENCES_GROUP)

/* What is stored, in which a script may have left more than one space. */
static GPtrArray *
list_addresses (DeskSocialGroup *self)
{
  g_auto(GStrv) parts = g_strsplit (desk_site_get (desk_site_settings_get_site (self->settings), "social", NULL), " ", -1);
  GPtrArray *addresses = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (unsigned i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_ptr_array_add (addresses, g_strdup (parts[i]));
    }

  return addresses;
}

static gboolean
store_addresses (DeskSocialGroup *self,
                 GPtrArray       *addresses,
                 GError         **error)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) addresses->pdata);

  return desk_site_settings_set (self->settings, "social", joined, error);
}

static int
find_address (GPtrArray  *addresses,
              const char *address)
{
  unsigned index;

  return g_ptr_array_find_with_equal_func (addresses, address, g_str_equal, &index) ? (int) index : -1;
}

/* Adding */

static void
show_error (DeskSocialGroup *self,
            const char      *message)
{
  desk_error_row_set_message (self->error_row, message);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->add_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->add_row), "error");
}

static void
add_cb (DeskSocialGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_row))));
  g_autoptr(GPtrArray) addresses = list_addresses (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  if (*text == '\0')
    return;
  if (find_address (addresses, text) >= 0)
    {
      show_error (self, _("This address is there already"));
      return;
    }
  if (!desk_site_settings_check (self->settings, "social", text, NULL))
    {
      /* The model speaks of several at once, as scripts write them. */
      message = g_strdup_printf (_("“%.80s” is not a web address; write it as https://example.org/newsroom"), text);
      show_error (self, message);
      return;
    }

  g_ptr_array_add (addresses, g_strdup (text));
  if (store_addresses (self, addresses, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  else
    show_error (self, error->message);
}

static void
add_changed_cb (DeskSocialGroup *self)
{
  gtk_widget_set_sensitive (self->add_button, *gtk_editable_get_text (GTK_EDITABLE (self->add_row)) != '\0');
  show_error (self, NULL);
}

/* Order */

static void
focus_address (DeskSocialGroup *self,
               unsigned         index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) index);

  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
move (DeskSocialGroup *self,
      const char      *address,
      int              step)
{
  g_autoptr(GPtrArray) addresses = list_addresses (self);
  int index = find_address (addresses, address);
  int target = index + step;
  gpointer moved;

  if (index < 0 || target < 0 || target >= (int) addresses->len)
    return;

  moved = addresses->pdata[index];
  addresses->pdata[index] = addresses->pdata[target];
  addresses->pdata[target] = moved;
  if (store_addresses (self, addresses, NULL)) /* an order of right addresses is right */
    focus_address (self, (unsigned) target);
}

static void
raise_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  move (DESK_SOCIAL_GROUP (widget), g_variant_get_string (parameter, NULL), -1);
}

static void
lower_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  move (DESK_SOCIAL_GROUP (widget), g_variant_get_string (parameter, NULL), 1);
}

/* Taking away */

/* The addresses as they were before one went. */
typedef struct
{
  DeskSiteSettings *settings;
  char             *addresses;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->settings);
  g_free (before->addresses);
  g_free (before);
}

static void
bring_back (gpointer data)
{
  Before *before = data;

  (void) desk_site_settings_set (before->settings, "social", before->addresses, NULL); /* they were right before */
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskSocialGroup *self = DESK_SOCIAL_GROUP (widget);
  g_autoptr(GPtrArray) addresses = list_addresses (self);
  const char *address = g_variant_get_string (parameter, NULL);
  int index = find_address (addresses, address);
  g_autofree char *title = NULL;
  Before *before;

  if (index < 0)
    return;

  before = g_new0 (Before, 1);
  before->settings = g_object_ref (self->settings);
  before->addresses = g_strjoinv (" ", (char **) addresses->pdata);
  title = g_strdup_printf (_("“%s” removed"), address);
  g_ptr_array_remove_index (addresses, (unsigned) index);
  (void) store_addresses (self, addresses, NULL); /* what is left was right before */
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
  desk_undo_toast_show (widget, title, bring_back, before, before_free);
}

/* Rows */

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *address)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", address);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu_button (const char *address,
                  unsigned    index,
                  unsigned    n_addresses)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *tooltip = g_strdup_printf (_("More for %s"), address);

  if (index > 0)
    append_item (menu, _("Move _Up"), "social.raise", address);
  if (index + 1 < n_addresses)
    append_item (menu, _("Move _Down"), "social.lower", address);
  append_item (menu, _("_Remove"), "social.remove", address);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static GtkWidget *
make_row (const char *address,
          unsigned    index,
          unsigned    n_addresses)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), address);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (address, index, n_addresses));

  return row;
}

static void
refresh (DeskSocialGroup *self)
{
  g_autoptr(GPtrArray) addresses = list_addresses (self);
  g_autofree char *joined = g_strjoinv (" ", (char **) addresses->pdata);
  GtkListBoxRow *row;

  if (!g_set_str (&self->shown, joined))
    return;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != GTK_LIST_BOX_ROW (self->add_row))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (unsigned i = 0; i < addresses->len; i++)
    gtk_list_box_insert (self->rows, make_row (addresses->pdata[i], i, addresses->len), (int) i);
}

static void
desk_social_group_dispose (GObject *object)
{
  DeskSocialGroup *self = DESK_SOCIAL_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_SOCIAL_GROUP);

  G_OBJECT_CLASS (desk_social_group_parent_class)->dispose (object);
}

static void
desk_social_group_class_init (DeskSocialGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_social_group_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-social-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSocialGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskSocialGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSocialGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, DeskSocialGroup, error_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_changed_cb);
  gtk_widget_class_install_action (widget_class, "social.raise", "s", raise_action_cb);
  gtk_widget_class_install_action (widget_class, "social.lower", "s", lower_action_cb);
  gtk_widget_class_install_action (widget_class, "social.remove", "s", remove_action_cb);
}

static void
desk_social_group_init (DeskSocialGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_social_group_set_settings:
 * @settings: whose profiles to show; to be called once
 */
void
desk_social_group_set_settings (DeskSocialGroup  *self,
                                DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_SOCIAL_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
