/* desk-window-actions.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-window-private.h"

#include "app/desk-application.h"
#include "app/history/desk-history-dialog.h"
#include "app/publish/desk-publisher.h"
#include "app/site/desk-site-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  char *language;
  char *section_uuid; /* NULL is the first section */
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_free (beginning->language);
  g_free (beginning->section_uuid);
  g_free (beginning);
}

static gboolean
file_under (DeskStore   *store,
            DeskArticle *article,
            const char  *section_uuid,
            GError     **error)
{
  g_autoptr(GPtrArray) sections = desk_store_list_terms (store, DESK_TERM_SECTION, error);

  if (sections == NULL)
    return FALSE;

  for (unsigned i = 0; i < sections->len; i++)
    {
      const DeskTerm *section = sections->pdata[i];

      if (section_uuid == NULL || g_strcmp0 (section->uuid, section_uuid) == 0)
        {
          article->section = desk_term_copy (section);
          break;
        }
    }

  return TRUE;
}

static gpointer
add_article (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  const Beginning *beginning = data;
  g_autoptr(DeskArticle) article = desk_article_new ("article");
  DeskEdition *edition = desk_edition_new (beginning->language);

  g_set_str (&edition->body, "");
  g_ptr_array_add (article->editions, edition);
  if (!file_under (store, article, beginning->section_uuid, error) ||
      !desk_store_add_article (store, article, error))
    return NULL;

  return g_strdup (article->uuid);
}

static void
article_added_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  if (uuid == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }

  desk_library_emit_changed (self->library);
  desk_window_show_article (self, uuid, TRUE);
  adw_navigation_split_view_set_show_content (self->list_split, TRUE);
}

/* Where a new draft would not be listed, the list goes to a place where it is. */
static void
show_place_of_drafts (DeskWindow *self)
{
  const DeskPlace *place = desk_places_get_place (self->places);
  gboolean lists_drafts = place->kind == DESK_PLACE_ALL || place->kind == DESK_PLACE_SECTION ||
                          (place->kind == DESK_PLACE_STATUS && place->status == DESK_STATUS_DRAFT);

  desk_list_pane_clear_filter (self->list);
  if (!lists_drafts)
    desk_places_select_all (self->places);
}

static void
begin_article (DeskWindow *self)
{
  Beginning *beginning = g_new0 (Beginning, 1);

  show_place_of_drafts (self);
  self->opens_first = FALSE;
  beginning->language = desk_library_dup_main_language (self->library);
  beginning->section_uuid = g_strdup (desk_places_get_place (self->places)->section_uuid);
  desk_library_run_async (self->library, add_article, beginning, beginning_free, g_free,
                          NULL, article_added_cb, g_object_ref (self));
}

static void
flushed_for_new_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_document_flush_finish (DESK_DOCUMENT (object), result, &error))
    begin_article (self);
  else
    desk_window_say (self, error->message);
}

static void
new_article_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_details_pane_settle (self->details);
  if (self->document != NULL)
    desk_document_flush_async (self->document, flushed_for_new_cb, g_object_ref (self));
  else
    begin_article (self);
}

static gpointer
delete_article (DeskStore    *store,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  return GINT_TO_POINTER (desk_store_delete_article (store, data, error));
}

static gpointer
undelete_article (DeskStore    *store,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  return GINT_TO_POINTER (desk_store_undelete_article (store, data, error));
}

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  AdwToast *toast;

  if (desk_library_run_finish (DESK_LIBRARY (object), result, &error) == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }

  toast = adw_toast_new (_("Moved to the trash"));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-delete");
  adw_toast_overlay_add_toast (self->toasts, toast);
  desk_library_emit_changed (self->library);
}

static void
undeleted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (object), result, &error) == NULL)
    {
      desk_window_say (self, error->message);
      return;
    }

  desk_library_emit_changed (self->library);
  if (self->document != NULL)
    desk_document_reload (self->document);
  else if (self->deleted != NULL)
    desk_window_show_article (self, self->deleted, FALSE);
}

static void
flushed_for_delete_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  DeskDocument *document = DESK_DOCUMENT (object);
  g_autoptr(GError) error = NULL;

  if (!desk_document_flush_finish (document, result, &error))
    {
      desk_window_say (self, error->message);
      return;
    }

  g_set_str (&self->deleted, desk_document_get_article (document)->uuid);
  desk_library_run_async (self->library, delete_article, g_strdup (self->deleted), g_free, NULL,
                          NULL, deleted_cb, g_object_ref (self));
  if (document == self->document)
    desk_window_close_document (self);
}

static void
delete_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_details_pane_settle (self->details);
  desk_document_flush_async (self->document, flushed_for_delete_cb, g_object_ref (self));
}

static void
delete_listed_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DeskWindow *self = user_data;
  GActionGroup *article = g_object_get_data (G_OBJECT (self), "article-actions");

  /* Where the list is a page of its own, the row with the focus is not the one
   * that is open; nor is it while another one is on its way. */
  if (!adw_navigation_split_view_get_collapsed (self->list_split) && self->document != NULL &&
      g_strcmp0 (desk_document_get_article (self->document)->uuid, desk_list_pane_get_selected (self->list)) == 0)
    g_action_group_activate_action (article, "delete", NULL);
}

static void
delete_article_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DeskWindow *self = user_data;
  const char *uuid = g_variant_get_string (parameter, NULL);

  if (self->document != NULL && g_str_equal (desk_document_get_article (self->document)->uuid, uuid))
    {
      delete_cb (NULL, NULL, self);
      return;
    }

  g_set_str (&self->deleted, uuid);
  desk_library_run_async (self->library, delete_article, g_strdup (uuid), g_free, NULL,
                          NULL, deleted_cb, g_object_ref (self));
}

static void
undelete (DeskWindow *self,
          const char *uuid)
{
  desk_library_run_async (self->library, undelete_article, g_strdup (uuid), g_free, NULL,
                          NULL, undeleted_cb, g_object_ref (self));
}

static void
undelete_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DeskWindow *self = user_data;

  undelete (self, desk_document_get_article (self->document)->uuid);
}

static void
undo_delete_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  if (self->deleted != NULL)
    undelete (self, self->deleted);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  DeskWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->list_split, FALSE);
  desk_list_pane_search (self->list);
}

static gboolean
is_narrow (DeskWindow *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), "narrow") == 0;
}

static gboolean
shows_details (DeskWindow *self)
{
  return is_narrow (self) ? adw_bottom_sheet_get_open (self->details_sheet)
                          : adw_overlay_split_view_get_show_sidebar (self->details_split);
}

static void
toggle_details_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DeskWindow *self = user_data;
  gboolean is_wanted = !shows_details (self);

  if (is_narrow (self))
    adw_bottom_sheet_set_open (self->details_sheet, is_wanted);
  else
    adw_overlay_split_view_set_show_sidebar (self->details_split, is_wanted);
}

static void
show_places_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;
  gboolean is_shown = adw_overlay_split_view_get_show_sidebar (self->places_split);

  adw_overlay_split_view_set_show_sidebar (self->places_split, !is_shown);
}

static void
publish_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_details_pane_settle (self->details);
  /* The publisher itself says how it ended. */
  desk_publisher_publish_async (self->document, GTK_WIDGET (self), self->toasts, NULL, NULL, NULL);
}

static void
set_status_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DeskWindow *self = user_data;
  DeskStatus status;

  if (self->document == NULL || !desk_status_from_string (g_variant_get_string (parameter, NULL), &status))
    return;

  desk_details_pane_settle (self->details);
  desk_publisher_set_status_async (self->document, status, GTK_WIDGET (self), self->toasts, NULL, NULL, NULL);
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_details_pane_settle (self->details);
  adw_dialog_present (desk_history_dialog_new (self->document, self->toasts), GTK_WIDGET (self));
}

static void
site_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  DeskWindow *self = user_data;

  adw_dialog_present (desk_site_dialog_new (self->library), GTK_WIDGET (self));
}

static void
folder_chosen_cb (GObject      *dialog,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  DeskApplication *application = DESK_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (folder != NULL && application != NULL)
    desk_application_open_library (application, g_file_peek_path (folder), FALSE);
}

static void
open_library_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open a Library"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (user_data), NULL, folder_chosen_cb, g_object_ref (user_data));
}

static void
name_chosen_cb (GObject      *dialog,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DeskWindow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  DeskApplication *application = DESK_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *path = NULL;

  if (file == NULL || application == NULL)
    return;

  path = g_file_get_path (file);
  if (!g_str_has_suffix (path, ".copydesk"))
    {
      g_autofree char *named = g_strconcat (path, ".copydesk", NULL);

      g_set_str (&path, named);
    }
  desk_application_open_library (application, path, TRUE);
}

static void
new_library_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Make a New Library"));
  gtk_file_dialog_set_initial_name (dialog, _("Newsroom.copydesk"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (user_data), NULL, name_chosen_cb, g_object_ref (user_data));
}

static void
update_site_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DeskWindow *self = user_data;

  desk_publisher_update_site (self->library, self->document, GTK_WIDGET (self), self->toasts);
}

static void
say_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  desk_window_say (user_data, g_variant_get_string (parameter, NULL));
}

static void
enable (DeskWindow *self,
        const char *name,
        gboolean    is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/**
 * desk_window_set_up_actions:
 *
 * Gives the window what menus, buttons and keys ask of it.
 */
void
desk_window_set_up_actions (DeskWindow *self)
{
  static const GActionEntry window_entries[] = {
    { "new-article", new_article_cb },
    { "search", search_cb },
    { "toggle-details", toggle_details_cb, NULL, "false" },
    { "show-places", show_places_cb, NULL, "false" },
    { "delete-listed", delete_listed_cb },
    { "delete-article", delete_article_cb, "s" },
    { "publish", publish_cb },
    { "set-status", set_status_cb, "s" },
    { "history", history_cb },
    { "say", say_cb, "s" },
    { "site", site_cb },
    { "open-library", open_library_cb },
    { "new-library", new_library_cb },
    { "undo-delete", undo_delete_cb },
    { "update-site", update_site_cb },
  };
  static const GActionEntry article_entries[] = {
    { "delete", delete_cb },
    { "undelete", undelete_cb },
  };
  g_autoptr(GSimpleActionGroup) article = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), window_entries, G_N_ELEMENTS (window_entries), self);
  desk_window_add_backup_actions (self);
  desk_window_add_check_actions (self);
  desk_window_add_place_actions (self);
  desk_window_add_repair_actions (self);
  desk_window_add_trash_actions (self);
  g_action_map_add_action_entries (G_ACTION_MAP (article), article_entries, G_N_ELEMENTS (article_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "article", G_ACTION_GROUP (article));
  g_object_set_data_full (G_OBJECT (self), "article-actions", g_object_ref (article), g_object_unref);
}

/**
 * desk_window_update_actions:
 *
 * Lets those actions be possible that are.
 */
void
desk_window_update_actions (DeskWindow *self)
{
  GActionMap *article = g_object_get_data (G_OBJECT (self), "article-actions");
  gboolean has_document = self->document != NULL;
  gboolean is_in_trash = has_document && desk_document_get_article (self->document)->deleted_us != 0;
  gboolean can_publish = FALSE;
  GAction *toggle = g_action_map_lookup_action (G_ACTION_MAP (self), "toggle-details");

  if (has_document)
    g_object_get (self->editor, "can-publish", &can_publish, NULL);
  enable (self, "new-article", self->is_open);
  enable (self, "update-site", self->is_open);
  enable (self, "search", self->is_open);
  enable (self, "empty-trash", self->is_open);
  enable (self, "backups", !self->is_working && desk_library_get_path (self->library) != NULL);
  enable (self, "back-up", self->is_open);
  enable (self, "check-library", self->is_open);
  enable (self, "show-report", self->is_open && self->report != NULL);
  enable (self, "move-library", self->is_open);
  enable (self, "site", self->is_open);
  enable (self, "publish", can_publish);
  enable (self, "toggle-details", has_document);
  enable (self, "history", has_document && desk_document_get_edition (self->document) != NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (toggle), g_variant_new_boolean (shows_details (self)));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (article, "delete")),
                               has_document && !is_in_trash);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (article, "undelete")), is_in_trash);
}
