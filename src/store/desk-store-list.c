/* desk-store-list.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Which articles there are. An article is shown by one of its editions: that of
 * the language asked for, else of the main language, else its oldest.
 *
 * A list is in the order of (sort_us, article_id), the greatest first: what has
 * no publication date, then the newest. Every way to read one walks an index in
 * that order, so that a page costs the same wherever it begins; which index is
 * walked depends on the filter that leaves the fewest. The trash is in the order
 * of (deleted_us, article_id), which its keys hold.
 */

/* Of SQLite's virtual machine, between two looks whether to go on. */
#define STEPS_BETWEEN_LOOKS 100

/* A walk that passes so many is long, and how long doesn't matter. */
#define MANY 2000

#define IN_LANGUAGE(l) l ".language = ?1"
#define STANDS_FOR_ARTICLE(l) l ".is_shown"

/* What is left to check of a row of the walk. The first bound is of the page:
 * what stands before it was seen. */
#define REST \
        "   AND l.is_deleted = ?2 AND " DESK_IS_SHOWN ("l", "?12") \
        "   AND (?3 < 0 OR l.status = ?3) AND (?4 IS NULL OR l.kind = ?4)" \
        "   AND (?5 IS NULL OR coalesce (l.section_id, ?11) = ?5)" \
        "   AND (?6 IS NULL OR EXISTS (SELECT 1 FROM filed WHERE term_id = ?6 AND sort_us = l.sort_us" \
        "                               AND article_id = l.article_id))" \
        "   AND (?7 IS NULL OR EXISTS (SELECT 1 FROM filed WHERE term_id = ?7 AND sort_us = l.sort_us" \
        "                               AND article_id = l.article_id))"

#define BOUNDS(row) "(" row ".sort_us, " row ".article_id) < (?8, ?9) AND " row ".sort_us >= ?10"
#define PAGE " LIMIT ?13 OFFSET ?14"
#define ORDER(row) " ORDER BY " row ".sort_us DESC, " row ".article_id DESC" PAGE

#define WALK_LISTING(index, which) \
        "SELECT l.sort_us, l.article_id FROM listing AS l INDEXED BY " index \
        " WHERE " which " AND " BOUNDS ("l") REST ORDER ("l")

#define WALK_STATUS(index, which) \
        "SELECT l.sort_us, l.article_id FROM listing AS l INDEXED BY " index \
        " WHERE " which " AND l.status = ?3 AND " BOUNDS ("l") REST ORDER ("l")

/* CROSS JOIN keeps the order of the tables. Left to itself SQLite looks for each
 * article through all that are not in the trash. */
#define WALK_FILED(which) \
        "SELECT d.sort_us, d.article_id" \
        "  FROM filed AS d CROSS JOIN listing AS l INDEXED BY listing_by_article ON l.article_id = d.article_id" \
        " WHERE d.term_id = ?15 AND " which " AND " BOUNDS ("d") REST ORDER ("d")

/* One article, asked whether it is in the list. */
#define LOOK_UP(which) \
        "SELECT l.edition_id, l.sort_us FROM listing AS l INDEXED BY listing_by_article" \
        " WHERE l.article_id = ?13 AND " which " AND " BOUNDS ("l") REST

#define WALK_DELETED(which) \
        "SELECT a.deleted_us, a.id" \
        "  FROM article AS a INDEXED BY article_by_trash" \
        "  CROSS JOIN listing AS l INDEXED BY listing_by_article ON l.article_id = a.id" \
        " WHERE a.deleted_us IS NOT NULL AND (a.deleted_us, a.id) < (?8, ?9) AND l.sort_us >= ?10" \
        "   AND (?16 IS NULL OR l.sort_us < ?16) AND " which REST \
        " ORDER BY a.deleted_us DESC, a.id DESC" PAGE

typedef enum
{
  WALK_ALL,
  WALK_ONE_STATUS,
  WALK_ONE_TERM,
  WALK_TRASH,
} Walk;

static const char *const walk_sql[][2] = { /* [walk][is a language asked for] */
  [WALK_ALL] = {
    WALK_LISTING ("listing_in_order", STANDS_FOR_ARTICLE ("l")),
    WALK_LISTING ("listing_by_language", IN_LANGUAGE ("l")),
  },
  [WALK_ONE_STATUS] = {
    WALK_STATUS ("listing_by_status", STANDS_FOR_ARTICLE ("l")),
    WALK_STATUS ("listing_by_language_status", IN_LANGUAGE ("l")),
  },
  [WALK_ONE_TERM] = {
    WALK_FILED (STANDS_FOR_ARTICLE ("l")),
    WALK_FILED (IN_LANGUAGE ("l")),
  },
  [WALK_TRASH] = {
    WALK_DELETED (STANDS_FOR_ARTICLE ("l")),
    WALK_DELETED (IN_LANGUAGE ("l")),
  },
};

static const char *const look_up_sql[] = { /* [is a language asked for] */
  LOOK_UP (STANDS_FOR_ARTICLE ("l")),
  LOOK_UP (IN_LANGUAGE ("l")),
};

/**
 * desk_store_first_section:
 *
 * Returns: the section of articles that have none; -1 if there is no section at
 *   all, 0 with @error set
 */
gint64
desk_store_first_section (DeskStore *self,
                          GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT id FROM term WHERE type = 0 AND deleted_us IS NULL"
                            " ORDER BY position, id LIMIT 1");
  if (!desk_store_next (self, stmt, N_("Sections can't be read"), &has_row, error))
    return 0;

  return has_row ? sqlite3_column_int64 (stmt, 0) : -1;
}

/* A filter that names something unknown is an error, not an empty list. */
static gboolean
find_term (DeskStore   *self,
           DeskTermType type,
           const char  *name,
           gint64      *out_id,
           GError     **error)
{
  g_autoptr(DeskTerm) term = NULL;

  if (name == NULL)
    return TRUE;

  term = desk_store_find_term (self, type, name, error);
  *out_id = term != NULL ? desk_store_get_term_id (self, term->uuid, error) : 0;

  return *out_id != 0;
}

/**
 * desk_store_find_query_terms:
 * @out_terms: (out): what @query names
 *
 * Looks the names up for desk_store_find_listed().
 *
 * Returns: %FALSE with @error set, %DESK_STORE_ERROR_NOT_FOUND when one isn't there
 */
gboolean
desk_store_find_query_terms (DeskStore       *self,
                             const DeskQuery *query,
                             DeskQueryTerms  *out_terms,
                             GError         **error)
{
  out_terms->first_section = desk_store_first_section (self, error);

  return out_terms->first_section != 0 &&
         find_term (self, DESK_TERM_SECTION, query->section, &out_terms->section, error) &&
         find_term (self, DESK_TERM_TAG, query->tag, &out_terms->tag, error) &&
         find_term (self, DESK_TERM_AUTHOR, query->author, &out_terms->author, error);
}

/* How many articles a walk passes, as far as that matters. */
static gboolean
count_some (DeskStore  *self,
            const char *sql,
            gint64      id,
            unsigned   *out_n,
            GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  sqlite3_bind_int (stmt, 2, MANY);
  if (!desk_store_next (self, stmt, N_("Articles can't be listed"), &has_row, error))
    return FALSE;

  *out_n = (unsigned) sqlite3_column_int (stmt, 0);
  return TRUE;
}

/* What the fewest articles have is walked; of two that many have, an author's or
 * a tag's. The first section also has the articles without one, so it can't be
 * walked as a term. */
static gboolean
choose_walk (DeskStore            *self,
             const DeskQuery      *query,
             const DeskQueryTerms *terms,
             Walk                 *out_walk,
             gint64               *out_term,
             GError              **error)
{
  const gint64 candidates[] = {
    terms->author, terms->tag, terms->section != terms->first_section ? terms->section : 0,
  };
  unsigned n_least = G_MAXUINT, n;

  *out_walk = query->is_trash ? WALK_TRASH : query->status >= 0 ? WALK_ONE_STATUS : WALK_ALL;
  if (query->is_trash)
    return TRUE;
  if (query->status >= 0 &&
      !count_some (self,
                   "SELECT count (*) FROM (SELECT 1 FROM listing"
                   "                        WHERE is_shown AND is_deleted = 0 AND status = ?1 LIMIT ?2)",
                   query->status, &n_least, error))
    return FALSE;
  if (n_least == MANY && desk_status_is_live ((DeskStatus) query->status))
    n_least++;

  for (unsigned i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (candidates[i] == 0)
        continue;
      if (!count_some (self, "SELECT count (*) FROM (SELECT 1 FROM filed WHERE term_id = ?1 LIMIT ?2)",
                       candidates[i], &n, error))
        return FALSE;
      if (n >= n_least)
        continue;

      n_least = n;
      *out_walk = WALK_ONE_TERM;
      *out_term = candidates[i];
    }

  return TRUE;
}

static void
bind_id (DeskStatement *stmt,
         int            index,
         gint64         id)
{
  if (id != 0)
    sqlite3_bind_int64 (stmt, index, id);
}

/* What has no date stands at the end of time: it is in the list unless that is
 * asked to begin or end at some instant. */
static void
bind_bounds (DeskStatement     *stmt,
             const DeskQuery   *query,
             const DeskListKey *after)
{
  DeskListKey before = { G_MAXINT64, G_MAXINT64 };

  if (query->until_us != 0)
    before = (DeskListKey) { query->until_us, G_MININT64 }
  ;
  else if (query->since_us != 0)
    before = (DeskListKey) { G_MAXINT64, G_MININT64 }
  ;
  if (after != NULL && (after->sort_us < before.sort_us ||
                        (after->sort_us == before.sort_us && after->article_id < before.article_id)))
    before = *after;

  sqlite3_bind_int64 (stmt, 8, before.sort_us);
  sqlite3_bind_int64 (stmt, 9, before.article_id);
  sqlite3_bind_int64 (stmt, 10, query->since_us != 0 ? query->since_us : G_MININT64);
}

/* Likewise in the trash, where a page's bound says nothing of publication. */
static void
bind_trash_bounds (DeskStatement     *stmt,
                   const DeskQuery   *query,
                   const DeskListKey *after)
{
  sqlite3_bind_int64 (stmt, 8, after != NULL ? after->sort_us : G_MAXINT64);
  sqlite3_bind_int64 (stmt, 9, after != NULL ? after->article_id : G_MAXINT64);
  sqlite3_bind_int64 (stmt, 10, query->since_us != 0 ? query->since_us : G_MININT64);
  if (query->until_us != 0 || query->since_us != 0)
    sqlite3_bind_int64 (stmt, 16, query->until_us != 0 ? query->until_us : G_MAXINT64);
}

static void
bind_query (DeskStore            *self,
            DeskStatement        *stmt,
            const DeskQuery      *query,
            const DeskQueryTerms *terms)
{
  desk_bind_text (stmt, 1, query->language);
  sqlite3_bind_int (stmt, 2, query->is_trash);
  sqlite3_bind_int (stmt, 3, query->status);
  desk_bind_text (stmt, 4, query->kind);
  bind_id (stmt, 5, terms->section);
  bind_id (stmt, 6, terms->tag);
  bind_id (stmt, 7, terms->author);
  sqlite3_bind_int64 (stmt, 11, terms->first_section);
  sqlite3_bind_int64 (stmt, 12, self->batch_id);
}

/* A walk that finds little may be long, with no row at which to look up. */
static int
is_cancelled_cb (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static GArray *
read_keys (DeskStore     *self,
           DeskStatement *stmt,
           GError       **error)
{
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (DeskListKey));
  gboolean has_row;

  for (;;)
    {
      DeskListKey key;

      if (!desk_store_next (self, stmt, N_("Articles can't be listed"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&keys);

      key.sort_us = sqlite3_column_int64 (stmt, 0);
      key.article_id = sqlite3_column_int64 (stmt, 1);
      g_array_append_val (keys, key);
    }
}

/**
 * desk_store_list_keys:
 * @query: which ones
 * @after: (nullable): where the page before ended; %NULL begins at the top
 * @cancellable: (nullable): stops it at once
 *
 * Lists articles by nothing but their place, in order: those without a
 * publication date first, then the newest; in the trash what was deleted last.
 * desk_store_dup_listed() reads one.
 *
 * Returns: (transfer full) (element-type DeskListKey): the keys; %NULL with
 *   @error set, %DESK_STORE_ERROR_NOT_FOUND when @query names a section, tag or
 *   author that is not there, %DESK_STORE_ERROR_INVALID when it names no kind
 */
GArray *
desk_store_list_keys (DeskStore         *self,
                      const DeskQuery   *query,
                      const DeskListKey *after,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autoptr(GError) failure = NULL;
  GArray *keys;
  DeskQueryTerms terms = { 0 };
  Walk walk;
  gint64 term = 0;

  g_return_val_if_fail (DESK_IS_STORE (self) && query != NULL, NULL);

  if (query->kind != NULL && !desk_store_check_kind (query->kind, error))
    return NULL;
  if (!desk_store_find_query_terms (self, query, &terms, error) ||
      !choose_walk (self, query, &terms, &walk, &term, error))
    return NULL;
  stmt = desk_store_borrow (self, walk_sql[walk][query->language != NULL]);
  bind_query (self, stmt, query, &terms);
  if (walk == WALK_TRASH)
    bind_trash_bounds (stmt, query, after);
  else
    bind_bounds (stmt, query, after);
  sqlite3_bind_int64 (stmt, 13, query->limit > 0 ? (gint64) query->limit : -1);
  sqlite3_bind_int64 (stmt, 14, query->offset);
  if (walk == WALK_ONE_TERM)
    sqlite3_bind_int64 (stmt, 15, term);

  sqlite3_progress_handler (self->db, STEPS_BETWEEN_LOOKS, is_cancelled_cb, cancellable);
  keys = read_keys (self, stmt, &failure);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);

  if (keys == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_propagate_error (error, g_steal_pointer (&failure));
  return keys;
}

/**
 * desk_store_find_listed:
 * @query: but for its limit and offset
 * @terms: what desk_store_find_query_terms() said of it
 * @article_id: an article
 * @out_edition_id: (out): the edition that shows it; 0 if @query doesn't list it
 * @out_sort_us: (out): likewise its place in the order
 *
 * Asks of one article what desk_store_list_keys() asks of all.
 */
gboolean
desk_store_find_listed (DeskStore            *self,
                        const DeskQuery      *query,
                        const DeskQueryTerms *terms,
                        gint64                article_id,
                        gint64               *out_edition_id,
                        gint64               *out_sort_us,
                        GError              **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, look_up_sql[query->language != NULL]);
  gboolean has_row;

  bind_query (self, stmt, query, terms);
  bind_bounds (stmt, query, NULL);
  sqlite3_bind_int64 (stmt, 13, article_id);
  if (!desk_store_next (self, stmt, N_("Articles can't be listed"), &has_row, error))
    return FALSE;

  *out_edition_id = has_row ? sqlite3_column_int64 (stmt, 0) : 0;
  *out_sort_us = has_row ? sqlite3_column_int64 (stmt, 1) : 0;
  return TRUE;
}

/**
 * desk_store_dup_listed:
 * @article_id: of a key
 *
 * Returns: (transfer full): the article without the bodies of its editions; %NULL
 *   with @error set, %DESK_STORE_ERROR_NOT_FOUND if it is gone
 */
DeskArticle *
desk_store_dup_listed (DeskStore *self,
                       gint64     article_id,
                       GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT 1 FROM article WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, article_id);
  if (!desk_store_next (self, stmt, N_("Articles can't be listed"), &has_row, error))
    return NULL;
  if (has_row)
    return desk_store_dup_article_by_id (self, article_id, FALSE, error);

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                       _("The article is not in the library any more"));
  return NULL;
}

/**
 * desk_store_list_articles:
 * @query: which ones
 *
 * Lists articles without the bodies of their editions: those without a
 * publication date first, then the newest; in the trash what was deleted last.
 *
 * Returns: (transfer full) (element-type DeskArticle): the articles; %NULL with
 *   @error set, as by desk_store_list_keys()
 */
GPtrArray *
desk_store_list_articles (DeskStore       *self,
                          const DeskQuery *query,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr(GArray) keys = desk_store_list_keys (self, query, NULL, cancellable, error);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);

  if (keys == NULL)
    return NULL;

  for (unsigned i = 0; i < keys->len; i++)
    {
      g_autoptr(GError) gone = NULL;
      DeskArticle *article;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      article = desk_store_dup_listed (self, g_array_index (keys, DeskListKey, i).article_id, &gone);
      if (article != NULL)
        {
          g_ptr_array_add (articles, article);
        }
      else if (!g_error_matches (gone, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&gone));
          return NULL;
        }
    }

  return g_steal_pointer (&articles);
}
