/* desk-store-media-use.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which bodies name which media. A name is found wherever it stands, in code
* too: a file that is kept for nothing costs less than one that is missed. */

#define SHA256_CHARS 64

static gboolean
clear (DeskStore *self,
       gint64     edition_id,
       gint64     revision_id,
       GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, "DELETE FROM media_use WHERE edition_id = ?1 AND revision_id = ?2");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be saved"), error);
}

static gboolean
add (DeskStore  *self,
     const char *sha256,
     gint64      edition_id,
     gint64      revision_id,
     GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, "INSERT OR IGNORE INTO media_use (sha256, edition_id, revision_id) VALUES (?1, ?2, ?3)");
  sqlite3_bind_text (stmt, 1, sha256, SHA256_CHARS, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, edition_id);
  sqlite3_bind_int64 (stmt, 3, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be saved"), error);
}

/**
 * desk_store_save_media_use:
 * @revision_id: whose body it is; 0 for the working text
 *
 * Notes which media @body names; within a transaction.
 */
gboolean
desk_store_save_media_use (DeskStore  *self,
                           gint64      edition_id,
                           gint64      revision_id,
                           const char *body,
                           GError    **error)
{
  static const char scheme[] = "media:";

  if (!clear (self, edition_id, revision_id, error))
    return FALSE;

  for (const char *found = strstr (body, scheme); found != NULL; found = strstr (found, scheme))
    {
      found += strlen (scheme);
      if (strspn (found, "0123456789abcdef") >= SHA256_CHARS && !add (self, found, edition_id, revision_id, error))
        return FALSE;
    }

  return TRUE;
}
