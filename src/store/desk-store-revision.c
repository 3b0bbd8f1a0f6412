/* desk-store-revision.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Saved states of editions. A state is a DeskArticle with one edition: what a
 * page needs, as it was. */

/**
 * desk_store_add_revision:
 * @edition_id: whose state it is
 * @article: the article's fields
 * @edition: the edition's
 * @reason: "pause", "status", "release", "restore", "import" or "merge"
 *
 * Saves a state; within a transaction. After a pause that is done when writing
 * goes on, but the state is older.
 *
 * Returns: its rowid; 0 with @error set
 */
gint64
desk_store_add_revision (DeskStore         *self,
                         gint64             edition_id,
                         const DeskArticle *article,
                         const DeskEdition *edition,
                         const char        *reason,
                         GError           **error)
{
  g_autoptr(DeskCutBody) body = desk_cut_body_new (edition->body);

  return desk_store_add_revision_of (self, edition_id, article, edition, body, reason, error);
}

/**
 * desk_store_add_revision_of:
 * @body: the edition's
 *
 * Saves a state whose body was cut already; see desk_store_add_revision().
 *
 * Returns: its rowid; 0 with @error set
 */
gint64
desk_store_add_revision_of (DeskStore         *self,
                            gint64             edition_id,
                            const DeskArticle *article,
                            const DeskEdition *edition,
                            DeskCutBody       *body,
                            const char        *reason,
                            GError           **error)
{
  static const char sql[] =
    "INSERT INTO revision (uuid, edition_id, desk_id, made_us, reason, status, title, slug, script, summary,"
    "  seo_title, seo_description, kind, section_id, date_us, cover_id, is_pinned, text_hash, meta_hash, text_sha256,"
    "  pieces, kept_us)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
    "  (SELECT id FROM term WHERE uuid = ?14), ?15, (SELECT id FROM media WHERE uuid = ?16), ?17, ?18, ?19, ?20, ?21,"
    "  ?22)";
  g_autofree char *uuid = desk_uuid_new ();
  g_autofree char *pieces = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  guint8 digest[DESK_SHA256_BYTES];
  gint64 now_us = g_get_real_time ();
  gint64 id;

  if (!desk_store_ensure_desk (self, error))
    return 0;
  pieces = desk_store_save_pieces (self, edition_id, body, error);
  if (pieces == NULL)
    return 0;

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, uuid);
  sqlite3_bind_int64 (stmt, 2, edition_id);
  sqlite3_bind_int64 (stmt, 3, self->desk_id);
  sqlite3_bind_int64 (stmt, 4, g_str_equal (reason, "pause") ? edition->changed_us : now_us);
  desk_bind_text (stmt, 5, reason);
  sqlite3_bind_int (stmt, 6, edition->status);
  desk_bind_text (stmt, 7, edition->title);
  desk_bind_text (stmt, 8, edition->slug);
  desk_bind_text (stmt, 9, edition->script);
  desk_bind_text (stmt, 10, edition->summary);
  desk_bind_text (stmt, 11, edition->seo_title);
  desk_bind_text (stmt, 12, edition->seo_description);
  desk_bind_text (stmt, 13, article->kind);
  desk_bind_text (stmt, 14, article->section != NULL ? article->section->uuid : NULL);
  desk_bind_time (stmt, 15, article->date_us);
  desk_bind_text (stmt, 16, article->cover != NULL ? article->cover->uuid : NULL);
  sqlite3_bind_int (stmt, 17, article->is_pinned);
  sqlite3_bind_int64 (stmt, 18, desk_edition_sha256 (edition, digest));
  sqlite3_bind_int64 (stmt, 19, desk_article_hash (article));
  sqlite3_bind_blob (stmt, 20, digest, sizeof digest, SQLITE_STATIC);
  desk_bind_text (stmt, 21, pieces);
  sqlite3_bind_int64 (stmt, 22, now_us);
  if (!desk_store_run (self, stmt, N_("A revision can't be saved"), error))
    return 0;

  id = sqlite3_last_insert_rowid (self->db);
  return desk_store_save_media_use (self, edition_id, id, edition->body, error) &&
         desk_store_save_relations (self, DESK_OWNER_REVISION, id, article, error) ? id : 0;
}

/**
 * desk_store_dup_working_state:
 *
 * Returns: (transfer full): the working state of an article with the one edition
 *   in @language, which it has, as it would be released; %NULL with @error set
 */
DeskArticle *
desk_store_dup_working_state (DeskStore  *self,
                              const char *article_uuid,
                              const char *language,
                              GError    **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (self, article_uuid, error);

  if (article == NULL)
    return NULL;

  for (unsigned i = article->editions->len; i > 0; i--)
    {
      const DeskEdition *edition = article->editions->pdata[i - 1];

      if (!g_str_equal (edition->language, language))
        g_ptr_array_remove_index (article->editions, i - 1);
    }
  if (article->editions->len > 0)
    return g_steal_pointer (&article);

  /* Its row was found, but not by the index that leads to it from the article. */
  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                       _("The library is damaged: an article is missing; repair the library, or restore a backup"));
  return NULL;
}

static DeskEdition *
edition_from_row (DeskStatement *stmt)
{
  enum
  {
    UUID, VERSION, LANGUAGE, SCRIPT, TITLE, SLUG, SUMMARY, SEO_TITLE, SEO_DESCRIPTION, STATUS,
    FIRST_RELEASE, LAST_RELEASE, REVISED, SOURCE_LANGUAGE
  };
  g_autofree char *language = desk_column_dup_text (stmt, LANGUAGE);
  DeskEdition *edition = desk_edition_new (language);

  desk_column_load_text (stmt, UUID, &edition->uuid);
  edition->version = sqlite3_column_int64 (stmt, VERSION);
  desk_column_load_optional_text (stmt, SCRIPT, &edition->script);
  desk_column_load_text (stmt, TITLE, &edition->title);
  desk_column_load_text (stmt, SLUG, &edition->slug);
  desk_column_load_text (stmt, SUMMARY, &edition->summary);
  desk_column_load_text (stmt, SEO_TITLE, &edition->seo_title);
  desk_column_load_text (stmt, SEO_DESCRIPTION, &edition->seo_description);
  desk_column_load_optional_text (stmt, SOURCE_LANGUAGE, &edition->source_language);
  edition->status = desk_column_get_status (stmt, STATUS);
  edition->first_release_us = sqlite3_column_int64 (stmt, FIRST_RELEASE);
  edition->last_release_us = sqlite3_column_int64 (stmt, LAST_RELEASE);
  edition->revised_us = sqlite3_column_int64 (stmt, REVISED);
  edition->is_live = TRUE;

  return edition;
}

/* Sets the body, or a beginning of @n_bytes. */
static gboolean
load_body (DeskStore     *self,
           gint64         revision_id,
           DeskStatement *stmt,
           int            sha256_column,
           gsize          n_bytes,
           DeskBeginning *beginning, /* nullable: a whole body is wanted */
           DeskEdition   *edition,
           GError       **error)
{
  gboolean is_whole;
  char *body = desk_store_dup_beginning (self, revision_id, beginning != NULL ? n_bytes : G_MAXSIZE, &is_whole, error);

  if (body == NULL)
    return FALSE;

  g_free (edition->body);
  edition->body = body;
  if (beginning == NULL)
    return desk_store_verify_text (edition, stmt, sha256_column, error);

  beginning->is_whole = is_whole;
  if (sqlite3_column_bytes (stmt, sha256_column) == sizeof beginning->sha256)
    memcpy (beginning->sha256, sqlite3_column_blob (stmt, sha256_column), sizeof beginning->sha256);
  return TRUE;
}

/**
 * desk_store_dup_revision_beginning:
 * @revision_id: a rowid
 * @n_bytes: how much of its body is enough
 * @beginning: (nullable): told what that is; %NULL for all of it, which is verified
 *
 * Returns: (transfer full): the state: an article with the one edition it is of
 */
DeskArticle *
desk_store_dup_revision_beginning (DeskStore     *self,
                                   gint64         revision_id,
                                   gsize          n_bytes,
                                   DeskBeginning *beginning,
                                   GError       **error)
{
  static const char sql[] =
    "SELECT e.uuid, e.version, e.language, r.script, r.title, r.slug, r.summary, r.seo_title, r.seo_description,"
    "       e.status, e.first_release_us, e.last_release_us, e.revised_us, e.source_language, r.text_sha256,"
    "       a.uuid, a.version, r.kind, r.section_id, r.date_us, r.cover_id, r.is_pinned,"
    "       a.created_us, a.changed_us, a.deleted_us"
    "  FROM revision AS r JOIN edition AS e ON e.id = r.edition_id JOIN article AS a ON a.id = e.article_id"
    " WHERE r.id = ?1";
  enum { SHA256 = 14, UUID, VERSION, KIND, SECTION, DATE, COVER, PINNED, CREATED, CHANGED, DELETED };
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  g_autoptr(DeskArticle) article = desk_article_new (NULL);
  DeskEdition *edition;
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, revision_id);
  if (!desk_store_next (self, stmt, N_("A revision can't be read"), &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                           _("The library is damaged: a revision is missing; repair the library, or restore a backup"));
      return NULL;
    }

  edition = edition_from_row (stmt);
  g_ptr_array_add (article->editions, edition);
  if (!load_body (self, revision_id, stmt, SHA256, n_bytes, beginning, edition, error))
    return NULL;

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
        return NULL;
    }
  if (sqlite3_column_type (stmt, COVER) != SQLITE_NULL)
    {
      article->cover = desk_store_dup_media_by_id (self, sqlite3_column_int64 (stmt, COVER), error);
      if (article->cover == NULL)
        return NULL;
    }

  return desk_store_load_relations (self, DESK_OWNER_REVISION, revision_id, article, error)
    ? g_steal_pointer (&article) : NULL;
}

/**
 * desk_store_dup_revision_by_id:
 * @revision_id: a rowid
 *
 * Returns: (transfer full): the state: an article with the one edition it is of
 */
DeskArticle *
desk_store_dup_revision_by_id (DeskStore *self,
                               gint64     revision_id,
                               GError   **error)
{
  return desk_store_dup_revision_beginning (self, revision_id, G_MAXSIZE, NULL, error);
}
