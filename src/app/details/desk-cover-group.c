/* desk-cover-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-cover-group.h"

#include "app/details/desk-draft.h"
#include "app/media/desk-media-texture.h"

#include <glib/gi18n.h>

#define EDGE 800 /* twice what is shown, for fine screens */

struct _DeskCoverGroup
{
  AdwPreferencesGroup parent_instance;

  GtkPicture         *picture;
  AdwActionRow       *alternative_row;
  AdwActionRow       *credit_row;

  DeskDocument       *document;
  char               *sha256;       /* of the picture that is shown or on its way */
  GCancellable       *cancellable;  /* of what is on its way */
};

G_DEFINE_FINAL_TYPE (DeskCoverGroup, desk_cover_group, ADW_TYPE_PREFERENCES_GROUP)

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DeskCoverGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = desk_media_texture_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL || self->picture == NULL)
    return;
  if (texture == NULL)
    g_debug ("The cover can't be shown: %s", error->message);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
}

static void
load (DeskCoverGroup  *self,
      const DeskMedia *cover)
{
  if (!g_set_str (&self->sha256, cover != NULL ? cover->sha256 : NULL))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), FALSE);
  if (cover == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  desk_media_texture_load_async (desk_document_get_library (self->document), cover, EDGE, self->cancellable,
                                 loaded_cb, g_object_ref (self));
}

static void
show_property (AdwActionRow *row,
               const char   *value)
{
  gboolean has_value = value != NULL && *value != '\0';

  adw_action_row_set_subtitle (row, has_value ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (row), has_value);
}

static void
desk_cover_group_dispose (GObject *object)
{
  DeskCoverGroup *self = DESK_COVER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), DESK_TYPE_COVER_GROUP);

  G_OBJECT_CLASS (desk_cover_group_parent_class)->dispose (object);
}

static void
desk_cover_group_finalize (GObject *object)
{
  g_clear_pointer (&DESK_COVER_GROUP (object)->sha256, g_free);

  G_OBJECT_CLASS (desk_cover_group_parent_class)->finalize (object);
}

static void
desk_cover_group_class_init (DeskCoverGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_cover_group_dispose;
  object_class->finalize = desk_cover_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/copydesk/Copydesk/details/desk-cover-group.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCoverGroup, picture);
  gtk_widget_class_bind_template_child (widget_class, DeskCoverGroup, alternative_row);
  gtk_widget_class_bind_template_child (widget_class, DeskCoverGroup, credit_row);
}

static void
desk_cover_group_init (DeskCoverGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desk_cover_group_set_document:
 * @document: (nullable): whose cover to show
 */
void
desk_cover_group_set_document (DeskCoverGroup *self,
                               DeskDocument   *document)
{
  g_return_if_fail (DESK_IS_COVER_GROUP (self));

  if (g_set_object (&self->document, document))
    desk_cover_group_refresh (self);
}

/**
 * desk_cover_group_refresh:
 *
 * Shows the document's cover; an article without one has no such group.
 */
void
desk_cover_group_refresh (DeskCoverGroup *self)
{
  const DeskMedia *cover = NULL;
  const DeskMediaText *text = NULL;

  g_return_if_fail (DESK_IS_COVER_GROUP (self));

  if (self->document != NULL)
    cover = desk_draft_peek_article (self->document)->cover;

  gtk_widget_set_visible (GTK_WIDGET (self), cover != NULL);
  load (self, cover);
  if (cover == NULL)
    return;

  text = desk_media_get_text (cover, desk_document_get_language (self->document));
  gtk_picture_set_alternative_text (self->picture, text != NULL ? text->alternative : cover->name);
  show_property (self->alternative_row, text != NULL ? text->alternative : NULL);
  show_property (self->credit_row, cover->credit);
}
