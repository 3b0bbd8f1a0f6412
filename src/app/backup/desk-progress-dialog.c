/* desk-progress-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-progress-dialog.h"

#include <glib/gi18n.h>

/* Stays until the work has ended: Escape and the button ask it to. */
struct _DeskProgressDialog
{
  AdwDialog       parent_instance;
  GtkLabel       *heading;
  GtkProgressBar *bar;
  GtkLabel       *what;
  GtkButton      *cancel_button;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (DeskProgressDialog, desk_progress_dialog, ADW_TYPE_DIALOG)

static void
cancel_cb (DeskProgressDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
  gtk_label_set_label (self->what, _("Stopping…"));
  g_cancellable_cancel (self->cancellable);
}

/* A window that is closed has nobody left who waits for it. */
static void
desk_progress_dialog_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (DESK_PROGRESS_DIALOG (widget)->cancellable);

  GTK_WIDGET_CLASS (desk_progress_dialog_parent_class)->unroot (widget);
}

static void
desk_progress_dialog_dispose (GObject *object)
{
  DeskProgressDialog *self = DESK_PROGRESS_DIALOG (object);

  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_PROGRESS_DIALOG);

  G_OBJECT_CLASS (desk_progress_dialog_parent_class)->dispose (object);
}

static void
desk_progress_dialog_class_init (DeskProgressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_progress_dialog_dispose;
  widget_class->unroot = desk_progress_dialog_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/backup/desk-progress-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskProgressDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, DeskProgressDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskProgressDialog, what);
  gtk_widget_class_bind_template_child (widget_class, DeskProgressDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
desk_progress_dialog_init (DeskProgressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
tell (const char *what,
      double      fraction,
      gpointer    data)
{
  DeskProgressDialog *self = data;

  if (self->what == NULL) /* the window is gone */
    return;

  if (!g_cancellable_is_cancelled (self->cancellable))
    gtk_label_set_label (self->what, what);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  else
    gtk_progress_bar_pulse (self->bar);
}

static void
end (gpointer data)
{
  DeskProgressDialog *self = data;

  adw_dialog_force_close (ADW_DIALOG (self));
  g_object_unref (self);
}

/**
 * desk_progress_dialog_show:
 * @parent: what the work is about
 * @title: what is done, as a heading
 * @cancellable: of the work
 *
 * Returns: (transfer full): a view for desk_work_run_async()
 */
DeskWorkView
desk_progress_dialog_show (GtkWidget    *parent,
                           const char   *title,
                           GCancellable *cancellable)
{
  DeskProgressDialog *self = g_object_new (DESK_TYPE_PROGRESS_DIALOG, "title", title, NULL);

  self->cancellable = g_object_ref (cancellable);
  gtk_label_set_label (self->heading, title);
  adw_dialog_present (ADW_DIALOG (self), parent);

  return (DeskWorkView) { tell, end, g_object_ref (self) };
}
