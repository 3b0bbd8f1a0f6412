/* desk-store-release.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How a text gets to readers, and away from them.
 *
 *   draft ⇄ review ⇄ approved ──publish──▶ published ⇄ archived
 *       └──────────schedule──▶ scheduled ──due──▶ ▲
 *   published, archived ──▶ draft, review, approved: taken offline
 *
 * A release saves the state as a revision and points the edition at it: what is
 * written from then on reaches nobody before the next release. Scheduling saves
 * the state at once, so that the text which comes out is the one that was
 * approved.
 */

typedef struct
{
  gint64     id;
  gint64     article_id;
  DeskStatus status;
  gint64     released_id;
  gint64     first_release_us;
  gint64     scheduled_id;
} Target;

static gboolean
find_target (DeskStore  *self,
             const char *article_uuid,
             const char *language,
             Target     *target,
             GError    **error)
{
  gint64 article_id = desk_store_get_article_id (self, article_uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  if (article_id == 0)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "SELECT id, status, released_id, first_release_us, scheduled_id FROM edition"
                            " WHERE article_id = ?1 AND language = ?2 AND deleted_us IS NULL");
  sqlite3_bind_int64 (stmt, 1, article_id);
  desk_bind_text (stmt, 2, language);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                   _("The article has no text in “%s”; write one first"), language);
      return FALSE;
    }

  target->id = sqlite3_column_int64 (stmt, 0);
  target->article_id = article_id;
  target->status = desk_column_get_status (stmt, 1);
  target->released_id = sqlite3_column_int64 (stmt, 2);
  target->first_release_us = sqlite3_column_int64 (stmt, 3);
  target->scheduled_id = sqlite3_column_int64 (stmt, 4);
  return TRUE;
}

static gboolean
check_releasable (const DeskEdition *edition,
                  GError           **error)
{
  if (*edition->title == '\0' || strspn (edition->title, " \t") == strlen (edition->title))
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("The article has no title yet; write one before you publish it"));
      return FALSE;
    }

  return TRUE;
}

/* Whether readers get other words than before: then they are told so. */
static gboolean
is_text_new (DeskStore         *self,
             const Target      *target,
             const DeskEdition *edition,
             gboolean          *out_is_new,
             GError           **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autofree char *body = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, "SELECT 1 FROM revision WHERE id = ?1 AND title = ?2 AND summary = ?3");
  sqlite3_bind_int64 (stmt, 1, target->released_id);
  desk_bind_text (stmt, 2, edition->title);
  desk_bind_text (stmt, 3, edition->summary);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return FALSE;

  body = desk_store_dup_pieces (self, target->released_id, error);
  if (body == NULL)
    return FALSE;

  *out_is_new = !has_row || !g_str_equal (body, edition->body);
  return TRUE;
}

static gboolean
point_edition (DeskStore    *self,
               const Target *target,
               gint64        revision_id,
               gboolean      is_revised,
               DeskStatus    status,
               gint64        now_us,
               GError      **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET released_id = ?2, status = ?3,"
                            "  first_release_us = coalesce (first_release_us, ?4), last_release_us = ?4,"
                            "  revised_us = CASE WHEN ?5 THEN ?4 ELSE revised_us END,"
                            "  scheduled_us = CASE WHEN ?3 = 3 THEN scheduled_us END,"
                            "  scheduled_id = CASE WHEN ?3 = 3 THEN scheduled_id END WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, target->id);
  sqlite3_bind_int64 (stmt, 2, revision_id);
  sqlite3_bind_int (stmt, 3, status);
  sqlite3_bind_int64 (stmt, 4, now_us);
  sqlite3_bind_int (stmt, 5, is_revised);

  return desk_store_run (self, stmt, N_("The text can't be published"), error) &&
         desk_store_note_change (self, target->id, error);
}

static gboolean
mark_released (DeskStore *self,
               gint64     revision_id,
               GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "UPDATE revision SET is_released = 1 WHERE id = ?1");

  sqlite3_bind_int64 (stmt, 1, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be published"), error);
}

/* Gives readers the state that revision @revision_id holds. */
static gboolean
release_revision (DeskStore         *self,
                  const Target      *target,
                  gint64             revision_id,
                  const DeskArticle *state,
                  DeskStatus         status,
                  gint64             now_us,
                  GError           **error)
{
  const DeskEdition *edition = state->editions->pdata[0];
  gboolean is_new = FALSE;

  if (target->first_release_us != 0 && !is_text_new (self, target, edition, &is_new, error))
    return FALSE;

  return mark_released (self, revision_id, error) &&
         point_edition (self, target, revision_id, is_new, status, now_us, error) &&
         desk_store_note_address (self, target->id, state, now_us, error) &&
         desk_store_save_keywords (self, target->id, edition, error);
}

/* An article without a publication date gets the one of its first release. */
static gboolean
ensure_date (DeskStore  *self,
             const char *article_uuid,
             gint64      now_us,
             GError    **error)
{
  g_autoptr(DeskArticle) article = desk_store_dup_article (self, article_uuid, error);

  if (article == NULL)
    return FALSE;
  if (article->date_us != 0)
    return TRUE;

  article->date_us = now_us;
  return desk_store_save_article (self, article, error);
}

static gboolean
release (DeskStore    *self,
         const Target *target,
         const char   *article_uuid,
         const char   *language,
         gint64        now_us,
         GError      **error)
{
  g_autoptr(DeskArticle) state = NULL;
  gint64 revision_id;

  if (!ensure_date (self, article_uuid, now_us, error))
    return FALSE;
  state = desk_store_dup_working_state (self, article_uuid, language, error);
  if (state == NULL || !check_releasable (state->editions->pdata[0], error))
    return FALSE;

  revision_id = desk_store_add_revision (self, target->id, state, state->editions->pdata[0], "release", error);

  return revision_id != 0 &&
         release_revision (self, target, revision_id, state, DESK_STATUS_PUBLISHED, now_us, error);
}

static gboolean
schedule (DeskStore    *self,
          const Target *target,
          const char   *article_uuid,
          const char   *language,
          gint64        at_us,
          GError      **error)
{
  g_autoptr(DeskArticle) state = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 revision_id;

  if (at_us == 0)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("A scheduled article needs a time; say when it is to appear"));
      return FALSE;
    }
  if (!ensure_date (self, article_uuid, at_us, error))
    return FALSE;
  state = desk_store_dup_working_state (self, article_uuid, language, error);
  if (state == NULL || !check_releasable (state->editions->pdata[0], error))
    return FALSE;

  revision_id = desk_store_add_revision (self, target->id, state, state->editions->pdata[0], "status", error);
  if (revision_id == 0)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET status = 3, scheduled_us = ?2, scheduled_id = ?3 WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, target->id);
  sqlite3_bind_int64 (stmt, 2, at_us);
  sqlite3_bind_int64 (stmt, 3, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be scheduled"), error);
}

/* What was written so far, as it was when its status changed. */
static gboolean
keep_state (DeskStore    *self,
            const Target *target,
            const char   *article_uuid,
            const char   *language,
            GError      **error)
{
  g_autoptr(DeskArticle) state = desk_store_dup_working_state (self, article_uuid, language, error);

  return state != NULL &&
         desk_store_add_revision (self, target->id, state, state->editions->pdata[0], "status", error) != 0;
}

static gboolean
change_status (DeskStore    *self,
               const Target *target,
               const char   *article_uuid,
               const char   *language,
               DeskStatus    status,
               GError      **error)
{
  gboolean goes_offline = !desk_status_is_live (status) && target->released_id != 0;
  g_autoptr(DeskStatement) stmt = NULL;

  if (status != target->status && !keep_state (self, target, article_uuid, language, error))
    return FALSE;

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET status = ?2, scheduled_us = NULL, scheduled_id = NULL,"
                            "  released_id = CASE WHEN ?3 THEN NULL ELSE released_id END WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, target->id);
  sqlite3_bind_int (stmt, 2, status);
  sqlite3_bind_int (stmt, 3, goes_offline);
  if (!desk_store_run (self, stmt, N_("The status can't be changed"), error) ||
      !desk_store_note_change (self, target->id, error))
    return FALSE;

  return !goes_offline ||
         (desk_store_retire_addresses (self, target->id, error) && desk_store_forget_keywords (self, target->id, error));
}

/**
 * desk_store_set_status:
 * @language: which edition
 * @status: %DESK_STATUS_PUBLISHED releases the working text; on an edition that
 *   is live, draft, review and approved take it offline
 * @at_us: when: for published the time of the release, for scheduled that of
 *   the release to come; µs since 1970
 */
gboolean
desk_store_set_status (DeskStore  *self,
                       const char *article_uuid,
                       const char *language,
                       DeskStatus  status,
                       gint64      at_us,
                       GError    **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  Target target;
  gboolean is_done;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL || !find_target (self, article_uuid, language, &target, error))
    return FALSE;

  if (status == DESK_STATUS_PUBLISHED)
    is_done = release (self, &target, article_uuid, language, at_us, error);
  else if (status == DESK_STATUS_SCHEDULED)
    is_done = schedule (self, &target, article_uuid, language, at_us, error);
  else
    is_done = change_status (self, &target, article_uuid, language, status, error);

  return is_done &&
         desk_store_refresh_listing (self, target.article_id, error) &&
         desk_transaction_commit (transaction, error);
}

/* Saves the state of @revision_id anew as @change leaves it. Where that is as it
 * was, @out_state stays empty and the revision is the same. */
static gint64
add_changed_revision (DeskStore    *self,
                      const Target *target,
                      gint64        revision_id,
                      DeskStateFunc change,
                      gpointer      user_data,
                      const char   *reason,
                      DeskArticle **out_state,
                      GError      **error)
{
  g_autoptr(DeskArticle) state = desk_store_dup_revision_by_id (self, revision_id, error);
  gint64 id;

  if (state == NULL)
    return 0;
  if (!change (state, user_data))
    return revision_id;
  if (!check_releasable (state->editions->pdata[0], error))
    return 0;

  id = desk_store_add_revision (self, target->id, state, state->editions->pdata[0], reason, error);
  if (id != 0)
    *out_state = g_steal_pointer (&state);

  return id;
}

static gboolean
change_released (DeskStore    *self,
                 const Target *target,
                 DeskStateFunc change,
                 gpointer      user_data,
                 gint64        now_us,
                 GError      **error)
{
  g_autoptr(DeskArticle) state = NULL;
  gint64 revision_id;

  if (target->released_id == 0)
    return TRUE;

  revision_id = add_changed_revision (self, target, target->released_id, change, user_data, "release", &state, error);

  return revision_id != 0 &&
         (state == NULL || release_revision (self, target, revision_id, state, target->status, now_us, error));
}

/* What waits for its time is changed too: else it would take the change back. */
static gboolean
change_scheduled (DeskStore    *self,
                  const Target *target,
                  DeskStateFunc change,
                  gpointer      user_data,
                  GError      **error)
{
  g_autoptr(DeskArticle) state = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 revision_id;

  if (target->scheduled_id == 0)
    return TRUE;

  revision_id = add_changed_revision (self, target, target->scheduled_id, change, user_data, "status", &state, error);
  if (revision_id == 0)
    return FALSE;

  stmt = desk_store_borrow (self, "UPDATE edition SET scheduled_id = ?2 WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, target->id);
  sqlite3_bind_int64 (stmt, 2, revision_id);

  return desk_store_run (self, stmt, N_("The text can't be scheduled"), error);
}

static gboolean
change_states (DeskStore    *self,
               const Target *target,
               DeskStateFunc change,
               gpointer      user_data,
               gint64        now_us,
               GError      **error)
{
  return change_released (self, target, change, user_data, now_us, error) &&
         change_scheduled (self, target, change, user_data, error) &&
         desk_store_refresh_listing (self, target->article_id, error);
}

/**
 * desk_store_change_states:
 * @language: which edition
 * @change: (scope call): changes a state of it, or says that there is nothing to do
 * @now_us: the time of the release
 *
 * Changes what readers have of an edition and what they get at its time, each by
 * itself; the working state stays as it is. Within a transaction.
 */
gboolean
desk_store_change_states (DeskStore    *self,
                          const char   *article_uuid,
                          const char   *language,
                          DeskStateFunc change,
                          gpointer      user_data,
                          gint64        now_us,
                          GError      **error)
{
  Target target;

  return find_target (self, article_uuid, language, &target, error) &&
         change_states (self, &target, change, user_data, now_us, error);
}

typedef struct
{
  DeskArticle *working;
  DeskFields   fields;
} Written;

static gboolean
copy_fields_cb (DeskArticle *state,
                gpointer     user_data)
{
  const Written *written = user_data;

  desk_article_copy_fields (state, written->working, written->fields);
  return TRUE;
}

/**
 * desk_store_release_fields:
 * @language: which edition; it has to be live
 * @fields: what to take from the working state
 * @now_us: the time of the release
 *
 * Releases the last release with @fields as they are written now. Other pending
 * writing stays where it is, and so does a release to come, which gets @fields
 * as well.
 */
gboolean
desk_store_release_fields (DeskStore  *self,
                           const char *article_uuid,
                           const char *language,
                           DeskFields  fields,
                           gint64      now_us,
                           GError    **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskArticle) working = NULL;
  Target target;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL || !find_target (self, article_uuid, language, &target, error))
    return FALSE;
  if (target.released_id == 0)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("Readers have no version of this text yet; publish it first"));
      return FALSE;
    }

  working = desk_store_dup_working_state (self, article_uuid, language, error);

  return working != NULL &&
         change_states (self, &target, copy_fields_cb, &(Written) { working, fields }, now_us, error) &&
         desk_transaction_commit (transaction, error);
}

static gboolean
release_one_due (DeskStore *self,
                 gint64     revision_id,
                 gint64     scheduled_us,
                 GError   **error)
{
  g_autoptr(DeskArticle) state = desk_store_dup_revision_by_id (self, revision_id, error);
  Target target;

  return state != NULL &&
         find_target (self, state->uuid, ((DeskEdition *) state->editions->pdata[0])->language, &target, error) &&
         release_revision (self, &target, revision_id, state, DESK_STATUS_PUBLISHED, scheduled_us, error) &&
         desk_store_refresh_listing (self, target.article_id, error);
}

/**
 * desk_store_release_due:
 * @now_us: what is scheduled up to then is released
 * @out_n_released: (out): how many editions that were
 *
 * Releases what is due, each edition as it was when it was scheduled.
 */
gboolean
desk_store_release_due (DeskStore *self,
                        gint64     now_us,
                        unsigned  *out_n_released,
                        GError   **error)
{
  gint64 after_us = G_MININT64, after_id = 0; /* so that it ends also where a damaged index names one for ever */
  unsigned n_released = 0;

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  for (;;)
    {
      g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
      g_autoptr(DeskStatement) stmt = NULL;
      gboolean has_row;

      if (transaction == NULL)
        return FALSE;

      stmt = desk_store_borrow (self,
                                "SELECT e.scheduled_id, e.scheduled_us, e.id"
                                "  FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                                " WHERE e.scheduled_us <= ?1 AND e.scheduled_id IS NOT NULL AND a.deleted_us IS NULL"
                                "   AND (e.scheduled_us, e.id) > (?3, ?4) AND " DESK_IS_SHOWN ("a", "?2")
                                " ORDER BY e.scheduled_us, e.id LIMIT 1");
      sqlite3_bind_int64 (stmt, 1, now_us);
      sqlite3_bind_int64 (stmt, 2, self->batch_id);
      sqlite3_bind_int64 (stmt, 3, after_us);
      sqlite3_bind_int64 (stmt, 4, after_id);
      if (!desk_store_next (self, stmt, N_("Scheduled articles can't be read"), &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      after_us = sqlite3_column_int64 (stmt, 1);
      after_id = sqlite3_column_int64 (stmt, 2);
      if (!release_one_due (self, sqlite3_column_int64 (stmt, 0), after_us, error))
        return FALSE;
      g_clear_pointer (&stmt, desk_statement_release);
      if (!desk_transaction_commit (transaction, error))
        return FALSE;
      n_released++;
    }

  *out_n_released = n_released;
  return TRUE;
}
