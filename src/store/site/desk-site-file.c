/* desk-site-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"

#include <string.h>

/* The files of a site. */

static gboolean
read_hash (DeskStatement *stmt,
           int            column,
           guint8        *hash)
{
  const void *bytes = sqlite3_column_blob (stmt, column);

  if (bytes == NULL || sqlite3_column_bytes (stmt, column) != DESK_SITE_HASH_BYTES)
    return FALSE;

  memcpy (hash, bytes, DESK_SITE_HASH_BYTES);
  return TRUE;
}

/**
 * desk_site_state_find_file:
 * @path: of a file below the folder
 * @out_is_there: (out): whether it is one of the site's
 */
gboolean
desk_site_state_find_file (DeskSiteState *self,
                           const char    *path,
                           DeskSiteFile  *out_file,
                           gboolean      *out_is_there,
                           GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT run, sha256, fingerprint FROM file WHERE path = ?1", "t", path);
  gboolean has_row = FALSE;

  if (!desk_site_next (self, stmt, &has_row, error))
    return FALSE;

  *out_is_there = has_row && read_hash (stmt, 1, out_file->sha256) && read_hash (stmt, 2, out_file->fingerprint);
  if (*out_is_there)
    out_file->run = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

gboolean
desk_site_state_put_file (DeskSiteState      *self,
                          const char         *path,
                          const DeskSiteFile *file,
                          GError            **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO file (path, run, sha256, fingerprint) VALUES (?1, ?2, ?3, ?4)", "t", path);
  sqlite3_bind_int64 (stmt, 2, file->run);
  sqlite3_bind_blob (stmt, 3, file->sha256, DESK_SITE_HASH_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 4, file->fingerprint, DESK_SITE_HASH_BYTES, SQLITE_STATIC);

  return desk_site_run (self, stmt, error);
}

gboolean
desk_site_state_remove_file (DeskSiteState *self,
                             const char    *path,
                             GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "DELETE FROM file WHERE path = ?1", "t", path);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_state_list_older:
 *
 * Returns: (transfer full) (element-type utf8): the paths of the files that were
 *   last a part of an export before @run, in their order; %NULL with @error set
 */
GPtrArray *
desk_site_state_list_older (DeskSiteState *self,
                            gint64         run,
                            GError       **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT path FROM file WHERE run < ?1 ORDER BY path", "i", run);
  gboolean has_row = FALSE;

  for (;;)
    {
      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&paths);
      g_ptr_array_add (paths, desk_column_dup_text (stmt, 0));
    }
}

/* Takes what @sql gives until it gives no more, or can't. */
static gboolean
take_files (DeskSiteState *self,
            DeskSiteState *damaged,
            const char    *sql,
            GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (damaged, sql, "");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      g_autofree char *path = desk_column_dup_text (stmt, 0);
      DeskSiteFile file = { .run = sqlite3_column_int64 (stmt, 1) };

      if (read_hash (stmt, 2, file.sha256) && read_hash (stmt, 3, file.fingerprint) &&
          !desk_site_state_put_file (self, path, &file, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_site_state_salvage_files:
 * @damaged: a state that can't be read for good
 *
 * Takes over which files are known to be the site's, as far as that can be read, from
 * either end: without it they would be somebody else's.
 */
gboolean
desk_site_state_salvage_files (DeskSiteState *self,
                               DeskSiteState *damaged,
                               GError       **error)
{
  return take_files (self, damaged, "SELECT path, run, sha256, fingerprint FROM file ORDER BY path", error) &&
         take_files (self, damaged, "SELECT path, run, sha256, fingerprint FROM file ORDER BY path DESC", error);
}
