/* desk-settings.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-settings.h"

#define SCHEMA "org.copydesk.Copydesk"

/**
 * desk_settings_new:
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where the schema
 *   isn't installed: nothing is remembered then
 */
GSettings *
desk_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * desk_settings_dup_library:
 * @settings: (nullable): the settings
 *
 * Returns: (transfer full) (nullable): the folder of the library that was open
 *   last
 */
char *
desk_settings_dup_library (GSettings *settings)
{
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, "library") : NULL;

  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

/**
 * desk_settings_set_library:
 * @settings: (nullable): the settings
 * @path: the folder of the library that is open
 */
void
desk_settings_set_library (GSettings  *settings,
                           const char *path)
{
  if (settings != NULL)
    g_settings_set_string (settings, "library", path);
}

/**
 * desk_settings_restore_window:
 * @settings: (nullable): the settings
 * @window: gets the size it had
 */
void
desk_settings_restore_window (GSettings *settings,
                              GtkWindow *window)
{
  if (settings == NULL)
    {
      gtk_window_set_default_size (window, 1280, 800);
      return;
    }

  gtk_window_set_default_size (window,
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "is-maximized"))
    gtk_window_maximize (window);
}

/**
 * desk_settings_save_window:
 * @settings: (nullable): the settings
 * @window: whose size to remember
 */
void
desk_settings_save_window (GSettings *settings,
                           GtkWindow *window)
{
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (settings, "is-maximized", gtk_window_is_maximized (window));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (settings, "window-width", MAX (width, 360));
      g_settings_set_int (settings, "window-height", MAX (height, 240));
    }
}
