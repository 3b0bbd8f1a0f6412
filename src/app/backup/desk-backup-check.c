/* desk-backup-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-backup-check.h"

#include "app/backup/desk-report-dialog.h"
#include "app/backup/desk-work-toast.h"
#include "jobs/desk-job-repair.h"

#include <glib/gi18n.h>

#define REPAIR_ACTION "win.repair-library"

typedef struct
{
  GtkWidget       *parent;
  AdwToastOverlay *toasts;
} Listener;

static void
listener_free (Listener *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->toasts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static gpointer
check (gpointer         data,
       DeskProgressFunc progress,
       gpointer         progress_data,
       GCancellable    *cancellable,
       GError         **error)
{
  return desk_job_check (data, DESK_CHECK_ALL, progress, progress_data, cancellable, error);
}

static void
repair_cb (GtkWidget *parent)
{
  gtk_widget_activate_action (parent, REPAIR_ACTION, NULL);
}

static void
tell_findings (Listener  *self,
               GPtrArray *findings)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new ();
  g_autofree char *heading = NULL;
  gboolean can_repair = desk_job_repair_is_needed (findings);
  DeskReportDialog *dialog;

  for (unsigned i = 0; i < findings->len; i++)
    g_ptr_array_add (sentences, ((DeskFinding *) findings->pdata[i])->message);

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Problem Found", "%u Problems Found", findings->len),
                             findings->len);
  dialog = desk_report_dialog_new ("dialog-warning-symbolic", heading,
                                   can_repair ? _("Repairing saves what can be read. The damaged file is kept.")
                                              : _("Repairing does not help here: these are for a person to mend."));
  desk_report_dialog_list (dialog, _("Problems"), sentences);
  if (can_repair)
    {
      desk_report_dialog_set_button (dialog, _("_Repair…"));
      g_signal_connect_object (dialog, "accepted", G_CALLBACK (repair_cb), self->parent, G_CONNECT_SWAPPED);
    }
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
tell_sound (Listener *self)
{
  DeskReportDialog *dialog;

  dialog = desk_report_dialog_new ("object-select-symbolic", _("The Library Is Sound"),
                                   _("All texts, pictures and documents are as they were saved."));
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
tell_failure (Listener     *self,
              const GError *error)
{
  AdwAlertDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Stopped before all was checked")));
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Library Could Not Be Checked"), error->message));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Listener) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = desk_work_run_finish (result, &error);

  if (findings == NULL)
    tell_failure (self, error);
  else if (findings->len > 0)
    tell_findings (self, findings);
  else
    tell_sound (self);
}

/**
 * desk_backup_check:
 * @library: an open library
 * @parent: its window, whose action win.repair-library is offered
 * @toasts: where progress is shown
 *
 * Looks for what is wrong in the library, and tells it.
 */
void
desk_backup_check (DeskLibrary     *library,
                   GtkWidget       *parent,
                   AdwToastOverlay *toasts)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Listener *listener = g_new0 (Listener, 1);

  listener->parent = g_object_ref (parent);
  listener->toasts = g_object_ref (toasts);
  desk_work_run_async (check, g_strdup (desk_library_get_path (library)), g_free, (GDestroyNotify) g_ptr_array_unref,
                       desk_work_toast_show (toasts, _("Checking the library…"), _("Progress of the check"), cancellable),
                       cancellable, checked_cb, listener);
}
