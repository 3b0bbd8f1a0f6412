/* desk-store-schema.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-store-resources.h"

#include <glib/gi18n-lib.h>

static gboolean
read_pragma (sqlite3    *db,
             const char *sql,
             int        *out_value,
             GError    **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_read;

  is_read = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW;
  if (is_read)
    *out_value = sqlite3_column_int (stmt, 0);
  else
    desk_connection_throw (db, N_("The library can't be read"), error);
  sqlite3_finalize (stmt);

  return is_read;
}

/**
 * desk_schema_check:
 * @path: what a person calls the library, for messages
 * @out_version: (out): its schema's version
 *
 * Says whether @db is a library that this Copydesk may write to. Nothing is
 * written.
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_FOREIGN or %DESK_STORE_ERROR_NEWER
 */
gboolean
desk_schema_check (sqlite3    *db,
                   const char *path,
                   int        *out_version,
                   GError    **error)
{
  int application_id, version;

  if (!read_pragma (db, "PRAGMA application_id", &application_id, error) ||
      !read_pragma (db, "PRAGMA user_version", &version, error))
    return FALSE;

  if (application_id != DESK_APPLICATION_ID || version < 1)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FOREIGN,
                   _("“%s” is not a Copydesk library; choose another, or make a new one"), path);
      return FALSE;
    }
  if (version > DESK_SCHEMA_VERSION)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer Copydesk; update Copydesk to open it"), path);
      return FALSE;
    }

  *out_version = version;
  return TRUE;
}

/* Foreign keys are off while tables are made anew. Leaves the result that
 * desk_connection_throw() looks at. */
static gboolean
check_references (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_whole = sqlite3_prepare_v2 (db, "PRAGMA foreign_key_check", -1, &stmt, NULL) == SQLITE_OK &&
                      sqlite3_step (stmt) == SQLITE_DONE;

  sqlite3_finalize (stmt);
  return is_whole;
}

static gboolean
migrate_to (sqlite3 *db,
            int      version,
            gboolean is_damaged,
            GError **error)
{
  g_autofree char *path = g_strdup_printf ("/org/copydesk/Copydesk/store/migrations/%04d.sql", version);
  g_autoptr(GBytes) sql = g_resource_lookup_data (desk_store_resources_get_resource (), path,
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *script = NULL;

  if (sql == NULL)
    return FALSE;

  script = g_strdup_printf ("BEGIN IMMEDIATE; %.*s",
                            (int) g_bytes_get_size (sql), (const char *) g_bytes_get_data (sql, NULL));
  if (sqlite3_exec (db, script, NULL, NULL, NULL) == SQLITE_OK &&
      (is_damaged || check_references (db)) &&
      sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  desk_connection_throw (db, N_("The library can't be brought up to date"), error);
  if (!sqlite3_get_autocommit (db))
    (void) sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL); /* the first error is told */
  return FALSE;
}

/**
 * desk_schema_migrate_to:
 * @version: the one it has; 0 for a new file
 * @target: the one it gets
 * @is_damaged: whether rows may name others that are lost, which are mended afterwards
 *
 * Brings @db to @target, one transaction a step.
 */
gboolean
desk_schema_migrate_to (sqlite3 *db,
                        int      version,
                        int      target,
                        gboolean is_damaged,
                        GError **error)
{
  gboolean is_done = TRUE;

  if (version == target)
    return TRUE;

  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  for (int next = version + 1; is_done && next <= target; next++)
    is_done = migrate_to (db, next, is_damaged, error);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);

  return is_done;
}

/**
 * desk_schema_migrate:
 * @version: the one it has; 0 for a new file
 *
 * Brings @db to %DESK_SCHEMA_VERSION.
 */
gboolean
desk_schema_migrate (sqlite3 *db,
                     int      version,
                     GError **error)
{
  return desk_schema_migrate_to (db, version, DESK_SCHEMA_VERSION, FALSE, error);
}
