/* desk-identity.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A desk is one computer and person. Its random id lives outside libraries, in
 * the user's data folder, so that every library knows the same desk. */

static char *
dup_desk_uuid (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "copydesk", NULL);
  g_autofree char *file = g_build_filename (folder, "desk-id", NULL);
  g_autofree char *uuid = NULL;

  if (g_file_get_contents (file, &uuid, NULL, NULL) && g_uuid_string_is_valid (g_strstrip (uuid)))
    return g_steal_pointer (&uuid);

  g_free (uuid);
  uuid = desk_uuid_new ();

  /* Where this can't be kept, the desk is a new one the next time: a longer
   * list of desks, and nothing worse. */
  if (g_mkdir_with_parents (folder, 0700) == 0)
    (void) g_file_set_contents (file, uuid, -1, NULL);

  return g_steal_pointer (&uuid);
}

static const char *
account_name (void)
{
  const char *name = g_get_real_name ();

  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown") || !g_utf8_validate (name, -1, NULL))
    name = g_get_user_name ();

  return name != NULL && g_utf8_validate (name, -1, NULL) ? name : "desk";
}

/**
 * desk_store_ensure_desk:
 *
 * Makes sure that this desk has a row in the library; within a transaction.
 */
gboolean
desk_store_ensure_desk (DeskStore *self,
                        GError   **error)
{
  g_autofree char *uuid = NULL;
  g_autoptr(DeskStatement) add = NULL;
  g_autoptr(DeskStatement) find = NULL;
  gboolean has_row;

  if (self->desk_id != 0)
    return TRUE;

  uuid = dup_desk_uuid ();
  add = desk_store_borrow (self, "INSERT INTO desk (uuid, name) VALUES (?1, ?2) ON CONFLICT (uuid) DO NOTHING");
  desk_bind_text (add, 1, uuid);
  desk_bind_text (add, 2, account_name ());
  if (!desk_store_run (self, add, N_("This desk can't be noted in the library"), error))
    return FALSE;

  find = desk_store_borrow (self, "SELECT id FROM desk WHERE uuid = ?1");
  desk_bind_text (find, 1, uuid);
  if (!desk_store_next (self, find, N_("This desk can't be noted in the library"), &has_row, error))
    return FALSE;

  self->desk_id = sqlite3_column_int64 (find, 0);
  return TRUE;
}
