/* desk-media-texture.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-media-texture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

/* A picture above this many pixels is not decoded for the window, which shows it
 * some hundred pixels wide: a damaged or hostile file must not take all memory.
 */
#define MAX_PIXELS (60u * 1000 * 1000)

/* What a thread decodes. */
typedef struct
{
  char *path;
  int   edge;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->path);
  g_free (wanted);
}

static void
decode (GTask        *task,
        gpointer      source,
        gpointer      task_data,
        GCancellable *cancellable)
{
  const Wanted *wanted = task_data;
  GError *error = NULL;
  g_autoptr(GdkPixbuf) picture = NULL;
  g_autoptr(GdkPixbuf) upright = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  picture = gdk_pixbuf_new_from_file_at_scale (wanted->path, wanted->edge, wanted->edge, TRUE, &error);
  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  upright = gdk_pixbuf_apply_embedded_orientation (picture);
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (upright), g_object_unref);
}

static gpointer
find_path (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return desk_store_dup_media_path (store, data);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  Wanted *wanted = g_task_get_task_data (task);

  wanted->path = desk_library_run_finish (DESK_LIBRARY (source), result, &error);
  if (wanted->path != NULL)
    g_task_run_in_thread (task, decode);
  else
    g_task_return_error (task, error);
}

/**
 * desk_media_texture_load_async:
 * @media: a picture
 * @edge: neither side is longer than so many pixels
 */
void
desk_media_texture_load_async (DeskLibrary        *library,
                               const DeskMedia    *media,
                               int                 edge,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  g_return_if_fail (DESK_IS_LIBRARY (library) && media != NULL && edge > 0);

  wanted->edge = edge;
  g_task_set_source_tag (task, desk_media_texture_load_async);
  g_task_set_task_data (task, wanted, wanted_free);
  if (!desk_media_is_picture (media) || (guint64) media->width * media->height > MAX_PIXELS)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("“%.60s” is too large to be shown here"),
                               media->name);
      return;
    }

  desk_library_read_async (library, DESK_READING_REST, find_path, desk_media_copy (media),
                           (GDestroyNotify) desk_media_free, g_free, cancellable, found_cb, g_steal_pointer (&task));
}

/**
 * desk_media_texture_load_finish:
 *
 * Returns: (transfer full): the picture; %NULL with @error set where it can't be shown
 */
GdkTexture *
desk_media_texture_load_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
