/* desk-application.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-application.h"

#include "app/window/desk-settings.h"
#include "app/window/desk-shortcuts.h"
#include "app/window/desk-window.h"
#include "jobs/desk-job-library.h"

#include <glib/gi18n.h>

struct _DeskApplication
{
  AdwApplication parent_instance;
  GSettings     *settings;  /* NULL where the schema isn't installed */
};

G_DEFINE_FINAL_TYPE (DeskApplication, desk_application, ADW_TYPE_APPLICATION)

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Each saves what was typed before it goes. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_dialog (GTK_WIDGET (window),
                         "application-name", "Copydesk",
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "comments", _("Write, edit and publish in several languages"),
                         "developer-name", _("The Copydesk contributors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_dialog_present (desk_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static DeskWindow *
find_window (DeskApplication *self,
             const char      *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (DESK_IS_WINDOW (l->data) && g_strcmp0 (desk_window_get_path (l->data), path) == 0)
        return l->data;
    }

  return NULL;
}

/* A window whose library could not be opened is there to be used. */
static DeskWindow *
find_free_window (DeskApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return DESK_IS_WINDOW (window) && !desk_window_has_library (DESK_WINDOW (window)) ? DESK_WINDOW (window) : NULL;
}

static void
desk_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "about", about_cb },
    { "shortcuts", shortcuts_cb },
  };
  DeskApplication *self = DESK_APPLICATION (application);

  G_APPLICATION_CLASS (desk_application_parent_class)->startup (application);

  self->settings = desk_settings_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  desk_shortcuts_set_accels (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
desk_application_activate (GApplication *application)
{
  DeskApplication *self = DESK_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *path = NULL;
  gboolean is_default;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  path = desk_settings_dup_library (self->settings);
  is_default = path == NULL;
  if (is_default)
    path = desk_job_dup_default_library ();
  desk_application_open_library (self, path, is_default);
}

static void
desk_application_open (GApplication *application,
                       GFile       **files,
                       int           n_files,
                       const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      const char *path = g_file_peek_path (files[i]);

      if (path != NULL)
        desk_application_open_library (DESK_APPLICATION (application), path, FALSE);
    }
}

static void
desk_application_dispose (GObject *object)
{
  DeskApplication *self = DESK_APPLICATION (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_application_parent_class)->dispose (object);
}

static void
desk_application_class_init (DeskApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = desk_application_dispose;
  application_class->startup = desk_application_startup;
  application_class->activate = desk_application_activate;
  application_class->open = desk_application_open;
}

static void
desk_application_init (DeskApplication *self)
{
}

/**
 * desk_application_new:
 *
 * Returns: (transfer full): the program
 */
DeskApplication *
desk_application_new (void)
{
  return g_object_new (DESK_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/copydesk/Copydesk",
                       NULL);
}

/**
 * desk_application_open_library:
 * @path: a library's folder
 * @create_if_missing: whether to make one where there is nothing
 *
 * Shows the window of a library. It is the one that opens next time.
 */
void
desk_application_open_library (DeskApplication *self,
                               const char      *path,
                               gboolean         create_if_missing)
{
  DeskWindow *window;

  g_return_if_fail (DESK_IS_APPLICATION (self) && path != NULL);

  window = find_window (self, path);
  if (window == NULL || !desk_window_has_library (window))
    {
      if (window == NULL)
        window = find_free_window (self);
      if (window == NULL)
        window = desk_window_new (ADW_APPLICATION (self));
      desk_window_open (window, path, create_if_missing);
    }
  gtk_window_present (GTK_WINDOW (window));
}
