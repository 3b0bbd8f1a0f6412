/* desk-site-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-site-page.h"

#include "app/author/desk-authors-page.h"
#include "app/publish/desk-publish-folder.h"
#include "app/redirect/desk-redirects-page.h"
#include "app/site/desk-dates-group.h"
#include "app/site/desk-each-language-row.h"
#include "app/site/desk-languages-group.h"
#include "app/site/desk-server-row.h"
#include "app/site/desk-setting-row.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-subpage.h"
#include "app/widgets/desk-undo-toast.h"

#include <glib/gi18n.h>

struct _DeskSitePage
{
  AdwPreferencesPage   parent_instance;

  AdwPreferencesGroup *names_group;
  DeskFieldRow        *title_row;
  DeskFieldRow        *url_row;
  DeskEachLanguageRow *other_names_row;
  DeskLanguagesGroup  *languages_group;
  DeskDatesGroup      *dates_group;
  AdwActionRow        *folder_row;
  GtkWidget           *choose_button;
  DeskServerRow       *server_row;

  DeskSiteSettings    *settings;
};

G_DEFINE_FINAL_TYPE (DeskSitePage, desk_site_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_folder (DeskSitePage *self)
{
  g_autofree char *folder = desk_publish_folder_dup (desk_site_settings_get_library (self->settings));
  g_autofree char *shown = g_filename_display_name (folder);

  adw_action_row_set_subtitle (self->folder_row, shown);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(DeskSitePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self->settings == NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    desk_publish_folder_set (g_file_peek_path (folder));
  else
    desk_toast_show (GTK_WIDGET (self), error != NULL ? error->message : _("Choose a folder on this computer"));
  show_folder (self);
}

static void
choose_folder_cb (DeskSitePage *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Folder of the Site"));
  gtk_file_dialog_set_accept_label (dialog, _("_Choose"));
  gtk_file_dialog_select_folder (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

static void
authors_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  DeskSitePage *self = DESK_SITE_PAGE (widget);

  desk_subpage_push (widget, desk_authors_page_new (desk_site_settings_get_library (self->settings)));
}

static void
old_addresses_action_cb (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  DeskSitePage *self = DESK_SITE_PAGE (widget);

  desk_subpage_push (widget, desk_redirects_page_new (desk_site_settings_get_library (self->settings)));
}

static void
desk_site_page_dispose (GObject *object)
{
  DeskSitePage *self = DESK_SITE_PAGE (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_SITE_PAGE);

  G_OBJECT_CLASS (desk_site_page_parent_class)->dispose (object);
}

static void
desk_site_page_class_init (DeskSitePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_site_page_dispose;

  g_type_ensure (DESK_TYPE_DATES_GROUP);
  g_type_ensure (DESK_TYPE_EACH_LANGUAGE_ROW);
  g_type_ensure (DESK_TYPE_ERROR_ROW);
  g_type_ensure (DESK_TYPE_FIELD_ROW);
  g_type_ensure (DESK_TYPE_LANGUAGES_GROUP);
  g_type_ensure (DESK_TYPE_SERVER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-site-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, names_group);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, title_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, url_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, other_names_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, languages_group);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, dates_group);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, DeskSitePage, server_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_install_action (widget_class, "site.authors", NULL, authors_action_cb);
  gtk_widget_class_install_action (widget_class, "site.old-addresses", NULL, old_addresses_action_cb);
}

static void
desk_site_page_init (DeskSitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_site_page_set_settings:
 * @settings: what to show; to be called once
 */
void
desk_site_page_set_settings (DeskSitePage     *self,
                             DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_SITE_PAGE (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  desk_setting_row_bind (self->title_row, settings, "title");
  desk_setting_row_bind (self->url_row, settings, "url");
  desk_each_language_row_bind (self->other_names_row, settings, "title");
  desk_languages_group_set_settings (self->languages_group, settings);
  desk_dates_group_set_settings (self->dates_group, settings);
  desk_server_row_set_settings (self->server_row, settings);
  show_folder (self);
  gtk_widget_set_visible (self->choose_button, desk_publish_folder_is_settable ());
}
