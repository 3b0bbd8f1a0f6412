/* desk-store-chore.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"
#include "store/desk-chore.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A change of one row that thousands of articles feel: another name of a section
 * makes the search look at all that is filed there, another main language makes
 * another edition stand for each article. What few feel is done in the change's
 * own transaction. Else that one leaves a chore, which is done in slices after
 * it, between which others can write:
 *
 *   change ──▶ chore ──▶ slice ──▶ slice ──▶ … ──▶ the chore goes with the last
 *                          │
 *                          └─ killed ──▶ whoever opens the library next begins anew
 *
 * A chore is a row of `setting`, whose key begins with a tilde, as no setting's
 * does. Until it is done an article is found by the old name as well, or shown in
 * the old main language: late, but not wrong for good. Two programs may do the
 * same chore; one that was left again meanwhile has another version, and stays.
 */

#define RELIST "~relist"
#define TELL "~tell:"

typedef struct
{
  char  *key;
  gint64 version;
} Chore;

static void
chore_free (Chore *self)
{
  g_free (self->key);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chore, chore_free)

/* Where a chore is: behind this row, in the order of the table that it goes
 * through. */
typedef struct
{
  gint64 sort_us;
  gint64 id;
} Place;

#define DOING N_("The list can't be brought up to date")

/* The steps of a chore: @find the last row of the next step, none where the step
 * is the last one; @work for the rows behind (?2, ?3) and up to (?4, ?5). ?1 is
 * the term; ?6 how many rows. */
typedef struct
{
  const char *find;
  const char *work;
} Steps;

static const Steps relisting = {
  "SELECT ?1, id FROM article WHERE id > ?3 ORDER BY id LIMIT 1 OFFSET ?6 - 1",
  "UPDATE listing SET is_shown = NOT is_shown WHERE edition_id IN"
  " (SELECT l.edition_id FROM listing AS l"
  "   WHERE l.article_id > ?3 AND l.article_id <= ?5 AND ?6"
  "     AND l.is_shown <> (l.edition_id ="
  "       (SELECT s.id FROM edition AS s WHERE s.article_id = l.article_id AND s.deleted_us IS NULL"
  "         ORDER BY s.language = coalesce ((SELECT desk_main_language (value) FROM setting"
  "                                           WHERE key = 'languages'), 'en') DESC, s.id LIMIT 1)))",
};

static const Steps telling = {
  "SELECT sort_us, article_id FROM filed WHERE term_id = ?1 AND (sort_us, article_id) > (?2, ?3)"
  " ORDER BY sort_us, article_id LIMIT 1 OFFSET ?6 - 1",
  "INSERT OR REPLACE INTO edition_change (edition_id)"
  "  SELECT l.edition_id FROM filed AS f JOIN listing AS l ON l.article_id = f.article_id"
  "   WHERE f.term_id = ?1 AND (f.sort_us, f.article_id) > (?2, ?3) AND (f.sort_us, f.article_id) <= (?4, ?5) AND ?6",
};

static const Place first_place = { G_MININT64, G_MININT64 };
static const Place last_place = { G_MAXINT64, G_MAXINT64 };

static gboolean
run (DeskStore  *self,
     const char *sql,
     gint64      term_id,
     Place       from,
     Place      *to,
     gboolean   *out_has_row,
     GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, from.sort_us);
  sqlite3_bind_int64 (stmt, 3, from.id);
  sqlite3_bind_int64 (stmt, 4, to->sort_us);
  sqlite3_bind_int64 (stmt, 5, to->id);
  sqlite3_bind_int64 (stmt, 6, self->slice_rows);
  if (!desk_store_next (self, stmt, DOING, out_has_row, error))
    return FALSE;

  if (*out_has_row)
    *to = (Place) { sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1) }
  ;
  return TRUE;
}

/* Returns in @place how far it came, and in @out_is_done whether that is all. */
static gboolean
do_some (DeskStore   *self,
         const Steps *steps,
         gint64       term_id,
         Place       *place,
         gboolean    *out_is_done,
         GError     **error)
{
  Place to = last_place;
  gboolean has_more, ignored;

  if (!run (self, steps->find, term_id, *place, &to, &has_more, error) ||
      !run (self, steps->work, term_id, *place, &to, &ignored, error))
    return FALSE;

  *place = to;
  *out_is_done = !has_more;
  return TRUE;
}

static gboolean
leave (DeskStore  *self,
       const char *key,
       GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO setting (key, value, changed_us) VALUES (?1, '', ?2)"
                            "  ON CONFLICT (key) DO UPDATE SET version = version + 1, changed_us = ?2");
  desk_bind_text (stmt, 1, key);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());

  return desk_store_run (self, stmt, DOING, error);
}

/* The steps of a chore that are few enough to be done at once. */
static gboolean
do_or_leave (DeskStore   *self,
             const Steps *steps,
             gint64       term_id,
             const char  *key,
             GError     **error)
{
  Place to = last_place;
  gboolean has_more;

  if (!run (self, steps->find, term_id, first_place, &to, &has_more, error))
    return FALSE;
  if (has_more)
    return leave (self, key, error);

  return run (self, steps->work, term_id, first_place, &to, &has_more, error);
}

/**
 * desk_store_leave_relisting:
 *
 * Sees to it that the main language's edition stands for each article, now or by
 * desk_store_do_chores(); within a transaction.
 */
gboolean
desk_store_leave_relisting (DeskStore *self,
                            GError   **error)
{
  return do_or_leave (self, &relisting, 0, RELIST, error);
}

/**
 * desk_store_leave_telling:
 *
 * Likewise that whoever keeps something derived from an edition that is filed
 * under a term hears of it.
 */
gboolean
desk_store_leave_telling (DeskStore *self,
                          gint64     term_id,
                          GError   **error)
{
  g_autofree char *key = g_strdup_printf (TELL "%" G_GINT64_FORMAT, term_id);

  return do_or_leave (self, &telling, term_id, key, error);
}

/* All chores that there are. */
static GPtrArray *
list_chores (DeskStore *self,
             GError   **error)
{
  g_autoptr(GPtrArray) chores = g_ptr_array_new_with_free_func ((GDestroyNotify) chore_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT key, version FROM setting"
                            " WHERE key = '" RELIST "' OR key GLOB '" TELL "[0-9]*' ORDER BY key");
  for (;;)
    {
      Chore *chore;

      if (!desk_store_next (self, stmt, DOING, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&chores);

      chore = g_new0 (Chore, 1);
      chore->key = desk_column_dup_text (stmt, 0);
      chore->version = sqlite3_column_int64 (stmt, 1);
      g_ptr_array_add (chores, chore);
    }
}

static gboolean
forget (DeskStore   *self,
        const Chore *chore,
        GError     **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "DELETE FROM setting WHERE key = ?1 AND version = ?2");

  desk_bind_text (stmt, 1, chore->key);
  sqlite3_bind_int64 (stmt, 2, chore->version);

  return desk_store_run (self, stmt, DOING, error);
}

static gboolean
do_slice (DeskStore   *self,
          const Chore *chore,
          Place       *place,
          gboolean    *out_is_done,
          GError     **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gboolean tells = g_str_has_prefix (chore->key, TELL);
  gint64 term_id = tells ? g_ascii_strtoll (chore->key + strlen (TELL), NULL, 10) : 0;
  gint64 end_us = g_get_monotonic_time () + self->slice_us;
  gboolean is_done = FALSE;
  Place next = *place; /* taken only with what was done */

  if (transaction == NULL)
    return FALSE;

  do
    {
      if (!do_some (self, tells ? &telling : &relisting, term_id, &next, &is_done, error))
        return FALSE;
    }
  while (!is_done && g_get_monotonic_time () < end_us);

  if ((is_done && !forget (self, chore, error)) || !desk_transaction_commit (transaction, error))
    return FALSE;

  *place = next;
  *out_is_done = is_done;
  return TRUE;
}

static gboolean
do_chore (DeskStore    *self,
          const Chore  *chore,
          GCancellable *cancellable,
          GError      **error)
{
  Place place = first_place;
  gboolean is_done = FALSE;

  while (!is_done)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !do_slice (self, chore, &place, &is_done, error))
        return FALSE;
      desk_store_let_others_write (self);
    }

  return TRUE;
}

/**
 * desk_store_do_chores:
 *
 * Does what changes have left to be done, in slices between which others can
 * write; to be called outside of a transaction by whoever has made such a change,
 * and when a library is opened.
 */
gboolean
desk_store_do_chores (DeskStore    *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr(GPtrArray) chores = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && self->depth == 0, FALSE);

  chores = list_chores (self, error);
  for (unsigned i = 0; chores != NULL && i < chores->len; i++)
    {
      if (!do_chore (self, chores->pdata[i], cancellable, error))
        return FALSE;
    }

  return chores != NULL;
}

/**
 * desk_store_try_chores:
 *
 * Likewise, for who has made a change that is saved whatever becomes of the
 * chore: what fails is done when the library is opened next.
 */
void
desk_store_try_chores (DeskStore *self)
{
  if (self->depth == 0)
    (void) desk_store_do_chores (self, NULL, NULL);
}
