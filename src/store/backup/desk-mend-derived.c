/* desk-mend-derived.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-mend.h"

#include <glib/gi18n-lib.h>

/* What a library works out from its rows is worked out anew, by what does so
 * when they are saved. */

static gboolean
run (DeskStore  *store,
     const char *sql,
     GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, sql);

  return desk_store_run (store, stmt, N_("The library can't be repaired"), error);
}

typedef gboolean DeskIdFunc (DeskStore *store,
                             gint64 id,
                             GError   **error);

/* Statements may not be open while rows are written, so ids are read first. */
static gboolean
for_each (DeskStore       *store,
          const char      *sql,
          const DeskWatch *watch,
          DeskIdFunc      *func,
          GError         **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  DeskStatement *stmt = desk_store_borrow (store, sql);
  gboolean has_row = TRUE, is_going = TRUE;

  while (is_going && has_row)
    {
      is_going = desk_store_next (store, stmt, N_("The library can't be repaired"), &has_row, error);
      if (is_going && has_row)
        {
          gint64 id = sqlite3_column_int64 (stmt, 0);

          g_array_append_val (ids, id);
        }
    }
  desk_statement_release (stmt);

  for (unsigned i = 0; is_going && i < ids->len; i++)
    {
      desk_watch_tell (watch, _("Putting the library together"), (double) i / ids->len);
      is_going = !desk_watch_is_over (watch, error) && func (store, g_array_index (ids, gint64, i), error);
    }

  return is_going;
}

static char *
read_body (DeskStore *store,
           gint64     edition_id,
           GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "SELECT body FROM edition WHERE id = ?1");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (store, stmt, N_("The library can't be repaired"), &has_row, error))
    return NULL;

  return has_row ? desk_column_dup_text (stmt, 0) : g_strdup ("");
}

/* Closes the gaps first, so that what is left keeps its numbers. */
static gboolean
derive_blocks (DeskStore *store,
               gint64     edition_id,
               GError   **error)
{
  g_autofree char *body = read_body (store, edition_id, error);
  g_autoptr(DeskCutBody) cut = NULL;
  g_autoptr(DeskStatement) stmt = NULL;

  if (body == NULL)
    return FALSE;

  stmt = desk_store_borrow (store,
                            "UPDATE block SET position ="
                            "  (SELECT count (*) FROM block AS b"
                            "    WHERE b.edition_id = block.edition_id AND b.position < block.position)"
                            " WHERE edition_id = ?1");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_run (store, stmt, N_("The library can't be repaired"), error))
    return FALSE;

  cut = desk_cut_body_new (body);
  return desk_store_save_blocks (store, edition_id, body, cut, error);
}

static gboolean
derive_edition (DeskStore *store,
                gint64     edition_id,
                GError   **error)
{
  g_autofree char *body = read_body (store, edition_id, error);

  return body != NULL &&
         desk_store_save_media_use (store, edition_id, 0, body, error) &&
         desk_store_note_change (store, edition_id, error);
}

static gboolean
derive_revision (DeskStore *store,
                 gint64     revision_id,
                 GError   **error)
{
  g_autofree char *body = desk_store_dup_pieces (store, revision_id, error);
  g_autoptr(DeskStatement) stmt = desk_store_borrow (store, "SELECT edition_id FROM revision WHERE id = ?1");
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, revision_id);
  return body != NULL &&
         desk_store_next (store, stmt, N_("The library can't be repaired"), &has_row, error) &&
         desk_store_save_media_use (store, sqlite3_column_int64 (stmt, 0), revision_id, body, error);
}

static gboolean
derive_released (DeskStore *store,
                 gint64     edition_id,
                 GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autoptr(DeskEdition) edition = NULL;
  g_autofree char *language = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (store,
                            "SELECT e.language, r.title, r.summary"
                            "  FROM edition AS e JOIN revision AS r ON r.id = e.released_id WHERE e.id = ?1");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (store, stmt, N_("The library can't be repaired"), &has_row, error))
    return FALSE;

  language = desk_column_dup_text (stmt, 0);
  edition = desk_edition_new (language);
  desk_column_load_text (stmt, 1, &edition->title);
  desk_column_load_text (stmt, 2, &edition->summary);
  return desk_store_save_keywords (store, edition_id, edition, error);
}

/* Tags or authors may be lost, and then readers have another state than this. */
static gboolean
derive_article (DeskStore *store,
                gint64     article_id,
                GError   **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article_by_id (store, article_id, FALSE, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (article == NULL)
    return FALSE;

  stmt = desk_store_borrow (store, "UPDATE article SET meta_hash = ?2 WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, article_id);
  sqlite3_bind_int64 (stmt, 2, desk_article_hash (article));
  return desk_store_run (store, stmt, N_("The library can't be repaired"), error) &&
         desk_store_refresh_listing (store, article_id, error);
}

static const char sql_uncovered[] =
  "SELECT e.id FROM edition AS e"
  "  LEFT JOIN (SELECT edition_id, sum (n_bytes) AS n_bytes, count (*) AS n, max (position) AS last"
  "               FROM block GROUP BY edition_id) AS b ON b.edition_id = e.id"
  " WHERE coalesce (b.n_bytes, 0) <> octet_length (e.body) OR coalesce (b.last + 1, 0) <> coalesce (b.n, 0)";

static gboolean
derive_all (DeskStore       *store,
            const DeskWatch *watch,
            GError         **error)
{
  static const char *const clear[] = {
    "DELETE FROM keyword", "DELETE FROM listing", "DELETE FROM filed", "DELETE FROM media_use",
    "DELETE FROM edition_change",
    "UPDATE edition SET next_block = max (next_block, 1 + coalesce ("
    "  (SELECT max (number) FROM block WHERE edition_id = edition.id), 0))",
    /* Ids of bulk writes are not used twice, also those that only rows know of. */
    "INSERT INTO batch (id, started_us) SELECT id, 0 FROM"
    "  (SELECT 1 + max (coalesce ((SELECT max (batch_id) FROM article), 0),"
    "                   coalesce ((SELECT max (batch_id) FROM term), 0),"
    "                   coalesce ((SELECT max (id) FROM batch), 0)) AS id)",
    "DELETE FROM batch WHERE started_us = 0",
    "DELETE FROM piece WHERE id NOT IN (SELECT j.value FROM revision AS r, json_each (r.pieces) AS j)",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (clear); i++)
    {
      if (!run (store, clear[i], error))
        return FALSE;
    }

  return for_each (store, sql_uncovered, watch, derive_blocks, error) &&
         for_each (store, "SELECT id FROM edition ORDER BY id", watch, derive_edition, error) &&
         for_each (store, "SELECT id FROM revision ORDER BY id", watch, derive_revision, error) &&
         for_each (store, "SELECT id FROM edition WHERE released_id IS NOT NULL", watch, derive_released, error) &&
         for_each (store, "SELECT id FROM article ORDER BY id", watch, derive_article, error);
}

/**
 * desk_mend_derived:
 * @folder: a folder with a library's database, which is one file afterwards:
 *   what follows does not look for a log beside it
 */
gboolean
desk_mend_derived (const char      *folder,
                   const DeskWatch *watch,
                   GError         **error)
{
  g_autoptr(DeskStore) store = desk_store_open (folder, error);
  g_autoptr(DeskTransaction) transaction = store != NULL ? desk_transaction_begin (store, error) : NULL;

  return transaction != NULL &&
         derive_all (store, watch, error) &&
         desk_transaction_commit (transaction, error) &&
         desk_connection_execute (store->db, "PRAGMA journal_mode = DELETE", error);
}
