/* desk-sections-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-sections-page.h"

#include "app/details/desk-term-task.h"
#include "app/library/desk-wording.h"
#include "app/widgets/desk-error-row.h"
#include "app/widgets/desk-field-row.h"
#include "app/widgets/desk-undo-toast.h"
#include "store/desk-transaction.h"

#include <glib/gi18n.h>

struct _DeskSectionsPage
{
  AdwPreferencesPage parent_instance;

  GtkListBox        *rows;       /* AdwExpanderRow, then the two below */
  AdwEntryRow       *add_row;
  GtkWidget         *add_button;
  DeskErrorRow      *error_row;

  DeskSiteSettings  *settings;
  GPtrArray         *sections;   /* DeskTerm, in the site's order, as last read */
  char              *shown;      /* which sections and languages the rows are made for */
};

G_DEFINE_FINAL_TYPE (DeskSectionsPage, desk_sections_page, ADW_TYPE_PREFERENCES_PAGE)

static void load (DeskSectionsPage *self);

/* Saving: several sections at once, all or none */

static gpointer
save_all (DeskStore    *store,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  GPtrArray *sections = data;
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (store, error);

  if (transaction == NULL)
    return NULL;

  for (unsigned i = 0; i < sections->len; i++)
    {
      if (!desk_store_save_term (store, sections->pdata[i], error))
        return NULL;
    }

  return GINT_TO_POINTER (desk_transaction_commit (transaction, error));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskSectionsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (desk_library_run_finish (DESK_LIBRARY (source), result, &error) != NULL)
    desk_library_emit_changed (DESK_LIBRARY (source));
  else
    desk_toast_show (GTK_WIDGET (self), error->message);
  load (self);
}

static void
save (DeskSectionsPage *self,
      GPtrArray        *sections) /* eaten */
{
  desk_library_run_async (desk_site_settings_get_library (self->settings), save_all, sections,
                          (GDestroyNotify) g_ptr_array_unref, NULL, NULL, saved_cb, g_object_ref (self));
}

static int
find_section (DeskSectionsPage *self,
              const char       *uuid)
{
  for (unsigned i = 0; self->sections != NULL && i < self->sections->len; i++)
    {
      if (g_str_equal (((const DeskTerm *) self->sections->pdata[i])->uuid, uuid))
        return (int) i;
    }

  return -1;
}

static void
move (DeskSectionsPage *self,
      const char       *uuid,
      int               step)
{
  int index = find_section (self, uuid);
  int target = index + step;
  GPtrArray *sections;
  gpointer moved;

  if (index < 0 || target < 0 || target >= (int) self->sections->len)
    return;

  moved = self->sections->pdata[index];
  self->sections->pdata[index] = self->sections->pdata[target];
  self->sections->pdata[target] = moved;

  sections = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  for (unsigned i = 0; i < self->sections->len; i++)
    {
      DeskTerm *section = self->sections->pdata[i];

      section->position = i;
      g_ptr_array_add (sections, desk_term_copy (section));
    }
  save (self, sections);
}

static void
raise_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  move (DESK_SECTIONS_PAGE (widget), g_variant_get_string (parameter, NULL), -1);
}

static void
lower_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  move (DESK_SECTIONS_PAGE (widget), g_variant_get_string (parameter, NULL), 1);
}

/* Names */

static char *
check_name (const char *text,
            gboolean    is_settled,
            gpointer    user_data)
{
  if (is_settled && *text == '\0')
    return g_strdup (_("A section needs a name"));
  if (g_utf8_strlen (text, -1) > DESK_NAME_MAX_CHARS)
    return g_strdup_printf (_("This name is too long; use at most %d characters"), DESK_NAME_MAX_CHARS);

  return NULL;
}

static void
name_edited_cb (DeskFieldRow     *row,
                const char       *text,
                DeskSectionsPage *self)
{
  const char *language = g_object_get_data (G_OBJECT (row), "language");
  int index = find_section (self, g_object_get_data (G_OBJECT (row), "uuid"));
  GPtrArray *sections;
  DeskTerm *section;
  const DeskTermName *name;

  if (index < 0)
    return;

  section = self->sections->pdata[index];
  name = desk_term_get_name (section, language);
  /* The address stays when the name changes; a new name gets one of its own. */
  desk_term_set_name (section, language, text,
                      name != NULL && g_str_equal (name->language, language) ? name->slug : "");
  sections = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  g_ptr_array_add (sections, desk_term_copy (section));
  save (self, sections);
}

static const char *
get_own_name (const DeskTerm *section,
              const char     *language)
{
  const DeskTermName *name = desk_term_get_name (section, language);

  return name != NULL && g_str_equal (name->language, language) ? name->name : "";
}

/* Rows */

static void
append_move (GMenu          *menu,
             const char     *label,
             const char     *action,
             const DeskTerm *section)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", section->uuid);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
show_moves (GtkWidget      *button,
            const DeskTerm *section,
            const char     *name,
            unsigned        index,
            unsigned        n_sections)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *tooltip = g_strdup_printf (_("Order of %s"), name);

  if (index > 0)
    append_move (menu, _("Move _Up"), "sections.raise", section);
  if (index + 1 < n_sections)
    append_move (menu, _("Move _Down"), "sections.lower", section);

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_set_visible (button, n_sections > 1);
}

static void
add_name_row (DeskSectionsPage *self,
              AdwExpanderRow   *row,
              const DeskTerm   *section,
              const char       *language)
{
  GtkWidget *name_row = g_object_new (DESK_TYPE_FIELD_ROW, NULL);
  GtkWidget *error_row = g_object_new (DESK_TYPE_ERROR_ROW, NULL);
  g_autofree char *language_name = desk_wording_language (language);
  g_autofree char *title = g_strdup_printf (_("Name in %s"), language_name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name_row), title);
  g_object_set_data_full (G_OBJECT (name_row), "uuid", g_strdup (section->uuid), g_free);
  g_object_set_data_full (G_OBJECT (name_row), "language", g_strdup (language), g_free);
  desk_field_row_set_check (DESK_FIELD_ROW (name_row), check_name, NULL);
  desk_field_row_set_stored (DESK_FIELD_ROW (name_row), get_own_name (section, language));
  g_signal_connect_object (name_row, "edited", G_CALLBACK (name_edited_cb), self, 0);
  g_object_bind_property (name_row, "error-message", error_row, "message", G_BINDING_SYNC_CREATE);
  adw_expander_row_add_row (row, name_row);
  adw_expander_row_add_row (row, error_row);

  /* The row has a list within, which it leaves nameless. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_ancestor (name_row, GTK_TYPE_LIST_BOX)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
}

static void
title_row (AdwExpanderRow *row,
           const DeskTerm *section,
           char          **languages)
{
  const DeskTermName *name = desk_term_get_name (section, languages[0]);
  const char *title = name != NULL ? name->name : "";
  g_autofree char *path = g_strdup_printf ("/%s/%s/", languages[0], name != NULL ? name->slug : "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* The title names the row within it alone. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_expander_row_set_subtitle (row, path);
}

static GtkWidget *
make_row (DeskSectionsPage *self,
          const DeskTerm   *section,
          char            **languages)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *menu_button = make_menu_button ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  title_row (ADW_EXPANDER_ROW (row), section, languages);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), menu_button);
  g_object_set_data (G_OBJECT (row), "menu-button", menu_button);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (section->uuid), g_free);
  for (unsigned i = 0; languages[i] != NULL; i++)
    add_name_row (self, ADW_EXPANDER_ROW (row), section, languages[i]);

  return row;
}

static GtkListBoxRow *
find_row (DeskSectionsPage *self,
          const char       *uuid)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != GTK_LIST_BOX_ROW (self->add_row); i++)
    {
      if (g_str_equal (g_object_get_data (G_OBJECT (row), "uuid"), uuid))
        return row;
    }

  return NULL;
}

/* Rows that stay are moved, not made again, so that focus and open names stay. */
static void
place_row (DeskSectionsPage *self,
           const DeskTerm   *section,
           char            **languages,
           int               index)
{
  GtkListBoxRow *row = find_row (self, section->uuid);
  GtkWidget *focus = NULL;

  if (row == NULL)
    {
      gtk_list_box_insert (self->rows, make_row (self, section, languages), index);
      return;
    }

  title_row (ADW_EXPANDER_ROW (row), section, languages);
  if (gtk_list_box_row_get_index (row) == index)
    return;

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->rows)) == GTK_WIDGET (row))
    focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  g_object_ref (row);
  gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  gtk_list_box_insert (self->rows, GTK_WIDGET (row), index);
  g_object_unref (row);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
renew_menus (DeskSectionsPage *self,
             const char       *language)
{
  for (unsigned i = 0; i < self->sections->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) i);
      const DeskTerm *section = self->sections->pdata[i];

      show_moves (g_object_get_data (G_OBJECT (row), "menu-button"), section,
                  desk_term_display_name (section, language), i, self->sections->len);
    }
}

static void
show_sections (DeskSectionsPage *self)
{
  g_auto(GStrv) languages = desk_site_settings_dup_edition_languages (self->settings);
  g_autofree char *wanted = g_strjoinv (",", languages);
  GtkListBoxRow *row;

  if (g_set_str (&self->shown, wanted))
    {
      while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != GTK_LIST_BOX_ROW (self->add_row))
        gtk_list_box_remove (self->rows, GTK_WIDGET (row));
    }

  for (unsigned i = 0; i < self->sections->len; i++)
    place_row (self, self->sections->pdata[i], languages, (int) i);
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) self->sections->len)) != GTK_LIST_BOX_ROW (self->add_row))
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  renew_menus (self, languages[0]);
}

static gpointer
list_sections (DeskStore    *store,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return desk_store_list_terms (store, DESK_TERM_SECTION, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskSectionsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sections = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->settings == NULL)
    return;
  if (sections == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&sections);
  show_sections (self);
}

static void
load (DeskSectionsPage *self)
{
  if (self->settings != NULL)
    desk_library_run_async (desk_site_settings_get_library (self->settings), list_sections, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb, g_object_ref (self));
}

/* A new one */

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskSectionsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) section = desk_term_ensure_finish (DESK_LIBRARY (source), result, &error);

  if (self->settings == NULL)
    return;
  if (section == NULL)
    {
      desk_error_row_set_message (self->error_row, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->add_row), "error");
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  desk_library_emit_changed (DESK_LIBRARY (source));
  load (self);
}

static void
add_cb (DeskSectionsPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_row))));
  g_auto(GStrv) languages = desk_site_settings_dup_edition_languages (self->settings);

  if (*name != '\0')
    desk_term_ensure_async (desk_site_settings_get_library (self->settings), DESK_TERM_SECTION, name, languages[0],
                            added_cb, g_object_ref (self));
}

static void
add_changed_cb (DeskSectionsPage *self)
{
  gtk_widget_set_sensitive (self->add_button, *gtk_editable_get_text (GTK_EDITABLE (self->add_row)) != '\0');
  desk_error_row_set_message (self->error_row, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->add_row), "error");
}

static void
desk_sections_page_dispose (GObject *object)
{
  DeskSectionsPage *self = DESK_SECTIONS_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_SECTIONS_PAGE);

  G_OBJECT_CLASS (desk_sections_page_parent_class)->dispose (object);
}

static void
desk_sections_page_class_init (DeskSectionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_sections_page_dispose;

  g_type_ensure (DESK_TYPE_ERROR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/site/desk-sections-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSectionsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskSectionsPage, add_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSectionsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, DeskSectionsPage, error_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_changed_cb);
  gtk_widget_class_install_action (widget_class, "sections.raise", "s", raise_action_cb);
  gtk_widget_class_install_action (widget_class, "sections.lower", "s", lower_action_cb);
}

static void
desk_sections_page_init (DeskSectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
settings_changed_cb (DeskSectionsPage *self)
{
  if (self->sections != NULL)
    show_sections (self);
}

/**
 * desk_sections_page_set_settings:
 * @settings: whose sections to show; to be called once
 */
void
desk_sections_page_set_settings (DeskSectionsPage *self,
                                 DeskSiteSettings *settings)
{
  g_return_if_fail (DESK_IS_SECTIONS_PAGE (self) && self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}
