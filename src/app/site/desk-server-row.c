/* desk-server-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-server-row.h"

#include <glib/gi18n.h>

struct _DeskServerRow
{
  AdwComboRow       parent_instance;

  DeskSiteSettings *settings;
  gboolean          is_refreshing;  /* the row changes by our own hand */
};

G_DEFINE_FINAL_TYPE (DeskServerRow, desk_server_row, ADW_TYPE_COMBO_ROW)

static const struct
{
  const char *value;
  const char *name;
  const char *effect;
} servers[] = {
  { "", N_("No Rules"), N_("The server is told nothing.") },
  { "apache", N_("Apache"), N_("Writes a part of .htaccess; what else is in that file stays.") },
  { "nginx", N_("nginx"), N_("Writes _nginx.conf, which the server’s settings have to include.") },
  { "netlify", N_("Netlify"), N_("Writes _redirects and _headers, which many hosts of static sites read.") },
};

static void
refresh (DeskServerRow *self)
{
  const char *value = desk_site_get (desk_site_settings_get_site (self->settings), "server", NULL);

  self->is_refreshing = TRUE;
  for (unsigned i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      if (!g_str_equal (servers[i].value, value))
        continue;
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _(servers[i].effect));
    }
  self->is_refreshing = FALSE;
}

static void
selected_cb (DeskServerRow *self)
{
  unsigned index = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->is_refreshing && self->settings != NULL && index < G_N_ELEMENTS (servers))
    (void) desk_site_settings_set (self->settings, "server", servers[index].value, NULL); /* ours are right */
}

static void
desk_server_row_dispose (GObject *object)
{
  g_clear_object (&DESK_SERVER_ROW (object)->settings);

  G_OBJECT_CLASS (desk_server_row_parent_class)->dispose (object);
}

static void
desk_server_row_class_init (DeskServerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_server_row_dispose;
}

static void
desk_server_row_init (DeskServerRow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (servers); i++)
    gtk_string_list_append (names, _(servers[i].name));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * desk_server_row_set_settings:
 * @settings: whose server to show; to be called once
 */
void
desk_server_row_set_settings (DeskServerRow    *self,
                              DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_SERVER_ROW (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
