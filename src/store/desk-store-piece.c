/* desk-store-piece.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "text/desk-blocks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The bodies of revisions. A body is kept as the list of its blocks, and a block
 * that several revisions of an edition have is kept once: an hour's work on one
 * paragraph costs that paragraph and a few numbers.
 *
 * Invariants:
 *  1. the pieces that a revision names, one behind the other, are its body to
 *     the byte (its text_sha256 says whether they are);
 *  2. no two pieces of an edition have the same text;
 *  3. a piece that no revision names is removed with the last one that did.
 */

static gboolean
find_piece (DeskStore  *self,
            gint64      edition_id,
            gint64      hash,
            const char *text,
            gsize       n_bytes,
            gint64     *out_id,
            GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT id FROM piece WHERE edition_id = ?1 AND hash = ?2 AND text = ?3");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, hash);
  sqlite3_bind_text (stmt, 3, text, (int) n_bytes, SQLITE_STATIC);
  if (!desk_store_next (self, stmt, _("A revision can't be saved"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

static gboolean
add_piece (DeskStore  *self,
           gint64      edition_id,
           gint64      hash,
           const char *text,
           gsize       n_bytes,
           gint64     *out_id,
           GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO piece (edition_id, hash, text) VALUES (?1, ?2, ?3) RETURNING id");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, hash);
  sqlite3_bind_text (stmt, 3, text, (int) n_bytes, SQLITE_STATIC);
  if (!desk_store_run (self, stmt, _("A revision can't be saved"), error))
    return FALSE;

  *out_id = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * desk_store_save_pieces:
 * @body: a revision's
 *
 * Keeps the blocks of @body; within a transaction.
 *
 * Returns: (transfer full): their rows, a JSON array; %NULL with @error set
 */
char *
desk_store_save_pieces (DeskStore  *self,
                        gint64      edition_id,
                        const char *body,
                        GError    **error)
{
  g_autoptr(GArray) blocks = desk_blocks_split (body, strlen (body));
  g_autoptr(GString) ids = g_string_new ("[");

  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (blocks, DeskBlock, i);
      const char *text = body + block->offset;
      gint64 hash = (gint64) block->hash;
      gint64 id;

      if (!find_piece (self, edition_id, hash, text, block->n_bytes, &id, error) ||
          (id == 0 && !add_piece (self, edition_id, hash, text, block->n_bytes, &id, error)))
        return NULL;
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", id);
    }
  g_string_append_c (ids, ']');

  return g_string_free_and_steal (g_steal_pointer (&ids));
}

/**
 * desk_store_dup_pieces:
 * @revision_id: a rowid
 *
 * Returns: (transfer full): the body of a revision, as its pieces give it; %NULL
 *   with @error set
 */
char *
desk_store_dup_pieces (DeskStore *self,
                       gint64     revision_id,
                       GError   **error)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT p.text FROM revision AS r JOIN json_each (r.pieces) AS j"
                            "  JOIN piece AS p ON p.id = j.value"
                            " WHERE r.id = ?1 ORDER BY j.id");
  sqlite3_bind_int64 (stmt, 1, revision_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, _("A revision can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_string_free_and_steal (g_steal_pointer (&body));
      g_string_append_len (body, (const char *) sqlite3_column_text (stmt, 0), sqlite3_column_bytes (stmt, 0));
    }
}

/**
 * desk_store_drop_pieces:
 *
 * Removes the pieces that no revision of an edition names any more; within a
 * transaction.
 */
gboolean
desk_store_drop_pieces (DeskStore *self,
                        gint64     edition_id,
                        GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "DELETE FROM piece WHERE edition_id = ?1 AND id NOT IN"
                            " (SELECT j.value FROM revision AS r, json_each (r.pieces) AS j WHERE r.edition_id = ?1)");
  sqlite3_bind_int64 (stmt, 1, edition_id);

  return desk_store_run (self, stmt, _("Old revisions can't be removed"), error);
}
