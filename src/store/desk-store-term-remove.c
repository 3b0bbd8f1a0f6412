/* desk-store-term-remove.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Taking a section, tag or author away, or putting another in its place.
 *
 * One article at a time is changed, and released where readers have it, so that
 * others can write in between. The term itself is marked as deleted at the end:
 * a run that was stopped has changed some articles wholly and the others not at
 * all, and the next one goes on. Old revisions keep the name they had.
 */

static const DeskFields field_of[DESK_N_TERM_TYPES] = {
  [DESK_TERM_SECTION] = DESK_FIELD_SECTION,
  [DESK_TERM_TAG] = DESK_FIELD_TAGS,
  [DESK_TERM_AUTHOR] = DESK_FIELD_AUTHORS,
};

static gboolean
has_term (GPtrArray      *terms,
          const DeskTerm *term)
{
  for (unsigned i = 0; i < terms->len; i++)
    {
      if (g_str_equal (((const DeskTerm *) terms->pdata[i])->uuid, term->uuid))
        return TRUE;
    }

  return FALSE;
}

static void
replace_tag (DeskArticle    *article,
             const char     *uuid,
             const DeskTerm *into)
{
  for (unsigned i = article->tags->len; i > 0; i--)
    {
      const DeskTerm *tag = article->tags->pdata[i - 1];

      if (!g_str_equal (tag->uuid, uuid))
        continue;
      g_ptr_array_remove_index (article->tags, i - 1);
      if (into != NULL && !has_term (article->tags, into))
        g_ptr_array_insert (article->tags, (int) i - 1, desk_term_copy (into));
    }
}

static void
replace_author (DeskArticle    *article,
                const char     *uuid,
                const DeskTerm *into)
{
  for (unsigned i = article->credits->len; i > 0; i--)
    {
      DeskCredit *credit = article->credits->pdata[i - 1];

      if (!g_str_equal (credit->author->uuid, uuid))
        continue;
      if (into == NULL)
        {
          g_ptr_array_remove_index (article->credits, i - 1);
          continue;
        }
      desk_term_free (credit->author);
      credit->author = desk_term_copy (into);
    }
}

static void
replace_term (DeskArticle    *article,
              DeskTermType    type,
              const char     *uuid,
              const DeskTerm *into)
{
  if (type == DESK_TERM_TAG)
    {
      replace_tag (article, uuid, into);
    }
  else if (type == DESK_TERM_AUTHOR)
    {
      replace_author (article, uuid, into);
    }
  else if (article->section != NULL && g_str_equal (article->section->uuid, uuid))
    {
      g_clear_pointer (&article->section, desk_term_free);
      article->section = into != NULL ? desk_term_copy (into) : NULL;
    }
}

static gboolean
change_article (DeskStore      *self,
                const char     *article_uuid,
                const DeskTerm *term,
                const DeskTerm *into,
                gint64          now_us,
                GError        **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskArticle) article = NULL;

  if (transaction == NULL)
    return FALSE;
  article = desk_store_dup_article (self, article_uuid, error);
  if (article == NULL)
    return FALSE;

  replace_term (article, term->type, term->uuid, into);
  if (!desk_store_save_article (self, article, error))
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      const DeskEdition *edition = article->editions->pdata[i];

      if (edition->is_live && article->deleted_us == 0 &&
          !desk_store_release_fields (self, article_uuid, edition->language, field_of[term->type], now_us, error))
        return FALSE;
    }

  return desk_transaction_commit (transaction, error);
}

/* Returns an article that has the term, or %NULL with no error when none does. */
static gboolean
find_article (DeskStore *self,
              gint64     term_id,
              char     **out_uuid,
              GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT a.uuid FROM filed AS f JOIN article AS a ON a.id = f.article_id"
                            " WHERE f.term_id = ?1 AND " DESK_IS_SHOWN ("a", "?2") " LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  if (!desk_store_next (self, stmt, _("Articles can't be looked up"), &has_row, error))
    return FALSE;

  *out_uuid = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

static gboolean
mark_removed (DeskStore *self,
              gint64     term_id,
              GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autofree char *uuid = NULL;
  g_autoptr(DeskStatement) stmt = NULL;

  if (transaction == NULL || !find_article (self, term_id, &uuid, error))
    return FALSE;
  if (uuid != NULL)
    {
      g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT,
                           _("Another program gave the name to an article in the meantime; try again"));
      return FALSE;
    }

  stmt = desk_store_borrow (self,
                            "UPDATE term SET deleted_us = ?2, changed_us = ?2, version = version + 1 WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, term_id);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());

  return desk_store_run (self, stmt, _("The name can't be removed"), error) &&
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
 * Takes a name off all articles and out of the lists. What readers have changes
 * in that one field alone.
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

  for (;;)
    {
      g_autofree char *uuid = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !find_article (self, id, &uuid, error))
        return FALSE;
      if (uuid == NULL)
        break;
      if (!change_article (self, uuid, term, into, now_us, error))
        return FALSE;
      n_articles++;
    }

  if (!mark_removed (self, id, error))
    return FALSE;

  *out_n_articles = n_articles;
  return TRUE;
}
