/* desk-store-piece.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The bodies of revisions. A body is kept as the list of its blocks, and a block
 * that several revisions of an edition have is kept once: an hour's work on one
 * paragraph costs that paragraph and a few numbers. Its text is packed.
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

  stmt = desk_store_borrow (self, "SELECT id FROM piece WHERE edition_id = ?1 AND hash = ?2 AND desk_unpack (text) = ?3");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, hash);
  sqlite3_bind_text (stmt, 3, text, (int) n_bytes, SQLITE_STATIC);
  if (!desk_store_next (self, stmt, N_("A revision can't be saved"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

static gboolean
add_piece (DeskStore   *self,
           gint64       edition_id,
           DeskCutBody *body,
           unsigned     index,
           gint64      *out_id,
           GError     **error)
{
  const DeskBlock *block = &g_array_index (body->blocks, DeskBlock, index);
  g_autoptr(DeskStatement) stmt = NULL;
  const GByteArray *packed;

  desk_cut_body_pack (body);
  packed = body->packed->pdata[index];
  stmt = desk_store_borrow (self, "INSERT INTO piece (edition_id, hash, text) VALUES (?1, ?2, ?3)");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, (gint64) block->hash);
  if (packed != NULL)
    sqlite3_bind_blob (stmt, 3, packed->data, (int) packed->len, SQLITE_STATIC);
  else
    sqlite3_bind_text (stmt, 3, body->text + block->offset, (int) block->n_bytes, SQLITE_STATIC);
  if (!desk_store_run (self, stmt, N_("A revision can't be saved"), error))
    return FALSE;

  *out_id = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

/* The hashes of all pieces: most texts have none that is looked for. */
static GHashTable *
read_hashes (DeskStore *self,
             gint64     edition_id,
             GError   **error)
{
  g_autoptr(GHashTable) hashes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT hash FROM piece WHERE edition_id = ?1");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      gint64 hash;

      if (!desk_store_next (self, stmt, N_("A revision can't be saved"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&hashes);
      hash = sqlite3_column_int64 (stmt, 0);
      g_hash_table_add (hashes, g_memdup2 (&hash, sizeof hash));
    }
}

static gboolean
save_piece (DeskStore   *self,
            gint64       edition_id,
            GHashTable  *hashes,
            DeskCutBody *body,
            unsigned     index,
            gint64      *out_id,
            GError     **error)
{
  const DeskBlock *block = &g_array_index (body->blocks, DeskBlock, index);
  gint64 hash = (gint64) block->hash;

  *out_id = 0;
  if (!g_hash_table_add (hashes, g_memdup2 (&hash, sizeof hash)) &&
      !find_piece (self, edition_id, hash, body->text + block->offset, block->n_bytes, out_id, error))
    return FALSE;

  return *out_id != 0 || add_piece (self, edition_id, body, index, out_id, error);
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
desk_store_save_pieces (DeskStore   *self,
                        gint64       edition_id,
                        DeskCutBody *body,
                        GError     **error)
{
  g_autoptr(GHashTable) hashes = read_hashes (self, edition_id, error);
  g_autoptr(GString) ids = g_string_new ("[");

  if (hashes == NULL)
    return NULL;

  for (unsigned i = 0; i < body->blocks->len; i++)
    {
      gint64 id;

      if (!save_piece (self, edition_id, hashes, body, i, &id, error))
        return NULL;
      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", id);
    }
  g_string_append_c (ids, ']');

  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static gboolean
append_piece (DeskStore *self,
              gint64     id,
              GString   *body,
              GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT text FROM piece WHERE id = ?1");
  g_autoptr(GByteArray) text = NULL;
  gboolean has_row;
  const char *kept;
  gsize n_bytes;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (self, stmt, N_("A revision can't be read"), &has_row, error))
    return FALSE;
  if (!has_row) /* what is missing, text_sha256 tells */
    return TRUE;

  kept = sqlite3_column_blob (stmt, 0);
  n_bytes = (gsize) sqlite3_column_bytes (stmt, 0);
  if (sqlite3_column_type (stmt, 0) != SQLITE_BLOB)
    g_string_append_len (body, kept != NULL ? kept : "", (gssize) n_bytes);
  else if ((text = desk_unpack (kept, n_bytes)) != NULL)
    g_string_append_len (body, (const char *) text->data, text->len);

  return TRUE;
}

/* Returns: (transfer full): the rows of a revision's pieces, as they are kept; %NULL
 *   with @error set */
static char *
dup_ids (DeskStore *self,
         gint64     revision_id,
         GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT pieces FROM revision WHERE id = ?1");
  gboolean has_row;
  char *ids;

  sqlite3_bind_int64 (stmt, 1, revision_id);
  if (!desk_store_next (self, stmt, N_("A revision can't be read"), &has_row, error))
    return NULL;

  ids = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return ids != NULL ? ids : g_strdup ("");
}

/**
 * desk_store_dup_beginning:
 * @revision_id: a rowid
 * @n_bytes: how much is enough
 * @out_is_whole: (out): whether there is no more
 *
 * Returns: (transfer full): so many of the first blocks of a revision's body that
 *   they have @n_bytes, or all; %NULL with @error set. Nothing says whether that is
 *   what was saved.
 */
char *
desk_store_dup_beginning (DeskStore *self,
                          gint64     revision_id,
                          gsize      n_bytes,
                          gboolean  *out_is_whole,
                          GError   **error)
{
  g_autoptr(GString) body = g_string_new (NULL);
  g_autofree char *ids = dup_ids (self, revision_id, error);
  const char *p = ids;

  while (p != NULL && *p != '\0' && body->len < n_bytes)
    {
      char *end = (char *) p + 1;

      if (g_ascii_isdigit (*p) && !append_piece (self, (gint64) g_ascii_strtoull (p, &end, 10), body, error))
        return NULL;
      p = end;
    }
  if (p == NULL)
    return NULL;

  *out_is_whole = *p == '\0' || *p == ']';
  return g_string_free_and_steal (g_steal_pointer (&body));
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
  gboolean is_whole;

  return desk_store_dup_beginning (self, revision_id, G_MAXSIZE, &is_whole, error);
}

/* The numbers of a JSON array, of which SQLite's own reading takes ten times as
 * long. */
static void
take_ids (GHashTable *ids,
          const char *pieces,
          gboolean    is_kept)
{
  for (const char *p = pieces != NULL ? pieces : ""; *p != '\0';)
    {
      char *end = (char *) p + 1;

      if (g_ascii_isdigit (*p))
        {
          gpointer id = GSIZE_TO_POINTER ((gsize) g_ascii_strtoull (p, &end, 10));

          if (is_kept)
            g_hash_table_remove (ids, id);
          else
            g_hash_table_add (ids, id);
        }
      p = end;
    }
}

/* Leaves in @ids what none of the revisions that @sql gives has. */
static gboolean
spare_ids (DeskStore  *self,
           const char *sql,
           gint64      edition_id,
           gint64      revision_id,
           GHashTable *ids,
           GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row = TRUE;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, revision_id);
  while (has_row && g_hash_table_size (ids) > 0)
    {
      if (!desk_store_next (self, stmt, N_("Old revisions can't be removed"), &has_row, error))
        return FALSE;
      if (has_row)
        take_ids (ids, (const char *) sqlite3_column_text (stmt, 0), TRUE);
    }

  return TRUE;
}

static gboolean
list_ids (DeskStore  *self,
          gint64      revision_id,
          GHashTable *ids,
          GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT pieces FROM revision WHERE id = ?1");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, revision_id);
  if (!desk_store_next (self, stmt, N_("Old revisions can't be removed"), &has_row, error))
    return FALSE;

  if (has_row)
    take_ids (ids, (const char *) sqlite3_column_text (stmt, 0), FALSE);
  return TRUE;
}

static gboolean
delete_pieces (DeskStore  *self,
               gint64      edition_id,
               GHashTable *ids,
               GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "DELETE FROM piece WHERE id = ?1 AND edition_id = ?2");
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      sqlite3_bind_int64 (stmt, 1, (gint64) GPOINTER_TO_SIZE (id));
      sqlite3_bind_int64 (stmt, 2, edition_id);
      if (!desk_store_run (self, stmt, N_("Old revisions can't be removed"), error))
        return FALSE;
      sqlite3_reset (stmt);
    }

  return TRUE;
}

/**
 * desk_store_drop_pieces:
 * @revision_id: a rowid; it is about to be removed
 *
 * Removes the pieces that no other revision of the edition names; within a
 * transaction. Most of them the next revision has as well, so few are looked for
 * in all.
 */
gboolean
desk_store_drop_pieces (DeskStore *self,
                        gint64     edition_id,
                        gint64     revision_id,
                        GError   **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (NULL, NULL);

  return list_ids (self, revision_id, ids, error) &&
         spare_ids (self, "SELECT pieces FROM revision WHERE edition_id = ?1 AND id > ?2 ORDER BY id LIMIT 1",
                    edition_id, revision_id, ids, error) &&
         spare_ids (self, "SELECT pieces FROM revision WHERE edition_id = ?1 AND id <> ?2",
                    edition_id, revision_id, ids, error) &&
         delete_pieces (self, edition_id, ids, error);
}

static gboolean
check_none (DeskStore  *self,
            const char *sql,
            unsigned    invariant,
            unsigned   *out_broken,
            GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
    return FALSE;

  if (has_row && *out_broken == 0)
    *out_broken = invariant;
  return TRUE;
}

/* Reading a revision compares its body with its SHA-256. */
static gboolean
check_bodies (DeskStore *self,
              unsigned  *out_broken,
              GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT id FROM revision");
  g_autoptr(GError) damage = NULL;
  gboolean has_row = TRUE;

  while (*out_broken == 0)
    {
      g_autoptr(DeskArticle) state = NULL;

      if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      state = desk_store_dup_revision_by_id (self, sqlite3_column_int64 (stmt, 0), &damage);
      if (g_error_matches (damage, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED))
        *out_broken = 1;
      else if (state == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&damage));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * desk_store_validate_pieces:
 * @out_broken: (out): the number of the first invariant that does not hold; 0 if
 *   all do
 *
 * Returns: whether that could be found out
 */
gboolean
desk_store_validate_pieces (DeskStore *self,
                            unsigned  *out_broken,
                            GError   **error)
{
  unsigned broken = 0;

  if (!check_bodies (self, &broken, error) ||
      !check_none (self, "SELECT 1 FROM piece GROUP BY edition_id, desk_unpack (text) HAVING count (*) > 1 LIMIT 1", 2, &broken, error) ||
      !check_none (self,
                   "SELECT 1 FROM piece AS p WHERE id NOT IN"
                   "  (SELECT j.value FROM revision AS r, json_each (r.pieces) AS j WHERE r.edition_id = p.edition_id)"
                   " LIMIT 1", 3, &broken, error))
    return FALSE;

  *out_broken = broken;
  return TRUE;
}
