/* desk-backup-writing.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-backup-writing.h"

#include "app/backup/desk-report-dialog.h"
#include "app/backup/desk-work-toast.h"
#include "store/backup/desk-backup.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".tar.zst"
#define PART ".part"
#define SAY_S 10 /* it comes when one does something else */

/* A backup is written while the writing goes on, with a store of its own. */
typedef struct
{
  char    *library;
  char    *file;
  gboolean replaces; /* the person has said yes to that */
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  g_free (self->library);
  g_free (self->file);
  g_free (self);
}

typedef struct
{
  DeskLibrary     *library;
  GtkWidget       *parent;
  AdwToastOverlay *toasts;
  char            *file;
} Listener;

static void
listener_free (Listener *self)
{
  g_object_unref (self->library);
  g_object_unref (self->parent);
  g_object_unref (self->toasts);
  g_free (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static void
summary_free (gpointer data)
{
  desk_backup_summary_clear (data);
  g_free (data);
}

/* An older backup makes way only for one that is whole. */
static gboolean
write_over (DeskStore         *store,
            const char        *file,
            DeskProgressFunc   progress,
            gpointer           progress_data,
            GCancellable      *cancellable,
            DeskBackupSummary *summary,
            GError           **error)
{
  g_autofree char *ends_alike = g_str_has_suffix (file, "gz") ? g_strconcat (file, PART, ".gz", NULL)
                                                              : g_strconcat (file, PART, NULL);
  int problem;

  (void) g_unlink (ends_alike); /* an earlier one that was killed */
  if (!desk_backup_write (store, ends_alike, progress, progress_data, cancellable, summary, error))
    return FALSE;
  if (g_rename (ends_alike, file) == 0)
    return TRUE;

  problem = errno;
  (void) g_unlink (ends_alike); /* it is not what was asked for */
  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
               _("“%s” can't be replaced (%s); choose another name"), file, g_strerror (problem));
  return FALSE;
}

static gpointer
write_backup (gpointer         data,
              DeskProgressFunc progress,
              gpointer         progress_data,
              GCancellable    *cancellable,
              GError         **error)
{
  const Order *order = data;
  g_autoptr(DeskStore) store = desk_store_open (order->library, error);
  g_autofree DeskBackupSummary *summary = g_new0 (DeskBackupSummary, 1);
  gboolean is_over = order->replaces && g_file_test (order->file, G_FILE_TEST_IS_REGULAR);

  if (store == NULL ||
      !(is_over ? write_over (store, order->file, progress, progress_data, cancellable, summary, error)
                : desk_backup_write (store, order->file, progress, progress_data, cancellable, summary, error)))
    return NULL;

  return g_steal_pointer (&summary);
}

static void
say (Listener   *self,
     const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, SAY_S);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_failure (Listener     *self,
             const GError *error)
{
  AdwAlertDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      say (self, _("Stopped; no backup was made"));
      return;
    }
  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    desk_library_emit_damaged (self->library, error->message);

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Backup Could Not Be Made"), error->message));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
tell_left_out (Listener  *self,
               GPtrArray *left_out)
{
  DeskReportDialog *dialog;

  dialog = desk_report_dialog_new ("dialog-warning-symbolic", _("Not All Is in the Backup"),
                                   _("These files are missing or damaged in the library. All else is backed up."));
  desk_report_dialog_list (dialog, _("Left Out"), left_out);
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Listener) self = user_data;
  g_autoptr(GError) error = NULL;
  DeskBackupSummary *summary = desk_work_run_finish (result, &error);
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (summary == NULL)
    {
      say_failure (self, error);
      return;
    }

  name = g_filename_display_basename (self->file);
  message = g_strdup_printf (_("Backed up to “%s”"), name);
  say (self, message);
  if (summary->left_out->len > 0)
    tell_left_out (self, summary->left_out);
  summary_free (summary);
}

static void
start (Listener *self,
       gboolean  replaces)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Order *order = g_new0 (Order, 1);

  order->library = g_strdup (desk_library_get_path (self->library));
  order->file = g_strdup (self->file);
  order->replaces = replaces;
  desk_work_run_async (write_backup, order, order_free, summary_free,
                       desk_work_toast_show (self->toasts, _("Backing up…"), _("Progress of the backup"), cancellable),
                       cancellable, written_cb, self);
}

static gboolean
has_suffix (const char *path)
{
  static const char *const suffixes[] = { ".zst", ".gz", ".tgz" };

  for (unsigned i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (path, suffixes[i]))
        return TRUE;
    }

  return FALSE;
}

static void
name_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Listener) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  gboolean is_named;

  self->file = file != NULL ? g_file_get_path (file) : NULL;
  if (self->file == NULL)
    return;

  /* Of another name than the chosen one nobody was asked. */
  is_named = has_suffix (self->file);
  if (!is_named)
    {
      g_autofree char *named = g_strconcat (self->file, SUFFIX, NULL);

      g_set_str (&self->file, named);
    }
  start (g_steal_pointer (&self), is_named);
}

/* "Newsroom 2026-06-01.tar.zst" */
static char *
dup_initial_name (DeskLibrary *library)
{
  g_autofree char *folder = desk_library_dup_folder (library);
  g_autofree char *name = g_filename_display_basename (folder);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  if (g_str_has_suffix (name, ".copydesk"))
    name[strlen (name) - strlen (".copydesk")] = '\0';

  return g_strdup_printf ("%s %s" SUFFIX, name, day);
}

/**
 * desk_backup_write_now:
 * @library: an open library
 * @parent: its window
 * @toasts: where progress is shown and the end is told
 *
 * Asks for a file and writes the library into it.
 */
void
desk_backup_write_now (DeskLibrary     *library,
                       GtkWidget       *parent,
                       AdwToastOverlay *toasts)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dup_initial_name (library);
  Listener *listener = g_new0 (Listener, 1);

  listener->library = g_object_ref (library);
  listener->parent = g_object_ref (parent);
  listener->toasts = g_object_ref (toasts);
  gtk_file_dialog_set_title (dialog, _("Back Up the Library"));
  gtk_file_dialog_set_accept_label (dialog, _("_Back Up"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (parent), NULL, name_chosen_cb, listener);
}
