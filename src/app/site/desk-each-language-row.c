/* desk-each-language-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-each-language-row.h"

#include "app/library/desk-wording.h"
#include "app/site/desk-setting-row.h"
#include "app/widgets/desk-error-row.h"
#include "model/desk-language.h"

struct _DeskEachLanguageRow
{
  AdwExpanderRow    parent_instance;

  DeskSiteSettings *settings;
  char             *key;
  char             *languages;  /* those that the rows were made for */
  GPtrArray        *rows;       /* what is in it, which it owns */
};

G_DEFINE_FINAL_TYPE (DeskEachLanguageRow, desk_each_language_row, ADW_TYPE_EXPANDER_ROW)

static void
add_row (DeskEachLanguageRow *self,
         const char          *language)
{
  GtkWidget *row = g_object_new (DESK_TYPE_FIELD_ROW, NULL);
  GtkWidget *error_row = g_object_new (DESK_TYPE_ERROR_ROW, NULL);
  g_autofree char *name = desk_wording_language (desk_language_html_tag (language));
  g_autofree char *key = g_strconcat (self->key, ".", language, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  desk_setting_row_bind (DESK_FIELD_ROW (row), self->settings, key);
  g_object_bind_property (row, "error-message", error_row, "message", G_BINDING_SYNC_CREATE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), error_row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->rows, error_row);

  /* The row has a list within, which it leaves nameless. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self, NULL, -1);
}

static void
refresh (DeskEachLanguageRow *self)
{
  const DeskSite *site = desk_site_settings_get_site (self->settings);
  g_auto(GStrv) languages = desk_site_dup_languages (site);

  if (!g_set_str (&self->languages, desk_site_get (site, "languages", NULL)))
    return;

  for (unsigned i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (unsigned i = 0; languages[i] != NULL; i++)
    add_row (self, languages[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), languages[1] != NULL);
}

static void
desk_each_language_row_dispose (GObject *object)
{
  DeskEachLanguageRow *self = DESK_EACH_LANGUAGE_ROW (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_each_language_row_parent_class)->dispose (object);
}

static void
desk_each_language_row_finalize (GObject *object)
{
  DeskEachLanguageRow *self = DESK_EACH_LANGUAGE_ROW (object);

  g_free (self->key);
  g_free (self->languages);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (desk_each_language_row_parent_class)->finalize (object);
}

static void
desk_each_language_row_class_init (DeskEachLanguageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_each_language_row_dispose;
  object_class->finalize = desk_each_language_row_finalize;
}

static void
desk_each_language_row_init (DeskEachLanguageRow *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * desk_each_language_row_bind:
 * @key: a setting's name
 *
 * Has the row show the setting in each language, while the site has several, and
 * save what a person writes there. To be called once.
 */
void
desk_each_language_row_bind (DeskEachLanguageRow *self,
                             DeskSiteSettings    *settings,
                             const char          *key)
{
  g_return_if_fail (DESK_IS_EACH_LANGUAGE_ROW (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
