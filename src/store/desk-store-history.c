/* desk-store-history.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-history.h"

#include <glib/gi18n-lib.h>

/* The states that an edition was in. Releases and changes of status save one by
 * themselves. What was written in between is saved by the first write after a
 * pause, before it takes effect: no timer has to fire for that, and a program
 * that is killed loses nothing. Such a revision is as old as the last change of
 * the text it holds. The state that is there now is the edition itself and has
 * no revision.
 */

#define PAUSE_US (2 * 60 * G_USEC_PER_SEC)
#define LONGEST_US (10 * 60 * G_USEC_PER_SEC) /* of writing without a pause */

void
desk_revision_free (DeskRevision *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->reason);
  g_free (self->desk);
  g_free (self->title);
  g_free (self);
}

/* Whether the stored text is to be kept: a pause lies behind it, or nothing was
 * kept for long; and it isn't the last one that was. */
static gboolean
is_worth_keeping (DeskStore *self,
                  gint64     edition_id,
                  gboolean  *out_is,
                  char     **out_language,
                  GError   **error)
{
  static const char sql[] =
    "SELECT e.language FROM edition AS e JOIN article AS a ON a.id = e.article_id"
    "  LEFT JOIN revision AS r ON r.id = (SELECT l.id FROM revision AS l WHERE l.edition_id = e.id"
    "                                      ORDER BY l.made_us DESC, l.id DESC LIMIT 1)"
    " WHERE e.id = ?1 AND r.text_hash IS NOT e.text_hash"
    "   AND (e.changed_us <= ?2 - ?3 OR coalesce (r.kept_us, a.created_us) <= ?2 - ?4)"
    "   AND (e.title <> '' OR e.body <> '' OR e.summary <> '')";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());
  sqlite3_bind_int64 (stmt, 3, PAUSE_US);
  sqlite3_bind_int64 (stmt, 4, LONGEST_US);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), out_is, error))
    return FALSE;

  if (*out_is)
    *out_language = desk_column_dup_text (stmt, 0);
  return TRUE;
}

/**
 * desk_store_keep_pause:
 * @article_uuid: whose edition is about to be written to
 *
 * Saves the state that a pause has left; within the transaction that goes on.
 */
gboolean
desk_store_keep_pause (DeskStore  *self,
                       const char *article_uuid,
                       gint64      edition_id,
                       GError    **error)
{
  g_autoptr(DeskArticle) state = NULL;
  g_autofree char *language = NULL;
  gboolean is_worth;

  if (!is_worth_keeping (self, edition_id, &is_worth, &language, error))
    return FALSE;
  if (!is_worth)
    return TRUE;

  state = desk_store_dup_working_state (self, article_uuid, language, error);

  return state != NULL &&
         desk_store_add_revision (self, edition_id, state, state->editions->pdata[0], "pause", error) != 0;
}

static gint64
find_edition (DeskStore  *self,
              const char *article_uuid,
              const char *language,
              GError    **error)
{
  gint64 article_id = desk_store_get_article_id (self, article_uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  if (article_id == 0)
    return 0;

  stmt = desk_store_borrow (self, "SELECT id FROM edition WHERE article_id = ?1 AND language = ?2");
  sqlite3_bind_int64 (stmt, 1, article_id);
  desk_bind_text (stmt, 2, language);
  if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
               _("The article has no text in “%.40s”; name another language"), language);
  return 0;
}

static DeskRevision *
revision_from_row (DeskStatement *stmt)
{
  enum { UUID, MADE, REASON, DESK, TITLE, STATUS, RELEASED, LIVE };
  DeskRevision *revision = g_new0 (DeskRevision, 1);

  revision->uuid = desk_column_dup_text (stmt, UUID);
  revision->made_us = sqlite3_column_int64 (stmt, MADE);
  revision->reason = desk_column_dup_text (stmt, REASON);
  revision->desk = desk_column_dup_text (stmt, DESK);
  revision->title = desk_column_dup_text (stmt, TITLE);
  revision->status = desk_column_get_status (stmt, STATUS);
  revision->is_released = sqlite3_column_int (stmt, RELEASED);
  revision->is_live = sqlite3_column_int (stmt, LIVE);

  return revision;
}

/**
 * desk_store_list_revisions:
 * @language: which edition
 *
 * Returns: (transfer full) (element-type DeskRevision): the newest first; %NULL
 *   with @error set, %DESK_STORE_ERROR_NOT_FOUND if there is no such edition
 */
GPtrArray *
desk_store_list_revisions (DeskStore  *self,
                           const char *article_uuid,
                           const char *language,
                           GError    **error)
{
  static const char sql[] =
    "SELECT r.uuid, r.made_us, r.reason, d.name, r.title, r.status, r.is_released, r.id = e.released_id"
    "  FROM edition AS e JOIN revision AS r ON r.edition_id = e.id JOIN desk AS d ON d.id = r.desk_id"
    " WHERE e.id = ?1"
    " ORDER BY r.made_us DESC, r.id DESC";
  g_autoptr(GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_revision_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 edition_id;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, NULL);

  edition_id = find_edition (self, article_uuid, language, error);
  if (edition_id == 0)
    return NULL;

  stmt = desk_store_borrow (self, sql);
  sqlite3_bind_int64 (stmt, 1, edition_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&revisions);

      g_ptr_array_add (revisions, revision_from_row (stmt));
    }
}

static gint64
find_revision (DeskStore  *self,
               const char *article_uuid,
               const char *revision_uuid,
               GError    **error)
{
  gint64 article_id = desk_store_get_article_id (self, article_uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  if (article_id == 0)
    return 0;

  stmt = desk_store_borrow (self,
                            "SELECT r.id FROM revision AS r JOIN edition AS e ON e.id = r.edition_id"
                            " WHERE r.uuid = ?1 AND e.article_id = ?2");
  desk_bind_text (stmt, 1, revision_uuid);
  sqlite3_bind_int64 (stmt, 2, article_id);
  if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
               _("The article has no revision “%.60s”; look at its history"), revision_uuid);
  return 0;
}

/**
 * desk_store_dup_revision:
 *
 * Returns: (transfer full): the article as it was, with the one edition that the
 *   revision is of; %NULL with @error set
 */
DeskArticle *
desk_store_dup_revision (DeskStore  *self,
                         const char *article_uuid,
                         const char *revision_uuid,
                         GError    **error)
{
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && revision_uuid != NULL, NULL);

  id = find_revision (self, article_uuid, revision_uuid, error);

  return id != 0 ? desk_store_dup_revision_by_id (self, id, error) : NULL;
}

static gboolean
dup_uuid (DeskStore  *self,
          const char *sql,
          gint64      id,
          char      **out_uuid,
          GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, id);
  if (!desk_store_next (self, stmt, N_("The history can't be read"), &has_row, error))
    return FALSE;

  *out_uuid = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

/* Keeps what is there now, unless the last revision holds it already. */
static gboolean
keep_current (DeskStore         *self,
              const DeskArticle *current,
              char             **out_uuid,
              GError           **error)
{
  static const char sql_same[] =
    "SELECT r.uuid FROM edition AS e"
    "  JOIN revision AS r ON r.id = (SELECT l.id FROM revision AS l WHERE l.edition_id = e.id"
    "                                 ORDER BY l.made_us DESC, l.id DESC LIMIT 1)"
    " WHERE e.id = ?1 AND r.text_sha256 = e.text_sha256";
  const DeskEdition *edition = current->editions->pdata[0];
  gint64 edition_id = find_edition (self, current->uuid, edition->language, error);
  gint64 id;

  if (edition_id == 0 || !dup_uuid (self, sql_same, edition_id, out_uuid, error))
    return FALSE;
  if (*out_uuid != NULL)
    return TRUE;

  id = desk_store_add_revision (self, edition_id, current, edition, "restore", error);

  return id != 0 && dup_uuid (self, "SELECT uuid FROM revision WHERE id = ?1", id, out_uuid, error);
}

static void
copy_text (DeskEdition       *to,
           const DeskEdition *from)
{
  g_set_str (&to->title, from->title);
  g_set_str (&to->script, from->script);
  g_set_str (&to->summary, from->summary);
  g_set_str (&to->body, from->body);
  g_set_str (&to->seo_title, from->seo_title);
  g_set_str (&to->seo_description, from->seo_description);
}

/**
 * desk_store_restore_revision:
 * @out_kept: (out) (optional): the revision that holds the text which was there;
 *   restoring that one takes this back
 *
 * Makes the text of a revision the working text again: title, summary, body and
 * what search engines are told. The address stays, and so does what readers
 * have. The text that was there before is kept as a revision itself, unless the
 * last one holds it already.
 */
gboolean
desk_store_restore_revision (DeskStore  *self,
                             const char *article_uuid,
                             const char *revision_uuid,
                             char      **out_kept,
                             GError    **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskArticle) state = NULL;
  g_autoptr(DeskArticle) current = NULL;
  g_autofree char *kept = NULL;
  DeskEdition *old, *edition;
  gint64 revision_id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && revision_uuid != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;
  revision_id = find_revision (self, article_uuid, revision_uuid, error);
  state = revision_id != 0 ? desk_store_dup_revision_by_id (self, revision_id, error) : NULL;
  if (state == NULL)
    return FALSE;

  old = state->editions->pdata[0];
  current = desk_store_dup_working_state (self, article_uuid, old->language, error);
  if (current == NULL || !keep_current (self, current, &kept, error))
    return FALSE;

  edition = current->editions->pdata[0];
  copy_text (edition, old);
  if (!desk_store_save_edition (self, article_uuid, edition, error) ||
      !desk_transaction_commit (transaction, error))
    return FALSE;

  if (out_kept != NULL)
    *out_kept = g_steal_pointer (&kept);
  return TRUE;
}
