/* desk-window-closed.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/backup/desk-progress-dialog.h"

#include <glib/gi18n.h>

/* What replaces or moves the library's files is done while the window has it
 * closed, and a dialog keeps a person from everything else:
 *
 *   save what was typed ─► stop the care ─► close the library ─► work ─► callback
 *            │ can't: ask
 *
 * The callback opens the library again, or another one.
 */
typedef struct
{
  DeskWindow         *window;
  char               *title;
  DeskWorkFunc        func;
  gpointer            data;
  GDestroyNotify      free_data;
  GDestroyNotify      free_result;
  GAsyncReadyCallback callback;
} Order;

static void
order_free (Order *self)
{
  if (self->data != NULL)
    self->free_data (self->data);
  g_object_unref (self->window);
  g_free (self->title);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, order_free)

static void
worked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Order) self = user_data;

  self->window->is_working = FALSE;
  if (self->window->library != NULL)
    self->callback (G_OBJECT (self->window), result, NULL);
}

static void
work (Order *self) /* eaten */
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  DeskWorkView view = desk_progress_dialog_show (GTK_WIDGET (self->window), self->title, cancellable);

  desk_work_run_async (self->func, g_steal_pointer (&self->data), self->free_data, self->free_result, view,
                       cancellable, worked_cb, self);
}

static void
library_closed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Order) self = user_data;

  (void) desk_library_close_finish (DESK_LIBRARY (object), result, NULL); /* it can't fail */
  if (self->window->library != NULL)
    work (g_steal_pointer (&self));
}

static void
care_stopped_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Order) self = user_data;
  DeskWindow *window = self->window;

  if (window->library == NULL) /* the window was closed meanwhile */
    return;

  g_clear_pointer (&window->care, desk_library_care_free);
  g_clear_object (&window->report); /* what it says may be true no more */
  g_clear_object (&window->watch);
  desk_library_close_async (window->library, library_closed_cb, g_steal_pointer (&self));
}

static void
close_library (Order *self) /* eaten */
{
  DeskWindow *window = self->window;

  desk_window_close_document (window);
  window->is_open = FALSE;
  gtk_stack_set_visible_child_name (window->stack, "loading");
  /* What they would undo is gone; and one with the focus stays, before all that is said later. */
  adw_toast_overlay_dismiss_all (window->toasts);
  desk_window_update_actions (window);
  if (window->care != NULL)
    desk_library_care_stop_async (window->care, care_stopped_cb, self);
  else
    work (self);
}

static void
lose_answered_cb (GObject      *dialog,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Order) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "lose"))
    close_library (g_steal_pointer (&self));
  else
    self->window->is_working = FALSE;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Order) self = user_data;
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr(GError) error = NULL;
  AdwAlertDialog *dialog;

  if (desk_document_flush_finish (DESK_DOCUMENT (object), result, &error))
    {
      close_library (g_steal_pointer (&self));
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Not Everything Is Saved"), error->message));
  adw_alert_dialog_add_responses (dialog, "stay", _("_Keep Writing"), "lose", _("_Go On and Lose It"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "lose", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "stay");
  adw_alert_dialog_choose (dialog, window, NULL, lose_answered_cb, g_steal_pointer (&self));
}

/**
 * desk_window_work_closed:
 * @title: what is done, as a heading
 * @func: what to do, on a thread of its own
 * @data: (transfer full): for it
 * @free_result: (nullable): how to free a result that nobody asked for
 * @callback: gets the window as source, and opens the library again; use
 *   desk_work_run_finish()
 *
 * Does what needs the library's files to itself. Where what was typed can't be
 * saved, and the person would rather keep it, nothing is done.
 */
void
desk_window_work_closed (DeskWindow         *self,
                         const char         *title,
                         DeskWorkFunc        func,
                         gpointer            data,
                         GDestroyNotify      free_data,
                         GDestroyNotify      free_result,
                         GAsyncReadyCallback callback)
{
  g_autoptr(Order) order = g_new0 (Order, 1);

  order->window = g_object_ref (self);
  order->title = g_strdup (title);
  order->func = func;
  order->data = data;
  order->free_data = free_data;
  order->free_result = free_result;
  order->callback = callback;
  if (self->is_working)
    return;

  self->is_working = TRUE;
  desk_details_pane_settle (self->details);
  if (self->document != NULL)
    desk_document_flush_async (self->document, saved_cb, g_steal_pointer (&order));
  else
    close_library (g_steal_pointer (&order));
}
