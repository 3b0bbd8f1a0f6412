/* desk-store-save.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Writing the working state of articles. What is refused is refused before the
 * first write, and each function is one transaction. */

/**
 * desk_store_check_kind:
 *
 * Says whether there are articles of this kind.
 */
gboolean
desk_store_check_kind (const char *kind,
                       GError    **error)
{
  static const char *const kinds[] = { "article", "publication", "event", "page", NULL };

  if (g_strv_contains (kinds, kind))
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
               _("“%.40s” is not a kind of article; there are article, publication, event, page"), kind);
  return FALSE;
}

/**
 * desk_store_check_article:
 *
 * Says whether the fields of an article, without its editions, can be stored.
 */
gboolean
desk_store_check_article (const DeskArticle *article,
                          GError           **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!desk_store_check_kind (article->kind, error))
    return FALSE;

  if (article->tags->len > DESK_TERMS_MAX || article->credits->len > DESK_TERMS_MAX ||
      article->related->len > DESK_TERMS_MAX)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                   _("An article can have %d tags, authors and related articles each; choose fewer"), DESK_TERMS_MAX);
      return FALSE;
    }

  g_hash_table_iter_init (&iter, article->fields);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (!desk_article_has_field (key))
        {
          g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                       _("Articles have no field “%.40s”; leave it out"), (const char *) key);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
bind_article (DeskStore         *self,
              DeskStatement     *stmt,
              const DeskArticle *article,
              GError           **error)
{
  desk_bind_text (stmt, 1, article->uuid);
  desk_bind_text (stmt, 2, article->kind);
  desk_bind_time (stmt, 4, article->date_us);
  sqlite3_bind_int (stmt, 6, article->is_pinned);
  sqlite3_bind_int64 (stmt, 7, desk_article_hash (article));
  sqlite3_bind_int64 (stmt, 8, g_get_real_time ());

  if (article->section != NULL)
    {
      gint64 id = desk_store_get_term_id (self, article->section->uuid, error);

      if (id == 0)
        return FALSE;
      sqlite3_bind_int64 (stmt, 3, id);
    }
  if (article->cover != NULL)
    {
      gint64 id = desk_store_get_media_id (self, article->cover->uuid, error);

      if (id == 0)
        return FALSE;
      sqlite3_bind_int64 (stmt, 5, id);
    }

  return TRUE;
}

static gint64
insert_article (DeskStore   *self,
                DeskArticle *article,
                GError     **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  g_free (article->uuid);
  article->uuid = desk_uuid_new ();
  stmt = desk_store_borrow (self,
                            "INSERT INTO article (uuid, kind, section_id, date_us, cover_id, is_pinned, meta_hash,"
                            "  created_us, changed_us, batch_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)"
                            " RETURNING id, created_us");
  desk_bind_time (stmt, 9, self->batch_id);
  if (!bind_article (self, stmt, article, error) ||
      !desk_store_run (self, stmt, N_("The article can't be saved"), error))
    return 0;

  article->version = 1;
  article->created_us = article->changed_us = sqlite3_column_int64 (stmt, 1);
  return sqlite3_column_int64 (stmt, 0);
}

static gboolean
update_article (DeskStore   *self,
                DeskArticle *article,
                GError     **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "UPDATE article SET kind = ?2, section_id = ?3, date_us = ?4, cover_id = ?5,"
                            "  is_pinned = ?6, meta_hash = ?7, changed_us = ?8, version = version + 1"
                            " WHERE uuid = ?1 AND version = ?9 RETURNING version, changed_us");
  sqlite3_bind_int64 (stmt, 9, article->version);
  if (!bind_article (self, stmt, article, error) ||
      !desk_store_next (self, stmt, N_("The article can't be saved"), &has_row, error))
    return FALSE;
  if (!has_row)
    return desk_store_throw_conflict (error);

  article->version = sqlite3_column_int64 (stmt, 0);
  article->changed_us = sqlite3_column_int64 (stmt, 1);
  return TRUE;
}

static gboolean
insert_all (DeskStore   *self,
            DeskArticle *article,
            GError     **error)
{
  gint64 id = insert_article (self, article, error);

  if (id == 0 || !desk_store_save_relations (self, DESK_OWNER_ARTICLE, id, article, error))
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      if (!desk_store_insert_edition (self, id, article->editions->pdata[i], error))
        return FALSE;
    }

  return desk_store_refresh_listing (self, id, error);
}

/**
 * desk_store_add_article:
 * @article: gets its ids, versions and slugs; editions begin as drafts
 *
 * Puts a new article with its editions into the library.
 */
gboolean
desk_store_add_article (DeskStore   *self,
                        DeskArticle *article,
                        GError     **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(GPtrArray) undos = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_edition_undo_free);
  gboolean is_saved;

  g_return_val_if_fail (DESK_IS_STORE (self) && article != NULL, FALSE);

  if (!desk_store_check_article (article, error))
    return FALSE;
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      if (!desk_edition_check (article->editions->pdata[i], error))
        return FALSE;
    }

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  for (unsigned i = 0; i < article->editions->len; i++)
    g_ptr_array_add (undos, desk_edition_undo_new (article->editions->pdata[i]));
  is_saved = insert_all (self, article, error) && desk_transaction_commit (transaction, error);

  if (!is_saved)
    g_clear_pointer (&article->uuid, g_free);
  for (unsigned i = 0; i < undos->len; i++)
    ((DeskEditionUndo *) undos->pdata[i])->is_kept = is_saved;

  return is_saved;
}

/**
 * desk_store_save_article:
 * @article: as it was read, with its changes; its version grows
 *
 * Saves the fields of the article itself; its editions have a function of their
 * own. Readers see nothing of it before a release.
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_CONFLICT when somebody else was quicker
 */
gboolean
desk_store_save_article (DeskStore   *self,
                         DeskArticle *article,
                         GError     **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  gint64 version, id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article != NULL && article->uuid != NULL, FALSE);

  if (!desk_store_check_article (article, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  version = article->version;
  id = desk_store_get_article_id (self, article->uuid, error);
  if (id != 0 &&
      update_article (self, article, error) &&
      desk_store_save_relations (self, DESK_OWNER_ARTICLE, id, article, error) &&
      desk_store_note_article_change (self, id, error) &&
      desk_store_refresh_listing (self, id, error) &&
      desk_transaction_commit (transaction, error))
    return TRUE;

  article->version = version; /* so that it can be tried again */
  return FALSE;
}

static gboolean
mark_deleted (DeskStore  *self,
              const char *uuid,
              gint64      deleted_us,
              GError    **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;
  gint64 id = transaction != NULL ? desk_store_get_article_id (self, uuid, error) : 0;

  if (id == 0)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "UPDATE article SET deleted_us = CASE WHEN ?2 NOTNULL THEN coalesce (deleted_us, ?2) END,"
                            "  version = version + 1, changed_us = ?3 WHERE uuid = ?1");
  desk_bind_text (stmt, 1, uuid);
  desk_bind_time (stmt, 2, deleted_us);
  sqlite3_bind_int64 (stmt, 3, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The article can't be moved"), error) &&
         desk_store_refresh_listing (self, id, error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_delete_article:
 *
 * Puts an article into the trash, from which desk_store_undelete_article()
 * takes it back as it was. Its pages are gone from the next export on. One that
 * is there already stays there since it came.
 */
gboolean
desk_store_delete_article (DeskStore  *self,
                           const char *uuid,
                           GError    **error)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL, FALSE);

  return mark_deleted (self, uuid, g_get_real_time (), error);
}

gboolean
desk_store_undelete_article (DeskStore  *self,
                             const char *uuid,
                             GError    **error)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && uuid != NULL, FALSE);

  return mark_deleted (self, uuid, 0, error);
}
