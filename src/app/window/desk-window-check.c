/* desk-window-check.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/author/desk-author-dialog.h"
#include "app/backup/desk-backup-check.h"
#include "app/site/desk-site-dialog.h"
#include "store/desk-released.h"

#include <glib/gi18n.h>

/* A person works through a report line by line: what a line is about takes the report's
 * place, and the report waits in the main menu until there is another one.
 */

static void
chosen_cb (DeskWindow *self,
           const char *action,
           GVariant   *target)
{
  AdwToast *toast = adw_toast_new (_("The report waits in the main menu"));

  adw_dialog_close (ADW_DIALOG (self->report));
  adw_toast_set_button_label (toast, _("_Show Report"));
  adw_toast_set_action_name (toast, "win.show-report");
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

static void
reported_cb (DeskReportDialog *report, /* nullable */
             GtkWidget        *window)
{
  DeskWindow *self = DESK_WINDOW (window);

  g_set_object (&self->report, report);
  if (report != NULL)
    g_signal_connect_object (report, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  desk_window_update_actions (self);
}

static void
check_library_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_window_close_dialog (self);
  desk_backup_check (self->library, GTK_WIDGET (self), self->toasts, reported_cb);
}

static void
show_report_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_report_dialog_show_again (self->report, GTK_WIDGET (self));
}

static void
show_text_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const char *uuid, *language;

  g_variant_get (parameter, "(&s&s)", &uuid, &language);
  desk_window_show_text (user_data, uuid, language);
}

static void
show_old_address_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  DeskWindow *self = user_data;
  AdwDialog *dialog = desk_site_dialog_new (self->library);

  desk_site_dialog_show_old_address (dialog, self->library, g_variant_get_string (parameter, NULL));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
show_sections_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DeskWindow *self = user_data;
  AdwDialog *dialog = desk_site_dialog_new (self->library);

  desk_site_dialog_show_sections (dialog);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gpointer
read_term (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return desk_store_dup_term (store, data, error);
}

static void
author_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) author = desk_library_run_finish (DESK_LIBRARY (source), result, &error);
  g_autofree char *language = NULL;
  const DeskTermName *name;

  if (author == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }

  language = desk_library_dup_main_language (self->library);
  name = desk_term_get_name (author, language);
  adw_dialog_present (desk_author_dialog_new (self->library, author->uuid, name != NULL ? name->name : _("Untitled")),
                      GTK_WIDGET (self));
}

static void
show_author_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_library_read_async (self->library, DESK_READING_REST, read_term, g_variant_dup_string (parameter, NULL), g_free,
                           (GDestroyNotify) desk_term_free, NULL, author_read_cb, g_object_ref (self));
}

/**
 * desk_window_add_check_actions:
 *
 * Gives the window what a check and its report ask of it.
 */
void
desk_window_add_check_actions (DeskWindow *self)
{
  static const GActionEntry entries[] = {
    { "check-library", check_library_cb },
    { "show-author", show_author_cb, "s" },
    { "show-old-address", show_old_address_cb, "s" },
    { "show-report", show_report_cb },
    { "show-sections", show_sections_cb },
    { "show-text", show_text_cb, "(ss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
