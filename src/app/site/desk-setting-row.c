/* desk-setting-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-setting-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a bound row has to know; it goes with the row. */
typedef struct
{
  DeskSiteSettings *settings;
  char             *key;
} Binding;

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_object_unref (binding->settings);
  g_free (binding->key);
  g_free (binding);
}

static const Binding *
get_binding (DeskFieldRow *row)
{
  return g_object_get_data (G_OBJECT (row), "desk-setting");
}

static char *
check_value (const char *text,
             gboolean    is_settled,
             gpointer    user_data)
{
  const Binding *binding = get_binding (user_data);
  g_autoptr(GError) error = NULL;

  if (!is_settled || desk_site_settings_check (binding->settings, binding->key, text, &error))
    return NULL;

  /* The message calls a setting by its key, which scripts know and people don't. */
  return g_strdup (*text == '\0' ? _("Write something here; it can't be empty") : error->message);
}

static void
edited_cb (DeskFieldRow *row,
           const char   *text)
{
  const Binding *binding = get_binding (row);
  g_autoptr(GError) error = NULL;

  if (!desk_site_settings_set (binding->settings, binding->key, text, &error))
    desk_field_row_set_error_message (row, error->message);
}

static void
refresh (DeskFieldRow *row)
{
  const Binding *binding = get_binding (row);
  const char *dot = strchr (binding->key, '.');
  g_autofree char *name = dot != NULL ? g_strndup (binding->key, (gsize) (dot - binding->key)) : g_strdup (binding->key);

  desk_field_row_set_stored (row, desk_site_get (desk_site_settings_get_site (binding->settings), name,
                                                 dot != NULL ? dot + 1 : NULL));
}

/**
 * desk_setting_row_bind:
 * @key: a setting's name, or "NAME.LANG" for one language
 *
 * Has @row show the setting, and save what a person writes when it is right.
 */
void
desk_setting_row_bind (DeskFieldRow     *row,
                       DeskSiteSettings *settings,
                       const char       *key)
{
  Binding *binding = g_new0 (Binding, 1);

  binding->settings = g_object_ref (settings);
  binding->key = g_strdup (key);
  g_object_set_data_full (G_OBJECT (row), "desk-setting", binding, binding_free);

  desk_field_row_set_check (row, check_value, row);
  g_signal_connect (row, "edited", G_CALLBACK (edited_cb), NULL);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), row, G_CONNECT_SWAPPED);
  refresh (row);
}
