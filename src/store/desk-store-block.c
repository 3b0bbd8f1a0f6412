/* desk-store-block.c
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

/* The blocks of a working body, and the numbers that last.
 *
 * A write compares the old blocks with the new ones. A new block whose text is
 * an old one's keeps that number, wherever it went; what is left between two
 * such neighbours keeps numbers in order, kind by kind, because that is what
 * an edited paragraph looks like; anything else is new and gets the next
 * number, which is never used again.
 */

typedef struct
{
  gint64   number; /* 0 while none was found */
  gint64   hash;
  int      kind;
  gsize    n_bytes;
  gboolean is_used;      /* an old block whose number has been passed on */
  unsigned old_position; /* of the old block that a new one is equal to */
} Row;

static GArray *
read_rows (DeskStore *self,
           gint64     edition_id,
           GError   **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT number, hash, kind FROM block WHERE edition_id = ?1 ORDER BY position");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      Row row = { 0 };

      if (!desk_store_next (self, stmt, _("The text can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);

      row.number = sqlite3_column_int64 (stmt, 0);
      row.hash = sqlite3_column_int64 (stmt, 1);
      row.kind = sqlite3_column_int (stmt, 2);
      g_array_append_val (rows, row);
    }
}

static GArray *
split_rows (const char *body)
{
  g_autoptr(GArray) blocks = desk_blocks_split (body, strlen (body));
  GArray *rows = g_array_sized_new (FALSE, TRUE, sizeof (Row), blocks->len);

  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskBlock *block = &g_array_index (blocks, DeskBlock, i);
      Row row = { .hash = (gint64) block->hash, .kind = block->kind, .n_bytes = block->n_bytes };

      g_array_append_val (rows, row);
    }

  return rows;
}

/* Equal text first. Old blocks are taken from the front, so that of two equal
 * paragraphs the first stays the first. */
static void
match_equal (GArray *old_rows,
             GArray *new_rows)
{
  g_autoptr(GHashTable) by_hash = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                         (GDestroyNotify) g_queue_free);

  for (unsigned i = 0; i < old_rows->len; i++)
    {
      Row *row = &g_array_index (old_rows, Row, i);
      GQueue *queue = g_hash_table_lookup (by_hash, &row->hash);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (by_hash, &row->hash, queue);
        }
      g_queue_push_tail (queue, row);
    }

  for (unsigned i = 0; i < new_rows->len; i++)
    {
      Row *row = &g_array_index (new_rows, Row, i);
      GQueue *queue = g_hash_table_lookup (by_hash, &row->hash);
      Row *match = queue != NULL ? g_queue_pop_head (queue) : NULL;

      if (match != NULL)
        {
          row->number = match->number;
          row->old_position = (unsigned) (match - &g_array_index (old_rows, Row, 0));
          match->is_used = TRUE;
        }
    }
}

/* The first block of @kind from @start on, before the next one that is used. */
static Row *
find_free (GArray  *old_rows,
           unsigned start,
           int      kind)
{
  for (unsigned i = start; i < old_rows->len; i++)
    {
      Row *row = &g_array_index (old_rows, Row, i);

      if (row->is_used)
        return NULL;
      if (row->kind == kind)
        return row;
    }

  return NULL;
}

/* Then by order: a block that found no equal takes the next old one of its kind
 * behind its predecessor's, as long as no used one stands between. */
static void
match_order (GArray *old_rows,
             GArray *new_rows)
{
  unsigned next = 0;

  for (unsigned i = 0; i < new_rows->len; i++)
    {
      Row *row = &g_array_index (new_rows, Row, i);
      Row *match = row->number == 0 ? find_free (old_rows, next, row->kind) : NULL;

      if (row->number != 0)
        {
          next = row->old_position + 1;
        }
      else if (match != NULL)
        {
          row->number = match->number;
          match->is_used = TRUE;
          next = (unsigned) (match - &g_array_index (old_rows, Row, 0)) + 1;
        }
    }
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
  if (!desk_store_run (self, stmt, _("The text can't be saved"), error))
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

static gboolean
write_rows (DeskStore *self,
            gint64     edition_id,
            GArray    *rows,
            GError   **error)
{
  g_autoptr(DeskStatement) clear = desk_store_borrow (self, "DELETE FROM block WHERE edition_id = ?1");

  sqlite3_bind_int64 (clear, 1, edition_id);
  if (!desk_store_run (self, clear, _("The text can't be saved"), error))
    return FALSE;

  for (unsigned i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      g_autoptr(DeskStatement) stmt = NULL;

      stmt = desk_store_borrow (self,
                                "INSERT INTO block (edition_id, position, number, kind, hash, n_bytes)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
      sqlite3_bind_int64 (stmt, 1, edition_id);
      sqlite3_bind_int64 (stmt, 2, i);
      sqlite3_bind_int64 (stmt, 3, row->number);
      sqlite3_bind_int (stmt, 4, row->kind);
      sqlite3_bind_int64 (stmt, 5, row->hash);
      sqlite3_bind_int64 (stmt, 6, (gint64) row->n_bytes);
      if (!desk_store_run (self, stmt, _("The text can't be saved"), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_save_blocks:
 * @body: the working body that is being written
 *
 * Cuts @body into blocks and gives each its number; within a transaction.
 */
gboolean
desk_store_save_blocks (DeskStore  *self,
                        gint64      edition_id,
                        const char *body,
                        GError    **error)
{
  g_autoptr(GArray) old_rows = read_rows (self, edition_id, error);
  g_autoptr(GArray) new_rows = NULL;

  if (old_rows == NULL)
    return FALSE;

  new_rows = split_rows (body);
  match_equal (old_rows, new_rows);
  match_order (old_rows, new_rows);

  return number_new_rows (self, edition_id, new_rows, error) &&
         write_rows (self, edition_id, new_rows, error);
}
