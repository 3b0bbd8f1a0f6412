/* desk-new-section.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-new-section.h"

#include "app/details/desk-term-task.h"

#include <glib/gi18n.h>

/* What the task holds: the words of the question, and where the answer goes. */
typedef struct
{
  DeskLibrary *library;
  GtkEditable *entry; /* lives as long as the dialog, which outlives the question */
  char        *language;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->library);
  g_object_unref (question->entry);
  g_free (question->language);
  g_free (question);
}

static void
ensured_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(DeskTerm) section = NULL;
  GError *error = NULL;

  section = desk_term_ensure_finish (DESK_LIBRARY (source), result, &error);
  if (section == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  desk_library_emit_changed (DESK_LIBRARY (source));
  g_task_return_pointer (task, g_steal_pointer (&section), (GDestroyNotify) desk_term_free);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (!g_str_equal (answer, "add") || *name == '\0')
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      return;
    }

  desk_term_ensure_async (question->library, DESK_TERM_SECTION, name, question->language,
                          ensured_cb, g_steal_pointer (&task));
}

static void
name_changed_cb (GtkEditable    *entry,
                 AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "add", *name != '\0');
}

static GtkWidget *
make_entry (AdwAlertDialog *dialog)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New Section"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, 0);

  adw_alert_dialog_set_extra_child (dialog, list);
  return entry;
}

/**
 * desk_new_section_async:
 * @parent: where to ask
 * @language: the language the name is in
 *
 * Asks for a section's name and makes the section.
 */
void
desk_new_section_async (GtkWidget          *parent,
                        DeskLibrary        *library,
                        const char         *language,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (parent, NULL, callback, user_data);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("New Section"), NULL));
  Question *question = g_new0 (Question, 1);

  adw_alert_dialog_set_body (dialog, _("Sections are the parts of the site that articles are filed under."));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "add", FALSE);
  adw_alert_dialog_set_default_response (dialog, "add");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  question->library = g_object_ref (library);
  question->language = g_strdup (language);
  question->entry = g_object_ref (GTK_EDITABLE (make_entry (dialog)));
  g_task_set_task_data (task, question, question_free);
  adw_alert_dialog_choose (dialog, parent, NULL, answered_cb, g_steal_pointer (&task));
  gtk_widget_grab_focus (GTK_WIDGET (question->entry));
}

/**
 * desk_new_section_finish:
 *
 * Returns: (transfer full) (nullable): the section, or %NULL with @error set;
 *   %G_IO_ERROR_CANCELLED when the person thought better of it
 */
DeskTerm *
desk_new_section_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
