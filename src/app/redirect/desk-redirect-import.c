/* desk-redirect-import.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-redirect-import.h"

#include "app/backup/desk-report-dialog.h"
#include "app/backup/desk-work-toast.h"
#include "app/backup/desk-work.h"
#include "app/widgets/desk-undo-toast.h"
#include "jobs/desk-job-redirect.h"

#include <glib/gi18n.h>

/* The writing goes on meanwhile, so the work has a store of its own. What is wrong
 * with rows is a result like any other: nothing was changed then.
 *
 *   library, path   set before the thread starts
 *   problems, n     the thread's until the work is done, the main thread's then
 */
typedef struct
{
  char      *library;
  char      *path;
  GPtrArray *problems; /* utf8 */
  unsigned   n_redirects;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  g_free (self->library);
  g_free (self->path);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

typedef struct
{
  DeskLibrary *library;
  GtkWidget   *parent; /* which may be gone when the work is done */
  GtkWidget   *window;
} Listener;

static void
listener_free (Listener *self)
{
  g_object_unref (self->library);
  g_object_unref (self->parent);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static Order *
order_copy (const Order * order)
{
  Order *copy = g_new0 (Order, 1);

  copy->library = g_strdup (order->library);
  copy->path = g_strdup (order->path);
  copy->problems = g_ptr_array_new_with_free_func (g_free);

  return copy;
}

static gpointer
import (gpointer         data,
        DeskProgressFunc progress,
        gpointer         progress_data,
        GCancellable    *cancellable,
        GError         **error)
{
  Order *done = order_copy (data);
  g_autoptr(DeskStore) store = desk_store_open (done->library, error);
  g_autoptr(GError) cause = NULL;

  if (store == NULL)
    {
      order_free (done);
      return NULL;
    }
  if (desk_job_import_redirects (store, done->path, done->problems, progress, progress_data, &done->n_redirects,
                                 cancellable, &cause) || done->problems->len > 0)
    return done;

  order_free (done);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static void
tell_problems (Listener *self,
               Order    *done)
{
  g_autofree char *heading = NULL;
  DeskReportDialog *dialog;

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Row Can’t Be Used", "%u Rows Can’t Be Used", done->problems->len),
                             done->problems->len);
  dialog = desk_report_dialog_new ("dialog-warning-symbolic", heading,
                                   _("Nothing was imported. Mend the table, and import it again."));
  desk_report_dialog_list (dialog, _("Rows"), done->problems);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
tell_done (Listener *self,
           unsigned  n_redirects)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u old address imported",
                                                         "%u old addresses imported", n_redirects), n_redirects);

  desk_toast_show (self->parent, title);
  desk_library_emit_changed (self->library);
}

static void
tell_failure (Listener     *self,
              const GError *error)
{
  AdwAlertDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      desk_toast_show (self->parent, _("Stopped before all was imported; importing again finishes it"));
      desk_library_emit_changed (self->library);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Table Could Not Be Imported"), error->message));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Listener) self = user_data;
  g_autoptr(GError) error = NULL;
  Order *done = desk_work_run_finish (result, &error);

  if (done == NULL)
    tell_failure (self, error);
  else if (done->problems->len > 0)
    tell_problems (self, done);
  else
    tell_done (self, done->n_redirects);
  g_clear_pointer (&done, order_free);
}

static void
start (Listener   *self, /* eaten */
       const char *path)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GtkWidget *toasts = gtk_widget_get_ancestor (self->parent, ADW_TYPE_TOAST_OVERLAY);
  Order order = { (char *) desk_library_get_path (self->library), (char *) path, NULL, 0 };

  if (toasts == NULL) /* the dialog was closed meanwhile */
    {
      listener_free (self);
      return;
    }

  desk_work_run_async (import, order_copy (&order), order_free, order_free,
                       desk_work_toast_show (ADW_TOAST_OVERLAY (toasts), _("Importing old addresses…"),
                                             _("Progress of the import"), cancellable),
                       cancellable, imported_cb, self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Listener) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;

  if (g_file_peek_path (file) != NULL)
    start (g_steal_pointer (&self), g_file_peek_path (file));
  else
    desk_toast_show (self->parent, _("Choose a file on this computer"));
}

/**
 * desk_redirect_import_ask:
 * @library: an open library
 * @parent: a widget in what shows toasts, in a window
 *
 * Asks for a CSV file and imports it.
 */
void
desk_redirect_import_ask (DeskLibrary *library,
                          GtkWidget   *parent)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (parent));
  Listener *listener = g_new0 (Listener, 1);

  listener->library = g_object_ref (library);
  listener->parent = g_object_ref (parent);
  listener->window = g_object_ref (window);
  gtk_file_filter_set_name (tables, _("Tables (CSV)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_title (dialog, _("Import a Table of Old Addresses"));
  gtk_file_dialog_set_accept_label (dialog, _("_Import"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, chosen_cb, listener);
}
