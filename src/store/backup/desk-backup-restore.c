/* desk-backup-restore.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"
#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "desk-backup.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Restores an archive or a snapshot:
 *
 *     unpack ─→ verify ─→ keep what is there ─→ media ─→ themes ─→ database
 *     └── into a folder of its own ──┘          └──── in the library ────┘
 *
 * The library is touched only when all is known to be right. Media come first,
 * because no row may name a file that isn't there, and none are removed: the
 * backup of what was there names them. Themes are exchanged in one step and
 * taken back when the database, which goes in as one transaction, does not.
 */
typedef struct
{
  const char      *library;
  const char      *file;
  const DeskWatch *watch;
  gint64           now_us;
  char            *staging;  /* the folder it is unpacked into */
  char            *database; /* in it */
  gboolean         has_themes;
  DeskStore       *live;     /* NULL where there is none that can be opened */
} Restoring;

void
desk_restore_summary_clear (DeskRestoreSummary *self)
{
  g_clear_pointer (&self->undo, g_free);
  g_clear_pointer (&self->damaged, g_free);
}

static gboolean
is_database (const char *file)
{
  char header[16] = { 0 };
  int fd = g_open (file, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean is_read;

  if (fd < 0)
    return FALSE;

  is_read = read (fd, header, sizeof header) == sizeof header;
  (void) close (fd); /* it was only read */
  return is_read && memcmp (header, "SQLite format 3", sizeof header) == 0;
}

/* A snapshot's own themes, where it has any, stand beside it. */
static char *
themes_beside (const char *file)
{
  return g_str_has_suffix (file, ".sqlite3")
         ? g_strdup_printf ("%.*s.themes", (int) (strlen (file) - strlen (".sqlite3")), file) : NULL;
}

/* A snapshot that was found elsewhere may still have a log. */
static sqlite3 *
open_snapshot (const char *file,
               GError    **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);

  return g_file_test (log, G_FILE_TEST_EXISTS) ? desk_connection_open (file, SQLITE_OPEN_READONLY, error)
                                               : desk_database_open_copy (file, error);
}

static gboolean
copy_tree (const char *from,
           const char *to,
           GError    **error)
{
  g_autoptr(GDir) dir = g_dir_open (from, 0, error);
  const char *name;

  if (dir == NULL || g_mkdir (to, 0777) != 0)
    return dir != NULL && desk_safe_throw (errno, to, error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);
      g_autoptr(GFile) source = g_file_new_for_path (child);
      g_autoptr(GFile) target = g_file_new_for_path (copy);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (!(g_file_test (child, G_FILE_TEST_IS_DIR)
            ? copy_tree (child, copy, error)
            : g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_snapshot (Restoring *self,
               GError   **error)
{
  g_autoptr(sqlite3) db = open_snapshot (self->file, error);
  g_autofree char *themes = themes_beside (self->file);
  g_autofree char *staged = g_build_filename (self->staging, "themes", NULL);

  return db != NULL &&
         desk_database_write_copy (db, self->database, self->watch, error) &&
         (themes == NULL || !g_file_test (themes, G_FILE_TEST_IS_DIR) || copy_tree (themes, staged, error));
}

static gboolean
throw_without_database (Restoring *self,
                        GError   **error)
{
  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
               _("“%s” is damaged or not whole; restore another backup"), self->file);
  return FALSE;
}

/* The schema is looked at before anything else is asked. */
static gboolean
check_database (Restoring *self,
                GError   **error)
{
  g_autoptr(sqlite3) db = NULL;
  gboolean is_ours;
  int version;

  if (!is_database (self->database))
    return throw_without_database (self, error);

  db = desk_database_open_copy (self->database, error);
  if (db == NULL ||
      !desk_schema_check (db, self->file, &version, error) ||
      !desk_schema_is_ours (db, version, &is_ours, error))
    return FALSE;
  if (!is_ours)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
                   _("“%s” is not a backup that Copydesk made; choose another"), self->file);
      return FALSE;
    }

  return desk_check_copy (self->database, self->watch, error);
}

static gboolean
unpack (Restoring *self,
        guint64   *out_n_files,
        GError   **error)
{
  g_autofree char *themes = g_build_filename (self->staging, "themes", NULL);

  *out_n_files = 1;
  if (!(is_database (self->file) ? take_snapshot (self, error)
                                 : desk_archive_unpack (self->file, self->staging, self->watch, out_n_files, error)) ||
      !check_database (self, error))
    return FALSE;

  self->has_themes = !is_database (self->file) || g_file_test (themes, G_FILE_TEST_IS_DIR);
  return TRUE;
}

static gboolean
move_media (Restoring *self,
            GError   **error)
{
  g_autofree char *from = g_build_filename (self->staging, "media", NULL);
  g_autofree char *to = g_build_filename (self->library, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (g_mkdir (to, 0777) != 0 && errno != EEXIST)
    return desk_safe_throw (errno, to, error);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (desk_watch_is_over (self->watch, error))
        return FALSE;
      if (g_rename (source, target) != 0) /* the same bytes, or a damaged file that gives way */
        return desk_safe_throw (errno, target, error);
    }

  return desk_safe_sync (to, error);
}

/* Exchanges the library's themes with the backup's, either of which may be
 * missing. Doing it again takes it back. */
static gboolean
exchange_themes (Restoring *self,
                 GError   **error)
{
  g_autofree char *live = g_build_filename (self->library, "themes", NULL);
  g_autofree char *staged = g_build_filename (self->staging, "themes", NULL);

  if (!self->has_themes ||
      renameat2 (AT_FDCWD, staged, AT_FDCWD, live, RENAME_EXCHANGE) == 0 ||
      (!g_file_test (live, G_FILE_TEST_EXISTS) && (g_rename (staged, live) == 0 || errno == ENOENT)) ||
      (!g_file_test (staged, G_FILE_TEST_EXISTS) && g_rename (live, staged) == 0))
    return TRUE;

  return desk_safe_throw (errno, live, error);
}

/* What was replaced stays beside the snapshot of it. */
static void
keep_themes (Restoring  *self,
             const char *undo)
{
  g_autofree char *staged = g_build_filename (self->staging, "themes", NULL);
  g_autofree char *kept = undo != NULL ? themes_beside (undo) : NULL;

  if (kept != NULL && self->has_themes)
    (void) g_rename (staged, kept); /* there may have been none */
}

/* A search index of what was there answers for nothing any more. */
static void
forget_derived (const char *library)
{
  static const char *const names[] = { "search.sqlite3", "search.sqlite3-wal", "search.sqlite3-shm" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (library, names[i], NULL);

      (void) g_unlink (path); /* it is often not there */
    }
}

static gboolean
put_database (Restoring *self,
              char     **out_damaged,
              GError   **error)
{
  if (self->live != NULL)
    return desk_replace_content (self->live->db, self->database, self->watch, error);

  return desk_replace_file (self->library, self->database, self->now_us, out_damaged, error);
}

/* A damaged library makes no snapshot; its file is copied as it is. */
static gboolean
keep_live (Restoring          *self,
           DeskRestoreSummary *summary,
           GError            **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(DeskTemporary) made = NULL;
  g_autofree char *damaged = NULL;

  if (self->live == NULL ||
      desk_snapshot_before_restore (self->live->db, self->library, self->now_us, self->watch, &summary->undo, &cause))
    return TRUE;
  if (!g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  made = desk_safe_temporary (self->library, error);
  damaged = desk_replace_dup_damaged (self->library, self->now_us);
  if (made == NULL ||
      !desk_database_write_copy (self->live->db, made, self->watch, error) ||
      !desk_safe_put (made, damaged, FALSE, error))
    return FALSE;

  summary->damaged = g_steal_pointer (&damaged);
  return TRUE;
}

static gboolean
put_in_place (Restoring          *self,
              DeskRestoreSummary *summary,
              GError            **error)
{
  if (!keep_live (self, summary, error) ||
      !desk_replace_prepare (self->database, self->live != NULL ? self->live->db : NULL, error) ||
      !move_media (self, error) ||
      !exchange_themes (self, error))
    return FALSE;

  if (!put_database (self, &summary->damaged, error))
    {
      (void) exchange_themes (self, NULL); /* the first error is told */
      return FALSE;
    }

  keep_themes (self, summary->undo != NULL ? summary->undo : summary->damaged);
  forget_derived (self->library);
  return TRUE;
}

/* Opens what is there, if it can be opened: of a library that can't, the files
 * are kept. A newer one, or one that is busy, is not ours to replace. */
static gboolean
open_live (Restoring *self,
           GError   **error)
{
  g_autoptr(GError) cause = NULL;

  self->live = desk_store_open (self->library, &cause);
  if (self->live != NULL ||
      g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND) ||
      g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED) ||
      g_error_matches (cause, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
check_place (const char *library,
             GError    **error)
{
  g_autoptr(GDir) dir = NULL;
  g_autofree char *file = g_build_filename (library, DESK_DATABASE_NAME, NULL);

  if (g_mkdir_with_parents (library, 0777) != 0)
    return desk_safe_throw (errno, library, error);
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;

  dir = g_dir_open (library, 0, NULL);
  return (dir != NULL && g_dir_read_name (dir) == NULL) || desk_safe_throw (EEXIST, library, error);
}

static gboolean
restore (Restoring          *self,
         DeskRestoreSummary *summary,
         GError            **error)
{
  return unpack (self, &summary->n_files, error) &&
         open_live (self, error) &&
         put_in_place (self, summary, error);
}

/**
 * desk_backup_restore:
 * @library: a library's folder; made if it is missing
 * @file: a backup, or a snapshot from some library's backups/
 * @progress: (nullable) (scope call): told how far it is
 * @out_summary: (out): what was done
 *
 * Makes the library what the backup is. Other programs may have it open. What
 * was there is kept and can be restored likewise. Blocks; call it on a worker.
 *
 * Returns: %FALSE with @error set, and the library as it was
 */
gboolean
desk_backup_restore (const char         *library,
                     const char         *file,
                     gint64              now_us,
                     DeskProgressFunc    progress,
                     gpointer            user_data,
                     GCancellable       *cancellable,
                     DeskRestoreSummary *out_summary,
                     GError            **error)
{
  DeskWatch watch = { progress, user_data, cancellable };
  g_autofree char *folder = g_canonicalize_filename (library, NULL);
  gboolean is_new = !g_file_test (folder, G_FILE_TEST_EXISTS);
  g_autoptr(DeskTemporary) staging = NULL;
  g_autofree char *database = NULL;
  g_auto(DeskRestoreSummary) summary = { 0 };
  Restoring self = { .library = folder, .file = file, .watch = &watch, .now_us = now_us };
  gboolean is_restored;

  if (!check_place (folder, error))
    return FALSE;

  desk_safe_sweep (folder, now_us - G_TIME_SPAN_DAY);
  staging = desk_safe_make_folder (folder, error);
  if (staging != NULL)
    {
      self.staging = staging;
      self.database = database = g_build_filename (staging, DESK_DATABASE_NAME, NULL);
    }
  is_restored = staging != NULL && restore (&self, &summary, error);
  g_clear_object (&self.live);
  if (!is_restored)
    {
      g_clear_pointer (&staging, desk_temporary_remove);
      if (summary.undo != NULL)
        (void) g_unlink (summary.undo); /* nothing is to be undone */
      if (summary.damaged != NULL)
        (void) g_unlink (summary.damaged); /* it is in its place */
      if (is_new)
        desk_safe_remove (folder);
      return FALSE;
    }

  *out_summary = summary;
  summary = (DeskRestoreSummary) { 0 };
  return TRUE;
}
