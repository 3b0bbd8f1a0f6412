/* desk-window.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/list/desk-list-menu.h"
#include "app/window/desk-problem.h"
#include "app/window/desk-settings.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (DeskWindow, desk_window, ADW_TYPE_APPLICATION_WINDOW)

/**
 * desk_window_say:
 * @message: one line
 *
 * Says something that asks for no answer.
 */
void
desk_window_say (DeskWindow *self,
                 const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
desk_window_set_document (DeskWindow   *self,
                          DeskDocument *document) /* nullable */
{
  if (self->document != NULL)
    desk_document_flush_async (self->document, NULL, NULL);
  g_set_object (&self->document, document);
  if (document != NULL)
    desk_editor_set_document (self->editor, document);
  desk_details_pane_set_document (self->details, document);

  if (document != NULL)
    gtk_stack_set_visible_child_name (self->desk, "editor");
  else
    gtk_stack_set_visible_child_name (self->desk, desk_places_is_empty (self->places) ? "first" : "blank");
  desk_window_update_actions (self);
}

/**
 * desk_window_close_dialog:
 *
 * Closes the dialog on top, if there is one.
 */
void
desk_window_close_dialog (DeskWindow *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (dialog != NULL)
    adw_dialog_close (dialog);
}

/**
 * desk_window_close_document:
 *
 * Clears the desk; what was typed is saved, where it can be.
 */
void
desk_window_close_document (DeskWindow *self)
{
  desk_list_pane_select (self->list, NULL);
  desk_window_set_document (self, NULL);
  adw_navigation_split_view_set_show_content (self->list_split, FALSE);
}

static void
place_selected_cb (DeskWindow *self)
{
  desk_list_pane_set_place (self->list, desk_places_get_place (self->places));
}

static void
place_activated_cb (DeskWindow *self)
{
  adw_navigation_split_view_set_show_content (self->list_split, FALSE);
  if (adw_overlay_split_view_get_collapsed (self->places_split))
    adw_overlay_split_view_set_show_sidebar (self->places_split, FALSE);
}

static void
places_read_cb (DeskWindow *self)
{
  desk_list_pane_set_sections (self->list, desk_places_get_sections (self->places));
  if (self->document == NULL)
    desk_window_set_document (self, NULL);
}

static void
list_read_cb (DeskWindow *self)
{
  const char *first = desk_list_pane_get_first (self->list);

  if (!self->opens_first || first == NULL)
    return;

  self->opens_first = FALSE;
  if (self->document == NULL)
    desk_window_show_article (self, first, FALSE);
  desk_list_pane_focus (self->list);
}

static void
article_opened_cb (DeskWindow *self)
{
  desk_window_show_article (self, desk_list_pane_get_selected (self->list), FALSE);
  adw_navigation_split_view_set_show_content (self->list_split, TRUE);
}

/* Who writes goes on with that when the window gets narrow. */
static void
desk_entered_cb (DeskWindow *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->list_split))
    adw_navigation_split_view_set_show_content (self->list_split, TRUE);
}

static gboolean
is_narrow (DeskWindow *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), "narrow") == 0;
}

static void
layout_changed_cb (DeskWindow *self)
{
  gboolean has_editor = g_strcmp0 (gtk_stack_get_visible_child_name (self->desk), "editor") == 0;

  desk_details_pane_set_in_sheet (self->details, is_narrow (self));
  adw_bottom_sheet_set_reveal_bottom_bar (self->details_sheet, has_editor);
  adw_bottom_sheet_set_can_open (self->details_sheet, has_editor);
  desk_window_update_actions (self);
}

static void
details_shown_cb (DeskWindow *self)
{
  desk_window_update_actions (self);
}

static void
can_publish_cb (DeskWindow *self)
{
  desk_window_update_actions (self);
}

static void
care_failed_cb (const GError *error,
                gpointer      user_data)
{
  if (g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    desk_window_met_damage (user_data, error->message);
  else
    desk_window_say (user_data, error->message);
}

static void
show_library (DeskWindow *self)
{
  self->watch = desk_library_watch_new (self->library);
  if (!self->has_shown)
    {
      desk_places_set_library (self->places, self->library);
      desk_list_pane_set_place (self->list, desk_places_get_place (self->places));
      desk_list_pane_set_library (self->list, self->library);
    }
  else
    {
      /* It may be another one now, of which no row is known. */
      self->opens_first = TRUE;
      desk_list_pane_set_place (self->list, desk_places_get_place (self->places));
      desk_library_emit_changed (self->library);
    }
  self->has_shown = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "library");
  self->care = desk_library_care_new (self->library, care_failed_cb, self);
  desk_window_look_around (self);
  desk_settings_set_library (self->settings, desk_library_get_path (self->library));
}

static void
show_problem (DeskWindow   *self,
              const GError *error)
{
  const char *path = desk_library_get_path (self->library);
  gboolean can_be_repaired = desk_problem_can_be_repaired (error, path);
  gboolean is_busy = g_error_matches (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);

  adw_status_page_set_title (self->problem, desk_problem_get_title (error));
  adw_status_page_set_icon_name (self->problem, desk_problem_get_icon_name (error));
  desk_problem_describe (error, path, self->problem);
  gtk_widget_set_visible (self->repair_button, can_be_repaired);
  gtk_widget_set_visible (self->restore_button, can_be_repaired);
  gtk_widget_set_visible (self->retry_button, is_busy);
  if (can_be_repaired || is_busy)
    gtk_widget_remove_css_class (self->open_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->open_button, "suggested-action");
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  self->is_open = desk_library_open_finish (DESK_LIBRARY (object), result, &error);
  if (self->library == NULL) /* the window was closed meanwhile */
    return;
  if (self->is_open)
    show_library (self);
  else
    show_problem (self, error);
  desk_window_update_actions (self);
}

static void
stay_answered_cb (GObject      *dialog,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "close"))
    {
      self->is_closing = TRUE;
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
flushed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  AdwAlertDialog *dialog;

  if (desk_document_flush_finish (DESK_DOCUMENT (object), result, &error))
    {
      self->is_closing = TRUE;
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Not Everything Is Saved"), error->message));
  adw_alert_dialog_add_responses (dialog, "stay", _("_Keep Writing"), "close", _("_Close and Lose It"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "stay");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, stay_answered_cb, g_object_ref (self));
}

static gboolean
desk_window_close_request (GtkWindow *window)
{
  DeskWindow *self = DESK_WINDOW (window);

  desk_settings_save_window (self->settings, window);
  if (self->document == NULL || self->is_closing)
    return GTK_WINDOW_CLASS (desk_window_parent_class)->close_request (window);

  desk_details_pane_settle (self->details);
  desk_document_flush_async (self->document, flushed_cb, g_object_ref (self));
  return GDK_EVENT_STOP;
}

static gboolean
let_go_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE; /* with what it held */
}

/* Where nothing moves, because a person wants it so, the button of a dialog's
 * header closes it at once, and libadwaita goes on to use what is in it. */
static void
visible_dialog_changed_cb (DeskWindow *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (self->dialog != NULL)
    g_idle_add_full (G_PRIORITY_LOW, let_go_cb, g_steal_pointer (&self->dialog), g_object_unref);
  g_set_object (&self->dialog, dialog);
}

static void
desk_window_dispose (GObject *object)
{
  DeskWindow *self = DESK_WINDOW (object);

  /* What closes from here on would be held, and nobody be left to let it go. */
  g_signal_handlers_disconnect_by_func (self, visible_dialog_changed_cb, NULL);
  g_clear_object (&self->report);
  g_clear_object (&self->dialog);
  g_clear_object (&self->document);
  g_clear_pointer (&self->care, desk_library_care_free);
  g_clear_object (&self->watch);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->deleted, g_free);
  g_clear_pointer (&self->damage, g_free);
  g_clear_pointer (&self->place_warning, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_WINDOW);

  G_OBJECT_CLASS (desk_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/window/desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, repair_button);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, places_split);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, list_split);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, layouts);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, details_split);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, details_sheet);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, places);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, DeskWindow, details);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, places_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, article_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, desk_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_publish_cb);
}

static void
desk_window_class_init (DeskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desk_window_close_request;

  g_type_ensure (DESK_TYPE_DETAILS_PANE);
  g_type_ensure (DESK_TYPE_EDITOR);
  g_type_ensure (DESK_TYPE_LIST_PANE);
  g_type_ensure (DESK_TYPE_PLACES);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
desk_window_init (DeskWindow *self)
{
  self->library = desk_library_new ();
  g_signal_connect_object (self->library, "damaged", G_CALLBACK (desk_window_met_damage), self, G_CONNECT_SWAPPED);
  self->settings = desk_settings_new ();
  self->opens_first = TRUE;
  desk_window_set_up_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (visible_dialog_changed_cb), NULL);
  desk_list_menu_add_to_rows (GTK_WIDGET (self->list));
  desk_settings_restore_window (self->settings, GTK_WINDOW (self));
  layout_changed_cb (self);
}

/**
 * desk_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window that has no library yet
 */
DeskWindow *
desk_window_new (AdwApplication *application)
{
  return g_object_new (DESK_TYPE_WINDOW, "application", application, NULL);
}

/**
 * desk_window_open:
 * @path: a library's folder
 * @create_if_missing: whether to make one where there is nothing
 *
 * Opens a library in a window that has none.
 */
void
desk_window_open (DeskWindow *self,
                  const char *path,
                  gboolean    create_if_missing)
{
  g_return_if_fail (DESK_IS_WINDOW (self) && !self->is_open);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  desk_library_open_async (self->library, path, create_if_missing, NULL, opened_cb, g_object_ref (self));
}

/**
 * desk_window_get_path:
 *
 * Returns: (nullable): the folder of the library
 */
const char *
desk_window_get_path (DeskWindow *self)
{
  g_return_val_if_fail (DESK_IS_WINDOW (self), NULL);

  return desk_library_get_path (self->library);
}

/**
 * desk_window_has_library:
 *
 * Returns: whether a library is open in it, or will be in a moment
 */
gboolean
desk_window_has_library (DeskWindow *self)
{
  g_return_val_if_fail (DESK_IS_WINDOW (self), FALSE);

  return self->is_open || self->is_working;
}
