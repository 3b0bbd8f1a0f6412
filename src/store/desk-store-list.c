/* desk-store-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "text/desk-script.h"

#include <glib/gi18n-lib.h>

/* Which articles there are. An article is shown by one of its editions: that of
 * the language asked for, else of the main language, else its oldest. */

#define SHOWN_EDITION \
        "(SELECT s.id FROM edition AS s" \
        "  WHERE s.article_id = a.id AND s.deleted_us IS NULL" \
        "  ORDER BY s.language = coalesce (?1, ?2) DESC, s.id LIMIT 1)"

static const char list_sql[] =
  "SELECT a.id"
  "  FROM article AS a LEFT JOIN edition AS e ON e.id = " SHOWN_EDITION
  " WHERE (a.deleted_us IS NOT NULL) = ?3"
  "   AND (?1 IS NULL OR e.language = ?1)"
  "   AND (?4 < 0 OR e.status = ?4)"
  "   AND (?5 IS NULL OR a.kind = ?5)"
  "   AND (?6 IS NULL OR coalesce (a.section_id, ?11) = ?6)"
  "   AND (?7 IS NULL OR EXISTS (SELECT 1 FROM article_tag AS t WHERE t.article_id = a.id AND t.tag_id = ?7))"
  "   AND (?8 IS NULL OR EXISTS (SELECT 1 FROM article_credit AS c WHERE c.article_id = a.id AND c.author_id = ?8))"
  "   AND (?9 = 0 OR a.date_us >= ?9)"
  "   AND (?10 = 0 OR a.date_us < ?10)"
  "   AND (?12 IS NULL OR EXISTS (SELECT 1 FROM edition AS f WHERE f.article_id = a.id"
  "        AND instr (desk_fold (f.title || ' ' || f.summary || ' ' || f.body), ?12) > 0))"
  " ORDER BY a.date_us IS NULL DESC, a.date_us DESC, a.created_us DESC, a.id DESC"
  " LIMIT ?13 OFFSET ?14";

static gint64
first_section (DeskStore *self,
               GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT id FROM term WHERE type = 0 AND deleted_us IS NULL"
                            " ORDER BY position, id LIMIT 1");
  if (!desk_store_next (self, stmt, _("Sections can't be read"), &has_row, error))
    return 0;

  return has_row ? sqlite3_column_int64 (stmt, 0) : -1;
}

/* A filter that names something unknown is an error, not an empty list. */
static gboolean
bind_term (DeskStore     *self,
           DeskStatement *stmt,
           int            index,
           DeskTermType   type,
           const char    *name,
           GError       **error)
{
  g_autoptr(DeskTerm) term = NULL;
  gint64 id;

  if (name == NULL)
    return TRUE;

  term = desk_store_find_term (self, type, name, error);
  id = term != NULL ? desk_store_get_term_id (self, term->uuid, error) : 0;
  sqlite3_bind_int64 (stmt, index, id);

  return id != 0;
}

static char *
dup_main_language (DeskStore *self,
                   GError   **error)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (self, error);

  return site != NULL ? desk_site_dup_main_language (site) : NULL;
}

static gboolean
bind_query (DeskStore       *self,
            DeskStatement   *stmt,
            const DeskQuery *query,
            const char      *main_language,
            const char      *folded,
            GError         **error)
{
  gint64 section = first_section (self, error);

  if (section == 0)
    return FALSE;

  desk_bind_text (stmt, 1, query->language);
  desk_bind_text (stmt, 2, main_language);
  sqlite3_bind_int (stmt, 3, query->is_trash);
  sqlite3_bind_int (stmt, 4, query->status);
  desk_bind_text (stmt, 5, query->kind);
  sqlite3_bind_int64 (stmt, 9, query->since_us);
  sqlite3_bind_int64 (stmt, 10, query->until_us);
  sqlite3_bind_int64 (stmt, 11, section);
  desk_bind_text (stmt, 12, folded);
  sqlite3_bind_int64 (stmt, 13, query->limit > 0 ? (gint64) query->limit : -1);
  sqlite3_bind_int64 (stmt, 14, query->offset);

  return bind_term (self, stmt, 6, DESK_TERM_SECTION, query->section, error) &&
         bind_term (self, stmt, 7, DESK_TERM_TAG, query->tag, error) &&
         bind_term (self, stmt, 8, DESK_TERM_AUTHOR, query->author, error);
}

/**
 * desk_store_list_articles:
 * @query: which ones
 *
 * Lists articles without the bodies of their editions: those without a
 * publication date first, then the newest.
 *
 * Returns: (transfer full) (element-type DeskArticle): the articles; %NULL with
 *   @error set, %DESK_STORE_ERROR_NOT_FOUND when @query names a section, tag or
 *   author that is not there, %DESK_STORE_ERROR_INVALID when it names no kind
 */
GPtrArray *
desk_store_list_articles (DeskStore       *self,
                          const DeskQuery *query,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);
  g_autofree char *main_language = NULL;
  g_autofree char *folded = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && query != NULL, NULL);

  if (query->kind != NULL && !desk_store_check_kind (query->kind, error))
    return NULL;
  main_language = dup_main_language (self, error);
  if (main_language == NULL)
    return NULL;
  if (query->text != NULL && *query->text != '\0')
    folded = desk_script_fold (query->text);

  stmt = desk_store_borrow (self, list_sql);
  if (!bind_query (self, stmt, query, main_language, folded, error))
    return NULL;
  for (;;)
    {
      DeskArticle *article;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !desk_store_next (self, stmt, _("Articles can't be listed"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&articles);

      article = desk_store_dup_article_by_id (self, sqlite3_column_int64 (stmt, 0), FALSE, error);
      if (article == NULL)
        return NULL;
      g_ptr_array_add (articles, article);
    }
}

void
desk_counts_free (DeskCounts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_section);
  g_free (self);
}

static gboolean
count_statuses (DeskStore  *self,
                DeskCounts *counts,
                const char *main_language,
                GError    **error)
{
  static const char sql[] =
    "SELECT a.deleted_us IS NOT NULL, coalesce (e.status, 0), count (*)"
    "  FROM article AS a LEFT JOIN edition AS e ON e.id = " SHOWN_EDITION
    " GROUP BY 1, 2";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  desk_bind_text (stmt, 2, main_language);
  for (;;)
    {
      unsigned n;

      if (!desk_store_next (self, stmt, _("Articles can't be counted"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      n = (unsigned) sqlite3_column_int (stmt, 2);
      if (sqlite3_column_int (stmt, 0))
        {
          counts->n_trash += n;
        }
      else
        {
          counts->n_all += n;
          counts->n_by_status[sqlite3_column_int (stmt, 1)] += n;
        }
    }
}

static gboolean
count_sections (DeskStore  *self,
                DeskCounts *counts,
                GError    **error)
{
  static const char sql[] =
    "SELECT t.uuid, count (*)"
    "  FROM article AS a JOIN term AS t ON t.id = coalesce (a.section_id, ?1)"
    " WHERE a.deleted_us IS NULL GROUP BY t.id";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, first_section (self, error));
  for (;;)
    {
      if (!desk_store_next (self, stmt, _("Articles can't be counted"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_hash_table_insert (counts->by_section, desk_column_dup_text (stmt, 0),
                           GUINT_TO_POINTER ((unsigned) sqlite3_column_int (stmt, 1)));
    }
}

static gboolean
count_not_online (DeskStore  *self,
                  DeskCounts *counts,
                  GError    **error)
{
  static const char sql[] =
    "SELECT count (*)"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id JOIN revision AS r ON r.id = e.released_id"
    " WHERE a.deleted_us IS NULL AND (r.text_hash <> e.text_hash OR r.meta_hash <> a.meta_hash)";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  if (!desk_store_next (self, stmt, _("Articles can't be counted"), &has_row, error))
    return FALSE;

  counts->n_not_online = (unsigned) sqlite3_column_int (stmt, 0);
  return TRUE;
}

/**
 * desk_store_count_articles:
 *
 * Returns: (transfer full): how many articles each row of the sidebar has
 */
DeskCounts *
desk_store_count_articles (DeskStore *self,
                           GError   **error)
{
  g_autoptr(DeskCounts) counts = g_new0 (DeskCounts, 1);
  g_autofree char *main_language = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  counts->by_section = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  main_language = dup_main_language (self, error);

  if (main_language == NULL ||
      !count_statuses (self, counts, main_language, error) ||
      !count_sections (self, counts, error) ||
      !count_not_online (self, counts, error))
    return NULL;

  return g_steal_pointer (&counts);
}
