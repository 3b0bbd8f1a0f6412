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

      if (!desk_store_next (self, stmt, N_("Published articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&articles);

      article = desk_store_dup_revision_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (article == NULL)
        return NULL;
      g_ptr_array_add (articles, article);
    }
}
