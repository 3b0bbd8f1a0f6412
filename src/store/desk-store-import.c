/* desk-store-import.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-states.h"

#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Writing an article whole, as it was somewhere else: its id, its statuses and
 * the times of its releases come with it. What is released here was released
 * before, so it counts as no new release. */

static gboolean
check_states (const DeskStates *states,
              GError          **error)
{
  if (!desk_store_check_article (states->working, error))
    return FALSE;
  for (unsigned i = 0; i < states->working->editions->len; i++)
    {
      if (!desk_edition_check (states->working->editions->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

static gint64
id_of (DeskStore  *self,
       const char *sql,
       const char *uuid,
       GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  desk_bind_text (stmt, 1, uuid);
  if (!desk_store_next (self, stmt, N_("An article can't be looked up"), &has_row, error))
    return -1;

  return has_row ? sqlite3_column_int64 (stmt, 0) : 0;
}

/* The rows of what an article points at; 0 is none. */
static gboolean
find_parts (DeskStore         *self,
            const DeskArticle *article,
            gint64            *out_section,
            gint64            *out_cover,
            GError           **error)
{
  *out_section = article->section != NULL ? desk_store_get_term_id (self, article->section->uuid, error) : 0;
  if (article->section != NULL && *out_section == 0)
    return FALSE;

  *out_cover = article->cover != NULL ? desk_store_get_media_id (self, article->cover->uuid, error) : 0;
  return article->cover == NULL || *out_cover != 0;
}

static void
bind_id (DeskStatement *stmt,
         int            index,
         gint64         id)
{
  if (id != 0)
    sqlite3_bind_int64 (stmt, index, id);
}

static gint64
write_article (DeskStore         *self,
               const DeskArticle *article,
               gboolean           is_new,
               GError           **error)
{
  gint64 now_us = g_get_real_time ();
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 section, cover;
  gboolean has_row;

  if (!find_parts (self, article, &section, &cover, error))
    return 0;

  stmt = is_new
    ? desk_store_borrow (self,
                         "INSERT INTO article (uuid, kind, section_id, date_us, cover_id, is_pinned, meta_hash,"
                         "  created_us, changed_us, deleted_us, batch_id)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9, ?8, ?10, ?11)")
    : desk_store_borrow (self,
                         "UPDATE article SET kind = ?2, section_id = ?3, date_us = ?4, cover_id = ?5, is_pinned = ?6,"
                         "  meta_hash = ?7, changed_us = ?8, created_us = ?9, deleted_us = ?10, version = version + 1"
                         " WHERE uuid = ?1 RETURNING id");
  desk_bind_text (stmt, 1, article->uuid);
  desk_bind_text (stmt, 2, article->kind);
  bind_id (stmt, 3, section);
  desk_bind_time (stmt, 4, article->date_us);
  bind_id (stmt, 5, cover);
  sqlite3_bind_int (stmt, 6, article->is_pinned);
  sqlite3_bind_int64 (stmt, 7, desk_article_hash (article));
  sqlite3_bind_int64 (stmt, 8, now_us);
  sqlite3_bind_int64 (stmt, 9, article->created_us != 0 ? article->created_us : now_us);
  desk_bind_time (stmt, 10, article->deleted_us);
  if (is_new)
    desk_bind_time (stmt, 11, self->batch_id);
  if (!desk_store_next (self, stmt, N_("The article can't be saved"), &has_row, error))
    return 0;

  return is_new ? sqlite3_last_insert_rowid (self->db) : sqlite3_column_int64 (stmt, 0);
}

/* A slug that is the title's, with a number or without, follows the title. */
static gboolean
is_own_slug (const DeskEdition *edition)
{
  g_autofree char *usual = desk_slug_from_title (edition->title);
  gsize n_bytes = strlen (usual);
  const char *rest;

  if (strncmp (edition->slug, usual, n_bytes) != 0)
    return TRUE;

  rest = edition->slug + n_bytes;
  return *rest != '\0' && (rest[0] != '-' || rest[1] == '\0' || strspn (rest + 1, "0123456789") != strlen (rest + 1));
}

static gint64
write_edition (DeskStore         *self,
               gint64             article_id,
               const DeskEdition *edition,
               const char        *slug,
               gint64             id,
               GError           **error)
{
  guint8 digest[DESK_SHA256_BYTES];
  g_autofree char *made = edition->uuid == NULL ? desk_uuid_new () : NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  DeskEdition hashed = *edition;
  gboolean has_row;

  stmt = id == 0
    ? desk_store_borrow (self,
                         "INSERT INTO edition (uuid, article_id, language, script, source_language, status, title, slug,"
                         "  slug_is_own, summary, seo_title, seo_description, first_release_us, last_release_us,"
                         "  revised_us, scheduled_us, text_hash, changed_us, text_sha256, body)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)")
    : desk_store_borrow (self,
                         "UPDATE edition SET language = ?3, script = ?4, source_language = ?5, status = ?6, title = ?7,"
                         "  slug = ?8, slug_is_own = ?9, summary = ?10, seo_title = ?11, seo_description = ?12,"
                         "  first_release_us = ?13, last_release_us = ?14, revised_us = ?15, scheduled_us = ?16,"
                         "  text_hash = ?17, changed_us = ?18, text_sha256 = ?19, body = ?20, version = version + 1,"
                         "  released_id = NULL, scheduled_id = NULL"
                         " WHERE id = ?1 AND article_id = ?2 RETURNING id");
  if (id == 0)
    desk_bind_text (stmt, 1, made != NULL ? made : edition->uuid);
  else
    sqlite3_bind_int64 (stmt, 1, id);
  hashed.slug = (char *) slug;
  sqlite3_bind_int64 (stmt, 2, article_id);
  desk_bind_text (stmt, 3, edition->language);
  desk_bind_text (stmt, 4, edition->script);
  desk_bind_text (stmt, 5, edition->source_language);
  sqlite3_bind_int (stmt, 6, edition->status);
  desk_bind_text (stmt, 7, edition->title);
  desk_bind_text (stmt, 8, slug);
  sqlite3_bind_int (stmt, 9, *slug != '\0' && is_own_slug (&hashed));
  desk_bind_text (stmt, 10, edition->summary);
  desk_bind_text (stmt, 11, edition->seo_title);
  desk_bind_text (stmt, 12, edition->seo_description);
  desk_bind_time (stmt, 13, edition->first_release_us);
  desk_bind_time (stmt, 14, edition->last_release_us);
  desk_bind_time (stmt, 15, edition->revised_us);
  desk_bind_time (stmt, 16, edition->scheduled_us);
  sqlite3_bind_int64 (stmt, 17, desk_edition_sha256 (&hashed, digest));
  sqlite3_bind_int64 (stmt, 18, g_get_real_time ());
  sqlite3_bind_blob (stmt, 19, digest, sizeof digest, SQLITE_STATIC);
  desk_bind_text (stmt, 20, edition->body);
  if (!desk_store_next (self, stmt, N_("The text can't be saved"), &has_row, error))
    return 0;

  return id == 0 ? sqlite3_last_insert_rowid (self->db) : sqlite3_column_int64 (stmt, 0);
}

static char *
settle_slug (DeskStore         *self,
             const DeskEdition *edition,
             gint64             edition_id,
             GError           **error)
{
  g_autofree char *wanted = NULL;

  if (*edition->slug != '\0')
    wanted = g_strdup (edition->slug);
  else if (*edition->title == '\0')
    return g_strdup ("");
  else
    wanted = desk_slug_from_title (edition->title);

  return desk_store_free_slug (self, edition->language, wanted, edition_id, error);
}

static gboolean
point (DeskStore  *self,
       const char *sql,
       gint64      edition_id,
       gint64      revision_id,
       GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be saved"), error);
}

/* @body cut, as whoever made @states did ahead, or as it is done now. */
static DeskCutBody *
find_cut (const DeskStates *states,
          const char       *body,
          DeskCutBody     **out_own)
{
  for (unsigned i = 0; states->bodies != NULL && i < states->bodies->len; i++)
    {
      DeskCutBody *cut = states->bodies->pdata[i];

      if (g_str_equal (cut->text, body))
        return cut;
    }

  *out_own = desk_cut_body_new (body);
  return *out_own;
}

static gint64
add_revision (DeskStore         *self,
              gint64             edition_id,
              const DeskStates  *states,
              const DeskArticle *state,
              GError           **error)
{
  const DeskEdition *edition = state->editions->pdata[0];
  g_autoptr(DeskCutBody) own = NULL;
  DeskCutBody *body = find_cut (states, edition->body, &own);

  return desk_store_add_revision_of (self, edition_id, state, edition, body, "import", error);
}

static gboolean
save_blocks (DeskStore         *self,
             gint64             edition_id,
             const DeskStates  *states,
             const DeskEdition *edition,
             const char        *old_body,
             GError           **error)
{
  g_autoptr(DeskCutBody) own = NULL;
  const DeskCutBody *body = find_cut (states, edition->body, &own);

  return desk_store_save_blocks (self, edition_id, old_body, body, error);
}

/* What readers have: the state, its address, and the words it is found alike by. */
static gboolean
write_released (DeskStore         *self,
                gint64             edition_id,
                const DeskStates  *states,
                const DeskArticle *state,
                gint64             last_release_us,
                GError           **error)
{
  const DeskEdition *edition = state->editions->pdata[0];
  gint64 id = add_revision (self, edition_id, states, state, error);

  return id != 0 &&
         point (self, "UPDATE revision SET is_released = 1 WHERE id = ?2 AND edition_id = ?1", edition_id, id, error) &&
         point (self, "UPDATE edition SET released_id = ?2 WHERE id = ?1", edition_id, id, error) &&
         desk_store_note_address (self, edition_id, state, last_release_us, error) &&
         desk_store_save_keywords (self, edition_id, edition, error);
}

static gboolean
write_scheduled (DeskStore         *self,
                 gint64             edition_id,
                 const DeskStates  *states,
                 const DeskArticle *state,
                 GError           **error)
{
  gint64 id = add_revision (self, edition_id, states, state, error);

  return id != 0 &&
         point (self, "UPDATE edition SET scheduled_id = ?2 WHERE id = ?1", edition_id, id, error);
}

/* The state with the edition's slug as it was settled, in so far as it had the
 * slug that was wanted. */
static DeskArticle *
dup_with_slug (const DeskArticle *state,
               const DeskEdition *working,
               const char        *slug)
{
  DeskArticle *copy = desk_article_copy (state);
  DeskEdition *edition = copy->editions->pdata[0];

  if (*edition->slug == '\0' || g_str_equal (edition->slug, working->slug))
    g_set_str (&edition->slug, slug);

  return copy;
}

/* @old_body: what an edition that is there had, "" for a new one */
static gboolean
write_text (DeskStore         *self,
            const DeskStates  *states,
            const DeskEdition *edition,
            gint64             article_id,
            gint64             edition_id,
            const char        *old_body,
            GError           **error)
{
  const DeskArticle *released = desk_states_find (states->released, edition->language);
  const DeskArticle *scheduled = desk_states_find (states->scheduled, edition->language);
  g_autoptr(DeskArticle) released_copy = NULL;
  g_autoptr(DeskArticle) scheduled_copy = NULL;
  g_autofree char *slug = settle_slug (self, edition, edition_id, error);

  if (slug == NULL)
    return FALSE;
  edition_id = write_edition (self, article_id, edition, slug, edition_id, error);
  if (edition_id == 0 ||
      !save_blocks (self, edition_id, states, edition, old_body, error) ||
      !desk_store_save_media_use (self, edition_id, 0, edition->body, error) ||
      !desk_store_note_change (self, edition_id, error))
    return FALSE;

  released_copy = released != NULL ? dup_with_slug (released, edition, slug) : NULL;
  scheduled_copy = scheduled != NULL ? dup_with_slug (scheduled, edition, slug) : NULL;
  return (released == NULL || write_released (self, edition_id, states, released_copy, edition->last_release_us, error)) &&
         (scheduled == NULL || write_scheduled (self, edition_id, states, scheduled_copy, error));
}

/**
 * desk_store_add_states:
 * @states: an article that isn't in the library, with its UUID; editions may
 *   have theirs. Where a text has no slug, or one that is taken, it gets one.
 *
 * Puts an article into the library as it was elsewhere.
 */
gboolean
desk_store_add_states (DeskStore        *self,
                       const DeskStates *states,
                       GError          **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  const DeskArticle *article = states->working;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article->uuid != NULL, FALSE);

  if (!check_states (states, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = write_article (self, article, TRUE, error);
  if (id == 0 || !desk_store_save_relations (self, DESK_OWNER_ARTICLE, id, article, error))
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      if (!write_text (self, states, article->editions->pdata[i], id, 0, "", error))
        return FALSE;
    }

  return desk_store_fill_listing (self, id, error) && desk_transaction_commit (transaction, error);
}

/* The edition's row; 0 where the article has none in that language, -1 with
 * @error set. */
static gint64
find_edition (DeskStore  *self,
              gint64      article_id,
              const char *language,
              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT id FROM edition WHERE article_id = ?1 AND language = ?2");
  sqlite3_bind_int64 (stmt, 1, article_id);
  desk_bind_text (stmt, 2, language);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return -1;

  return has_row ? sqlite3_column_int64 (stmt, 0) : 0;
}

/* What is there now is kept as a revision before it gives way. */
static gboolean
replace_text (DeskStore         *self,
              const DeskStates  *states,
              const DeskEdition *edition,
              gint64             article_id,
              GError           **error)
{
  gint64 id = find_edition (self, article_id, edition->language, error);
  g_autoptr(DeskArticle) before = NULL;
  const char *old_body = "";

  if (id == -1)
    return FALSE;
  if (id != 0)
    {
      before = desk_store_dup_working_state (self, states->working->uuid, edition->language, error);
      if (before == NULL ||
          (before->editions->len > 0 &&
           desk_store_add_revision (self, id, before, before->editions->pdata[0], "import", error) == 0) ||
          !desk_store_retire_addresses (self, id, error) ||
          !desk_store_forget_keywords (self, id, error))
        return FALSE;
      if (before->editions->len > 0)
        old_body = ((const DeskEdition *) before->editions->pdata[0])->body;
    }

  return write_text (self, states, edition, article_id, id, old_body, error);
}

/**
 * desk_store_replace_states:
 * @states: an article that is in the library, as it is to be
 *
 * Makes an article what it was elsewhere. What its texts were is kept in their
 * histories; editions that @states hasn't stay as they are.
 */
gboolean
desk_store_replace_states (DeskStore        *self,
                           const DeskStates *states,
                           GError          **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  const DeskArticle *article = states->working;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article->uuid != NULL, FALSE);

  if (!check_states (states, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = desk_store_get_article_id (self, article->uuid, error);
  if (id == 0)
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      if (!replace_text (self, states, article->editions->pdata[i], id, error))
        return FALSE;
    }

  return write_article (self, article, FALSE, error) != 0 &&
         desk_store_save_relations (self, DESK_OWNER_ARTICLE, id, article, error) &&
         desk_store_note_article_change (self, id, error) &&
         desk_store_refresh_listing (self, id, error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_dup_free_slug:
 * @wanted: the slug that would be best
 * @edition_uuid: (nullable): whose it is to be
 *
 * Returns: (transfer full): the slug that it would get
 */
char *
desk_store_dup_free_slug (DeskStore  *self,
                          const char *language,
                          const char *wanted,
                          const char *edition_uuid,
                          GError    **error)
{
  gint64 id = edition_uuid != NULL ? id_of (self, "SELECT id FROM edition WHERE uuid = ?1", edition_uuid, error) : 0;

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL && wanted != NULL, NULL);

  return id != -1 ? desk_store_free_slug (self, language, wanted, id, error) : NULL;
}
