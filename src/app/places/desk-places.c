/* desk-places.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-places.h"

#include "app/library/desk-wording.h"
#include "app/places/desk-place-row.h"

#include <glib/gi18n.h>

/* Reading again waits so long for more changes to come. */
#define REREAD_MS 150

struct _DeskPlaces
{
  AdwBin          parent_instance;
  AdwWindowTitle *title;
  GtkListBox     *list;
  GMenuModel     *main_menu;

  DeskLibrary    *library;
  DeskPlace      *place;    /* the selected one; never NULL */
  GPtrArray      *sections; /* DeskTerm, in the order of the menu */
  unsigned        n_all;
  gboolean        is_read;
  unsigned        reread_id;
};

typedef struct
{
  DeskCounts *counts;
  GPtrArray  *sections;
} Reading;

enum
{
  SIGNAL_PLACE_SELECTED,
  SIGNAL_PLACE_ACTIVATED,
  SIGNAL_READ,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskPlaces, desk_places, ADW_TYPE_BIN)

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->counts, desk_counts_free);
  g_clear_pointer (&reading->sections, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
read_places (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(Reading) reading = g_new0 (Reading, 1);

  reading->counts = desk_store_count_articles (store, error);
  if (reading->counts == NULL)
    return NULL;
  reading->sections = desk_store_list_terms (store, DESK_TERM_SECTION, error);
  if (reading->sections == NULL)
    return NULL;

  return g_steal_pointer (&reading);
}

static void
append_place (DeskPlaces *self,
              DeskPlace  *place,
              const char *icon_name,
              unsigned    count,
              const char *heading)
{
  GtkWidget *row = desk_place_row_new (place, icon_name, count, heading);
  gboolean is_selected = desk_place_equal (place, self->place);

  gtk_list_box_append (self->list, row);
  if (is_selected)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static void
append_statuses (DeskPlaces       *self,
                 const DeskCounts *counts)
{
  static const struct
  {
    DeskStatus  status;
    const char *title;
  } shown[] = {
    { DESK_STATUS_DRAFT, N_("Drafts") },
    { DESK_STATUS_REVIEW, N_("In Review") },
    { DESK_STATUS_SCHEDULED, N_("Scheduled") },
    { DESK_STATUS_PUBLISHED, N_("Published") },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      DeskPlace *place = desk_place_new (DESK_PLACE_STATUS, _(shown[i].title));

      place->status = shown[i].status;
      append_place (self, place, desk_wording_status_icon (place->status), counts->n_by_status[place->status], NULL);
    }
}

static void
append_sections (DeskPlaces       *self,
                 const DeskCounts *counts)
{
  g_autofree char *language = desk_library_dup_main_language (self->library);

  for (unsigned i = 0; i < self->sections->len; i++)
    {
      const DeskTerm *section = self->sections->pdata[i];
      DeskPlace *place = desk_place_new (DESK_PLACE_SECTION, desk_term_get_name (section, language)->name);
      unsigned count = GPOINTER_TO_UINT (g_hash_table_lookup (counts->by_section, section->uuid));

      place->section_uuid = g_strdup (section->uuid);
      append_place (self, place, NULL, count, i == 0 ? _("Sections") : NULL);
    }
}

static gboolean
has_selected_section (DeskPlaces *self)
{
  for (unsigned i = 0; i < self->sections->len; i++)
    {
      const DeskTerm *section = self->sections->pdata[i];

      if (g_strcmp0 (section->uuid, self->place->section_uuid) == 0)
        return TRUE;
    }

  return self->place->section_uuid == NULL;
}

static void
show_reading (DeskPlaces *self,
              Reading    *reading)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&reading->sections);
  self->n_all = reading->counts->n_all;
  self->is_read = TRUE;

  if (!has_selected_section (self))
    {
      desk_place_free (self->place);
      self->place = desk_place_new (DESK_PLACE_ALL, _("All Articles"));
      g_signal_emit (self, signals[SIGNAL_PLACE_SELECTED], 0);
    }

  gtk_list_box_remove_all (self->list);
  append_place (self, desk_place_new (DESK_PLACE_ALL, _("All Articles")), "desk-articles-symbolic",
                reading->counts->n_all, NULL);
  append_statuses (self, reading->counts);
  append_sections (self, reading->counts);
  append_place (self, desk_place_new (DESK_PLACE_TRASH, _("Trash")), "user-trash-symbolic",
                reading->counts->n_trash, NULL);

  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
places_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DeskPlaces) self = user_data;
  g_autoptr(Reading) reading = desk_library_run_finish (DESK_LIBRARY (object), result, NULL);

  if (reading == NULL || self->library != DESK_LIBRARY (object))
    return;

  show_reading (self, reading);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
reread_cb (gpointer user_data)
{
  DeskPlaces *self = user_data;

  self->reread_id = 0;
  desk_library_read_async (self->library, DESK_READING_REST, read_places, NULL, NULL, (GDestroyNotify) reading_free,
                           NULL, places_read_cb, g_object_ref (self));
}

static void
reread (DeskPlaces *self)
{
  if (self->reread_id == 0)
    self->reread_id = g_timeout_add_once (self->is_read ? REREAD_MS : 0, reread_cb, self);
}

static void
show_site (DeskPlaces *self)
{
  adw_window_title_set_title (self->title, desk_site_get (desk_library_get_site (self->library), "title", NULL));
}

static void
row_selected_cb (DeskPlaces    *self,
                 GtkListBoxRow *row)
{
  const DeskPlace *place;

  if (row == NULL) /* the rows are on their way out */
    return;
  place = desk_place_row_get_place (DESK_PLACE_ROW (row));
  if (desk_place_equal (place, self->place))
    return;

  desk_place_free (self->place);
  self->place = desk_place_copy (place);
  g_signal_emit (self, signals[SIGNAL_PLACE_SELECTED], 0);
}

static void
row_activated_cb (DeskPlaces *self)
{
  g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *heading = desk_place_row_get_heading (DESK_PLACE_ROW (row));
  GtkWidget *header = NULL;

  if (heading != NULL)
    {
      header = gtk_label_new (heading);
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "heading");
      gtk_widget_add_css_class (header, "dim-label");
      gtk_widget_add_css_class (header, "places-heading");
    }
  else if (desk_place_row_get_place (DESK_PLACE_ROW (row))->kind == DESK_PLACE_TRASH)
    {
      header = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    }

  gtk_list_box_row_set_header (row, header);
}

static void
desk_places_dispose (GObject *object)
{
  DeskPlaces *self = DESK_PLACES (object);

  g_clear_handle_id (&self->reread_id, g_source_remove);
  g_clear_object (&self->library);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->place, desk_place_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_PLACES);

  G_OBJECT_CLASS (desk_places_parent_class)->dispose (object);
}

static void
desk_places_class_init (DeskPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_places_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/places/desk-places.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPlaces, title);
  gtk_widget_class_bind_template_child (widget_class, DeskPlaces, list);
  gtk_widget_class_bind_template_child (widget_class, DeskPlaces, main_menu);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);

  /**
   * DeskPlaces::place-selected:
   *
   * Another place is to be shown: desk_places_get_place().
   */
  signals[SIGNAL_PLACE_SELECTED] = g_signal_new ("place-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskPlaces::place-activated:
   *
   * A person goes to desk_places_get_place().
   */
  signals[SIGNAL_PLACE_ACTIVATED] = g_signal_new ("place-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DeskPlaces::read:
   *
   * Sections and counts were read anew.
   */
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_places_init (DeskPlaces *self)
{
  self->place = desk_place_new (DESK_PLACE_ALL, _("All Articles"));
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

/**
 * desk_places_set_library:
 * @library: an open library; set once
 */
void
desk_places_set_library (DeskPlaces  *self,
                         DeskLibrary *library)
{
  g_return_if_fail (DESK_IS_PLACES (self) && self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (reread), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::site", G_CALLBACK (show_site), self, G_CONNECT_SWAPPED);
  show_site (self);
  reread (self);
}

/**
 * desk_places_get_place:
 *
 * Returns: (transfer none): the selected place
 */
const DeskPlace *
desk_places_get_place (DeskPlaces *self)
{
  g_return_val_if_fail (DESK_IS_PLACES (self), NULL);

  return self->place;
}

/**
 * desk_places_select_all:
 *
 * Goes to All Articles.
 */
void
desk_places_select_all (DeskPlaces *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (DESK_IS_PLACES (self));

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  row_activated_cb (self);
}

/**
 * desk_places_get_sections:
 *
 * Returns: (transfer none) (element-type DeskTerm): the sections, as last read
 */
GPtrArray *
desk_places_get_sections (DeskPlaces *self)
{
  g_return_val_if_fail (DESK_IS_PLACES (self), NULL);

  return self->sections;
}

/**
 * desk_places_is_empty:
 *
 * Returns: whether the library is known to have no article
 */
gboolean
desk_places_is_empty (DeskPlaces *self)
{
  g_return_val_if_fail (DESK_IS_PLACES (self), FALSE);

  return self->is_read && self->n_all == 0;
}
