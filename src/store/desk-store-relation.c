/* desk-store-relation.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Writing what hangs on an article or a revision: tags, credits and relations
 * chosen by hand and fields, each list anew and in its order. */

static const char *const clear_sql[][4] = {
  [DESK_OWNER_ARTICLE] = {
    "DELETE FROM article_tag WHERE article_id = ?1",
    "DELETE FROM article_credit WHERE article_id = ?1",
    "DELETE FROM article_related WHERE article_id = ?1",
    "DELETE FROM article_field WHERE article_id = ?1",
  },
  [DESK_OWNER_REVISION] = {
    "DELETE FROM revision_tag WHERE revision_id = ?1",
    "DELETE FROM revision_credit WHERE revision_id = ?1",
    "DELETE FROM revision_related WHERE revision_id = ?1",
    "DELETE FROM revision_field WHERE revision_id = ?1",
  },
};

static const char *const tag_sql[] = {
  [DESK_OWNER_ARTICLE] = "INSERT INTO article_tag (article_id, position, tag_id) VALUES (?1, ?2, ?3)",
  [DESK_OWNER_REVISION] = "INSERT INTO revision_tag (revision_id, position, tag_id) VALUES (?1, ?2, ?3)",
};

static const char *const credit_sql[] = {
  [DESK_OWNER_ARTICLE] =
    "INSERT INTO article_credit (article_id, position, author_id, role, affiliation) VALUES (?1, ?2, ?3, ?4, ?5)",
  [DESK_OWNER_REVISION] =
    "INSERT INTO revision_credit (revision_id, position, author_id, role, affiliation) VALUES (?1, ?2, ?3, ?4, ?5)",
};

static const char *const related_sql[] = {
  [DESK_OWNER_ARTICLE] = "INSERT INTO article_related (article_id, position, other_uuid) VALUES (?1, ?2, ?3)",
  [DESK_OWNER_REVISION] = "INSERT INTO revision_related (revision_id, position, other_uuid) VALUES (?1, ?2, ?3)",
};

static const char *const field_sql[] = {
  [DESK_OWNER_ARTICLE] = "INSERT INTO article_field (article_id, key, value) VALUES (?1, ?2, ?3)",
  [DESK_OWNER_REVISION] = "INSERT INTO revision_field (revision_id, key, value) VALUES (?1, ?2, ?3)",
};

static gboolean
clear (DeskStore *self,
       DeskOwner  owner,
       gint64     id,
       GError   **error)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (clear_sql[owner]); i++)
    {
      g_autoptr(DeskStatement) stmt = desk_store_borrow (self, clear_sql[owner][i]);

      sqlite3_bind_int64 (stmt, 1, id);
      if (!desk_store_run (self, stmt, N_("The article can't be saved"), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_tag (DeskStore      *self,
          DeskOwner       owner,
          gint64          id,
          unsigned        position,
          const DeskTerm *tag,
          GError        **error)
{
  gint64 tag_id = desk_store_get_term_id (self, tag->uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (tag_id == 0)
    return FALSE;

  stmt = desk_store_borrow (self, tag_sql[owner]);
  sqlite3_bind_int64 (stmt, 1, id);
  sqlite3_bind_int64 (stmt, 2, position);
  sqlite3_bind_int64 (stmt, 3, tag_id);

  return desk_store_run (self, stmt, N_("The article's tags can't be saved"), error);
}

static gboolean
save_credit (DeskStore        *self,
             DeskOwner         owner,
             gint64            id,
             unsigned          position,
             const DeskCredit *credit,
             GError          **error)
{
  gint64 author_id = desk_store_get_term_id (self, credit->author->uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (author_id == 0)
    return FALSE;

  stmt = desk_store_borrow (self, credit_sql[owner]);
  sqlite3_bind_int64 (stmt, 1, id);
  sqlite3_bind_int64 (stmt, 2, position);
  sqlite3_bind_int64 (stmt, 3, author_id);
  desk_bind_text (stmt, 4, credit->role);
  desk_bind_text (stmt, 5, credit->affiliation);

  return desk_store_run (self, stmt, N_("The article's authors can't be saved"), error);
}

static gboolean
save_related (DeskStore  *self,
              DeskOwner   owner,
              gint64      id,
              unsigned    position,
              const char *other_uuid,
              GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, related_sql[owner]);

  sqlite3_bind_int64 (stmt, 1, id);
  sqlite3_bind_int64 (stmt, 2, position);
  desk_bind_text (stmt, 3, other_uuid);

  return desk_store_run (self, stmt, N_("The article's relations can't be saved"), error);
}

static gboolean
save_fields (DeskStore  *self,
             DeskOwner   owner,
             gint64      id,
             GHashTable *fields,
             GError    **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autoptr(DeskStatement) stmt = desk_store_borrow (self, field_sql[owner]);

      sqlite3_bind_int64 (stmt, 1, id);
      desk_bind_text (stmt, 2, key);
      desk_bind_text (stmt, 3, value);
      if (!desk_store_run (self, stmt, N_("The article can't be saved"), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_save_relations:
 * @id: the owner's rowid
 * @article: whose tags, credits, relations and fields it gets
 */
gboolean
desk_store_save_relations (DeskStore         *self,
                           DeskOwner          owner,
                           gint64             id,
                           const DeskArticle *article,
                           GError           **error)
{
  if (!clear (self, owner, id, error))
    return FALSE;

  for (unsigned i = 0; i < article->tags->len; i++)
    {
      if (!save_tag (self, owner, id, i, article->tags->pdata[i], error))
        return FALSE;
    }
  for (unsigned i = 0; i < article->credits->len; i++)
    {
      if (!save_credit (self, owner, id, i, article->credits->pdata[i], error))
        return FALSE;
    }
  for (unsigned i = 0; i < article->related->len; i++)
    {
      if (!save_related (self, owner, id, i, article->related->pdata[i], error))
        return FALSE;
    }

  return save_fields (self, owner, id, article->fields, error);
}
