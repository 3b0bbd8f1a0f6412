/* desk-window-repair.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/backup/desk-report-dialog.h"
#include "jobs/desk-job-repair.h"

#include <glib/gi18n.h>

typedef struct
{
  DeskRepairSummary summary;
  unsigned          n_articles; /* there are now */
} Repaired;

static void
repaired_free (gpointer data)
{
  Repaired *self = data;

  desk_repair_summary_clear (&self->summary);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Repaired, repaired_free)

static gboolean
count_articles (const char *library,
                unsigned   *out_n,
                GError    **error)
{
  g_autoptr(DeskStore) store = desk_store_open (library, error);
  g_autoptr(DeskCounts) counts = store != NULL ? desk_store_count_articles (store, error) : NULL;

  if (counts == NULL)
    return FALSE;

  *out_n = counts->n_all + counts->n_trash;
  return TRUE;
}

static gpointer
repair (gpointer         data,
        DeskProgressFunc progress,
        gpointer         progress_data,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autoptr(Repaired) repaired = g_new0 (Repaired, 1);

  if (!desk_job_repair (data, g_get_real_time (), progress, progress_data, cancellable, &repaired->summary, error) ||
      !count_articles (data, &repaired->n_articles, error))
    return NULL;

  return g_steal_pointer (&repaired);
}

static void
open_again (DeskWindow *self)
{
  if (self->library != NULL) /* else the window is on its way out */
    desk_window_open (self, desk_library_get_path (self->library), FALSE);
}

/* What was saved, in words. */
static char *
describe (const Repaired *repaired)
{
  const DeskRepairSummary *summary = &repaired->summary;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *damaged = g_filename_display_basename (summary->damaged);

  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u article can be read again.",
                                       "%u articles can be read again.", repaired->n_articles), repaired->n_articles);
  if (summary->n_from_snapshot > 0)
    {
      g_autofree char *snapshot = g_filename_display_basename (summary->snapshot);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("What was missing came from the snapshot “%s”."), snapshot);
    }
  if (summary->lost->len == 0)
    g_string_append_printf (text, " %s", _("Nothing was lost."));
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _("The damaged file is kept in the library as “%s”."), damaged);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
report (DeskWindow     *self,
        const Repaired *repaired)
{
  gboolean is_whole = repaired->summary.lost->len == 0;
  g_autofree char *description = describe (repaired);
  DeskReportDialog *dialog;

  dialog = desk_report_dialog_new (is_whole ? "object-select-symbolic" : "dialog-warning-symbolic",
                                   is_whole ? _("The Library Is Repaired") : _("Not All Could Be Saved"), description);
  desk_report_dialog_list (dialog, _("What Was Lost"), repaired->summary.lost);
  desk_report_dialog_set_button (dialog, _("_Open the Library"));
  g_signal_connect_object (dialog, "closed", G_CALLBACK (open_again), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
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

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Library Could Not Be Repaired"), error->message));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
repaired_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  DeskWindow *self = DESK_WINDOW (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(Repaired) repaired = desk_work_run_finish (result, &error);

  if (repaired != NULL && repaired->summary.damaged != NULL)
    {
      report (self, repaired);
      return;
    }

  open_again (self);
  if (repaired != NULL)
    desk_window_say (self, _("The library is sound; nothing was changed"));
  else
    tell_failure (self, error);
}

static void
answered_cb (GObject      *dialog,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "repair"))
    desk_window_work_closed (self, _("Repairing the Library"), repair, desk_library_dup_folder (self->library), g_free,
                             repaired_free, repaired_cb);
}

static void
repair_library_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  AdwAlertDialog *dialog;

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Repair the Library?"),
                                                   _("All that can be read is saved into a new file, and what is missing"
                                                     " is taken from the newest snapshot. The damaged file is kept.")));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "repair", _("_Repair"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "repair", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "repair");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (user_data), NULL, answered_cb, g_object_ref (user_data));
}

static void
try_again_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_again (user_data);
}

/**
 * desk_window_add_repair_actions:
 *
 * Gives the window ways on where its library can't be opened or read.
 */
void
desk_window_add_repair_actions (DeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "repair-library", repair_library_cb },
    { "try-again", try_again_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
