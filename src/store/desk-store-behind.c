/* desk-store-behind.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-content.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* What readers of one language have and those of another don't: articles that are in
 * none of its texts, and translations that were passed by.
 *
 * The source of a translation is the edition that it names. One that names none is taken
 * for a translation of the text that readers had first, of two at once that of the
 * language which the site names first.
 *
 * A translation is outdated
 *
 * 1. if one of its blocks is of a block that the source had, and has no more: neither
 *    what readers have of the source nor what is being written there has that hash; or
 * 2. if readers have other words of the source than they had when the translation was
 *    last released, by title, summary and body. Revisions are numbered as they come,
 *    and what readers had once is kept for ever.
 *
 * The second is not asked of the body where the first says more: a translation, nothing
 * of which waits for its release, whose blocks are of all that readers have of the
 * source. So one that was translated from the draft and released before it is fresh.
 */

#define OF_LANGUAGES(row) row ".language IN (SELECT value FROM json_each (?1))"

/* Who readers of a language could have in front of them */
#define IS_LIVE(row) row ".released_id IS NOT NULL AND " row ".deleted_us IS NULL"

static gboolean
next (DeskStore     *self,
      DeskStatement *stmt,
      GCancellable  *cancellable,
      gboolean      *out_has_row,
      GError       **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         desk_store_next (self, stmt, N_("The translations can't be looked at"), out_has_row, error);
}

/**
 * desk_store_foreach_untranslated:
 * @languages: those of the site's editions, the main one first
 * @func: (scope call): told of each published article and language that it has no
 *   released text in, language by language, the newest article first
 */
gboolean
desk_store_foreach_untranslated (DeskStore           *self,
                                 const char *const   *languages,
                                 DeskUntranslatedFunc func,
                                 gpointer             user_data,
                                 GCancellable        *cancellable,
                                 GError             **error)
{
  static const char sql[] =
    "SELECT a.uuid,"
    "       (SELECT r.title FROM edition AS e JOIN revision AS r ON r.id = e.released_id JOIN json_each (?1) AS o ON o.value = e.language"
    "         WHERE e.article_id = a.id AND " IS_LIVE ("e") " ORDER BY o.key LIMIT 1),"
                                                            "       l.value,"
                                                            "       EXISTS (SELECT 1 FROM edition AS e WHERE e.article_id = a.id AND e.language = l.value AND e.deleted_us IS NULL)"
                                                            "  FROM json_each (?1) AS l CROSS JOIN article AS a"
                                                            " WHERE a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
    "   AND EXISTS (SELECT 1 FROM edition AS e"
    "                WHERE e.article_id = a.id AND e.status = 4 AND " IS_LIVE ("e") " AND " OF_LANGUAGES ("e") ")"
                                                                                                               "   AND NOT EXISTS (SELECT 1 FROM edition AS e WHERE e.article_id = a.id AND e.language = l.value AND " IS_LIVE ("e") ")"
                                                                                                                                                                                                                                     " ORDER BY l.key, a.date_us DESC, a.id DESC";
  enum { ARTICLE, TITLE, LANGUAGE, HAS_TEXT };
  g_autofree char *json = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && languages != NULL && func != NULL, FALSE);

  json = desk_dup_json_of_languages (languages);
  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, json);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      if (!next (self, stmt, cancellable, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      func ((const char *) sqlite3_column_text (stmt, ARTICLE), (const char *) sqlite3_column_text (stmt, TITLE),
            (const char *) sqlite3_column_text (stmt, LANGUAGE), sqlite3_column_int (stmt, HAS_TEXT), user_data);
    }
}

/* The blocks of the source that readers have, as hashes */
#define SOURCE_HASHES(row) \
        "SELECT h.hash FROM revision AS v JOIN json_each (v.pieces) AS j JOIN piece AS h ON h.id = j.value" \
        " WHERE v.id = " row ".source_released"

/* pair: each text with its source, both as readers have them, and what they had of the
 * source when the text was released; judged: in what they differ. */
static const char sql_outdated[] =
  "WITH pair AS ("
  "  SELECT t.id, s.id AS source, t.released_id, s.released_id AS source_released, l.is_ahead,"
  "         t.source_language IS NOT NULL AS is_named,"
  "         (SELECT max (id) FROM revision WHERE edition_id = s.id AND is_released AND id < t.released_id) AS seen"
  "    FROM edition AS t JOIN article AS a ON a.id = t.article_id JOIN listing AS l ON l.edition_id = t.id"
  "    JOIN edition AS s ON s.id = CASE WHEN t.source_language IS NOT NULL"
  "      THEN (SELECT o.id FROM edition AS o WHERE o.article_id = t.article_id AND o.language = t.source_language)"
  "      ELSE (SELECT o.id FROM edition AS o JOIN json_each (?1) AS j ON j.value = o.language"
  "             WHERE o.article_id = t.article_id AND o.source_language IS NULL AND " IS_LIVE ("o")
  "             ORDER BY o.first_release_us, j.key LIMIT 1) END"
  "   WHERE s.id <> t.id AND t.status = 4 AND " IS_LIVE ("s")
  "     AND " IS_LIVE ("t")
  "     AND " OF_LANGUAGES ("t")
  "     AND a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
  "), judged AS ("
  "  SELECT p.*,"
  "         CASE WHEN p.is_named THEN"
  "           (SELECT count (*) FROM block AS b WHERE b.edition_id = p.id AND b.source_number IS NOT NULL"
  "               AND NOT EXISTS (SELECT 1 FROM block AS o"
  "                                WHERE o.edition_id = p.source AND o.number = b.source_number AND o.hash = b.source_hash)"
  "               AND b.source_hash NOT IN (" SOURCE_HASHES ("p")
  "           )) ELSE 0 END AS n_blocks,"
  "         p.is_named AND NOT p.is_ahead AND NOT EXISTS (" SOURCE_HASHES ("p")
  "           AND h.hash NOT IN (SELECT source_hash FROM block WHERE edition_id = p.id AND source_hash IS NOT NULL)) AS has_all,"
  "         now.title IS NOT seen.title OR now.summary IS NOT seen.summary AS has_new_face,"
  "         now.pieces IS NOT seen.pieces AS has_new_body"
  "    FROM pair AS p JOIN revision AS now ON now.id = p.source_released LEFT JOIN revision AS seen ON seen.id = p.seen)"
  "SELECT a.uuid, r.title, t.language, s.language, j.n_blocks, j.is_ahead"
  "  FROM judged AS j JOIN edition AS t ON t.id = j.id JOIN edition AS s ON s.id = j.source"
  "  JOIN revision AS r ON r.id = j.released_id JOIN article AS a ON a.id = t.article_id"
  " WHERE j.n_blocks > 0 OR (j.seen IS NOT NULL AND (j.has_new_face OR (j.has_new_body AND NOT j.has_all)))"
  " ORDER BY t.language, a.date_us DESC, a.id DESC";

/**
 * desk_store_foreach_outdated:
 * @languages: those of the site's editions, the main one first
 * @func: (scope call): told of each published translation that is outdated,
 *   language by language, the newest article first
 */
gboolean
desk_store_foreach_outdated (DeskStore         *self,
                             const char *const *languages,
                             DeskOutdatedFunc   func,
                             gpointer           user_data,
                             GCancellable      *cancellable,
                             GError           **error)
{
  enum { ARTICLE, TITLE, LANGUAGE, SOURCE_LANGUAGE, N_BLOCKS, IS_AHEAD };
  g_autofree char *json = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && languages != NULL && func != NULL, FALSE);

  json = desk_dup_json_of_languages (languages);
  stmt = desk_store_borrow (self, sql_outdated);
  desk_bind_text (stmt, 1, json);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      if (!next (self, stmt, cancellable, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      func ((const char *) sqlite3_column_text (stmt, ARTICLE), (const char *) sqlite3_column_text (stmt, TITLE),
            (const char *) sqlite3_column_text (stmt, LANGUAGE), (const char *) sqlite3_column_text (stmt, SOURCE_LANGUAGE),
            (unsigned) sqlite3_column_int (stmt, N_BLOCKS), sqlite3_column_int (stmt, IS_AHEAD), user_data);
    }
}
