/* desk-languages-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-languages-group.h"

#include "app/library/desk-wording.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-undo-toast.h"
#include "model/desk-language.h"

#include <glib/gi18n.h>

struct _DeskLanguagesGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox         *rows;       /* the languages, then the two below */
  AdwEntryRow        *add_row;
  GtkWidget          *add_button;
  DeskErrorRow       *error_row;

  DeskSiteSettings   *settings;
};

G_DEFINE_FINAL_TYPE (DeskLanguagesGroup, desk_languages_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
set_languages (DeskLanguagesGroup *self,
               const char         *languages,
               GError            **error)
{
  return desk_site_settings_set (self->settings, "languages", languages, error);
}

/* A person may write "sr-Cyrl", "SR" or "sr-latn-RS"; the site knows "sr" and "sr-Latn". */
static char *
dup_site_language (const char *text)
{
  g_autofree char *script = NULL;
  g_autofree char *language = NULL;

  if (!desk_language_is_well_formed (text))
    return g_strdup (text);

  language = desk_language_canonicalize (text, &script);
  return g_strcmp0 (script, "Latn") == 0 ? g_strconcat (language, "-Latn", NULL) : g_steal_pointer (&language);
}

static void
add_cb (DeskLanguagesGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_row))));
  g_autofree char *language = dup_site_language (text);
  g_autofree char *languages = g_strconcat (desk_site_get (desk_site_settings_get_site (self->settings), "languages", NULL),
                                            ",", language, NULL);
  g_autoptr(GError) error = NULL;

  if (*text != '\0' && !set_languages (self, languages, &error))
    {
      desk_error_row_set_message (self->error_row, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->add_row), "error");
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
}

static void
add_changed_cb (DeskLanguagesGroup *self)
{
  gtk_widget_set_sensitive (self->add_button, *gtk_editable_get_text (GTK_EDITABLE (self->add_row)) != '\0');
  desk_error_row_set_message (self->error_row, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->add_row), "error");
}

static void
focus_language (DeskLanguagesGroup *self,
                unsigned            index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) index);

  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static int
find_language (char      **languages,
               const char *language)
{
  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      if (g_str_equal (languages[i], language))
        return (int) i;
    }

  return -1;
}

static void
raise_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  DeskLanguagesGroup *self = DESK_LANGUAGES_GROUP (widget);
  g_auto(GStrv) languages = desk_site_dup_languages (desk_site_settings_get_site (self->settings));
  int index = find_language (languages, g_variant_get_string (parameter, NULL));
  g_autofree char *joined = NULL;
  char *raised;

  if (index < 1)
    return;

  raised = languages[index];
  languages[index] = languages[index - 1];
  languages[index - 1] = raised;
  joined = g_strjoinv (",", languages);
  if (set_languages (self, joined, NULL)) /* an order of right languages is right */
    focus_language (self, (unsigned) index - 1);
}

/* The languages as they were before one went. */
typedef struct
{
  DeskLanguagesGroup *group;
  char               *languages;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->group);
  g_free (before->languages);
  g_free (before);
}

static void
bring_back (gpointer data)
{
  Before *before = data;

  if (before->group->settings != NULL)
    (void) set_languages (before->group, before->languages, NULL); /* they were right before */
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskLanguagesGroup *self = DESK_LANGUAGES_GROUP (widget);
  g_autofree char *old = g_strdup (desk_site_get (desk_site_settings_get_site (self->settings), "languages", NULL));
  g_auto(GStrv) languages = g_strsplit (old, ",", -1);
  int index = find_language (languages, g_variant_get_string (parameter, NULL));
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  Before *before;

  if (index < 0)
    return;

  for (int i = 0; languages[i] != NULL; i++)
    {
      if (i != index)
        g_strv_builder_add (kept, languages[i]);
    }
  left = g_strv_builder_end (kept);
  joined = g_strjoinv (",", left);
  if (left[0] == NULL || !set_languages (self, joined, NULL))
    return;

  focus_language (self, 0);
  before = g_new0 (Before, 1);
  before->group = g_object_ref (self);
  before->languages = g_steal_pointer (&old);
  name = desk_wording_language (desk_language_html_tag (languages[index]));
  title = g_strdup_printf (_("%s taken off the site; its texts stay"), name);
  desk_undo_toast_show (widget, title, bring_back, before, before_free);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *language)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", language);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu_button (const char *language,
                  const char *name,
                  unsigned    index,
                  gboolean    is_only)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *tooltip = g_strdup_printf (_("More for %s"), name);

  if (index > 0)
    append_item (menu, _("Move _Up"), "languages.raise", language);
  if (!is_only)
    append_item (menu, _("_Take Off the Site"), "languages.remove", language);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, index > 0 || !is_only);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static GtkWidget *
make_row (const char *language,
          unsigned    index,
          gboolean    is_only)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = desk_wording_language (desk_language_html_tag (language));
  g_autofree char *subtitle = NULL;

  if (index == 0)
    subtitle = g_strdup_printf (_("/%s/ · main language"), language);
  else if (g_str_equal (language, "sr-Latn"))
    subtitle = g_strdup_printf (_("/%s/ · derived from the Serbian texts"), language);
  else
    subtitle = g_strdup_printf ("/%s/", language);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (language, name, index, is_only));

  return row;
}

static void
refresh (DeskLanguagesGroup *self)
{
  g_auto(GStrv) languages = desk_site_dup_languages (desk_site_settings_get_site (self->settings));
  g_autofree char *joined = g_strjoinv (",", languages);
  GtkListBoxRow *row;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (self->rows), "shown"), joined) == 0)
    return;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != GTK_LIST_BOX_ROW (self->add_row))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (unsigned i = 0; languages[i] != NULL; i++)
    gtk_list_box_insert (self->rows, make_row (languages[i], i, languages[1] == NULL), (int) i);
  g_object_set_data_full (G_OBJECT (self->rows), "shown", g_steal_pointer (&joined), g_free);
}

static void
desk_languages_group_dispose (GObject *object)
{
  DeskLanguagesGroup *self = DESK_LANGUAGES_GROUP (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_LANGUAGES_GROUP);

  G_OBJECT_CLASS (desk_languages_group_parent_class)->dispose (object);
}

static void
desk_languages_group_class_init (DeskLanguagesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_languages_group_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-languages-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLanguagesGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskLanguagesGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, DeskLanguagesGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, DeskLanguagesGroup, error_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_changed_cb);
  gtk_widget_class_install_action (widget_class, "languages.raise", "s", raise_action_cb);
  gtk_widget_class_install_action (widget_class, "languages.remove", "s", remove_action_cb);
}

static void
desk_languages_group_init (DeskLanguagesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_languages_group_set_settings:
 * @settings: whose languages to show; to be called once
 */
void
desk_languages_group_set_settings (DeskLanguagesGroup *self,
                                   DeskSiteSettings   *settings)
{
  g_return_if_fail (DESK_IS_LANGUAGES_GROUP (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
