/* desk-store-whereabouts.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-content.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* How near an article is to readers of a language, where something names it: a link, an
 * old address, or a person who wants it shown below another one. */

/* What is named: its row of `article` is `o`, and that of its edition in the language `t`;
 * either may be missing. The numbers are those of DeskWhereabouts. */
#define WHEREABOUTS \
        "CASE WHEN o.id IS NULL THEN 0 WHEN o.deleted_us IS NOT NULL THEN 1" \
        " WHEN t.id IS NULL OR t.deleted_us IS NOT NULL THEN 2" \
        " WHEN t.released_id IS NOT NULL THEN CASE WHEN t.status = 5 THEN 6 ELSE 7 END" \
        " WHEN t.scheduled_us IS NOT NULL THEN 5 WHEN t.first_release_us IS NOT NULL THEN 3 ELSE 4 END"

#define ITS_TITLE "coalesce (t.title, (SELECT title FROM edition WHERE article_id = o.id ORDER BY id LIMIT 1), '')"

/**
 * desk_store_find_whereabouts:
 * @uuid: what a text names as an article's
 * @language: an edition's language
 * @out_whereabouts: (out): whether readers of that language have it
 * @out_title: (out) (transfer full): its title, or "" where there is none
 */
gboolean
desk_store_find_whereabouts (DeskStore       *self,
                             const char      *uuid,
                             const char      *language,
                             DeskWhereabouts *out_whereabouts,
                             char           **out_title,
                             GError         **error)
{
  static const char sql[] =
    "SELECT " WHEREABOUTS ", " ITS_TITLE
    "  FROM article AS o LEFT JOIN edition AS t ON t.article_id = o.id AND t.language = ?2"
    " WHERE o.uuid = ?1 AND " DESK_IS_SHOWN ("o", "?3");
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL && language != NULL, FALSE);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, uuid);
  desk_bind_text (stmt, 2, language);
  sqlite3_bind_int64 (stmt, 3, self->batch_id);
  if (!desk_store_next (self, stmt, N_("An article can't be read"), &has_row, error))
    return FALSE;

  *out_whereabouts = has_row ? (DeskWhereabouts) sqlite3_column_int (stmt, 0) : DESK_WHEREABOUTS_NOWHERE;
  *out_title = has_row ? desk_column_dup_text (stmt, 1) : g_strdup ("");
  return TRUE;
}

/* chosen: what people want below each text, as readers have it and, where that is another
 * wish or the only one, as it is being written. */
static const char sql_vain[] =
  "WITH chosen AS ("
  "  SELECT e.article_id, e.language, r.title, 1 AS is_released, c.position, c.other_uuid,"
  "         EXISTS (SELECT 1 FROM revision_related AS b"
  "                  WHERE b.revision_id = c.revision_id AND b.other_uuid = c.other_uuid AND b.position < c.position) AS is_repeated"
  "    FROM edition AS e JOIN revision AS r ON r.id = e.released_id JOIN revision_related AS c ON c.revision_id = r.id"
  "   WHERE e.deleted_us IS NULL"
  " UNION ALL"
  "  SELECT e.article_id, e.language, e.title, 0, c.position, c.other_uuid,"
  "         EXISTS (SELECT 1 FROM article_related AS b"
  "                  WHERE b.article_id = c.article_id AND b.other_uuid = c.other_uuid AND b.position < c.position)"
  "    FROM article_related AS c JOIN article AS a ON a.id = c.article_id JOIN edition AS e ON e.article_id = a.id"
  "    LEFT JOIN revision AS r ON r.id = e.released_id"
  "   WHERE e.deleted_us IS NULL AND (r.id IS NULL OR r.meta_hash <> a.meta_hash))"
  "SELECT a.uuid, c.title, c.language, c.is_released, c.other_uuid, " ITS_TITLE ", c.is_repeated, " WHEREABOUTS " AS place"
                                                                                                                "  FROM chosen AS c JOIN article AS a ON a.id = c.article_id JOIN json_each (?1) AS l ON l.value = c.language"
                                                                                                                "  LEFT JOIN article AS o ON o.uuid = c.other_uuid AND " DESK_IS_SHOWN ("o", "?2")
  "  LEFT JOIN edition AS t ON t.article_id = o.id AND t.language = c.language"
  " WHERE a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
  "   AND (place <> 7 OR c.is_repeated OR o.id = a.id)"
  " ORDER BY l.key, a.date_us DESC, a.id DESC, c.is_released DESC, c.position";

/**
 * desk_store_foreach_vain_choice:
 * @languages: those of the site's editions, the main one first
 * @func: (scope call): told of each article that a person chose to be shown below a text
 *   and that isn't, language by language, that of the newest article first; first of
 *   what readers have of it
 */
gboolean
desk_store_foreach_vain_choice (DeskStore         *self,
                                const char *const *languages,
                                DeskChoiceFunc     func,
                                gpointer           user_data,
                                GCancellable      *cancellable,
                                GError           **error)
{
  enum { ARTICLE, TITLE, LANGUAGE, IS_RELEASED, OTHER, OTHER_TITLE, IS_REPEATED, PLACE };
  g_autofree char *json = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && languages != NULL && func != NULL, FALSE);

  json = desk_dup_json_of_languages (languages);
  stmt = desk_store_borrow (self, sql_vain);
  desk_bind_text (stmt, 1, json);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !desk_store_next (self, stmt, N_("Related articles can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      func (&(DeskChoice) {
      .article = (const char *) sqlite3_column_text (stmt, ARTICLE),
      .title = (const char *) sqlite3_column_text (stmt, TITLE),
      .language = (const char *) sqlite3_column_text (stmt, LANGUAGE),
      .is_released = sqlite3_column_int (stmt, IS_RELEASED),
      .other = (const char *) sqlite3_column_text (stmt, OTHER),
      .other_title = (const char *) sqlite3_column_text (stmt, OTHER_TITLE),
      .is_repeated = sqlite3_column_int (stmt, IS_REPEATED),
      .whereabouts = (DeskWhereabouts) sqlite3_column_int (stmt, PLACE),
    }, user_data);
    }
}
