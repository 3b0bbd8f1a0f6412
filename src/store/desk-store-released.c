/* desk-store-released.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-released.h"
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

static GArray *
take_ids (DeskStore     *self,
          DeskStatement *stmt,
          GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row;

  for (;;)
    {
      gint64 id;

      if (!desk_store_next (self, stmt, N_("Published articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }
}

/**
 * desk_store_list_released_ids:
 *
 * Returns: (transfer full) (element-type gint64): the editions in @language that
 *   readers have, archived ones too
 */
GArray *
desk_store_list_released_ids (DeskStore  *self,
                              const char *language,
                              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL, NULL);

  stmt = desk_store_borrow (self,
                            "SELECT e.id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                            " WHERE e.released_id IS NOT NULL AND e.language = ?1 AND e.deleted_us IS NULL"
                            "   AND a.deleted_us IS NULL AND " DESK_IS_SHOWN ("a", "?2")
                            " ORDER BY e.id");
  desk_bind_text (stmt, 1, language);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);

  return take_ids (self, stmt, error);
}

/**
 * desk_store_list_changed_ids:
 * @since: the first number of desk_store_dup_site_stamp(), then
 *
 * Returns: (transfer full) (element-type gint64): the editions that may have changed,
 *   some of which are no more
 */
GArray *
desk_store_list_changed_ids (DeskStore *self,
                             gint64     since,
                             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT edition_id FROM edition_change WHERE seq > ?1 ORDER BY seq");
  sqlite3_bind_int64 (stmt, 1, since);

  return take_ids (self, stmt, error);
}

/**
 * desk_store_list_naming_ids:
 * @uuid: of a section, a tag, an author or a picture
 *
 * Returns: (transfer full) (element-type gint64): the editions whose released texts
 *   name it
 */
GArray *
desk_store_list_naming_ids (DeskStore  *self,
                            const char *uuid,
                            GError    **error)
{
  static const char sql[] =
    "SELECT id FROM edition WHERE released_id IN ("
    "  SELECT r.revision_id FROM revision_tag AS r JOIN term AS t ON t.id = r.tag_id WHERE t.uuid = ?1"
    "  UNION ALL SELECT r.revision_id FROM revision_credit AS r JOIN term AS t ON t.id = r.author_id WHERE t.uuid = ?1"
    "  UNION ALL SELECT r.id FROM revision AS r JOIN media AS m ON m.id = r.cover_id WHERE m.uuid = ?1 AND r.cover_id IS NOT NULL"
    "  UNION ALL SELECT u.revision_id FROM media_use AS u JOIN media AS m ON m.sha256 = u.sha256 WHERE m.uuid = ?1)";
  g_autoptr(DeskStatement) stmt = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL, NULL);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, uuid);

  return take_ids (self, stmt, error);
}

/* @out_id: 0 where readers have none */
static gboolean
find_released_id (DeskStore *self,
                  gint64     edition_id,
                  gint64    *out_id,
                  GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT e.released_id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                            " WHERE e.id = ?1 AND e.released_id IS NOT NULL AND e.deleted_us IS NULL AND a.deleted_us IS NULL"
                            "   AND " DESK_IS_SHOWN ("a", "?2"));
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  if (!desk_store_next (self, stmt, N_("Published articles can't be read"), &has_row, error))
    return FALSE;

  *out_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

/**
 * desk_store_find_released:
 * @out_article: (out) (nullable) (transfer full): the article with that one edition,
 *   which holds the released text; %NULL where readers have none
 *
 * Returns: %FALSE only with @error set
 */
gboolean
desk_store_find_released (DeskStore    *self,
                          gint64        edition_id,
                          DeskArticle **out_article,
                          GError      **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && out_article != NULL, FALSE);

  *out_article = NULL;
  if (!find_released_id (self, edition_id, &id, error))
    return FALSE;
  if (id != 0)
    *out_article = desk_store_dup_revision_by_id (self, id, error);

  return id == 0 || *out_article != NULL;
}

/**
 * desk_store_find_released_body:
 * @out_body: (out) (nullable) (transfer full): of the released text; %NULL where readers
 *   have none
 *
 * Reads the body alone, in a fraction of the time that all of the text takes. Nothing
 * says whether it is what was saved: that is found out where the text's page is made.
 *
 * Returns: %FALSE only with @error set
 */
gboolean
desk_store_find_released_body (DeskStore *self,
                               gint64     edition_id,
                               char     **out_body,
                               GError   **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && out_body != NULL, FALSE);

  *out_body = NULL;
  if (!find_released_id (self, edition_id, &id, error))
    return FALSE;
  if (id != 0)
    *out_body = desk_store_dup_pieces (self, id, error);

  return id == 0 || *out_body != NULL;
}

/**
 * desk_store_find_beginning:
 * @n_bytes: how much of its body is enough
 * @out_article: (out) (nullable) (transfer full): as desk_store_find_released(), but
 *   that the edition's body ends with the first block that makes it @n_bytes
 * @out_beginning: (out): what that is of the text
 *
 * Returns: %FALSE only with @error set
 */
gboolean
desk_store_find_beginning (DeskStore     *self,
                           gint64         edition_id,
                           gsize          n_bytes,
                           DeskArticle  **out_article,
                           DeskBeginning *out_beginning,
                           GError       **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && out_article != NULL && out_beginning != NULL, FALSE);

  *out_article = NULL;
  *out_beginning = (DeskBeginning) { 0 };
  if (!find_released_id (self, edition_id, &id, error))
    return FALSE;
  if (id != 0)
    *out_article = desk_store_dup_revision_beginning (self, id, n_bytes, out_beginning, error);

  return id == 0 || *out_article != NULL;
}

static gboolean
list_versions (DeskStore   *self,
               const char  *sql,
               GHashTable **out_versions,
               GError     **error)
{
  g_autoptr(GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("The library can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      g_hash_table_insert (versions, desk_column_dup_text (stmt, 0), GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 1)));
    }

  *out_versions = g_steal_pointer (&versions);
  return TRUE;
}

/**
 * desk_store_list_term_versions:
 * @out_versions: (out) (transfer full): char *uuid → its version, of sections, tags and
 *   authors
 */
gboolean
desk_store_list_term_versions (DeskStore   *self,
                               GHashTable **out_versions,
                               GError     **error)
{
  return list_versions (self, "SELECT uuid, version * 3 + type FROM term WHERE deleted_us IS NULL", out_versions, error);
}

gboolean
desk_store_list_media_versions (DeskStore   *self,
                                GHashTable **out_versions,
                                GError     **error)
{
  return list_versions (self, "SELECT uuid, version FROM media", out_versions, error);
}

static void
media_use_free (gpointer data)
{
  DeskMediaUse *self = data;

  g_free (self->id);
  g_free (self);
}

/**
 * desk_store_list_released_media:
 * @edition_id: an edition; 0 for all
 *
 * Returns: (transfer full) (element-type DeskMediaUse): what released texts show and
 *   lead to
 */
GPtrArray *
desk_store_list_released_media (DeskStore *self,
                                gint64     edition_id,
                                GError   **error)
{
  static const char all[] =
    "SELECT DISTINCT m.uuid, 1 FROM edition AS e JOIN revision AS r ON r.id = e.released_id JOIN media AS m ON m.id = r.cover_id"
    " UNION ALL"
    " SELECT DISTINCT u.sha256, 0 FROM media_use AS u JOIN edition AS e ON e.id = u.edition_id AND e.released_id = u.revision_id";
  static const char one[] =
    "SELECT m.uuid, 1 FROM edition AS e JOIN revision AS r ON r.id = e.released_id JOIN media AS m ON m.id = r.cover_id WHERE e.id = ?1"
    " UNION ALL"
    " SELECT u.sha256, 0 FROM edition AS e JOIN media_use AS u ON u.edition_id = e.id AND u.revision_id = e.released_id WHERE e.id = ?1";
  g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func (media_use_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, edition_id != 0 ? one : all);
  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      DeskMediaUse *use;

      if (!desk_store_next (self, stmt, N_("Published articles can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uses);
      use = g_new (DeskMediaUse, 1);
      use->id = desk_column_dup_text (stmt, 0);
      use->is_cover = sqlite3_column_int (stmt, 1);
      g_ptr_array_add (uses, use);
    }
}
