/* desk-report-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-report-dialog.h"

#include <glib/gi18n.h>

/* More is for a file, not for a person. */
#define MAX_SENTENCES 200

struct _DeskReportDialog
{
  AdwDialog            parent_instance;
  AdwStatusPage       *page;
  AdwPreferencesGroup *group;
  GtkListBox          *list;
  GtkWidget           *more;
  GtkButton           *button;
};

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskReportDialog, desk_report_dialog, ADW_TYPE_DIALOG)

static void
accept_cb (DeskReportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
desk_report_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_REPORT_DIALOG);

  G_OBJECT_CLASS (desk_report_dialog_parent_class)->dispose (object);
}

static void
desk_report_dialog_class_init (DeskReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_report_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/backup/desk-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, page);
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, group);
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, more);
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);

  /**
   * DeskReportDialog::accepted:
   *
   * The button was pressed. The dialog closes, as it does without.
   */
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_report_dialog_init (DeskReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_report_dialog_new:
 * @heading: how it has ended
 * @description: what that means; plain text
 *
 * Returns: (transfer floating): a report with nothing to list, and a button that
 *   closes it
 */
DeskReportDialog *
desk_report_dialog_new (const char *icon_name,
                        const char *heading,
                        const char *description)
{
  DeskReportDialog *self = g_object_new (DESK_TYPE_REPORT_DIALOG, "title", heading, NULL);
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->page, icon_name);
  adw_status_page_set_title (self->page, heading);
  adw_status_page_set_description (self->page, escaped);

  return self;
}

static GtkWidget *
new_row (const char *sentence)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "report-sentence");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);

  return row;
}

/**
 * desk_report_dialog_list:
 * @title: what they are about
 * @sentences: (element-type utf8): one a row
 */
void
desk_report_dialog_list (DeskReportDialog *self,
                         const char       *title,
                         GPtrArray        *sentences)
{
  unsigned n_more = sentences->len > MAX_SENTENCES ? sentences->len - MAX_SENTENCES : 0;

  adw_preferences_group_set_title (self->group, title);
  gtk_widget_set_visible (GTK_WIDGET (self->group), sentences->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (unsigned i = 0; i < sentences->len - n_more; i++)
    gtk_list_box_append (self->list, new_row (sentences->pdata[i]));

  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_more), n_more);

      gtk_label_set_label (GTK_LABEL (self->more), more);
    }
  gtk_widget_set_visible (self->more, n_more > 0);
}

/**
 * desk_report_dialog_set_button:
 * @label: with a mnemonic: what DeskReportDialog::accepted does
 */
void
desk_report_dialog_set_button (DeskReportDialog *self,
                               const char       *label)
{
  gtk_button_set_label (self->button, label);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
}
