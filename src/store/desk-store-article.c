/* desk-store-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Reading an article and what hangs on it. Tags, credits, relations and fields hang on
 * an article (the working state) and on each of its revisions in tables of the
 * same shape, so each statement is there twice, found by its owner. */

static const char *const tag_sql[] = {
  [DESK_OWNER_ARTICLE] = "SELECT tag_id FROM article_tag WHERE article_id = ?1 ORDER BY position",
  [DESK_OWNER_REVISION] = "SELECT tag_id FROM revision_tag WHERE revision_id = ?1 ORDER BY position",
};

static const char *const credit_sql[] = {
  [DESK_OWNER_ARTICLE] =
    "SELECT author_id, role, affiliation FROM article_credit WHERE article_id = ?1 ORDER BY position",
  [DESK_OWNER_REVISION] =
    "SELECT author_id, role, affiliation FROM revision_credit WHERE revision_id = ?1 ORDER BY position",
};

static const char *const related_sql[] = {
  [DESK_OWNER_ARTICLE] = "SELECT other_uuid FROM article_related WHERE article_id = ?1 ORDER BY position",
  [DESK_OWNER_REVISION] = "SELECT other_uuid FROM revision_related WHERE revision_id = ?1 ORDER BY position",
};

static const char *const field_sql[] = {
  [DESK_OWNER_ARTICLE] = "SELECT key, value FROM article_field WHERE article_id = ?1",
  [DESK_OWNER_REVISION] = "SELECT key, value FROM revision_field WHERE revision_id = ?1",
};

static gboolean
load_tags (DeskStore   *self,
           DeskOwner    owner,
           gint64       id,
           DeskArticle *article,
           GError     **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, tag_sql[owner]);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      DeskTerm *tag;

      if (!desk_store_next (self, stmt, N_("An article's tags can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      tag = desk_store_dup_term_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (tag == NULL)
        return FALSE;
      g_ptr_array_add (article->tags, tag);
    }
}

static gboolean
load_credits (DeskStore   *self,
              DeskOwner    owner,
              gint64       id,
              DeskArticle *article,
              GError     **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, credit_sql[owner]);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      g_autoptr(DeskTerm) author = NULL;
      g_autofree char *role = NULL;
      g_autofree char *affiliation = NULL;

      if (!desk_store_next (self, stmt, N_("An article's authors can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      author = desk_store_dup_term_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (author == NULL)
        return FALSE;

      role = desk_column_dup_text (stmt, 1);
      affiliation = desk_column_dup_text (stmt, 2);
      desk_article_add_credit (article, author, role, affiliation);
    }
}

static gboolean
load_related (DeskStore   *self,
              DeskOwner    owner,
              gint64       id,
              DeskArticle *article,
              GError     **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, related_sql[owner]);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("An article's relations can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_ptr_array_add (article->related, desk_column_dup_text (stmt, 0));
    }
}

static gboolean
load_fields (DeskStore   *self,
             DeskOwner    owner,
             gint64       id,
             DeskArticle *article,
             GError     **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, field_sql[owner]);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!desk_store_next (self, stmt, N_("An article's fields can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      key = desk_column_dup_text (stmt, 0);
      value = desk_column_dup_text (stmt, 1);
      desk_article_set_field (article, key, value);
    }
}

/**
 * desk_store_load_relations:
 * @id: the owner's rowid
 * @article: gets its tags, credits, relations and fields
 */
gboolean
desk_store_load_relations (DeskStore   *self,
                           DeskOwner    owner,
                           gint64       id,
                           DeskArticle *article,
                           GError     **error)
{
  return load_tags (self, owner, id, article, error) &&
         load_credits (self, owner, id, article, error) &&
         load_related (self, owner, id, article, error) &&
         load_fields (self, owner, id, article, error);
}

/**
 * desk_store_load_editions:
 * @with_body: lists leave bodies out
 * @article: gets its editions, the oldest first
 */
gboolean
desk_store_load_editions (DeskStore   *self,
                          gint64       article_id,
                          gboolean     with_body,
                          DeskArticle *article,
                          GError     **error)
{
  static const char sql[] =
    "SELECT e.uuid, e.version, e.language, e.script, e.source_language, e.title, e.slug, e.summary, e.seo_title,"
    "       e.seo_description, e.status, e.first_release_us, e.last_release_us, e.revised_us,"
    "       e.scheduled_us, e.changed_us, e.released_id IS NOT NULL,"
    "       r.id IS NOT NULL AND (r.text_hash <> e.text_hash OR r.meta_hash <> a.meta_hash),"
    "       CASE WHEN ?2 THEN e.body END, CASE WHEN ?2 THEN e.text_sha256 END"
    "  FROM edition AS e JOIN article AS a ON a.id = e.article_id"
    "  LEFT JOIN revision AS r ON r.id = e.released_id"
    " WHERE e.article_id = ?1 AND e.deleted_us IS NULL"
    " ORDER BY e.id";
  enum
  {
    UUID, VERSION, LANGUAGE, SCRIPT, SOURCE, TITLE, SLUG, SUMMARY, SEO_TITLE, SEO_DESCRIPTION, STATUS,
    FIRST_RELEASE, LAST_RELEASE, REVISED, SCHEDULED, CHANGED, IS_LIVE, IS_AHEAD, BODY, SHA256
  };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, article_id);
  sqlite3_bind_int (stmt, 2, with_body);
  for (;;)
    {
      g_autofree char *language = NULL;
      DeskEdition *edition;

      if (!desk_store_next (self, stmt, N_("An article's text can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      language = desk_column_dup_text (stmt, LANGUAGE);
      edition = desk_edition_new (language);
      g_ptr_array_add (article->editions, edition);
      desk_column_load_text (stmt, UUID, &edition->uuid);
      edition->version = sqlite3_column_int64 (stmt, VERSION);
      desk_column_load_optional_text (stmt, SCRIPT, &edition->script);
      desk_column_load_optional_text (stmt, SOURCE, &edition->source_language);
      desk_column_load_text (stmt, TITLE, &edition->title);
      desk_column_load_text (stmt, SLUG, &edition->slug);
      desk_column_load_text (stmt, SUMMARY, &edition->summary);
      desk_column_load_text (stmt, SEO_TITLE, &edition->seo_title);
      desk_column_load_text (stmt, SEO_DESCRIPTION, &edition->seo_description);
      edition->status = desk_column_get_status (stmt, STATUS);
      edition->first_release_us = sqlite3_column_int64 (stmt, FIRST_RELEASE);
      edition->last_release_us = sqlite3_column_int64 (stmt, LAST_RELEASE);
      edition->revised_us = sqlite3_column_int64 (stmt, REVISED);
      edition->scheduled_us = sqlite3_column_int64 (stmt, SCHEDULED);
      edition->changed_us = sqlite3_column_int64 (stmt, CHANGED);
      edition->is_live = sqlite3_column_int (stmt, IS_LIVE);
      edition->is_ahead = sqlite3_column_int (stmt, IS_AHEAD);
      desk_column_load_optional_text (stmt, BODY, &edition->body);
      if (with_body && !desk_store_verify_text (edition, stmt, SHA256, error))
        return FALSE;
    }
}

static gboolean
load_article (DeskStore   *self,
              gint64       id,
              gboolean     with_body,
              DeskArticle *article,
              GError     **error)
{
  static const char sql[] =
    "SELECT uuid, version, kind, section_id, date_us, cover_id, is_pinned, created_us, changed_us, deleted_us"
    "  FROM article WHERE id = ?1";
  enum { UUID, VERSION, KIND, SECTION, DATE, COVER, PINNED, CREATED, CHANGED, DELETED };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (self, stmt, N_("An article can't be read"), &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                           _("The library is damaged: an article is missing; repair the library, or restore a backup"));
      return FALSE;
    }

  desk_column_load_text (stmt, UUID, &article->uuid);
  article->version = sqlite3_column_int64 (stmt, VERSION);
  desk_column_load_text (stmt, KIND, &article->kind);
  article->date_us = sqlite3_column_int64 (stmt, DATE);
  article->is_pinned = sqlite3_column_int (stmt, PINNED);
  article->created_us = sqlite3_column_int64 (stmt, CREATED);
  article->changed_us = sqlite3_column_int64 (stmt, CHANGED);
  article->deleted_us = sqlite3_column_int64 (stmt, DELETED);

  if (sqlite3_column_type (stmt, SECTION) != SQLITE_NULL)
    {
      article->section = desk_store_dup_term_by_id (self, sqlite3_column_int64 (stmt, SECTION), error);
      if (article->section == NULL)
        return FALSE;
    }
  if (sqlite3_column_type (stmt, COVER) != SQLITE_NULL)
    {
      article->cover = desk_store_dup_media_by_id (self, sqlite3_column_int64 (stmt, COVER), error);
      if (article->cover == NULL)
        return FALSE;
    }

  return desk_store_load_editions (self, id, with_body, article, error) &&
         desk_store_load_relations (self, DESK_OWNER_ARTICLE, id, article, error);
}

/**
 * desk_store_dup_article_by_id:
 * @id: a rowid that is there
 * @with_body: lists leave bodies out
 *
 * Returns: (transfer full): the working state of an article
 */
DeskArticle *
desk_store_dup_article_by_id (DeskStore *self,
                              gint64     id,
                              gboolean   with_body,
                              GError   **error)
{
  g_autoptr(DeskArticle) article = desk_article_new (NULL);

  return load_article (self, id, with_body, article, error) ? g_steal_pointer (&article) : NULL;
}

/**
 * desk_store_get_article_id:
 *
 * Returns: the article's row, as keys of lists name it; 0 with @error set when
 *   there is no such article
 */
gint64
desk_store_get_article_id (DeskStore  *self,
                           const char *uuid,
                           GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT id FROM article WHERE uuid = ?1 AND " DESK_IS_SHOWN ("article", "?2"));
  gboolean has_row;

  desk_bind_text (stmt, 1, uuid);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  if (!desk_store_next (self, stmt, N_("An article can't be looked up"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
               _("There is no article “%.60s”; look at the list of articles"), uuid);
  return 0;
}

/**
 * desk_store_dup_article:
 * @uuid: its public id
 *
 * Returns: (transfer full): the working state of an article, with the bodies of
 *   its editions; the caller's own copy. %DESK_STORE_ERROR_NOT_FOUND if there
 *   is none.
 */
DeskArticle *
desk_store_dup_article (DeskStore  *self,
                        const char *uuid,
                        GError    **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL, NULL);

  id = desk_store_get_article_id (self, uuid, error);

  return id != 0 ? desk_store_dup_article_by_id (self, id, TRUE, error) : NULL;
}
