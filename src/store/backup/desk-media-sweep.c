/* desk-media-sweep.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-media-sweep.h"

#include "desk-backup-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A file goes only when neither the library, its trash included, nor a backup
 * that is kept names it. A backup that can't be read may name any, so nothing
 * goes then.
 *
 * Who adds a file writes it first and its row then, so a young file may be on
 * its way to one; and files are removed within a write transaction, so that an
 * old one whose row is being made can be seen to be missing.
 */

#define TEMPORARY_CHARS (DESK_SHA256_CHARS + 7) /* a dot and six characters, as GLib makes it */

/* A row whose name is damaged may have had any. */
static gboolean
add_name (GHashTable *names,
          const char *sha256,
          GError    **error)
{
  if (sha256 != NULL)
    {
      g_hash_table_add (names, g_strdup (sha256));
      return TRUE;
    }

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                       _("The library is damaged: a picture is missing; restore a backup"));
  return FALSE;
}

static gboolean
add_names (sqlite3    *db,
           const char *sql,
           GHashTable *names,
           GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW && !add_name (names, (const char *) sqlite3_column_text (stmt, 0), error))
        break;
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    desk_connection_throw (db, N_("Unused files can't be looked for"), error);
  sqlite3_finalize (stmt);

  return result == SQLITE_DONE;
}

static const char sql_media[] = "SELECT sha256 FROM media";
static const char sql_uses[] = "SELECT DISTINCT sha256 FROM media_use";
static const char sql_has_uses[] = "SELECT count (*) FROM sqlite_schema WHERE name = 'media_use'";

static gboolean
add_all_names (sqlite3    *db,
               GHashTable *names,
               GError    **error)
{
  gint64 has_uses;

  return add_names (db, sql_media, names, error) &&
         desk_database_ask (db, sql_has_uses, &has_uses, N_("Unused files can't be looked for"), error) &&
         (!has_uses || add_names (db, sql_uses, names, error));
}

/* Every database in backups/, also one whose name nobody knows. */
static gboolean
add_backups (const char *library,
             GHashTable *names)
{
  g_autofree char *folder = desk_snapshot_dup_folder (library);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return !g_file_test (folder, G_FILE_TEST_EXISTS);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(sqlite3) db = NULL;

      if (!g_str_has_suffix (name, ".sqlite3"))
        continue;
      db = desk_database_open_copy (path, NULL);
      if (db == NULL || !add_all_names (db, names, NULL))
        return FALSE;
    }

  return TRUE;
}

/* A file's name, or that of one that was never finished. */
static gboolean
is_ours (const char *name)
{
  g_autofree char *hash = g_strndup (name, DESK_SHA256_CHARS);

  return desk_media_is_name (hash) &&
         (name[DESK_SHA256_CHARS] == '\0' ||
          (name[DESK_SHA256_CHARS] == '.' && strlen (name) == TEMPORARY_CHARS));
}

static GPtrArray *
list_unnamed (const char *library,
              GHashTable *names,
              gint64      before_us)
{
  g_autofree char *folder = g_build_filename (library, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *unnamed = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (is_ours (name) && !g_hash_table_contains (names, name) && lstat (path, &status) == 0 &&
          S_ISREG (status.st_mode) && status.st_mtime < before_us / G_USEC_PER_SEC)
        g_ptr_array_add (unnamed, g_strdup (name));
    }

  return unnamed;
}

static gboolean
is_named_now (DeskStore  *self,
              const char *name,
              gboolean   *out_is,
              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM media WHERE sha256 = ?1"
                            " UNION ALL SELECT 1 FROM media_use WHERE sha256 = ?1 LIMIT 1");
  desk_bind_text (stmt, 1, name);

  return desk_store_next (self, stmt, N_("Unused files can't be removed"), out_is, error);
}

/* Within a write transaction. */
static gboolean
unlink_unnamed (DeskStore  *self,
                const char *name,
                gboolean   *out_is_gone,
                GError    **error)
{
  g_autofree char *path = g_build_filename (self->path, "media", name, NULL);
  gboolean is_named;

  if (!is_named_now (self, name, &is_named, error))
    return FALSE;

  *out_is_gone = !is_named && g_unlink (path) == 0;
  return TRUE;
}

/**
 * desk_store_unlink_unnamed:
 * @sha256: of a file that was just made, so that no backup can name it
 *
 * Removes the file, unless something in the library has come to name it.
 */
gboolean
desk_store_unlink_unnamed (DeskStore  *self,
                           const char *sha256,
                           GError    **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gboolean ignored;

  return transaction != NULL &&
         unlink_unnamed (self, sha256, &ignored, error) &&
         desk_transaction_commit (transaction, error);
}

static gboolean
remove_slice (DeskStore *self,
              GPtrArray *unnamed,
              unsigned  *n_removed,
              GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gint64 end_us = g_get_monotonic_time () + self->slice_us;

  if (transaction == NULL)
    return FALSE;

  do
    {
      g_autofree char *name = g_ptr_array_steal_index_fast (unnamed, unnamed->len - 1);
      gboolean is_gone;

      if (!unlink_unnamed (self, name, &is_gone, error))
        return FALSE;
      if (is_gone)
        (*n_removed)++;
    }
  while (unnamed->len > 0 && g_get_monotonic_time () < end_us);

  return desk_transaction_commit (transaction, error);
}

/**
 * desk_store_sweep_media:
 * @now_us: µs since 1970; files of the last day stay
 * @out_n_removed: (out): how many files went
 *
 * Removes the pictures and documents that nothing names any more, in slices
 * between which others can write.
 */
gboolean
desk_store_sweep_media (DeskStore    *self,
                        gint64        now_us,
                        GCancellable *cancellable,
                        unsigned     *out_n_removed,
                        GError      **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) unnamed = NULL;
  unsigned n_removed = 0;

  g_return_val_if_fail (DESK_IS_STORE (self) && self->depth == 0, FALSE);

  *out_n_removed = 0;
  /* The library first: what it has named until then may be in a snapshot that
   * another program makes meanwhile. */
  if (!add_all_names (self->db, names, error))
    return FALSE;
  if (!add_backups (self->path, names))
    return TRUE;

  unnamed = list_unnamed (self->path, names, now_us - G_TIME_SPAN_DAY);
  while (unnamed->len > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !remove_slice (self, unnamed, &n_removed, error))
        return FALSE;
      if (unnamed->len > 0)
        desk_store_let_others_write (self);
    }

  *out_n_removed = n_removed;
  return TRUE;
}
