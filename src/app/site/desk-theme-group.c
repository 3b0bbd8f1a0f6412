/* desk-theme-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-theme-group.h"

#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-undo-toast.h"
#include "exporter/theme/desk-theme-files.h"
#include "text/desk-slug.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_CHARS 36 /* a setting takes 40, of which a number may need some */

struct _DeskThemeGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *theme_row;
  DeskErrorRow       *missing_row;
  AdwSwitchRow       *scripts_row;
  AdwActionRow       *folder_row;

  DeskSiteSettings   *settings;
  GStrv               own;            /* names of the newsroom's own themes; NULL while they are read */
  gboolean            is_refreshing;  /* rows change by our own hand */
};

G_DEFINE_FINAL_TYPE (DeskThemeGroup, desk_theme_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_theme (DeskThemeGroup *self)
{
  return desk_site_get (desk_site_settings_get_site (self->settings), "theme", NULL);
}

static GFile *
get_folder (DeskThemeGroup *self,
            const char     *theme)
{
  g_autofree char *library = desk_library_dup_folder (desk_site_settings_get_library (self->settings));

  return g_file_new_build_filename (library, "themes", theme, NULL);
}

/* Showing */

static unsigned
find_theme (GtkStringList *themes,
            const char    *theme)
{
  unsigned index = gtk_string_list_find (themes, theme);

  /* The first one is called Default, which no folder is. */
  return g_str_equal (theme, DESK_THEME_DEFAULT) ? 0 : index;
}

/* The list is made when it has been read, and not when a theme is chosen: the row
 * would lose it under its hands. One that is set but not there is in it too, and
 * said to be missing. */
static void
fill_themes (DeskThemeGroup *self)
{
  g_autoptr(GtkStringList) themes = gtk_string_list_new (NULL);

  gtk_string_list_append (themes, _("Default"));
  gtk_string_list_splice (themes, 1, 0, (const char *const *) self->own);
  if (find_theme (themes, get_theme (self)) == G_MAXUINT)
    gtk_string_list_append (themes, get_theme (self));
  self->is_refreshing = TRUE;
  adw_combo_row_set_model (self->theme_row, G_LIST_MODEL (themes));
  self->is_refreshing = FALSE;
}

static void
refresh (DeskThemeGroup *self)
{
  const char *theme = get_theme (self);
  const char *scripts = desk_site_get (desk_site_settings_get_site (self->settings), "theme-scripts", NULL);
  g_autoptr(GFile) folder = get_folder (self, theme);
  g_autofree char *shown = g_filename_display_name (g_file_peek_path (folder));
  gboolean is_default = g_str_equal (theme, DESK_THEME_DEFAULT);
  gboolean is_missing;

  if (self->own == NULL || self->is_refreshing)
    return;

  is_missing = !is_default && !g_strv_contains ((const char *const *) self->own, theme);
  self->is_refreshing = TRUE;
  adw_combo_row_set_selected (self->theme_row,
                              find_theme (GTK_STRING_LIST (adw_combo_row_get_model (self->theme_row)), theme));
  desk_error_row_set_message (self->missing_row, is_missing
                              ? _("There is no such theme in the library; choose another, or the site can't be written") : NULL);
  adw_action_row_set_subtitle (self->folder_row, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), !is_default && !is_missing);
  adw_switch_row_set_active (self->scripts_row, g_str_equal (scripts, "yes"));
  gtk_widget_set_visible (GTK_WIDGET (self->scripts_row), !is_default);
  self->is_refreshing = FALSE;
}

static gpointer
list_themes (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return desk_theme_files_list_own (desk_store_get_path (store));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskThemeGroup) self = user_data;
  g_auto(GStrv) own = desk_library_run_finish (DESK_LIBRARY (source), result, NULL); /* no error there: no folder, no themes */

  if (self->settings == NULL || own == NULL)
    return;

  g_strfreev (self->own);
  self->own = g_steal_pointer (&own);
  fill_themes (self);
  refresh (self);
}

static void
load (DeskThemeGroup *self)
{
  desk_library_read_async (desk_site_settings_get_library (self->settings), DESK_READING_REST, list_themes, NULL, NULL,
                           (GDestroyNotify) g_strfreev, NULL, listed_cb, g_object_ref (self));
}

/* Choosing */

/* Whoever has trusted one theme has not trusted the next. */
static void
theme_selected_cb (DeskThemeGroup *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->theme_row);
  g_autofree char *theme = NULL;

  if (self->is_refreshing || self->settings == NULL || item == NULL)
    return;

  theme = g_strdup (adw_combo_row_get_selected (self->theme_row) == 0 ? DESK_THEME_DEFAULT : gtk_string_object_get_string (item));
  if (g_str_equal (theme, get_theme (self)))
    return;

  self->is_refreshing = TRUE;                                                /* both, before anything of it is shown */
  (void) desk_site_settings_set (self->settings, "theme-scripts", "", NULL); /* it can be taken back */
  (void) desk_site_settings_set (self->settings, "theme", theme, NULL);      /* it is the name of a folder there */
  self->is_refreshing = FALSE;
  refresh (self);
}

static void
scripts_switched_cb (DeskThemeGroup *self)
{
  if (!self->is_refreshing && self->settings != NULL)
    (void) desk_site_settings_set (self->settings, "theme-scripts", adw_switch_row_get_active (self->scripts_row) ? "yes" : "",
                                   NULL); /* both are right */
}

/* A theme of one's own */

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskThemeGroup) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) && self->settings != NULL)
    desk_toast_show (GTK_WIDGET (self), _("No program here can show the folder"));
}

static void
open_folder (DeskThemeGroup *self,
             const char     *theme)
{
  g_autoptr(GFile) folder = get_folder (self, theme);
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (folder);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_launch (launcher, root != NULL ? GTK_WINDOW (root) : NULL, NULL, opened_cb, g_object_ref (self));
}

static void
open_folder_action_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  DeskThemeGroup *self = DESK_THEME_GROUP (widget);

  open_folder (self, get_theme (self));
}

/* "river-notes", "river-notes-2" …: what no folder is called yet. */
static char *
dup_free_name (const char *library,
               const char *wanted)
{
  for (unsigned number = 1;; number++)
    {
      g_autofree char *name = number == 1 ? g_strdup (wanted) : g_strdup_printf ("%s-%u", wanted, number);
      g_autofree char *path = g_build_filename (library, "themes", name, NULL);

      if (!g_str_equal (name, DESK_THEME_DEFAULT) && !g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

static gpointer
copy_default (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  const char *library = desk_store_get_path (store);
  g_autofree char *name = dup_free_name (library, data);
  g_autofree char *folder = g_build_filename (library, "themes", name, NULL);

  return desk_theme_files_copy (library, DESK_THEME_DEFAULT, folder, error) ? g_steal_pointer (&name) : NULL;
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskThemeGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = desk_library_run_finish (DESK_LIBRARY (source), result, &error);
  g_autofree char *title = NULL;

  if (self->settings == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "theme.copy", TRUE);
  if (name == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  title = g_strdup_printf (_("The copy is called “%s”; choose it when it is ready"), name);
  desk_toast_show (GTK_WIDGET (self), title);
  load (self);
  open_folder (self, name);
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DeskThemeGroup *self = DESK_THEME_GROUP (widget);
  g_autofree char *slug = desk_slug_from_title (desk_site_get (desk_site_settings_get_site (self->settings), "title", NULL));
  char *name = g_strndup (*slug != '\0' ? slug : "own", NAME_MAX_CHARS);

  gtk_widget_action_set_enabled (widget, "theme.copy", FALSE);
  desk_library_run_async (desk_site_settings_get_library (self->settings), copy_default, name, g_free, g_free,
                          NULL, copied_cb, g_object_ref (self));
}

static void
desk_theme_group_dispose (GObject *object)
{
  DeskThemeGroup *self = DESK_THEME_GROUP (object);

  self->is_refreshing = TRUE;
  g_clear_object (&self->settings);
  g_clear_pointer (&self->own, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_THEME_GROUP);

  G_OBJECT_CLASS (desk_theme_group_parent_class)->dispose (object);
}

static void
desk_theme_group_class_init (DeskThemeGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_theme_group_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-theme-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskThemeGroup, theme_row);
  gtk_widget_class_bind_template_child (widget_class, DeskThemeGroup, missing_row);
  gtk_widget_class_bind_template_child (widget_class, DeskThemeGroup, scripts_row);
  gtk_widget_class_bind_template_child (widget_class, DeskThemeGroup, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, scripts_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, theme_selected_cb);
  gtk_widget_class_install_action (widget_class, "theme.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "theme.open-folder", NULL, open_folder_action_cb);
}

static void
desk_theme_group_init (DeskThemeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_theme_group_set_settings:
 * @settings: whose theme to show; to be called once
 */
void
desk_theme_group_set_settings (DeskThemeGroup   *self,
                               DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_THEME_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  load (self);
}
