/* desk-progress-toast.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-progress-toast.h"

#include <glib/gi18n.h>

/* Shorter work shows nothing but its end. */
#define SHOW_AFTER_MS 300

struct _DeskProgressToast
{
  AdwToastOverlay *toasts;
  GCancellable    *cancellable;
  AdwToast        *toast;   /* NULL until the work takes long enough to be shown */
  GtkLabel        *label;
  GtkProgressBar  *bar;
  char            *what;
  char            *name;
  unsigned         show_id;
};

static void
cancel_cb (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static GtkWidget *
new_title (DeskProgressToast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->label = GTK_LABEL (gtk_label_new (self->what));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_size_request (box, 180, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);

  return box;
}

static void
show_cb (gpointer user_data)
{
  DeskProgressToast *self = user_data;

  self->show_id = 0;
  self->toast = g_object_ref_sink (adw_toast_new (""));
  adw_toast_set_custom_title (self->toast, new_title (self));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (self->toast, _("_Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (cancel_cb), self->cancellable, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
}

/**
 * desk_progress_toast_new:
 * @toasts: where it is shown, once the work takes long
 * @what: what is done
 * @name: what a screen reader calls the bar
 * @cancellable: of the work
 *
 * Returns: (transfer full): the toast
 */
DeskProgressToast *
desk_progress_toast_new (AdwToastOverlay *toasts,
                         const char      *what,
                         const char      *name,
                         GCancellable    *cancellable)
{
  DeskProgressToast *self = g_new0 (DeskProgressToast, 1);

  self->toasts = g_object_ref (toasts);
  self->cancellable = g_object_ref (cancellable);
  self->what = g_strdup (what);
  self->name = g_strdup (name);
  self->show_id = g_timeout_add_once (SHOW_AFTER_MS, show_cb, self);

  return self;
}

/**
 * desk_progress_toast_tell:
 * @what: what is being done
 * @fraction: how far it is; negative while that isn't known
 * @self: the toast
 */
void
desk_progress_toast_tell (const char *what,
                          double      fraction,
                          gpointer    self)
{
  DeskProgressToast *toast = self;

  g_set_str (&toast->what, what);
  if (toast->toast == NULL)
    return;

  gtk_label_set_label (toast->label, what);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (toast->bar, CLAMP (fraction, 0, 1));
  else
    gtk_progress_bar_pulse (toast->bar);
}

/**
 * desk_progress_toast_free:
 *
 * Takes it away.
 */
void
desk_progress_toast_free (gpointer self)
{
  DeskProgressToast *toast = self;

  g_clear_handle_id (&toast->show_id, g_source_remove);
  if (toast->toast != NULL)
    adw_toast_dismiss (toast->toast);
  g_clear_object (&toast->toast);
  g_object_unref (toast->toasts);
  g_object_unref (toast->cancellable);
  g_free (toast->what);
  g_free (toast->name);
  g_free (toast);
}
