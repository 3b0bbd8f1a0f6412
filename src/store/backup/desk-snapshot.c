/* desk-snapshot.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-snapshot.h"

#include "desk-backup-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* LIBRARY/backups/ holds plain databases, which anything that knows SQLite opens:
 *
 *   2026-06-01.sqlite3             of a day, thinned by desk_retention_choose()
 *   before-schema-2.sqlite3        from before a migration
 *   before-restore-….sqlite3       what a restored backup took the place of
 *   before-restore-….themes        and the themes of then
 *
 * 1. What has such a name was whole and verified, on the disk, when it got it.
 * 2. What is from before something goes after eight weeks, like the last weekly
 *    one.
 */

#define SUFFIX ".sqlite3"
#define BEFORE "before-"
#define BEFORE_MIGRATION BEFORE "schema-"
#define BEFORE_RESTORE BEFORE "restore-"
#define KEEP_US (56 * G_TIME_SPAN_DAY)

void
desk_snapshot_free (DeskSnapshot *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

char *
desk_snapshot_dup_folder (const char *library)
{
  return g_build_filename (library, "backups", NULL);
}

/* The Julian day of "2026-06-01.sqlite3"; 0 for another name. */
static guint32
day_of (const char *name)
{
  unsigned value[3] = { 0 };
  GDate date;

  for (unsigned i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7 ? name[i] != '-' : !g_ascii_isdigit (name[i]))
        return 0;
      if (name[i] != '-')
        value[i < 4 ? 0 : i < 7 ? 1 : 2] = value[i < 4 ? 0 : i < 7 ? 1 : 2] * 10 + (unsigned) (name[i] - '0');
    }
  if (!g_str_equal (name + 10, SUFFIX) ||
      !g_date_valid_dmy ((GDateDay) value[2], (GDateMonth) value[1], (GDateYear) value[0]))
    return 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) value[2], (GDateMonth) value[1], (GDateYear) value[0]);
  return g_date_get_julian (&date);
}

static char *
name_of_day (gint64 now_us)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);

  return g_date_time_format (now, "%Y-%m-%d" SUFFIX);
}

/* Writes and verifies a copy, then gives it its name. */
static gboolean
make (sqlite3         *db,
      const char      *folder,
      const char      *name,
      const DeskWatch *watch,
      GError         **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(DeskTemporary) made = desk_safe_temporary (folder, error);

  return made != NULL &&
         desk_database_write_copy (db, made, watch, error) &&
         desk_check_library_copy (made, watch, error) &&
         !desk_watch_is_over (watch, error) &&
         desk_safe_put (made, path, TRUE, error);
}

/* Names of the snapshots of days, by age. */
static GPtrArray *
list_days (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (day_of (name) != 0)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return names;
}

static void
thin_days (const char *folder,
           guint32     today)
{
  g_autoptr(GPtrArray) names = list_days (folder);
  g_autofree guint32 *days = g_new (guint32, names->len);
  g_autofree gboolean *keep = g_new (gboolean, names->len);

  for (unsigned i = 0; i < names->len; i++)
    days[i] = day_of (names->pdata[i]);
  desk_retention_choose (days, names->len, today, keep);

  for (unsigned i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (!keep[i])
        (void) g_unlink (path); /* the next day tries again */
    }
}

/* What is from before something, once it is old. */
static void
thin_others (const char *folder,
             gint64      now_us)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (g_str_has_prefix (name, BEFORE) && lstat (path, &status) == 0 &&
          status.st_mtime < (now_us - KEEP_US) / G_USEC_PER_SEC)
        desk_safe_remove (path);
    }
}

/**
 * desk_store_make_snapshot:
 * @now_us: the time, µs since 1970; the snapshot has the day's name
 * @progress: (nullable) (scope call): told how far it is
 *
 * Makes the day's snapshot, once a day, and removes those that are not kept any
 * longer. Who writes to the library meanwhile is not stopped. Blocks; call it
 * on a worker, outside of a transaction.
 *
 * Returns: %FALSE with @error set, and nothing of it left; with
 *   %DESK_STORE_ERROR_DAMAGED the library is damaged
 */
gboolean
desk_store_make_snapshot (DeskStore       *self,
                          gint64           now_us,
                          DeskProgressFunc progress,
                          gpointer         user_data,
                          GCancellable    *cancellable,
                          GError         **error)
{
  DeskWatch watch = { progress, user_data, cancellable };
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && self->depth == 0, FALSE);

  if (desk_store_has_snapshot (self, now_us))
    return TRUE;

  folder = desk_snapshot_dup_folder (self->path);
  name = name_of_day (now_us);

  desk_safe_sweep (folder, now_us - G_TIME_SPAN_DAY);
  desk_safe_sweep (self->path, now_us - G_TIME_SPAN_DAY);
  if (!make (self->db, folder, name, &watch, error))
    return FALSE;

  thin_days (folder, day_of (name));
  thin_others (folder, now_us);
  return TRUE;
}

/**
 * desk_store_has_snapshot:
 *
 * Returns: whether the day's snapshot was made
 */
gboolean
desk_store_has_snapshot (DeskStore *self,
                         gint64     now_us)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  folder = desk_snapshot_dup_folder (self->path);
  name = name_of_day (now_us);
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * desk_store_has_written:
 *
 * Returns: whether anything was changed through @self since it was opened
 */
gboolean
desk_store_has_written (DeskStore *self)
{
  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  return sqlite3_total_changes64 (self->db) > 0;
}

/**
 * desk_store_fold_log:
 *
 * Folds the write-ahead log into the file, as far as no reader needs it.
 */
gboolean
desk_store_fold_log (DeskStore *self,
                     GError   **error)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && self->depth == 0, FALSE);

  return desk_database_execute (self->db, "PRAGMA wal_checkpoint (PASSIVE)", N_("The library can't be written to"), error);
}

/**
 * desk_snapshot_before_migration:
 * @db: a library that is going to be migrated
 * @library: its folder
 * @version: the schema's version that it will have
 *
 * Keeps the library as the older program knew it.
 */
gboolean
desk_snapshot_before_migration (sqlite3    *db,
                                const char *library,
                                int         version,
                                GError    **error)
{
  const DeskWatch nobody = { NULL };
  g_autofree char *folder = desk_snapshot_dup_folder (library);
  g_autofree char *name = g_strdup_printf (BEFORE_MIGRATION "%d" SUFFIX, version);

  return make (db, folder, name, &nobody, error);
}

/**
 * desk_snapshot_before_restore:
 * @out_path: (out): the snapshot
 *
 * Keeps what a restored backup takes the place of.
 */
gboolean
desk_snapshot_before_restore (sqlite3         *db,
                              const char      *library,
                              gint64           now_us,
                              const DeskWatch *watch,
                              char           **out_path,
                              GError         **error)
{
  g_autofree char *folder = desk_snapshot_dup_folder (library);
  g_autofree char *path = desk_safe_dup_free_name (folder, BEFORE_RESTORE, now_us, SUFFIX);
  g_autofree char *name = g_path_get_basename (path);

  if (!make (db, folder, name, watch, error))
    return FALSE;

  *out_path = g_steal_pointer (&path);
  return TRUE;
}

static int
by_age (gconstpointer a,
        gconstpointer b)
{
  const DeskSnapshot *first = a, *second = b;

  return first->made_us != second->made_us ? (first->made_us < second->made_us ? 1 : -1)
                                           : strcmp (second->name, first->name);
}

static DeskSnapshotKind
kind_of (const char *name)
{
  if (day_of (name) != 0)
    return DESK_SNAPSHOT_DAILY;

  return g_str_has_prefix (name, BEFORE_MIGRATION) ? DESK_SNAPSHOT_BEFORE_MIGRATION : DESK_SNAPSHOT_BEFORE_RESTORE;
}

/* Of the days, the newest first, those behind the seventh stand for their week. */
static void
tell_weeks (GPtrArray *snapshots)
{
  unsigned n_days = 0;

  for (unsigned i = 0; i < snapshots->len; i++)
    {
      DeskSnapshot *snapshot = snapshots->pdata[i];

      if (snapshot->kind == DESK_SNAPSHOT_DAILY && ++n_days > DESK_RETENTION_DAYS)
        snapshot->kind = DESK_SNAPSHOT_WEEKLY;
    }
}

/**
 * desk_snapshot_list:
 * @library: a library's folder; it need not be sound
 *
 * Returns: (transfer full) (element-type DeskSnapshot): its snapshots, the
 *   newest first; none where they can't be read
 */
GPtrArray *
desk_snapshot_list (const char *library)
{
  g_autofree char *folder = desk_snapshot_dup_folder (library);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_snapshot_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      DeskSnapshot *snapshot;
      struct stat status;

      if (!g_str_has_suffix (name, SUFFIX) || (day_of (name) == 0 && !g_str_has_prefix (name, BEFORE)) ||
          lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;

      snapshot = g_new0 (DeskSnapshot, 1);
      snapshot->kind = kind_of (name);
      snapshot->name = g_strdup (name);
      snapshot->path = g_steal_pointer (&path);
      snapshot->made_us = (gint64) status.st_mtime * G_USEC_PER_SEC;
      snapshot->n_bytes = (guint64) status.st_size;
      g_ptr_array_add (snapshots, snapshot);
    }
  g_ptr_array_sort_values (snapshots, by_age);
  tell_weeks (snapshots);

  return snapshots;
}

/**
 * desk_store_list_snapshots:
 *
 * Returns: (transfer full) (element-type DeskSnapshot): the newest first
 */
GPtrArray *
desk_store_list_snapshots (DeskStore *self)
{
  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  return desk_snapshot_list (self->path);
}
