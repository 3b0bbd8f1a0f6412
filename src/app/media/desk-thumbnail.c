/* desk-thumbnail.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-thumbnail.h"

#include "app/media/desk-media-texture.h"

/* It stands beside words that say what it shows, so it is nothing to those who
 * don't see it. */
struct _DeskThumbnail
{
  AdwBin        parent_instance;

  GtkPicture   *picture;
  GtkWidget    *blank;        /* while there is no picture */
  char         *sha256;       /* of what is shown or on its way */
  GCancellable *cancellable;  /* of what is on its way */
};

G_DEFINE_FINAL_TYPE (DeskThumbnail, desk_thumbnail, ADW_TYPE_BIN)

static void
show_texture (DeskThumbnail *self,
              GdkTexture    *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
  gtk_widget_set_visible (self->blank, texture == NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskThumbnail) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = desk_media_texture_load_finish (result, &error);

  if (texture == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("A picture can't be shown: %s", error->message);
  if (texture != NULL && self->cancellable != NULL)
    show_texture (self, texture);
}

static void
desk_thumbnail_dispose (GObject *object)
{
  DeskThumbnail *self = DESK_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (desk_thumbnail_parent_class)->dispose (object);
}

static void
desk_thumbnail_finalize (GObject *object)
{
  g_clear_pointer (&DESK_THUMBNAIL (object)->sha256, g_free);

  G_OBJECT_CLASS (desk_thumbnail_parent_class)->finalize (object);
}

static void
desk_thumbnail_class_init (DeskThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_thumbnail_dispose;
  object_class->finalize = desk_thumbnail_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
desk_thumbnail_init (DeskThumbnail *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "can-shrink", TRUE, NULL);
  self->blank = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-x-generic-symbolic",
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->blank, "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->blank);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->picture));
  adw_bin_set_child (ADW_BIN (self), overlay);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thumbnail");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * desk_thumbnail_new:
 * @width: in pixels
 * @height: likewise
 * @fit: what becomes of a picture of another shape
 *
 * Returns: (transfer floating): a thumbnail, which is blank
 */
GtkWidget *
desk_thumbnail_new (int           width,
                    int           height,
                    GtkContentFit fit)
{
  DeskThumbnail *self = g_object_new (DESK_TYPE_THUMBNAIL, "width-request", width, "height-request", height, NULL);

  gtk_picture_set_content_fit (self->picture, fit);

  return GTK_WIDGET (self);
}

/**
 * desk_thumbnail_set_media:
 * @media: (nullable): what to show; it comes when it has been read
 */
void
desk_thumbnail_set_media (DeskThumbnail   *self,
                          DeskLibrary     *library,
                          const DeskMedia *media)
{
  int edge;

  g_return_if_fail (DESK_IS_THUMBNAIL (self));

  if (!g_set_str (&self->sha256, media != NULL ? media->sha256 : NULL))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_texture (self, NULL);
  if (media == NULL)
    return;

  /* Twice: one that is cut to shape is shown larger, and so it is on a fine screen. */
  g_object_get (self, "width-request", &edge, NULL);
  self->cancellable = g_cancellable_new ();
  desk_media_texture_load_async (library, media, 2 * edge, self->cancellable, loaded_cb, g_object_ref (self));
}
