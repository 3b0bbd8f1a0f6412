/* desk-backup-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-backup-check.h"

#include "app/backup/desk-finding-line.h"
#include "app/backup/desk-work-toast.h"
#include "jobs/desk-job-repair.h"

#include <glib/gi18n.h>

#define CHECK_ACTION "win.check-library"
#define REPAIR_ACTION "win.repair-library"

typedef struct
{
  GtkWidget          *parent;
  AdwToastOverlay    *toasts;
  DeskBackupCheckFunc func;
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

/* Damage first, whatever kind it is; then what readers would find wrong, by what a person
 * has to do about it. */
static const struct
{
  DeskFindingKind first;
  DeskFindingKind last;
  const char     *title;
} groups[] = {
  { DESK_FINDING_DATABASE, DESK_FINDING_MEDIA_DAMAGED, N_("Damage") },
  { DESK_FINDING_LINK, DESK_FINDING_ANCHOR, N_("Links That Lead Nowhere") },
  { DESK_FINDING_REDIRECT, DESK_FINDING_REDIRECT, N_("Old Addresses That Lead Nowhere") },
  { DESK_FINDING_ALT, DESK_FINDING_ALT, N_("Pictures Without Alternative Text") },
  { DESK_FINDING_MOTION, DESK_FINDING_MOTION, N_("Pictures That Move") },
  { DESK_FINDING_ADDRESS, DESK_FINDING_ADDRESS, N_("Two With One Address") },
  { DESK_FINDING_RELATED, DESK_FINDING_PINNED, N_("Chosen, but Not Shown") },
  { DESK_FINDING_WAITING, DESK_FINDING_WAITING, N_("Waiting for an Article") },
  { DESK_FINDING_UNUSED, DESK_FINDING_UNUSED, N_("Old Addresses That Do Nothing") },
  { DESK_FINDING_GONE, DESK_FINDING_GONE, N_("Addresses Without a Page") },
  { DESK_FINDING_OUTDATED, DESK_FINDING_OUTDATED, N_("Translations Out of Date") },
  { DESK_FINDING_UNTRANSLATED, DESK_FINDING_UNTRANSLATED, N_("Not in All Languages") },
};

static void
list_findings (DeskReportDialog *dialog,
               GPtrArray        *findings)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_report_line_free);

      for (unsigned j = 0; j < findings->len; j++)
        {
          const DeskFinding *finding = findings->pdata[j];

          if (finding->kind >= groups[i].first && finding->kind <= groups[i].last)
            g_ptr_array_add (lines, desk_finding_line_new (finding));
        }
      desk_report_dialog_list_lines (dialog, _(groups[i].title), lines);
    }
}

static gboolean
is_damaged (GPtrArray *findings)
{
  for (unsigned i = 0; i < findings->len; i++)
    {
      if (desk_finding_kind_is_damage (((const DeskFinding *) findings->pdata[i])->kind))
        return TRUE;
    }

  return FALSE;
}

static void
present (Listener         *self,
         DeskReportDialog *dialog,
         const GPtrArray  *findings) /* nullable */
{
  if (findings != NULL)
    desk_report_dialog_offer_again (dialog, CHECK_ACTION, _("Check Again"));
  self->func (findings != NULL ? dialog : NULL, self->parent);
  adw_dialog_present (ADW_DIALOG (dialog), self->parent);
}

static void
tell_damage (Listener  *self,
             GPtrArray *findings)
{
  unsigned n_problems = desk_findings_count (findings);
  gboolean can_repair = desk_job_repair_is_needed (findings);
  g_autofree char *heading = NULL;
  DeskReportDialog *dialog;

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Problem Found", "%u Problems Found", n_problems), n_problems);
  dialog = desk_report_dialog_new ("dialog-warning-symbolic", heading,
                                   can_repair ? _("Repairing saves what can be read. The damaged file is kept.")
                                              : _("Repairing does not help here: these are for a person to mend."));
  list_findings (dialog, findings);
  if (can_repair)
    {
      desk_report_dialog_set_button (dialog, _("_Repair…"));
      g_signal_connect_object (dialog, "accepted", G_CALLBACK (repair_cb), self->parent, G_CONNECT_SWAPPED);
    }
  present (self, dialog, findings);
}

/* Nothing is damaged: that is said first, since it is what was asked. */
static void
tell_content (Listener  *self,
              GPtrArray *findings)
{
  unsigned n_problems = desk_findings_count (findings);
  g_autofree char *description = NULL;
  DeskReportDialog *dialog;

  description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Nothing is damaged. There is %u thing that readers would miss or stumble over.",
                                              "Nothing is damaged. There are %u things that readers would miss or stumble over.", n_problems),
                                 n_problems);
  dialog = desk_report_dialog_new ("object-select-symbolic", _("The Library Is Sound"), description);
  list_findings (dialog, findings);
  present (self, dialog, findings);
}

static void
tell_sound (Listener *self)
{
  DeskReportDialog *dialog;

  dialog = desk_report_dialog_new ("object-select-symbolic", _("The Library Is Sound"),
                                   _("All texts, pictures and documents are as they were saved, and links lead where they should."));
  present (self, dialog, NULL);
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
  else if (is_damaged (findings))
    tell_damage (self, findings);
  else if (findings->len > 0)
    tell_content (self, findings);
  else
    tell_sound (self);
}

/**
 * desk_backup_check:
 * @library: an open library
 * @parent: its window, whose actions are offered
 * @toasts: where progress is shown
 * @func: is given the report before it is shown
 *
 * Looks for what is wrong in the library, and tells it.
 */
void
desk_backup_check (DeskLibrary        *library,
                   GtkWidget          *parent,
                   AdwToastOverlay    *toasts,
                   DeskBackupCheckFunc func)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Listener *listener = g_new0 (Listener, 1);

  listener->parent = g_object_ref (parent);
  listener->toasts = g_object_ref (toasts);
  listener->func = func;
  desk_work_run_async (check, g_strdup (desk_library_get_path (library)), g_free, (GDestroyNotify) g_ptr_array_unref,
                       desk_work_toast_show (toasts, _("Checking the library…"), _("Progress of the check"), cancellable),
                       cancellable, checked_cb, listener);
}
