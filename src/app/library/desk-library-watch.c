/* desk-library-watch.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-library-watch.h"

/* Whatever is written goes into the write-ahead log first, so the log's file says
 * that somebody has written, and SQLite's data_version whether it was somebody
 * else. The writer's store is asked, since that is another one for no change of
 * this window's own: those are told by whoever makes them.
 */

/* A change is looked into so long after it is seen, with all that came since. */
#define LOOK_MS 200

/* As often a file's changes are told; unasked it would be after 800 ms. */
#define RATE_MS 100

struct _DeskLibraryWatch
{
  GObject       parent_instance;
  DeskLibrary  *library;
  GFileMonitor *monitor; /* NULL where files can't be watched */
  unsigned      look_id;
  gint64        version; /* -1 until it is known */
};

G_DEFINE_FINAL_TYPE (DeskLibraryWatch, desk_library_watch, G_TYPE_OBJECT)

static gpointer
read_version (DeskStore    *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  gint64 version;

  if (!desk_store_get_data_version (store, &version, error))
    return NULL;

  return g_memdup2 (&version, sizeof version);
}

static void
version_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(DeskLibraryWatch) self = user_data;
  g_autofree gint64 *version = desk_library_run_finish (DESK_LIBRARY (object), result, NULL);
  gboolean is_other;

  /* Who could not look does so after the next change. */
  if (version == NULL || self->library == NULL)
    return;

  is_other = self->version >= 0 && *version != self->version;
  self->version = *version;
  if (is_other)
    desk_library_emit_changed_elsewhere (self->library);
}

static void
look_cb (gpointer user_data)
{
  DeskLibraryWatch *self = user_data;

  self->look_id = 0;
  desk_library_run_async (self->library, read_version, NULL, NULL, g_free,
                          NULL, version_read_cb, g_object_ref (self));
}

static void
log_changed_cb (DeskLibraryWatch *self)
{
  if (self->look_id == 0)
    self->look_id = g_timeout_add_once (LOOK_MS, look_cb, self);
}

static void
desk_library_watch_dispose (GObject *object)
{
  DeskLibraryWatch *self = DESK_LIBRARY_WATCH (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_library_watch_parent_class)->dispose (object);
}

static void
desk_library_watch_class_init (DeskLibraryWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_library_watch_dispose;
}

static void
desk_library_watch_init (DeskLibraryWatch *self)
{
  self->version = -1;
}

/**
 * desk_library_watch_new:
 * @library: an open library
 *
 * Emits #DeskLibrary::changed-elsewhere when another program, or another part of this one
 * with a store of its own, has changed the library, as long as the watch lives.
 *
 * Returns: (transfer full): the watch
 */
DeskLibraryWatch *
desk_library_watch_new (DeskLibrary *library)
{
  DeskLibraryWatch *self = g_object_new (DESK_TYPE_LIBRARY_WATCH, NULL);
  g_autofree char *folder = desk_library_dup_folder (library);
  g_autofree char *path = g_build_filename (folder, "library.sqlite3-wal", NULL);
  g_autoptr(GFile) log = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  self->library = g_object_ref (library);
  self->monitor = g_file_monitor_file (log, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (self->monitor, RATE_MS);
      g_signal_connect_object (self->monitor, "changed", G_CALLBACK (log_changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      g_debug ("What other programs do to the library is not seen: %s", error->message);
    }
  look_cb (self);

  return self;
}
