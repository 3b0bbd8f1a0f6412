/* desk-undo-toast.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-undo-toast.h"

#include <glib/gi18n.h>

/* Time enough to read it, and to get to the button with keys. */
#define UNDO_S 10

typedef struct
{
  DeskUndoFunc   func;
  gpointer       data;
  GDestroyNotify free_data;
} Undo;

static void
add_toast (GtkWidget *from,
           AdwToast  *toast) /* eaten */
{
  GtkWidget *dialog = gtk_widget_get_ancestor (from, ADW_TYPE_PREFERENCES_DIALOG);
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
  else if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

static AdwToast *
make_toast (const char *title)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE); /* titles hold people's own words */
  adw_toast_set_title (toast, title);

  return toast;
}

static void
undo_free_cb (gpointer  data,
              GClosure *closure)
{
  Undo *undo = data;

  undo->free_data (undo->data);
  g_free (undo);
}

static void
undo_cb (AdwToast *toast,
         Undo     *undo)
{
  undo->func (undo->data);
}

/**
 * desk_undo_toast_show:
 * @from: a widget inside a preferences dialog or a toast overlay, which shows it
 * @title: what was done
 * @undo: brings it back
 * @data: (transfer full): for @undo
 * @free_data: frees @data when the toast has gone
 */
void
desk_undo_toast_show (GtkWidget     *from,
                      const char    *title,
                      DeskUndoFunc   undo,
                      gpointer       data,
                      GDestroyNotify free_data)
{
  AdwToast *toast = make_toast (title);
  Undo *call = g_new0 (Undo, 1);

  call->func = undo;
  call->data = data;
  call->free_data = free_data;

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, UNDO_S);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), call, undo_free_cb, 0);
  add_toast (from, toast);
}

/**
 * desk_toast_show:
 * @from: a widget inside a preferences dialog or a toast overlay, which shows it
 * @title: what happened
 */
void
desk_toast_show (GtkWidget  *from,
                 const char *title)
{
  add_toast (from, make_toast (title));
}
