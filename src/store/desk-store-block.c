/* desk-store-block.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "text/desk-block-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The blocks of a working body, and the numbers that last.
 *
 * A write compares the old blocks with the new ones (text/desk-block-match.c
 * says how). A block that was there keeps its number and what is known of its
 * source; one that is new gets the next number, which is never used again.
 */

typedef struct
{
  gint64   position; /* where it stands in the table; a damaged one has gaps */
  gint64   number;   /* 0 while it has none */
  gint64   source_number;
  gint64   source_hash;
  gboolean has_source;
} Row;

enum { BLOCK_POSITION, BLOCK_NUMBER, BLOCK_KIND, BLOCK_HASH, BLOCK_N_BYTES, BLOCK_SOURCE_NUMBER, BLOCK_SOURCE_HASH };

/* @rows and @blocks go side by side. Rows that don't fit the body (a program
 * that cut it otherwise has written them) never reach beyond it. */
static gboolean
read_rows (DeskStore *self,
           gint64     edition_id,
           gsize      body_bytes,
           GArray    *rows,
           GArray    *blocks,
           GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;
  gsize offset = 0;

  stmt = desk_store_borrow (self,
                            "SELECT position, number, kind, hash, n_bytes, source_number, source_hash"
                            "  FROM block WHERE edition_id = ?1 ORDER BY position");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      gint64 n_bytes;
      Row row = { 0 };
      DeskBlock block = { 0 };

      if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      row.position = sqlite3_column_int64 (stmt, BLOCK_POSITION);
      row.number = sqlite3_column_int64 (stmt, BLOCK_NUMBER);
      row.has_source = sqlite3_column_type (stmt, BLOCK_SOURCE_NUMBER) != SQLITE_NULL;
      row.source_number = sqlite3_column_int64 (stmt, BLOCK_SOURCE_NUMBER);
      row.source_hash = sqlite3_column_int64 (stmt, BLOCK_SOURCE_HASH);
      n_bytes = sqlite3_column_int64 (stmt, BLOCK_N_BYTES);
      block.offset = offset;
      block.n_bytes = (gsize) CLAMP (n_bytes, 0, (gint64) (body_bytes - offset));
      block.kind = (DeskBlockKind) CLAMP (sqlite3_column_int (stmt, BLOCK_KIND), 0, DESK_N_BLOCK_KINDS - 1);
      block.hash = (guint64) sqlite3_column_int64 (stmt, BLOCK_HASH);
      offset += block.n_bytes;
      g_array_append_val (rows, row);
      g_array_append_val (blocks, block);
    }
}

/* What each new block takes over from the old one that it was. */
static GArray *
pass_on (GArray *matches,
         GArray *old_rows)
{
  GArray *rows = g_array_sized_new (FALSE, TRUE, sizeof (Row), matches->len);

  for (unsigned i = 0; i < matches->len; i++)
    {
      int match = g_array_index (matches, int, i);
      Row row = { 0 };

      if (match >= 0)
        row = g_array_index (old_rows, Row, match);
      g_array_append_val (rows, row);
    }

  return rows;
}

static gboolean
number_new_rows (DeskStore *self,
                 gint64     edition_id,
                 GArray    *rows,
                 GError   **error)
{
  unsigned n_new = 0;
  gint64 next;
  g_autoptr(DeskStatement) stmt = NULL;

  for (unsigned i = 0; i < rows->len; i++)
    n_new += g_array_index (rows, Row, i).number == 0;
  if (n_new == 0)
    return TRUE;

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET next_block = next_block + ?2 WHERE id = ?1"
                            " RETURNING next_block - ?2");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, n_new);
  if (!desk_store_run (self, stmt, N_("The text can't be saved"), error))
    return FALSE;

  next = sqlite3_column_int64 (stmt, 0);
  for (unsigned i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (row->number == 0)
        row->number = next++;
    }

  return TRUE;
}

/* A row that stays as it is. Others go before any comes, for their numbers may
 * change places. */
static gboolean
is_kept (unsigned position,
         GArray  *old_rows,
         GArray  *old_blocks,
         GArray  *rows,
         GArray  *blocks)
{
  const DeskBlock *old_block, *block;

  if (position >= old_rows->len || position >= rows->len)
    return FALSE;

  old_block = &g_array_index (old_blocks, DeskBlock, position);
  block = &g_array_index (blocks, DeskBlock, position);
  return g_array_index (old_rows, Row, position).position == position &&
         g_array_index (old_rows, Row, position).number == g_array_index (rows, Row, position).number &&
         old_block->kind == block->kind && old_block->hash == block->hash && old_block->n_bytes == block->n_bytes;
}

static gboolean
delete_row (DeskStore *self,
            gint64     edition_id,
            gint64     position,
            GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, "DELETE FROM block WHERE edition_id = ?1 AND position = ?2");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, position);

  return desk_store_run (self, stmt, N_("The text can't be saved"), error);
}

static gboolean
insert_row (DeskStore       *self,
            gint64           edition_id,
            unsigned         position,
            const Row       *row,
            const DeskBlock *block,
            GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO block (edition_id, position, number, kind, hash, n_bytes,"
                            "  source_number, source_hash)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, position);
  sqlite3_bind_int64 (stmt, 3, row->number);
  sqlite3_bind_int (stmt, 4, (int) block->kind);
  sqlite3_bind_int64 (stmt, 5, (gint64) block->hash);
  sqlite3_bind_int64 (stmt, 6, (gint64) block->n_bytes);
  if (row->has_source)
    {
      sqlite3_bind_int64 (stmt, 7, row->source_number);
      sqlite3_bind_int64 (stmt, 8, row->source_hash);
    }

  return desk_store_run (self, stmt, N_("The text can't be saved"), error);
}

static gboolean
write_rows (DeskStore *self,
            gint64     edition_id,
            GArray    *old_rows,
            GArray    *old_blocks,
            GArray    *rows,
            GArray    *blocks,
            GError   **error)
{
  for (unsigned i = 0; i < old_rows->len; i++)
    {
      if (!is_kept (i, old_rows, old_blocks, rows, blocks) &&
          !delete_row (self, edition_id, g_array_index (old_rows, Row, i).position, error))
        return FALSE;
    }

  for (unsigned i = 0; i < rows->len; i++)
    {
      if (!is_kept (i, old_rows, old_blocks, rows, blocks) &&
          !insert_row (self, edition_id, i, &g_array_index (rows, Row, i),
                       &g_array_index (blocks, DeskBlock, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_save_blocks:
 * @old_body: the working body as it is stored; "" for a new edition
 * @body: the one that is being written
 *
 * Gives each block of @body its number; within a transaction.
 */
gboolean
desk_store_save_blocks (DeskStore         *self,
                        gint64             edition_id,
                        const char        *old_body,
                        const DeskCutBody *body,
                        GError           **error)
{
  g_autoptr(GArray) old_rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autoptr(GArray) old_blocks = g_array_new (FALSE, TRUE, sizeof (DeskBlock));
  g_autoptr(GArray) matches = NULL;
  g_autoptr(GArray) rows = NULL;

  if (!read_rows (self, edition_id, strlen (old_body), old_rows, old_blocks, error))
    return FALSE;

  matches = desk_block_match (old_body, old_blocks, body->text, body->blocks);
  rows = pass_on (matches, old_rows);

  return number_new_rows (self, edition_id, rows, error) &&
         write_rows (self, edition_id, old_rows, old_blocks, rows, body->blocks, error);
}
