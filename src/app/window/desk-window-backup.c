/* desk-window-backup.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/backup/desk-backup-dialog.h"
#include "app/backup/desk-backup-writing.h"
#include "store/backup/desk-backup.h"

#include <glib/gi18n.h>

#define UNDO_S 20 /* time to see what has come back */

typedef struct
{
  char *library;
  char *file;
} Restoring;

static Restoring *
restoring_new (DeskWindow *window,
               const char *file)
{
  Restoring *self = g_new0 (Restoring, 1);

  self->library = desk_library_dup_folder (window->library);
  self->file = g_strdup (file);

  return self;
}

static void
restoring_free (gpointer data)
{
  Restoring *self = data;

  g_free (self->library);
  g_free (self->file);
  g_free (self);
}

static void
summary_free (gpointer data)
{
  desk_restore_summary_clear (data);
  g_free (data);
}

static gpointer
restore (gpointer         data,
         DeskProgressFunc progress,
         gpointer         progress_data,
         GCancellable    *cancellable,
         GError         **error)
{
  const Restoring *self = data;
  g_autofree DeskRestoreSummary *summary = g_new0 (DeskRestoreSummary, 1);

  if (!desk_backup_restore (self->library, self->file, g_get_real_time (), progress, progress_data, cancellable,
                            summary, error))
    return NULL;

  return g_steal_pointer (&summary);
}

static void
tell_restored (DeskWindow               *self,
               const DeskRestoreSummary *summary)
{
  AdwToast *toast = adw_toast_new (_("Backup restored"));
  g_autofree char *undo = summary->undo != NULL ? g_filename_to_uri (summary->undo, NULL, NULL) : NULL;

  if (undo != NULL)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_target (toast, "s", undo);
      adw_toast_set_action_name (toast, "win.undo-restore");
      adw_toast_set_timeout (toast, UNDO_S);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
tell_failure (DeskWindow   *self,
              const GError *error)
{
  AdwAlertDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      desk_window_say (self, _("Stopped; the library is as it was"));
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Backup Could Not Be Restored"), error->message));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  DeskWindow *self = DESK_WINDOW (object);
  g_autoptr(GError) error = NULL;
  DeskRestoreSummary *summary = desk_work_run_finish (result, &error);

  desk_window_open (self, desk_library_get_path (self->library), FALSE);
  if (summary == NULL)
    {
      tell_failure (self, error);
      return;
    }

  tell_restored (self, summary);
  summary_free (summary);
}

static void
start (DeskWindow *self,
       Restoring  *restoring) /* eaten */
{
  desk_window_close_dialog (self);
  desk_window_work_closed (self, _("Restoring the Backup"), restore, restoring, restoring_free, summary_free, restored_cb);
}

typedef struct
{
  DeskWindow *window;
  Restoring  *restoring;
} Question;

static void
answered_cb (GObject      *dialog,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question *question = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "restore"))
    start (question->window, g_steal_pointer (&question->restoring));
  g_clear_pointer (&question->restoring, restoring_free);
  g_object_unref (question->window);
  g_free (question);
}

static void
ask (DeskWindow *self,
     const char *file,
     const char *heading,
     const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (self);
  question->restoring = restoring_new (self, file);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "restore", _("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, answered_cb, question);
}

static void
restore_snapshot_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  g_autofree char *path = NULL;
  g_autofree char *heading = NULL;
  const char *uri, *moment;

  g_variant_get (parameter, "(&s&s)", &uri, &moment);
  path = g_filename_from_uri (uri, NULL, NULL);
  heading = g_strdup_printf (_("Restore “%s”?"), moment);
  ask (user_data, path, heading,
       _("All texts, names and settings of the library are replaced with those of that moment; what was written since is"
         " not in it. What is there now is backed up first, and can be restored likewise."));
}

static void
file_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;

  if (path == NULL)
    return;

  name = g_filename_display_basename (path);
  heading = g_strdup_printf (_("Restore “%s”?"), name);
  ask (self, path, heading,
       _("All texts, names, settings and themes of the library are replaced with those of the backup; what was written"
         " since is not in it. What is there now is backed up first, and can be restored likewise."));
}

/* What a backup is called can be changed, so anything may be chosen. */
static GListModel *
list_filters (void)
{
  static const char *const suffixes[] = { "tar.zst", "sqlite3" };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) backups = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (backups, _("Backups"));
  for (unsigned i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (backups, suffixes[i]);
  g_list_store_append (filters, backups);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

static void
restore_file_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = list_filters ();

  gtk_file_dialog_set_title (dialog, _("Restore a Backup"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (user_data), NULL, file_chosen_cb, g_object_ref (user_data));
}

static void
undo_restore_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autofree char *path = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  start (user_data, restoring_new (user_data, path));
}

static void
backups_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DeskWindow *self = user_data;
  const char *time_zone = desk_site_get (desk_library_get_site (self->library), "time-zone", NULL);
  g_autofree char *folder = desk_library_dup_folder (self->library);

  adw_dialog_present (desk_backup_dialog_new (folder, time_zone, self->is_open), GTK_WIDGET (self));
}

static void
back_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_window_close_dialog (self);
  desk_backup_write_now (self->library, GTK_WIDGET (self), self->toasts);
}

/**
 * desk_window_add_backup_actions:
 *
 * Gives the window what the view of backups asks of it.
 */
void
desk_window_add_backup_actions (DeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "backups", backups_cb },
    { "back-up", back_up_cb },
    { "restore-file", restore_file_cb },
    { "restore-snapshot", restore_snapshot_cb, "(ss)" },
    { "undo-restore", undo_restore_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
