/* desk-window-place.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "jobs/desk-job-move.h"

#include <glib/gi18n.h>

/* The banner says one thing at a time, the worst: that the library is damaged,
 * else that it stands in a bad place.
 */

static void
show_banner (DeskWindow *self)
{
  gboolean is_damaged = self->damage != NULL;
  const char *title = is_damaged ? _("The library is damaged. Repairing saves what can be read") : self->place_warning;

  adw_banner_set_title (self->banner, title != NULL ? title : "");
  adw_banner_set_button_label (self->banner, is_damaged ? _("_Repair…") : _("_Move…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), is_damaged ? "win.repair-library" : "win.move-library");
  adw_banner_set_revealed (self->banner, title != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), title != NULL); /* a screen reader would still meet it */
}

static gpointer
look_around (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree char *warning = desk_store_place_dup_warning (desk_store_get_place (store));

  return warning != NULL ? g_steal_pointer (&warning) : g_strdup ("");
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autofree char *warning = desk_library_run_finish (DESK_LIBRARY (object), result, NULL);

  if (warning == NULL || self->library == NULL)
    return;

  g_set_str (&self->place_warning, *warning != '\0' ? warning : NULL);
  show_banner (self);
}

/**
 * desk_window_look_around:
 *
 * Warns, in a library that was just opened, of the place where it stands.
 */
void
desk_window_look_around (DeskWindow *self)
{
  g_clear_pointer (&self->damage, g_free);
  g_clear_pointer (&self->place_warning, g_free);
  show_banner (self);
  desk_library_read_async (self->library, DESK_READING_REST, look_around, NULL, NULL, g_free,
                           NULL, looked_cb, g_object_ref (self));
}

/**
 * desk_window_met_damage:
 * @message: what was found
 *
 * Offers to repair the library.
 */
void
desk_window_met_damage (DeskWindow *self,
                        const char *message)
{
  if (!self->is_open)
    return;

  g_set_str (&self->damage, message);
  show_banner (self);
}

typedef struct
{
  char *library;
  char *folder;
} Move;

static void
move_free (gpointer data)
{
  Move *self = data;

  g_free (self->library);
  g_free (self->folder);
  g_free (self);
}

static gpointer
move (gpointer         data,
      DeskProgressFunc progress,
      gpointer         progress_data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Move *self = data;

  return desk_job_move_library (self->library, self->folder, progress, progress_data, cancellable, error);
}

static void
tell (DeskWindow *self,
      const char *heading,
      const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  DeskWindow *self = DESK_WINDOW (object);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = desk_work_run_finish (result, &error);
  g_autofree char *old = g_strdup (desk_library_get_path (self->library));

  desk_window_open (self, path != NULL ? path : old, FALSE);
  if (path != NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *shown_old = g_filename_display_name (old);
      g_autofree char *body = g_strdup_printf (_("It is in “%s” now. The old one is still in “%s”: delete it once you have"
                                                 " seen that all is here."), shown, shown_old);

      tell (self, _("The Library Has Moved"), body);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      desk_window_say (self, _("Stopped; the library is where it was"));
    }
  else
    {
      tell (self, _("The Library Could Not Be Moved"), error->message);
    }
}

static void
folder_chosen_cb (GObject      *dialog,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  Move *order;

  if (path == NULL)
    return;

  order = g_new0 (Move, 1);
  order->library = desk_library_dup_folder (self->library);
  order->folder = g_steal_pointer (&path);
  desk_window_work_closed (self, _("Moving the Library"), move, order, move_free, g_free, moved_cb);
}

static void
move_library_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GFile) own = g_file_new_build_filename (g_get_user_data_dir (), "copydesk", NULL);

  gtk_file_dialog_set_title (dialog, _("Move the Library Into a Folder"));
  gtk_file_dialog_set_accept_label (dialog, _("_Move Here"));
  gtk_file_dialog_set_initial_folder (dialog, own);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (user_data), NULL, folder_chosen_cb, g_object_ref (user_data));
}

/**
 * desk_window_add_place_actions:
 *
 * Gives the window a way to a better place.
 */
void
desk_window_add_place_actions (DeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "move-library", move_library_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
