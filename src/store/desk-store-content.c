/* desk-store-content.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-content.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The texts of a library one by one, without what only a page needs: whoever looks at
 * all of them, released and being written, is done in a third of the time. */

/**
 * desk_store_list_content:
 * @language: an edition's language
 *
 * Returns: (transfer full) (element-type DeskContentState): the editions in @language,
 *   those of the newest articles first; none that is in the trash
 */
GArray *
desk_store_list_content (DeskStore  *self,
                         const char *language,
                         GError    **error)
{
  static const char sql[] =
    "SELECT e.id, e.released_id IS NOT NULL,"
    "       r.id IS NOT NULL AND (r.text_hash <> e.text_hash OR r.meta_hash <> a.meta_hash)"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id LEFT JOIN revision AS r ON r.id = e.released_id"
    " WHERE e.language = ?1 AND e.deleted_us IS NULL AND a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
    " ORDER BY a.date_us IS NOT NULL, a.date_us DESC, e.id DESC";
  g_autoptr(GArray) states = g_array_new (FALSE, FALSE, sizeof (DeskContentState));
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, NULL);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, language);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      DeskContentState state;

      if (!desk_store_next (self, stmt, N_("The texts can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&states);

      state = (DeskContentState) { sqlite3_column_int64 (stmt, 0), sqlite3_column_int (stmt, 1), sqlite3_column_int (stmt, 2) };
      g_array_append_val (states, state);
    }
}

void
desk_content_free (DeskContent *self)
{
  if (self == NULL)
    return;

  g_free (self->article);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->slug);
  g_free (self->cover);
  g_free (self->body);
  g_free (self);
}

/**
 * desk_store_dup_content:
 * @edition_id: of desk_store_list_content()
 * @is_released: what readers have, else what is being written
 *
 * Returns: (transfer full): the text; %NULL with @error set
 */
DeskContent *
desk_store_dup_content (DeskStore *self,
                        gint64     edition_id,
                        gboolean   is_released,
                        GError   **error)
{
  static const char released[] =
    "SELECT a.uuid, r.kind, r.title, r.slug, coalesce (m.uuid, ''), r.id"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
    "  LEFT JOIN media AS m ON m.id = r.cover_id WHERE e.id = ?1";
  static const char working[] =
    "SELECT a.uuid, a.kind, e.title, e.slug, coalesce (m.uuid, ''), e.body"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id LEFT JOIN media AS m ON m.id = a.cover_id WHERE e.id = ?1";
  enum { ARTICLE, KIND, TITLE, SLUG, COVER, BODY };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, is_released ? released : working);
  g_autoptr(DeskContent) content = g_new0 (DeskContent, 1);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, edition_id);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                           _("The library is damaged: a text is missing; repair the library, or restore a backup"));
      return NULL;
    }

  content->article = desk_column_dup_text (stmt, ARTICLE);
  content->kind = desk_column_dup_text (stmt, KIND);
  content->title = desk_column_dup_text (stmt, TITLE);
  content->slug = desk_column_dup_text (stmt, SLUG);
  content->cover = desk_column_dup_text (stmt, COVER);
  content->body = is_released ? desk_store_dup_pieces (self, sqlite3_column_int64 (stmt, BODY), error)
                              : desk_column_dup_text (stmt, BODY);

  return content->body != NULL ? g_steal_pointer (&content) : NULL;
}
