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
  AdwDialog      parent_instance;
  AdwStatusPage *page;
  GtkBox        *groups; /* one for each list */
  GtkButton     *button;
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
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, groups);
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

static GtkWidget *
new_list (const char *title,
          GPtrArray  *sentences,
          unsigned    n_shown)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (unsigned i = 0; i < n_shown; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (sentences->pdata[i]));

  return list;
}

static GtkWidget *
new_more (unsigned n_more)
{
  g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_more), n_more);
  GtkWidget *label = gtk_label_new (more);

  gtk_widget_set_margin_top (label, 12);
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/**
 * desk_report_dialog_list:
 * @title: what they are about
 * @sentences: (element-type utf8): one a row
 *
 * Adds a list below those that are there; none for no sentence.
 */
void
desk_report_dialog_list (DeskReportDialog *self,
                         const char       *title,
                         GPtrArray        *sentences)
{
  unsigned n_shown = MIN (sentences->len, MAX_SENTENCES);
  AdwPreferencesGroup *group;

  if (sentences->len == 0)
    return;

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_add (group, new_list (title, sentences, n_shown));
  if (n_shown < sentences->len)
    adw_preferences_group_add (group, new_more (sentences->len - n_shown));
  gtk_box_append (self->groups, GTK_WIDGET (group));
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
