/* desk-search-among.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-among.h"

#include <glib/gi18n-lib.h>

/* A search within a list: drafts, what is in the trash, what there is in German.
 * Whether an article is in the list is asked of each that is found. Where the list
 * is short that would pass over nearly everything, one question after the other;
 * then its documents are counted up first, and what isn't one of them is passed
 * over at the price of a look into a table.
 */

static gpointer
key_of (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

static gboolean
is_narrow (const DeskQuery *query)
{
  return query->status >= 0 || query->is_trash || query->language != NULL || query->kind != NULL ||
         query->section != NULL || query->tag != NULL || query->author != NULL ||
         query->since_us != 0 || query->until_us != 0;
}

static gboolean
add_document (DeskSearchAmong *self,
              DeskSearch      *search,
              gint64           edition_id,
              GError         **error)
{
  DeskStatement *stmt;
  int result = SQLITE_MISUSE;

  g_hash_table_add (self->editions, key_of (edition_id));
  if (search->db == NULL)
    return TRUE;

  stmt = desk_search_borrow (search, "SELECT docid FROM document WHERE edition_id = ?1 LIMIT 1");
  if (stmt != NULL)
    {
      sqlite3_bind_int64 (stmt, 1, edition_id);
      result = sqlite3_step (stmt);
    }
  if (result == SQLITE_ROW)
    {
      gint64 docid = sqlite3_column_int64 (stmt, 0);

      g_hash_table_add (self->docids, key_of (docid));
      self->oldest = MIN (self->oldest, docid);
      self->newest = MAX (self->newest, docid);
    }
  else if (result != SQLITE_DONE)
    {
      return desk_search_throw (search, N_("Articles can't be searched"), error);
    }

  sqlite3_reset (stmt);
  return TRUE;
}

static gboolean
add_article (DeskSearchAmong *self,
             DeskStore       *store,
             gint64           article_id,
             GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (store, "SELECT edition_id FROM listing WHERE article_id = ?1");
  sqlite3_bind_int64 (stmt, 1, article_id);
  for (;;)
    {
      if (!desk_store_next (store, stmt, N_("Articles can't be searched"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!add_document (self, store->search, sqlite3_column_int64 (stmt, 0), error))
        return FALSE;
    }
}

static gboolean
count_up (DeskSearchAmong *self,
          DeskStore       *store,
          GError         **error)
{
  DeskQuery query = *self->query;
  g_autoptr(GArray) keys = NULL;

  query.limit = store->search_few + 1;
  query.offset = 0;
  keys = desk_store_list_keys (store, &query, NULL, store->search->cancellable, error);
  if (keys == NULL)
    return FALSE;
  if (keys->len > store->search_few)
    return TRUE;

  self->n_articles = keys->len;
  self->editions = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->docids = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (unsigned i = 0; i < keys->len; i++)
    {
      if (!add_article (self, store, g_array_index (keys, DeskListKey, i).article_id, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_search_among_init:
 * @self: (out caller-allocates): to be cleared whatever is returned
 * @query: which articles, whatever its limit and offset; has to outlive @self
 *
 * Looks up what @query says, within the transactions of both databases.
 */
gboolean
desk_search_among_init (DeskSearchAmong *self,
                        DeskStore       *store,
                        const DeskQuery *query,
                        GError         **error)
{
  *self = (DeskSearchAmong) {
    .query = query, .n_articles = G_MAXUINT, .oldest = G_MAXINT64, .newest = G_MININT64,
  };

  return desk_store_find_query_terms (store, query, &self->terms, error) &&
         (!is_narrow (query) || count_up (self, store, error));
}

void
desk_search_among_clear (DeskSearchAmong *self)
{
  g_clear_pointer (&self->editions, g_hash_table_unref);
  g_clear_pointer (&self->docids, g_hash_table_unref);
}
