/* desk-history-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-history-dialog.h"

#include "app/history/desk-history-reading.h"
#include "app/history/desk-history-restore.h"
#include "app/history/desk-history-row.h"
#include "app/history/desk-history-text.h"
#include "app/library/desk-wording.h"

#include <glib/gi18n.h>

struct _DeskHistoryDialog
{
  AdwDialog               parent_instance;
  AdwNavigationSplitView *split;
  AdwWindowTitle         *list_title;
  GtkStack               *stack;
  GtkListBox             *list;
  AdwStatusPage          *problem;
  AdwNavigationPage      *text_page;
  GtkButton              *restore_button;
  DeskHistoryText        *text;
  GtkWidget              *bar;
  GtkCheckButton         *changes_check;
  GtkLabel               *passages_label;
  GtkWidget              *previous_button;
  GtkWidget              *next_button;

  DeskDocument           *document;
  AdwToastOverlay        *toasts;
  GCancellable           *reading_text;
  DeskHistoryReading     *reading; /* NULL while there is none */
};

G_DEFINE_FINAL_TYPE (DeskHistoryDialog, desk_history_dialog, ADW_TYPE_DIALOG)

static DeskHistoryRow *
get_chosen (DeskHistoryDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? DESK_HISTORY_ROW (row) : NULL;
}

static void
show_problem (DeskHistoryDialog *self,
              const char        *message)
{
  adw_status_page_set_description (self->problem, message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
show_text (DeskHistoryDialog *self)
{
  gboolean is_in_trash = desk_document_get_article (self->document)->deleted_us != 0;
  gboolean shows_changes = gtk_check_button_get_active (self->changes_check);
  unsigned n = self->reading != NULL ? self->reading->n_passages : 0;
  g_autofree char *passages = NULL;

  passages = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", n), n)
                   : g_strdup (_("Same as the text now"));
  desk_history_text_show (self->text, self->reading, shows_changes);
  gtk_label_set_label (self->passages_label, passages);
  gtk_widget_set_visible (self->bar, self->reading != NULL);
  gtk_widget_set_sensitive (self->previous_button, n > 0);
  gtk_widget_set_sensitive (self->next_button, n > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore_button), n > 0 && !is_in_trash);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->restore_button),
                               is_in_trash ? _("Take the article out of the trash first")
                                           : n > 0 ? NULL : _("This is the text as it is now"));
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DeskHistoryDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskHistoryReading) reading = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  /* Closed, or another one was chosen meanwhile. */
  if (self->text == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (reading == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  g_clear_pointer (&self->reading, desk_history_reading_free);
  self->reading = g_steal_pointer (&reading);
  show_text (self);
}

static void
row_selected_cb (DeskHistoryDialog *self)
{
  DeskHistoryRow *row = self->list != NULL ? get_chosen (self) : NULL;
  DeskHistoryKey *key;

  g_cancellable_cancel (self->reading_text);
  g_clear_object (&self->reading_text);
  if (row == NULL)
    return;

  adw_navigation_page_set_title (self->text_page, desk_history_row_get_moment (row));
  key = desk_history_key_new (desk_document_get_article (self->document)->uuid,
                              desk_document_get_language (self->document), desk_history_row_get_uuid (row));
  self->reading_text = g_cancellable_new ();
  desk_library_read_async (desk_document_get_library (self->document), DESK_READING_REST, desk_history_read_text, key,
                           (GDestroyNotify) desk_history_key_free, (GDestroyNotify) desk_history_reading_free,
                           self->reading_text, text_read_cb, g_object_ref (self));
}

static void
row_activated_cb (DeskHistoryDialog *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
update_heading (GtkListBoxRow *row,
                GtkListBoxRow *before,
                gpointer       user_data)
{
  const char *day = desk_history_row_get_day (DESK_HISTORY_ROW (row));
  GtkWidget *heading;

  if (before != NULL && g_str_equal (day, desk_history_row_get_day (DESK_HISTORY_ROW (before))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  heading = gtk_label_new (day);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "history-day");
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
fill_list (DeskHistoryDialog *self,
           GPtrArray         *revisions)
{
  const DeskEdition *edition = desk_document_get_edition (self->document);
  DeskStatus next_status = edition != NULL ? edition->status : DESK_STATUS_DRAFT;
  DeskLibrary *library = desk_document_get_library (self->document);
  g_autofree char *language = desk_library_dup_main_language (library);
  DeskDateForm form = desk_date_form_of_site (desk_library_get_site (library), language);

  for (unsigned i = 0; i < revisions->len; i++)
    {
      const DeskRevision *revision = revisions->pdata[i];

      gtk_list_box_append (self->list, desk_history_row_new (revision, next_status, &form));
      next_status = revision->status;
    }
}

static void
list_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DeskHistoryDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) revisions = desk_library_run_finish (DESK_LIBRARY (object), result, &error);
  GtkListBoxRow *first;

  if (self->list == NULL)
    return;
  if (revisions == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  fill_list (self, revisions);
  gtk_stack_set_visible_child_name (self->stack, revisions->len > 0 ? "list" : "empty");
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    {
      gtk_list_box_select_row (self->list, first);
      adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (first));
    }
}

/* What can't be saved is not in the library; the history is there all the same. */
static void
flushed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DeskHistoryDialog) self = user_data;
  DeskHistoryKey *key;

  (void) desk_document_flush_finish (DESK_DOCUMENT (object), result, NULL); /* the editor says so */
  if (self->list == NULL)
    return;

  key = desk_history_key_new (desk_document_get_article (self->document)->uuid,
                              desk_document_get_language (self->document), NULL);
  desk_library_read_async (desk_document_get_library (self->document), DESK_READING_REST, desk_history_read_list, key,
                           (GDestroyNotify) desk_history_key_free, (GDestroyNotify) g_ptr_array_unref,
                           NULL, list_read_cb, g_object_ref (self));
}

static void
restore_clicked_cb (DeskHistoryDialog *self)
{
  DeskHistoryRow *row = get_chosen (self);

  if (row == NULL)
    return;

  desk_history_restore (self->document, desk_history_row_get_uuid (row), desk_history_row_get_moment (row), self->toasts);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
changes_toggled_cb (DeskHistoryDialog *self)
{
  if (self->reading != NULL)
    show_text (self);
}

static void
previous_clicked_cb (DeskHistoryDialog *self)
{
  desk_history_text_go (self->text, -1);
}

static void
next_clicked_cb (DeskHistoryDialog *self)
{
  desk_history_text_go (self->text, 1);
}

static void
desk_history_dialog_dispose (GObject *object)
{
  DeskHistoryDialog *self = DESK_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->reading_text);
  g_clear_object (&self->reading_text);
  g_clear_object (&self->document);
  g_clear_object (&self->toasts);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_HISTORY_DIALOG);

  G_OBJECT_CLASS (desk_history_dialog_parent_class)->dispose (object);
}

static void
desk_history_dialog_finalize (GObject *object)
{
  desk_history_reading_free (DESK_HISTORY_DIALOG (object)->reading);

  G_OBJECT_CLASS (desk_history_dialog_parent_class)->finalize (object);
}

static void
desk_history_dialog_class_init (DeskHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_history_dialog_dispose;
  object_class->finalize = desk_history_dialog_finalize;

  g_type_ensure (DESK_TYPE_HISTORY_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/history/desk-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, split);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, list_title);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, text_page);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, text);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, changes_check);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, passages_label);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, previous_button);
  gtk_widget_class_bind_template_child (widget_class, DeskHistoryDialog, next_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changes_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
desk_history_dialog_init (DeskHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_heading, NULL, NULL);
}

/**
 * desk_history_dialog_new:
 * @document: the open article, whose shown text is meant
 * @toasts: where it is told that a version was restored
 *
 * Returns: (transfer floating): the dialog, ready to present
 */
AdwDialog *
desk_history_dialog_new (DeskDocument    *document,
                         AdwToastOverlay *toasts)
{
  DeskHistoryDialog *self = g_object_new (DESK_TYPE_HISTORY_DIALOG, NULL);
  g_autofree char *language = desk_wording_language (desk_document_get_language (document));

  self->document = g_object_ref (document);
  self->toasts = g_object_ref (toasts);
  adw_window_title_set_subtitle (self->list_title, language);
  desk_document_flush_async (document, flushed_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
