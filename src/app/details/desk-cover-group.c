/* desk-cover-group.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-cover-group.h"

#include "app/details/desk-draft.h"

#include <glib/gi18n.h>

/* A picture above this many pixels is not decoded for the window, which shows
 * it 360 pixels wide: a damaged or hostile file must not take all memory.
 */
#define MAX_PIXELS (60u * 1000 * 1000)

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

static gpointer
find_path (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return desk_store_dup_media_path (store, data);
}

static void
decode (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (task_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  DeskCoverGroup *self = DESK_COVER_GROUP (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    g_debug ("The cover can't be shown: %s", error->message);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DeskCoverGroup) self = user_data;
  g_autofree char *path = desk_library_run_finish (DESK_LIBRARY (source), result, NULL);
  g_autoptr(GTask) task = NULL;

  if (path == NULL || self->cancellable == NULL || self->picture == NULL)
    return;

  task = g_task_new (self, self->cancellable, decoded_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&path), g_free);
  g_task_run_in_thread (task, decode);
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
  if (cover == NULL || (guint64) cover->width * cover->height > MAX_PIXELS)
    return;

  self->cancellable = g_cancellable_new ();
  desk_library_run_async (desk_document_get_library (self->document), find_path,
                          desk_media_copy (cover), (GDestroyNotify) desk_media_free, g_free,
                          self->cancellable, found_cb, g_object_ref (self));
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
