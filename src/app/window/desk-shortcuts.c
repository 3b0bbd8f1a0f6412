/* desk-shortcuts.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-shortcuts.h"

#include <glib/gi18n.h>

/* One table for what the keys do and what the dialog lists. Where @action is
 * NULL the key belongs to a widget. */
static const struct
{
  const char *title;
  const char *action;
  const char *accel;
} shortcuts[] = {
  { N_("New article"), "win.new-article", "<Control>n" },
  { N_("Search articles"), "win.search", "<Control>f" },
  { N_("Publish or update"), "win.publish", "<Control>Return" },
  { N_("History of the text"), "win.history", "<Shift><Control>h" },
  { N_("Show or hide details"), "win.toggle-details", "F9" },
  { N_("Newsroom"), "win.site", "<Control>comma" },
  { N_("Open a library"), "win.open-library", "<Control>o" },
  { N_("Move to the trash, in the list"), NULL, "Delete" },
  { N_("Undo"), NULL, "<Control>z" },
  { N_("Redo"), NULL, "<Shift><Control>z" },
  { N_("Main menu"), NULL, "F10" },
  { N_("Keyboard shortcuts"), "app.shortcuts", "<Control>question" },
  { N_("Close the window"), "window.close", "<Control>w" },
  { N_("Quit"), "app.quit", "<Control>q" },
};

/**
 * desk_shortcuts_set_accels:
 * @application: gets the keys of its actions
 */
void
desk_shortcuts_set_accels (GtkApplication *application)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *accels[] = { shortcuts[i].accel, NULL };

      if (shortcuts[i].action != NULL)
        gtk_application_set_accels_for_action (application, shortcuts[i].action, accels);
    }
}

static char *
dup_key_label (const char *accel)
{
  GdkModifierType modifiers;
  unsigned key;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return g_strdup (accel);

  return gtk_accelerator_get_label (key, modifiers);
}

static GtkWidget *
new_row (const char *title,
         const char *accel)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = dup_key_label (accel);
  GtkWidget *label = gtk_label_new (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static GtkWidget *
new_group (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = NULL;
  GtkWidget *list;

  for (unsigned i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      row = new_row (_(shortcuts[i].title), shortcuts[i].accel);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }

  /* The group has no heading that could name its list. */
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Keyboard Shortcuts"), -1);

  return group;
}

/**
 * desk_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a dialog that lists the keys
 */
AdwDialog *
desk_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (new_group ()));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);

  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
