/* desk-store-term-remove.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Taking a section, tag or author away, or putting another in its place.
 *
 * One article at a time is changed: what is written, what readers have and what
 * waits for its time, each by itself, so that pending writing stays pending. In
 * between others can write. The term itself is marked as deleted at the end: a
 * run that was stopped has changed some articles wholly and the others not at
 * all, and the next one goes on. Old revisions keep the name they had.
 */

#define MAX_ROUNDS 100

typedef struct
{
  const DeskTerm *term;
  const DeskTerm *into; /* NULL for nothing */
} Replacement;

static gboolean
has_tag (const DeskArticle *article,
         const DeskTerm    *tag)
{
  for (unsigned i = 0; i < article->tags->len; i++)
    {
      if (g_str_equal (((const DeskTerm *) article->tags->pdata[i])->uuid, tag->uuid))
        return TRUE;
    }

  return FALSE;
}

static gboolean
replace_tag (DeskArticle       *article,
             const Replacement *replacement)
{
  gboolean is_changed = FALSE;
  unsigned i = 0;

  while (i < article->tags->len)
    {
      const DeskTerm *tag = article->tags->pdata[i];

      if (!g_str_equal (tag->uuid, replacement->term->uuid))
        {
          i++;
          continue;
        }
      is_changed = TRUE;
      g_ptr_array_remove_index (article->tags, i);
      if (replacement->into != NULL && !has_tag (article, replacement->into))
        g_ptr_array_insert (article->tags, (int) i, desk_term_copy (replacement->into));
    }

  return is_changed;
}

/* Whether @author is credited with the same already. */
static gboolean
has_credit (const DeskArticle *article,
            const DeskTerm    *author,
            const char        *role)
{
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      if (g_str_equal (credit->author->uuid, author->uuid) && g_str_equal (credit->role, role))
        return TRUE;
    }

  return FALSE;
}

/* An author may be credited more than once, for one thing and another. */
static gboolean
replace_author (DeskArticle       *article,
                const Replacement *replacement)
{
  gboolean is_changed = FALSE;
  unsigned i = 0;

  while (i < article->credits->len)
    {
      DeskCredit *credit = article->credits->pdata[i];

      if (!g_str_equal (credit->author->uuid, replacement->term->uuid))
        {
          i++;
          continue;
        }
      is_changed = TRUE;
      if (replacement->into == NULL || has_credit (article, replacement->into, credit->role))
        {
          g_ptr_array_remove_index (article->credits, i);
          continue;
        }
      desk_term_free (credit->author);
      credit->author = desk_term_copy (replacement->into);
    }

  return is_changed;
}

static gboolean
replace_section (DeskArticle       *article,
                 const Replacement *replacement)
{
  if (article->section == NULL || !g_str_equal (article->section->uuid, replacement->term->uuid))
    return FALSE;

  desk_term_free (article->section);
  article->section = replacement->into != NULL ? desk_term_copy (replacement->into) : NULL;
  return TRUE;
}

/* Returns whether @article had the term. */
static gboolean
replace_term_cb (DeskArticle *article,
                 gpointer     user_data)
{
  const Replacement *replacement = user_data;

  switch (replacement->term->type)
    {
    case DESK_TERM_SECTION:
      return replace_section (article, replacement);

    case DESK_TERM_TAG:
      return replace_tag (article, replacement);

    case DESK_TERM_AUTHOR:
      return replace_author (article, replacement);

    default:
      g_assert_not_reached ();
    }
}

static gboolean
change_article (DeskStore   *self,
                const char  *article_uuid,
                Replacement *replacement,
                gint64       now_us,
                GError     **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GError) reason = NULL;

  if (transaction == NULL)
    return FALSE;
  article = desk_store_dup_article (self, article_uuid, &reason);
  if (g_error_matches (reason, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND))
    return TRUE; /* another program has just taken it out of the trash */
  if (article == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  if (replace_term_cb (article, replacement) && !desk_store_save_article (self, article, error))
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];

      if (!desk_store_change_states (self, article_uuid, edition->language, replace_term_cb, replacement, now_us, error))
        return FALSE;
    }

  return desk_transaction_commit (transaction, error);
}

/* No index leads from a section to revisions, and most of those nobody has. */
static const char sql_of_section[] =
  "SELECT a.uuid FROM article AS a WHERE a.id IN ("
  "  SELECT article_id FROM filed WHERE term_id = ?1"
  "  UNION SELECT e.article_id FROM edition AS e CROSS JOIN revision AS r ON r.id IN (e.released_id, e.scheduled_id)"
  "   WHERE r.section_id = ?1 AND e.deleted_us IS NULL)"
  " AND " DESK_IS_SHOWN ("a", "?2") " ORDER BY a.id";

static const char sql_of_tag[] =
  "SELECT a.uuid FROM article AS a WHERE a.id IN ("
  "  SELECT article_id FROM filed WHERE term_id = ?1"
  "  UNION SELECT e.article_id FROM revision_tag AS t JOIN edition AS e ON e.released_id = t.revision_id"
  "   WHERE t.tag_id = ?1 AND e.deleted_us IS NULL"
  "  UNION SELECT e.article_id FROM revision_tag AS t JOIN edition AS e ON e.scheduled_id = t.revision_id"
  "   WHERE t.tag_id = ?1 AND e.deleted_us IS NULL)"
  " AND " DESK_IS_SHOWN ("a", "?2") " ORDER BY a.id";

static const char sql_of_author[] =
  "SELECT a.uuid FROM article AS a WHERE a.id IN ("
  "  SELECT article_id FROM filed WHERE term_id = ?1"
  "  UNION SELECT e.article_id FROM revision_credit AS c JOIN edition AS e ON e.released_id = c.revision_id"
  "   WHERE c.author_id = ?1 AND e.deleted_us IS NULL"
  "  UNION SELECT e.article_id FROM revision_credit AS c JOIN edition AS e ON e.scheduled_id = c.revision_id"
  "   WHERE c.author_id = ?1 AND e.deleted_us IS NULL)"
  " AND " DESK_IS_SHOWN ("a", "?2") " ORDER BY a.id";

static const char *const sql_articles[DESK_N_TERM_TYPES] = {
  [DESK_TERM_SECTION] = sql_of_section,
  [DESK_TERM_TAG] = sql_of_tag,
  [DESK_TERM_AUTHOR] = sql_of_author,
};

/* Every article that has the term, in the trash too, even where it is readers
 * alone who see it there. */
static GPtrArray *
list_articles (DeskStore   *self,
               DeskTermType type,
               gint64       term_id,
               GError     **error)
{
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql_articles[type]);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("Articles can't be looked up"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);
      g_ptr_array_add (uuids, desk_column_dup_text (stmt, 0));
    }
}

static gboolean
is_filed (DeskStore *self,
          gint64     term_id,
          gboolean  *out_is_filed,
          GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM filed AS f JOIN article AS a ON a.id = f.article_id"
                            " WHERE f.term_id = ?1 AND " DESK_IS_SHOWN ("a", "?2") " LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);

  return desk_store_next (self, stmt, N_("Articles can't be looked up"), out_is_filed, error);
}

/* Until nothing has the term: others may give it to an article meanwhile. Where an
 * index leads to what is not there, an article would have it for ever. */
static gboolean
change_articles (DeskStore    *self,
                 gint64        term_id,
                 Replacement  *replacement,
                 gint64        now_us,
                 GCancellable *cancellable,
                 unsigned     *n_articles,
                 GError      **error)
{
  for (unsigned round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr(GPtrArray) uuids = list_articles (self, replacement->term->type, term_id, error);

      if (uuids == NULL)
        return FALSE;
      if (uuids->len == 0)
        return !g_cancellable_set_error_if_cancelled (cancellable, error);

      for (unsigned i = 0; i < uuids->len; i++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
              !change_article (self, uuids->pdata[i], replacement, now_us, error))
            return FALSE;
          desk_store_let_others_write (self);
        }
      *n_articles += uuids->len;
    }

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED,
                       _("Articles still have the name after it was taken off them; check the library"));
  return FALSE;
}

static gboolean
mark_removed (DeskStore      *self,
              gint64          term_id,
              const DeskTerm *into,
              GError        **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 into_id;
  gboolean is_found;

  if (transaction == NULL || !is_filed (self, term_id, &is_found, error))
    return FALSE;
  if (is_found)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT,
                           _("Another program gave the name to an article in the meantime; try again"));
      return FALSE;
    }

  into_id = into != NULL ? desk_store_get_term_id (self, into->uuid, error) : 0;
  if (into != NULL && (into_id == 0 || !desk_store_leave_term_addresses (self, term_id, into_id, error)))
    return FALSE;
  stmt = desk_store_borrow (self,
                            "UPDATE term SET deleted_us = ?2, changed_us = ?2, version = version + 1 WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The name can't be removed"), error) &&
         desk_transaction_commit (transaction, error);
}

static gboolean
check_removable (DeskStore      *self,
                 const DeskTerm *term,
                 const DeskTerm *into,
                 GError        **error)
{
  g_autoptr(GPtrArray) sections = NULL;

  if (into != NULL && (into->type != term->type || g_str_equal (into->uuid, term->uuid)))
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                           _("A name can be replaced by another of its kind only; choose one"));
      return FALSE;
    }
  if (term->type != DESK_TERM_SECTION)
    return TRUE;

  sections = desk_store_list_terms (self, DESK_TERM_SECTION, error);
  if (sections == NULL)
    return FALSE;
  if (sections->len > 1)
    return TRUE;

  g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                       _("A newsroom needs a section; make another before you remove the last one"));
  return FALSE;
}

/**
 * desk_store_remove_term:
 * @term: a section, tag or author
 * @into: (nullable): what takes its place; %NULL leaves the place empty, which
 *   for a section is the first one
 * @now_us: the time of the releases
 * @out_n_articles: (out): how many articles had it
 *
 * Takes a name off all articles and out of the lists. What readers have, or get
 * at its time, changes in that one name alone.
 */
gboolean
desk_store_remove_term (DeskStore      *self,
                        const DeskTerm *term,
                        const DeskTerm *into,
                        gint64          now_us,
                        GCancellable   *cancellable,
                        unsigned       *out_n_articles,
                        GError        **error)
{
  unsigned n_articles = 0;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && term != NULL && term->uuid != NULL, FALSE);

  if (!check_removable (self, term, into, error))
    return FALSE;
  id = desk_store_get_term_id (self, term->uuid, error);
  if (id == 0)
    return FALSE;

  if (!change_articles (self, id, &(Replacement) { term, into }, now_us, cancellable, &n_articles, error))
    return FALSE;
  if (!mark_removed (self, id, into, error))
    return FALSE;

  *out_n_articles = n_articles;
  return TRUE;
}
