/* desk-store-removal.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* An article goes out of the library. One with a long text and a long history
 * has a hundred thousand rows, which to remove at once would keep everybody else
 * waiting; so they go some at a time, and the article's own row last. Whoever
 * lets others write in between hides the article first, by a batch's row that
 * nobody but the sweep takes away: see desk-batch.c.
 *
 * A revision goes before the pieces that it is put together from, and a text
 * before its article, so that whatever is left can still prove itself.
 */

/* ?1 is the article, ?2 how many rows may go at once; a revision takes rows of
 * other tables along. */
static const char *const steps[] = {
  "UPDATE edition SET released_id = NULL, scheduled_id = NULL"
  " WHERE article_id = ?1 AND (released_id NOTNULL OR scheduled_id NOTNULL) AND ?2",
  "DELETE FROM online WHERE edition_id IN (SELECT id FROM edition WHERE article_id = ?1) AND ?2",
  "DELETE FROM revision WHERE id IN (SELECT r.id FROM edition AS e JOIN revision AS r ON r.edition_id = e.id"
  "  WHERE e.article_id = ?1 LIMIT max (1, ?2 / 16))",
  "DELETE FROM piece WHERE id IN (SELECT p.id FROM edition AS e JOIN piece AS p ON p.edition_id = e.id"
  "  WHERE e.article_id = ?1 LIMIT ?2)",
  "DELETE FROM block WHERE (edition_id, position) IN (SELECT b.edition_id, b.position"
  "  FROM edition AS e JOIN block AS b ON b.edition_id = e.id WHERE e.article_id = ?1 LIMIT ?2)",
  "DELETE FROM edition WHERE id = (SELECT id FROM edition WHERE article_id = ?1 LIMIT 1) AND ?2",
};

static gboolean
run_step (DeskStore  *self,
          const char *sql,
          gint64      article_id,
          gint64     *out_n_changes,
          GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, article_id);
  sqlite3_bind_int64 (stmt, 2, self->slice_rows);
  if (!desk_store_run (self, stmt, N_("The article can't be removed"), error))
    return FALSE;

  *out_n_changes = sqlite3_changes64 (self->db);
  return TRUE;
}

/**
 * desk_store_remove_some:
 * @article_id: a rowid
 * @out_is_gone: (out): whether nothing of the article is left
 *
 * Removes some rows of an article, or at last the article; within a transaction.
 */
gboolean
desk_store_remove_some (DeskStore *self,
                        gint64     article_id,
                        gboolean  *out_is_gone,
                        GError   **error)
{
  gint64 n_changes;

  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!run_step (self, steps[i], article_id, &n_changes, error))
        return FALSE;
      if (n_changes > 0)
        {
          *out_is_gone = FALSE;
          return TRUE;
        }
    }

  if (!run_step (self, "DELETE FROM article WHERE id = ?1 AND ?2", article_id, &n_changes, error))
    return FALSE;

  *out_is_gone = TRUE; /* or was before */
  return TRUE;
}

/**
 * desk_store_hide_article:
 * @batch_id: (inout): the row that hides articles; 0: it is made
 *
 * Hides an article that is on its way out from everybody, for good; within a
 * transaction.
 */
gboolean
desk_store_hide_article (DeskStore *self,
                         gint64     article_id,
                         gint64    *batch_id,
                         GError   **error)
{
  static const char *const marks[] = {
    "UPDATE article SET batch_id = ?2 WHERE id = ?1",
    "UPDATE listing SET batch_id = ?2 WHERE article_id = ?1",
  };

  if (*batch_id == 0)
    *batch_id = desk_store_insert_batch (self, error);

  for (unsigned i = 0; *batch_id != 0 && i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr(DeskStatement) stmt = desk_store_borrow (self, marks[i]);

      sqlite3_bind_int64 (stmt, 1, article_id);
      sqlite3_bind_int64 (stmt, 2, *batch_id);
      if (!desk_store_run (self, stmt, N_("The article can't be removed"), error))
        return FALSE;
    }

  return *batch_id != 0;
}
