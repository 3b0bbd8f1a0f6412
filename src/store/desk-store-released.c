/* desk-store-released.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* What readers have. */

/**
 * desk_store_list_released:
 * @language: an edition's language
 *
 * Lists the released texts in @language, archived ones too: the newest
 * publication date first, then by id.
 *
 * Returns: (transfer full) (element-type DeskArticle): each with one edition,
 *   which holds the released text
 */
GPtrArray *
desk_store_list_released (DeskStore  *self,
                          const char *language,
                          GError    **error)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, NULL);

  stmt = desk_store_borrow (self,
                            "SELECT r.id FROM edition AS e"
                            "  JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
                            " WHERE e.language = ?1 AND e.deleted_us IS NULL AND a.deleted_us IS NULL"
                            "   AND " DESK_IS_SHOWN ("a", "?2")
                            " ORDER BY r.date_us DESC, a.uuid");
  desk_bind_text (stmt, 1, language);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      DeskArticle *article;

      if (!desk_store_next (self, stmt, _("Published articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&articles);

      article = desk_store_dup_revision_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (article == NULL)
        return NULL;
      g_ptr_array_add (articles, article);
    }
}

/**
 * desk_store_list_related:
 * @article_uuid: a released article
 * @language: an edition's language
 * @limit: at most so many
 *
 * Lists the articles that stand below another: those chosen by hand, in their
 * order, then the likest ones; equally like ones by date, then id. Only what is
 * released in @language and not archived.
 *
 * Returns: (transfer full) (element-type utf8): articles' UUIDs
 */
GPtrArray *
desk_store_list_related (DeskStore  *self,
                         const char *article_uuid,
                         const char *language,
                         unsigned    limit,
                         GError    **error)
{
  static const char sql[] =
    "WITH own AS (SELECT e.id, e.released_id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
    "              WHERE a.uuid = ?1 AND e.language = ?2),"
    "     choice (uuid, by_hand, place, score) AS ("
    "       SELECT other_uuid, 1, position, 0 FROM revision_related"
    "        WHERE revision_id = (SELECT released_id FROM own)"
    "       UNION ALL"
    "       SELECT a.uuid, 0, 0, l.score FROM likeness AS l JOIN edition AS e ON e.id = l.other_id"
    "         JOIN article AS a ON a.id = e.article_id WHERE l.edition_id = (SELECT id FROM own))"
    "SELECT c.uuid FROM choice AS c JOIN article AS a ON a.uuid = c.uuid"
    "  JOIN edition AS e ON e.article_id = a.id AND e.language = ?2 AND e.status <> 5"
    "  JOIN revision AS r ON r.id = e.released_id"
    " WHERE a.deleted_us IS NULL AND a.uuid <> ?1 AND " DESK_IS_SHOWN ("a", "?4")
    " GROUP BY c.uuid"
    " ORDER BY max (c.by_hand) DESC, min (CASE WHEN c.by_hand THEN c.place END), max (c.score) DESC,"
    "          r.date_us DESC, c.uuid"
    " LIMIT ?3";
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, NULL);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, article_uuid);
  desk_bind_text (stmt, 2, language);
  sqlite3_bind_int64 (stmt, 3, limit);
  sqlite3_bind_int64 (stmt, 4, self->batch_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, _("Related articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);
      g_ptr_array_add (uuids, desk_column_dup_text (stmt, 0));
    }
}
