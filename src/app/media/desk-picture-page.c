/* desk-picture-page.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-picture-page.h"

#include "app/media/desk-picture-item.h"
#include "app/media/desk-thumbnail.h"
#include "app/widgets/desk-subpage.h"
#include "app/widgets/desk-undo-toast.h"
#include "jobs/desk-job-media.h"
#include "text/desk-script.h"

#include <glib/gi18n.h>

struct _DeskPicturePage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry   *search;
  GtkStack         *stack;
  GtkGridView      *grid;

  DeskLibrary      *library;
  GListStore       *pictures;  /* DeskPictureItem, all of them */
  GtkFilter        *filter;    /* owned by @shown */
  GListModel       *shown;     /* those that the search leaves */
  char             *folded;    /* what is searched for */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskPicturePage, desk_picture_page, ADW_TYPE_NAVIGATION_PAGE)

/* Choosing */

static void
choose (DeskPicturePage *self,
        const char      *uuid)
{
  g_signal_emit (self, signals[CHOSEN], 0, uuid);
  desk_subpage_pop (ADW_NAVIGATION_PAGE (self));
}

static void
activate_cb (DeskPicturePage *self,
             unsigned         position)
{
  g_autoptr(DeskPictureItem) item = g_list_model_get_item (self->shown, position);

  if (item != NULL)
    choose (self, desk_picture_item_get_media (item)->uuid);
}

/* A new one */

static gpointer
add_file (DeskStore    *store,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr(DeskMedia) media = desk_media_new ();

  if (!desk_job_add_media (store, data, media, error))
    return NULL;
  if (desk_media_is_picture (media))
    return g_steal_pointer (&media);

  g_set_error (error, DESK_JOB_MEDIA_ERROR, DESK_JOB_MEDIA_ERROR_UNKNOWN,
               _("“%.60s” is not a picture; choose another one"), media->name);
  return NULL;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskPicturePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskMedia) media = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  if (media == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  choose (self, media->uuid);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(DeskPicturePage) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || self->library == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      desk_toast_show (GTK_WIDGET (self), _("Choose a file on this computer"));
      return;
    }

  desk_library_run_async (self->library, add_file, g_file_get_path (file), g_free, (GDestroyNotify) desk_media_free,
                          NULL, added_cb, g_object_ref (self));
}

static void
add_action_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  static const char *const suffixes[] = { "png", "jpg", "jpeg", "webp", "avif", "gif" };
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) pictures = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (pictures, _("Pictures"));
  for (unsigned i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (pictures, suffixes[i]);
  g_list_store_append (filters, pictures);

  gtk_file_dialog_set_title (dialog, _("Add a Picture"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, file_chosen_cb, g_object_ref (widget));
}

/* The list */

static void
show_page (DeskPicturePage *self)
{
  unsigned n_all = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));
  unsigned n_shown = g_list_model_get_n_items (self->shown);

  gtk_widget_set_visible (GTK_WIDGET (self->search), n_all > 0);
  gtk_stack_set_visible_child_name (self->stack, n_all == 0 ? "empty" : n_shown == 0 ? "nothing" : "pictures");
}

static gboolean
fits (gpointer item,
      gpointer user_data)
{
  DeskPicturePage *self = user_data;

  return self->folded == NULL || desk_picture_item_fits (item, self->folded);
}

static void
search_changed_cb (DeskPicturePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->folded);
  self->folded = *text != '\0' ? desk_script_fold (text) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_page (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *thumbnail = desk_thumbnail_new (120, 90, GTK_CONTENT_FIT_CONTAIN);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "max-width-chars", 14, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), thumbnail);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (cell, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         DeskPicturePage          *self)
{
  const DeskMedia *media = desk_picture_item_get_media (gtk_list_item_get_item (cell));
  GtkWidget *thumbnail = gtk_widget_get_first_child (gtk_list_item_get_child (cell));

  desk_thumbnail_set_media (DESK_THUMBNAIL (thumbnail), self->library, media);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (thumbnail)), media->name);
  gtk_list_item_set_accessible_label (cell, media->name);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *cell,
           DeskPicturePage          *self)
{
  desk_thumbnail_set_media (DESK_THUMBNAIL (gtk_widget_get_first_child (gtk_list_item_get_child (cell))), self->library, NULL);
}

static gpointer
list_media (DeskStore    *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  return desk_store_list_media (store, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskPicturePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) media = desk_library_run_finish (DESK_LIBRARY (source), result, &error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->library == NULL)
    return;
  if (media == NULL)
    desk_toast_show (GTK_WIDGET (self), error->message);

  for (unsigned i = 0; media != NULL && i < media->len; i++)
    {
      if (desk_media_is_picture (media->pdata[i]))
        g_ptr_array_add (items, desk_picture_item_new (media->pdata[i]));
    }
  g_list_store_splice (self->pictures, 0, g_list_model_get_n_items (G_LIST_MODEL (self->pictures)), items->pdata, items->len);
  show_page (self);
}

static void
make_list (DeskPicturePage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) selection = NULL;

  self->pictures = g_list_store_new (DESK_TYPE_PICTURE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->pictures)), self->filter));
  selection = gtk_no_selection_new (g_object_ref (self->shown));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_grid_view_set_factory (self->grid, factory);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
}

static void
desk_picture_page_dispose (GObject *object)
{
  DeskPicturePage *self = DESK_PICTURE_PAGE (object);

  /* Cells are unbound while the library is still known. */
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_PICTURE_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->pictures);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_picture_page_parent_class)->dispose (object);
}

static void
desk_picture_page_finalize (GObject *object)
{
  g_clear_pointer (&DESK_PICTURE_PAGE (object)->folded, g_free);

  G_OBJECT_CLASS (desk_picture_page_parent_class)->finalize (object);
}

static void
desk_picture_page_class_init (DeskPicturePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_picture_page_dispose;
  object_class->finalize = desk_picture_page_finalize;

  /**
   * DeskPicturePage::chosen:
   * @uuid: of the picture
   */
  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_PICTURE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/media/desk-picture-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPicturePage, search);
  gtk_widget_class_bind_template_child (widget_class, DeskPicturePage, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskPicturePage, grid);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "picture.add", NULL, add_action_cb);
}

static void
desk_picture_page_init (DeskPicturePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
}

/**
 * desk_picture_page_new:
 * @library: whose pictures there are
 *
 * Returns: (transfer floating): the page, for desk_subpage_push()
 */
AdwNavigationPage *
desk_picture_page_new (DeskLibrary *library)
{
  DeskPicturePage *self = g_object_new (DESK_TYPE_PICTURE_PAGE, NULL);

  self->library = g_object_ref (library);
  desk_library_read_async (library, DESK_READING_LIST, list_media, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           NULL, listed_cb, g_object_ref (self));

  return ADW_NAVIGATION_PAGE (self);
}
