/* desk-store-listing.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The narrow tables that lists, filters and the search look at. Whoever changes
 * an article or one of its editions has them brought up to date in the same
 * transaction; they are compared first, so that saving a text, which rarely
 * changes any of this, writes nothing here.
 */

#define WANTED_LISTING \
        "SELECT e.id, a.id, e.language, e.status," \
        "       e.id = (SELECT s.id FROM edition AS s WHERE s.article_id = a.id AND s.deleted_us IS NULL" \
        "                ORDER BY s.language = coalesce ((SELECT desk_main_language (value) FROM setting" \
        "                                                  WHERE key = 'languages'), 'en') DESC, s.id LIMIT 1)," \
        "       r.id IS NOT NULL AND (r.text_hash <> e.text_hash OR r.meta_hash <> a.meta_hash)," \
        "       a.deleted_us IS NOT NULL, coalesce (a.date_us, 0x7fffffffffffffff), a.kind, a.section_id, a.batch_id" \
        "  FROM article AS a JOIN edition AS e ON e.article_id = a.id LEFT JOIN revision AS r ON r.id = e.released_id" \
        " WHERE e.deleted_us IS NULL"

#define WANTED_FILED \
        "SELECT coalesce (section_id, 0), coalesce (date_us, 0x7fffffffffffffff), id FROM article WHERE id = ?1" \
        " UNION ALL " \
        "SELECT t.tag_id, coalesce (a.date_us, 0x7fffffffffffffff), a.id" \
        "  FROM article AS a JOIN article_tag AS t ON t.article_id = a.id WHERE a.id = ?1" \
        " UNION ALL " \
        "SELECT c.author_id, coalesce (a.date_us, 0x7fffffffffffffff), a.id" \
        "  FROM article AS a JOIN article_credit AS c ON c.article_id = a.id WHERE a.id = ?1"

#define DIFFERS(wanted, have) \
        "SELECT EXISTS (SELECT * FROM (" wanted ") EXCEPT " have ")" \
                                                                 "    OR EXISTS (" have " EXCEPT SELECT * FROM (" wanted "))"

static const struct
{
  const char *differs;
  const char *clear;
  const char *fill;
} tables[] = {
  {
    DIFFERS (WANTED_LISTING " AND a.id = ?1", "SELECT * FROM listing WHERE article_id = ?1"),
    "DELETE FROM listing WHERE article_id = ?1",
    "INSERT INTO listing " WANTED_LISTING " AND a.id = ?1",
  },
  {
    DIFFERS (WANTED_FILED, "SELECT * FROM filed WHERE article_id = ?1"),
    "DELETE FROM filed WHERE article_id = ?1",
    "INSERT OR IGNORE INTO filed " WANTED_FILED,
  },
};

static gboolean
run_for (DeskStore  *self,
         const char *sql,
         gint64      article_id,
         gboolean   *out_result,
         GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, article_id);
  if (!desk_store_next (self, stmt, N_("The list can't be brought up to date"), &has_row, error))
    return FALSE;

  if (has_row)
    *out_result = sqlite3_column_int (stmt, 0);
  return TRUE;
}

/**
 * desk_store_refresh_listing:
 *
 * Brings the lists' rows of one article up to date, of which the search too has
 * a status, a date and a section; within a transaction.
 */
gboolean
desk_store_refresh_listing (DeskStore *self,
                            gint64     article_id,
                            GError   **error)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gboolean differs = FALSE;

      if (!run_for (self, tables[i].differs, article_id, &differs, error))
        return FALSE;
      if (differs &&
          (!run_for (self, tables[i].clear, article_id, &differs, error) ||
           !run_for (self, tables[i].fill, article_id, &differs, error) ||
           !desk_store_note_article_change (self, article_id, error)))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_fill_listing:
 *
 * Likewise for an article that was just added: there is nothing to compare.
 */
gboolean
desk_store_fill_listing (DeskStore *self,
                         gint64     article_id,
                         GError   **error)
{
  gboolean ignored;

  for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!run_for (self, tables[i].fill, article_id, &ignored, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_note_change:
 * @edition_id: an edition whose words changed: its own, or those of the names it
 *   is filed under
 *
 * Tells the search, and whoever else keeps something derived from an edition,
 * that it has to be looked at again; within a transaction.
 */
gboolean
desk_store_note_change (DeskStore *self,
                        gint64     edition_id,
                        GError   **error)
{
  gboolean ignored;

  return run_for (self, "INSERT OR REPLACE INTO edition_change (edition_id) VALUES (?1)", edition_id, &ignored, error);
}

/**
 * desk_store_note_article_change:
 *
 * Likewise for every edition of an article.
 */
gboolean
desk_store_note_article_change (DeskStore *self,
                                gint64     article_id,
                                GError   **error)
{
  gboolean ignored;

  return run_for (self, "INSERT OR REPLACE INTO edition_change (edition_id) SELECT id FROM edition WHERE article_id = ?1",
                  article_id, &ignored, error);
}
