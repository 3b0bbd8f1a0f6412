/* desk-author-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-author-page.h"

#include "app/author/desk-author-language-group.h"
#include "app/author/desk-author-task.h"
#include "app/media/desk-picture-row.h"
#include "app/widgets/desk-undo-toast.h"
#include "model/desk-language.h"

#include <glib/gi18n.h>

struct _DeskAuthorPage
{
  AdwNavigationPage   parent_instance;

  AdwPreferencesPage *page;
  AdwComboRow        *kind_row;
  DeskPictureRow     *portrait_row;

  DeskLibrary        *library;
  char               *uuid;
  GPtrArray          *groups;         /* DeskAuthorLanguageGroup, lent by @page */
  char               *portrait;       /* as last read */
  unsigned            n_pending;      /* changes on their way into the library */
  unsigned            n_changes;      /* so many have been made here */
  gboolean            is_refreshing;  /* rows change by our own hand */
};

G_DEFINE_FINAL_TYPE (DeskAuthorPage, desk_author_page, ADW_TYPE_NAVIGATION_PAGE)

/* Showing */

static void
show_reading (DeskAuthorPage          *self,
              const DeskAuthorReading *reading)
{
  g_autofree char *language = desk_library_dup_main_language (self->library);
  const DeskTermName *name = desk_term_get_name (reading->term, language);

  self->is_refreshing = TRUE;
  if (name != NULL)
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name->name);
  adw_combo_row_set_selected (self->kind_row, reading->term->is_organisation ? 1 : 0);
  g_set_str (&self->portrait, reading->portrait != NULL ? reading->portrait->uuid : NULL);
  desk_picture_row_set_picture (self->portrait_row, self->portrait);
  for (unsigned i = 0; i < self->groups->len; i++)
    desk_author_language_group_show (self->groups->pdata[i], reading);
  self->is_refreshing = FALSE;
}

/* What was read before a change is older than what is shown: it would take back what
 * somebody has typed. The change has it read once more. */
typedef struct
{
  DeskAuthorPage *page;
  unsigned        n_changes; /* when it began */
} Loading;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr(DeskAuthorPage) self = loading->page;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskAuthorReading) reading = desk_author_read_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL || self->n_pending > 0 || self->n_changes != loading->n_changes)
    return;
  if (reading != NULL)
    show_reading (self, reading);
  else
    desk_toast_show (GTK_WIDGET (self), error->message);
}

static void
load (DeskAuthorPage *self)
{
  Loading *loading;

  if (self->library == NULL)
    return;

  loading = g_new0 (Loading, 1);
  loading->page = g_object_ref (self);
  loading->n_changes = self->n_changes;
  desk_author_read_async (self->library, self->uuid, read_cb, loading);
}

/* Saving */

typedef struct
{
  DeskAuthorPage *page;
  DeskAuthorField field;
} Saving;

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr(DeskAuthorPage) self = saving->page;
  g_autoptr(GError) error = NULL;

  self->n_pending--;
  if (!desk_author_change_finish (DESK_LIBRARY (source), result, &error))
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      load (self);
      return;
    }

  if (saving->field == DESK_AUTHOR_SLUG)
    desk_toast_show (GTK_WIDGET (self), _("The old address leads on to the new one"));
  desk_library_emit_changed (DESK_LIBRARY (source)); /* which has it shown here, too */
}

static void
change (DeskAuthorPage *self,
        DeskLibrary    *library,
        DeskAuthorField field,
        const char     *language,
        const char     *value)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (self);
  saving->field = field;
  self->n_pending++;
  self->n_changes++;
  desk_author_change_async (library, self->uuid, field, language, value, changed_cb, saving);
}

static void
edited_cb (DeskAuthorPage *self,
           int             field,
           const char     *language,
           const char     *value)
{
  if (self->library != NULL)
    change (self, self->library, (DeskAuthorField) field, language, value);
}

static void
kind_selected_cb (DeskAuthorPage *self)
{
  if (!self->is_refreshing && self->library != NULL)
    change (self, self->library, DESK_AUTHOR_ORGANISATION, NULL, adw_combo_row_get_selected (self->kind_row) == 1 ? "yes" : "no");
}

/* The portrait */

/* One on its way back. */
typedef struct
{
  DeskAuthorPage *page;
  DeskLibrary    *library;
  char           *portrait;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->page);
  g_object_unref (before->library);
  g_free (before->portrait);
  g_free (before);
}

static void
bring_back (gpointer data)
{
  Before *before = data;

  change (before->page, before->library, DESK_AUTHOR_PORTRAIT, NULL, before->portrait);
}

static void
portrait_changed_cb (DeskAuthorPage *self,
                     const char     *uuid)
{
  Before *before;

  change (self, self->library, DESK_AUTHOR_PORTRAIT, NULL, uuid != NULL ? uuid : "");
  if (uuid != NULL || self->portrait == NULL)
    return;

  before = g_new0 (Before, 1);
  before->page = g_object_ref (self);
  before->library = g_object_ref (self->library);
  before->portrait = g_strdup (self->portrait);
  desk_undo_toast_show (GTK_WIDGET (self), _("Portrait taken off; the picture stays in the library"), bring_back, before,
                        before_free);
}

static void
desk_author_page_dispose (GObject *object)
{
  DeskAuthorPage *self = DESK_AUTHOR_PAGE (object);

  self->is_refreshing = TRUE;
  g_ptr_array_set_size (self->groups, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_AUTHOR_PAGE);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_author_page_parent_class)->dispose (object);
}

static void
desk_author_page_finalize (GObject *object)
{
  DeskAuthorPage *self = DESK_AUTHOR_PAGE (object);

  g_free (self->uuid);
  g_free (self->portrait);
  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (desk_author_page_parent_class)->finalize (object);
}

static void
desk_author_page_class_init (DeskAuthorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_author_page_dispose;
  object_class->finalize = desk_author_page_finalize;

  g_type_ensure (DESK_TYPE_PICTURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/author/desk-author-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorPage, page);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, DeskAuthorPage, portrait_row);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
}

static void
desk_author_page_init (DeskAuthorPage *self)
{
  self->is_refreshing = TRUE; /* until there is something to show */
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The languages that people write in: Serbian is one, whatever its scripts. */
static void
add_groups (DeskAuthorPage *self)
{
  g_auto(GStrv) languages = desk_site_dup_languages (desk_library_get_site (self->library));
  g_autoptr(GPtrArray) done = g_ptr_array_new ();

  for (unsigned i = 0; languages[i] != NULL; i++)
    {
      const char *language = desk_language_edition_of (languages[i]);
      GtkWidget *group;

      if (g_ptr_array_find_with_equal_func (done, language, g_str_equal, NULL))
        continue;
      g_ptr_array_add (done, (gpointer) language);
      group = desk_author_language_group_new (language);
      g_signal_connect_object (group, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
      g_ptr_array_add (self->groups, group);
    }
}

/**
 * desk_author_page_new:
 * @library: an open library
 * @uuid: an author
 * @name: what to call them until they have been read
 *
 * Returns: (transfer floating): the page, for desk_subpage_push()
 */
AdwNavigationPage *
desk_author_page_new (DeskLibrary *library,
                      const char  *uuid,
                      const char  *name)
{
  DeskAuthorPage *self = g_object_new (DESK_TYPE_AUTHOR_PAGE, "title", name, NULL);

  self->library = g_object_ref (library);
  self->uuid = g_strdup (uuid);
  add_groups (self);
  desk_picture_row_set_library (self->portrait_row, library, _("Choose the Portrait"), _("Take the Portrait Off"));
  g_signal_connect_object (self->portrait_row, "changed", G_CALLBACK (portrait_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "changed-elsewhere", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
