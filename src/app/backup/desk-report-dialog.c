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
#define MAX_LINES 200

struct _DeskReportDialog
{
  AdwDialog      parent_instance;
  AdwStatusPage *page;
  GtkBox        *groups; /* one for each list */
  GtkButton     *again;
  GtkButton     *button;
  gboolean       has_action; /* it does more than close the dialog */
  GtkWidget     *chosen;     /* NULL, or the row that was chosen last, which stays as long as the dialog */
};

enum
{
  SIGNAL_ACCEPTED,
  SIGNAL_CHOSEN,
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
  DESK_REPORT_DIALOG (object)->chosen = NULL;
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
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, DeskReportDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);

  /**
   * DeskReportDialog::accepted:
   *
   * The button was pressed. The dialog closes, as it does without.
   */
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskReportDialog::chosen:
   * @action: of the line that was chosen
   * @target: (nullable): of the action
   *
   * A person wants to see what a line is about.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_VARIANT);
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

/**
 * desk_report_line_new:
 * @sentence: what there is to tell
 *
 * Returns: (transfer full): a line that leads nowhere
 */
DeskReportLine *
desk_report_line_new (const char *sentence)
{
  DeskReportLine *self = g_new0 (DeskReportLine, 1);

  self->sentence = g_strdup (sentence);

  return self;
}

void
desk_report_line_free (DeskReportLine *self)
{
  if (self == NULL)
    return;

  g_free (self->sentence);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self->hint);
  g_free (self);
}

/* A label whose text can be selected takes clicks that are meant for its row. */
static GtkWidget *
new_label (const DeskReportLine *line)
{
  GtkWidget *label = gtk_label_new (line->sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), line->action == NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static GtkWidget *
new_row (const DeskReportLine *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), new_label (line));
  if (line->action != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (box, "report-sentence");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), line->action != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line->sentence, -1);
  if (line->hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line->hint, -1);

  return row;
}

/* The dialog goes before what was chosen comes; its action is for whoever shows it. */
static void
row_activated_cb (DeskReportDialog *self,
                  GtkListBoxRow    *row,
                  GtkListBox       *list)
{
  const GPtrArray *lines = g_object_get_data (G_OBJECT (list), "lines");
  const DeskReportLine *line = lines->pdata[gtk_list_box_row_get_index (row)];

  self->chosen = GTK_WIDGET (row);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, line->action, line->target);
}

/* The arrows go from one list to the next, as they do within one. */
static gboolean
keynav_failed_cb (DeskReportDialog *self,
                  GtkDirectionType  direction,
                  GtkListBox       *list)
{
  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (self->groups),
                                 direction == GTK_DIR_DOWN ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static GtkWidget *
new_list (DeskReportDialog *self,
          const char       *title,
          GPtrArray        *lines,
          unsigned          n_shown)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (unsigned i = 0; i < n_shown; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (lines->pdata[i]));
  g_object_set_data_full (G_OBJECT (list), "lines", g_ptr_array_ref (lines), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);

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

/* What there is to read begins near the top, and the header's button is enough to close it. */
static void
make_room (DeskReportDialog *self,
           GtkWidget        *list)
{
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->button));

  adw_status_page_set_icon_name (self->page, NULL);
  if (self->has_action || !gtk_widget_get_visible (bar))
    return;

  gtk_widget_set_visible (bar, FALSE);
  adw_dialog_set_default_widget (ADW_DIALOG (self), NULL);
  adw_dialog_set_focus (ADW_DIALOG (self), gtk_widget_get_first_child (list));
}

/**
 * desk_report_dialog_list_lines:
 * @title: what they are about
 * @lines: (element-type DeskReportLine): one a row
 *
 * Adds a list below those that are there; none for no line.
 */
void
desk_report_dialog_list_lines (DeskReportDialog *self,
                               const char       *title,
                               GPtrArray        *lines)
{
  unsigned n_shown = MIN (lines->len, MAX_LINES);
  AdwPreferencesGroup *group;
  GtkWidget *list;

  if (lines->len == 0)
    return;

  list = new_list (self, title, lines, n_shown);
  make_room (self, list);
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_add (group, list);
  if (n_shown < lines->len)
    adw_preferences_group_add (group, new_more (lines->len - n_shown));
  gtk_box_append (self->groups, GTK_WIDGET (group));
}

/**
 * desk_report_dialog_list:
 * @title: what they are about
 * @sentences: (element-type utf8): one a row, which lead nowhere
 *
 * Adds a list likewise.
 */
void
desk_report_dialog_list (DeskReportDialog *self,
                         const char       *title,
                         GPtrArray        *sentences)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_report_line_free);

  for (unsigned i = 0; i < sentences->len; i++)
    g_ptr_array_add (lines, desk_report_line_new (sentences->pdata[i]));
  desk_report_dialog_list_lines (self, title, lines);
}

/**
 * desk_report_dialog_set_button:
 * @label: with a mnemonic: what DeskReportDialog::accepted does
 */
void
desk_report_dialog_set_button (DeskReportDialog *self,
                               const char       *label)
{
  self->has_action = TRUE;
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->button));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->button)), TRUE);
  gtk_button_set_label (self->button, label);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
}

/**
 * desk_report_dialog_offer_again:
 * @action: makes another report
 * @label: what it does
 *
 * Puts a button into the header for who has mended something.
 */
void
desk_report_dialog_offer_again (DeskReportDialog *self,
                                const char       *action,
                                const char       *label)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again), action);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->again), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->again), TRUE);
}

/* A dialog remembers what had the focus for the first time alone. */
static gboolean
focus_chosen_cb (gpointer user_data)
{
  DeskReportDialog *self = user_data;

  if (self->chosen != NULL && gtk_widget_get_mapped (self->chosen))
    gtk_widget_grab_focus (self->chosen);

  return G_SOURCE_REMOVE;
}

/**
 * desk_report_dialog_show_again:
 * @parent: a widget of the window to show it in
 *
 * Shows it once more after it was closed, at the line that was chosen last.
 */
void
desk_report_dialog_show_again (DeskReportDialog *self,
                               GtkWidget        *parent)
{
  adw_dialog_present (ADW_DIALOG (self), parent);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_chosen_cb, g_object_ref (self), g_object_unref);
}
