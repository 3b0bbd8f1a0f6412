/* desk-picture-row.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-picture-row.h"

#include "app/media/desk-picture-page.h"
#include "app/media/desk-thumbnail.h"
#include "app/widgets/desk-subpage.h"

#include <glib/gi18n.h>

#define MARGIN 8 /* above and below a picture, which is taller than a line */

struct _DeskPictureRow
{
  AdwActionRow   parent_instance;

  DeskThumbnail *thumbnail;
  GtkWidget     *choose_button;
  GtkWidget     *remove_button;

  DeskLibrary   *library;
  char          *picture;      /* its UUID or SHA-256; NULL for none */
  unsigned       min_edge;     /* pixels that neither side may be shorter than */
  char          *error_message;
};

typedef enum
{
  PROP_ERROR_MESSAGE = 1,
} DeskPictureRowProperty;

static GParamSpec *props[PROP_ERROR_MESSAGE + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskPictureRow, desk_picture_row, ADW_TYPE_ACTION_ROW)

static gpointer
find_media (DeskStore    *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  return desk_store_find_media (store, data, error);
}

static void
judge (DeskPictureRow  *self,
       const DeskMedia *media)
{
  g_autofree char *message = NULL;

  if (media != NULL && MIN (media->width, media->height) < self->min_edge)
    message = g_strdup_printf (_("This picture is too small; choose one of at least %u × %u pixels"), self->min_edge, self->min_edge);
  if (g_set_str (&self->error_message, message))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_MESSAGE]);
}

static void
show_media (DeskPictureRow  *self,
            const DeskMedia *media,
            const char      *words)
{
  judge (self, media);
  desk_thumbnail_set_media (self->thumbnail, self->library, media);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskPictureRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskMedia) media = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  if (self->library == NULL || self->picture == NULL)
    return;
  /* Another one may have been chosen meanwhile. */
  if (media != NULL && (g_str_equal (media->uuid, self->picture) || g_str_equal (media->sha256, self->picture)))
    show_media (self, media, media->name);
  else if (media == NULL)
    show_media (self, NULL, error->message);
}

static void
chosen_cb (DeskPictureRow *self,
           const char     *uuid)
{
  g_signal_emit (self, signals[CHANGED], 0, uuid);
}

static void
choose_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskPictureRow *self = DESK_PICTURE_ROW (widget);
  AdwNavigationPage *page = desk_picture_page_new (self->library);

  g_signal_connect_object (page, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  desk_subpage_push (widget, page);
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DeskPictureRow *self = DESK_PICTURE_ROW (widget);

  gtk_widget_grab_focus (self->choose_button); /* the other button goes */
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

static void
desk_picture_row_dispose (GObject *object)
{
  DeskPictureRow *self = DESK_PICTURE_ROW (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_picture_row_parent_class)->dispose (object);
}

static void
desk_picture_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((DeskPictureRowProperty) prop_id)
    {
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, DESK_PICTURE_ROW (object)->error_message);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_picture_row_finalize (GObject *object)
{
  DeskPictureRow *self = DESK_PICTURE_ROW (object);

  g_clear_pointer (&self->picture, g_free);
  g_clear_pointer (&self->error_message, g_free);

  G_OBJECT_CLASS (desk_picture_row_parent_class)->finalize (object);
}

static void
desk_picture_row_class_init (DeskPictureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = desk_picture_row_get_property;
  object_class->dispose = desk_picture_row_dispose;
  object_class->finalize = desk_picture_row_finalize;

  /**
   * DeskPictureRow:error-message:
   *
   * What is wrong with the picture that there is; %NULL if nothing is.
   */
  props[PROP_ERROR_MESSAGE] =
    g_param_spec_string ("error-message", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * DeskPictureRow::changed:
   * @uuid: (nullable): of the picture that a person has chosen; %NULL where they want none
   */
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_PICTURE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "picture.choose", NULL, choose_action_cb);
  gtk_widget_class_install_action (widget_class, "picture.remove", NULL, remove_action_cb);
}

static void
desk_picture_row_init (DeskPictureRow *self)
{
  self->thumbnail = DESK_THUMBNAIL (desk_thumbnail_new (64, 48, GTK_CONTENT_FIT_CONTAIN));
  gtk_widget_set_margin_top (GTK_WIDGET (self->thumbnail), MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->thumbnail), MARGIN);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->thumbnail));

  self->remove_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (self->remove_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove_button), "picture.remove");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->remove_button);

  self->choose_button = gtk_button_new_with_mnemonic (_("C_hoose…"));
  gtk_widget_set_valign (self->choose_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->choose_button), "picture.choose");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->choose_button);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/**
 * desk_picture_row_set_library:
 * @library: whose pictures there are; to be called once
 * @choose_label: what one does with the button that chooses, "Choose the Logo"
 * @remove_label: likewise, "Remove the Logo"
 */
void
desk_picture_row_set_library (DeskPictureRow *self,
                              DeskLibrary    *library,
                              const char     *choose_label,
                              const char     *remove_label)
{
  g_return_if_fail (DESK_IS_PICTURE_ROW (self) && self->library == NULL);

  self->library = g_object_ref (library);
  /* Its own word is in the way of what it is called. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->choose_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button), GTK_ACCESSIBLE_PROPERTY_LABEL, choose_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  gtk_widget_set_tooltip_text (self->remove_button, remove_label);
  gtk_widget_set_visible (self->remove_button, FALSE);
  show_media (self, NULL, _("None"));
}

/**
 * desk_picture_row_set_min_edge:
 * @edge: in pixels: a picture with a shorter side is shown, and said to be too small;
 *   to be called before one is set
 */
void
desk_picture_row_set_min_edge (DeskPictureRow *self,
                               unsigned        edge)
{
  g_return_if_fail (DESK_IS_PICTURE_ROW (self) && self->picture == NULL);

  self->min_edge = edge;
}

/**
 * desk_picture_row_set_picture:
 * @uuid: (nullable): of the picture that there is, or its SHA-256
 */
void
desk_picture_row_set_picture (DeskPictureRow *self,
                              const char     *uuid)
{
  g_return_if_fail (DESK_IS_PICTURE_ROW (self) && self->library != NULL);

  if (!g_set_str (&self->picture, uuid))
    return;

  gtk_widget_set_visible (self->remove_button, uuid != NULL);
  if (uuid == NULL)
    show_media (self, NULL, _("None"));
  else
    desk_library_read_async (self->library, DESK_READING_ROWS, find_media, g_strdup (uuid), g_free,
                             (GDestroyNotify) desk_media_free, NULL, found_cb, g_object_ref (self));
}
