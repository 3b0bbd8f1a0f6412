/* desk-backup-dialog.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-backup-dialog.h"

#include "app/backup/desk-backup-row.h"

#include <glib/gi18n.h>

/* Shows the snapshots. What is to be done with them is the window's: the library
 * may have to be closed for it, and this view with it. */
struct _DeskBackupDialog
{
  AdwDialog   parent_instance;
  GtkWidget  *back_up_row;
  GtkWidget  *check_row;
  GtkStack   *stack;
  GtkListBox *list;
  char       *time_zone;
};

G_DEFINE_FINAL_TYPE (DeskBackupDialog, desk_backup_dialog, ADW_TYPE_DIALOG)

static void
read_snapshots (GTask        *task,
                gpointer      source,
                gpointer      folder,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, desk_snapshot_list (folder), (GDestroyNotify) g_ptr_array_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  DeskBackupDialog *self = DESK_BACKUP_DIALOG (object);
  g_autoptr(GPtrArray) snapshots = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->list == NULL) /* closed meanwhile */
    return;

  for (unsigned i = 0; i < snapshots->len; i++)
    gtk_list_box_append (self->list, desk_backup_row_new (snapshots->pdata[i], self->time_zone));
  gtk_stack_set_visible_child_name (self->stack, snapshots->len > 0 ? "list" : "empty");
}

static void
desk_backup_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DESK_TYPE_BACKUP_DIALOG);

  G_OBJECT_CLASS (desk_backup_dialog_parent_class)->dispose (object);
}

static void
desk_backup_dialog_finalize (GObject *object)
{
  g_free (DESK_BACKUP_DIALOG (object)->time_zone);

  G_OBJECT_CLASS (desk_backup_dialog_parent_class)->finalize (object);
}

static void
desk_backup_dialog_class_init (DeskBackupDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_backup_dialog_dispose;
  object_class->finalize = desk_backup_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/backup/desk-backup-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskBackupDialog, back_up_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBackupDialog, check_row);
  gtk_widget_class_bind_template_child (widget_class, DeskBackupDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskBackupDialog, list);
}

static void
desk_backup_dialog_init (DeskBackupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_backup_dialog_new:
 * @folder: the library's
 * @time_zone: in which its moments are told
 * @is_open: whether the library is open: else it can only be restored
 *
 * Returns: (transfer floating): the dialog, ready to present in a window
 */
AdwDialog *
desk_backup_dialog_new (const char *folder,
                        const char *time_zone,
                        gboolean    is_open)
{
  DeskBackupDialog *self = g_object_new (DESK_TYPE_BACKUP_DIALOG, NULL);
  g_autoptr(GTask) task = g_task_new (self, NULL, read_cb, NULL);

  self->time_zone = g_strdup (time_zone);
  gtk_widget_set_visible (self->back_up_row, is_open);
  gtk_widget_set_visible (self->check_row, is_open);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, read_snapshots);

  return ADW_DIALOG (self);
}
