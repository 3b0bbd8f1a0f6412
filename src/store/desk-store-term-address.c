/* desk-store-term-address.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-old-addresses.h"
#include "desk-store-private.h"

#include "model/desk-language.h"

#include <glib/gi18n-lib.h>

/* Where readers have found sections, tags and authors. One has an address in every
 * language, with the slug of another where it has none of its own: so a new name in
 * one language can move its pages in that one alone. */

static gboolean
note (DeskStore  *self,
      gint64      term_id,
      const char *language,
      const char *slug,
      gint64      left_us,
      GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO term_address (term_id, language, slug, left_us) VALUES (?1, ?2, ?3, ?4)"
                            " ON CONFLICT (term_id, language, slug) DO UPDATE SET left_us = ?4");
  sqlite3_bind_int64 (stmt, 1, term_id);
  desk_bind_text (stmt, 2, language);
  desk_bind_text (stmt, 3, slug);
  sqlite3_bind_int64 (stmt, 4, left_us);

  return desk_store_run (self, stmt, N_("The address can't be saved"), error);
}

static gboolean
forget (DeskStore  *self,
        gint64      term_id,
        const char *language,
        const char *slug,
        GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, "DELETE FROM term_address WHERE term_id = ?1 AND language = ?2 AND slug = ?3");
  sqlite3_bind_int64 (stmt, 1, term_id);
  desk_bind_text (stmt, 2, language);
  desk_bind_text (stmt, 3, slug);

  return desk_store_run (self, stmt, N_("The address can't be saved"), error);
}

static void
add_languages (GHashTable     *languages,
               const DeskTerm *term)
{
  for (unsigned i = 0; i < term->names->len; i++)
    g_hash_table_add (languages, g_strdup (((const DeskTermName *) term->names->pdata[i])->language));
}

/* Those that it can have had an address in. */
static GHashTable *
list_languages (DeskStore      *self,
                const DeskTerm *before,
                const DeskTerm *after,
                GError        **error)
{
  g_autoptr(GHashTable) languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(DeskSite) site = desk_store_dup_site (self, error);
  g_auto(GStrv) site_languages = site != NULL ? desk_site_dup_languages (site) : NULL;

  if (site == NULL)
    return NULL;

  for (unsigned i = 0; site_languages[i] != NULL; i++)
    g_hash_table_add (languages, g_strdup (desk_language_edition_of (site_languages[i])));
  add_languages (languages, before);
  add_languages (languages, after);

  return g_steal_pointer (&languages);
}

/* What is filed nowhere stands in the first section; what an import hasn't finished yet
 * nobody has seen. */
static gboolean
is_used (DeskStore *self,
         gint64     term_id,
         gboolean  *out_is_used,
         GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM filed AS f JOIN article AS a ON a.id = f.article_id"
                            " WHERE f.term_id IN (?1, (SELECT 0 FROM term WHERE type = 0 AND deleted_us IS NULL"
                            "                           GROUP BY type HAVING min (position) = (SELECT position FROM term WHERE id = ?1 AND type = 0)))"
                            "   AND " DESK_IS_SHOWN ("a", "0") " LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, term_id);

  return desk_store_next (self, stmt, N_("Articles can't be looked up"), out_is_used, error);
}

/**
 * desk_store_note_term_addresses:
 * @term_id: the row of a section, tag or author
 * @before: what it was
 * @after: what it is
 *
 * Keeps the addresses that it has no longer. What no article is filed under has no
 * pages that anybody could have found.
 */
gboolean
desk_store_note_term_addresses (DeskStore      *self,
                                gint64          term_id,
                                const DeskTerm *before,
                                const DeskTerm *after,
                                GError        **error)
{
  g_autoptr(GHashTable) languages = list_languages (self, before, after, error);
  gint64 now_us = g_get_real_time ();
  GHashTableIter iter;
  gpointer language;
  gboolean has_readers;

  if (before->names->len == 0)
    return TRUE;
  if (languages == NULL || !is_used (self, term_id, &has_readers, error))
    return FALSE;

  g_hash_table_iter_init (&iter, languages);
  while (has_readers && g_hash_table_iter_next (&iter, &language, NULL))
    {
      const char *old = desk_term_get_name (before, language)->slug;
      const char *new = desk_term_get_name (after, language)->slug;

      if (!g_str_equal (old, new) &&
          (!note (self, term_id, language, old, now_us, error) || !forget (self, term_id, language, new, error)))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_leave_term_addresses:
 * @term_id: the row of what is removed
 * @into_id: the row of what takes its place
 *
 * All addresses of the one lead to the other from now on.
 */
gboolean
desk_store_leave_term_addresses (DeskStore *self,
                                 gint64     term_id,
                                 gint64     into_id,
                                 GError   **error)
{
  g_autoptr(DeskTerm) term = desk_store_dup_term_by_id (self, term_id, error);
  g_autoptr(GHashTable) languages = term != NULL ? list_languages (self, term, term, error) : NULL;
  g_autoptr(DeskStatement) move = NULL;
  g_autoptr(DeskStatement) touch = NULL;
  GHashTableIter iter;
  gpointer language;

  if (languages == NULL)
    return FALSE;

  move = desk_store_borrow (self,
                            "INSERT OR IGNORE INTO term_address (term_id, language, slug, left_us)"
                            "  SELECT ?2, language, slug, left_us FROM term_address WHERE term_id = ?1");
  sqlite3_bind_int64 (move, 1, term_id);
  sqlite3_bind_int64 (move, 2, into_id);
  touch = desk_store_borrow (self, "UPDATE term SET version = version + 1, changed_us = ?2 WHERE id = ?1");
  sqlite3_bind_int64 (touch, 1, into_id);
  sqlite3_bind_int64 (touch, 2, g_get_real_time ());
  if (!desk_store_run (self, move, N_("The address can't be saved"), error) ||
      !desk_store_run (self, touch, N_("The address can't be saved"), error))
    return FALSE;

  g_hash_table_iter_init (&iter, languages);
  while (g_hash_table_iter_next (&iter, &language, NULL))
    {
      if (!note (self, into_id, language, desk_term_get_name (term, language)->slug, g_get_real_time (), error))
        return FALSE;
    }

  return TRUE;
}

void
desk_term_address_free (DeskTermAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->slug);
  g_free (self->term);
  g_free (self);
}

/**
 * desk_store_list_term_addresses:
 * @term_uuid: (nullable): a section, tag or author; %NULL for all
 *
 * Returns: (transfer full) (element-type DeskTermAddress): addresses that they no
 *   longer have; of two with the same words the second counts
 */
GPtrArray *
desk_store_list_term_addresses (DeskStore  *self,
                                const char *term_uuid,
                                GError    **error)
{
  static const char sql[] =
    "SELECT t.type, a.language, a.slug, t.uuid FROM term AS t JOIN term_address AS a ON a.term_id = t.id"
    " WHERE t.deleted_us IS NULL AND (?1 IS NULL OR t.uuid = ?1)"
    " ORDER BY t.type, a.language, a.slug, a.left_us";
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_term_address_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, term_uuid);
  for (;;)
    {
      DeskTermAddress *address;

      if (!desk_store_next (self, stmt, N_("Addresses can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&addresses);

      address = g_new0 (DeskTermAddress, 1);
      g_ptr_array_add (addresses, address);
      address->type = (DeskTermType) sqlite3_column_int (stmt, 0);
      address->language = desk_column_dup_text (stmt, 1);
      address->slug = desk_column_dup_text (stmt, 2);
      address->term = desk_column_dup_text (stmt, 3);
    }
}

/**
 * desk_store_find_term_address:
 * @out_term: (out) (nullable) (transfer full): the UUID of the section, tag or author
 *   that had the slug last, and has another one now
 */
gboolean
desk_store_find_term_address (DeskStore   *self,
                              DeskTermType type,
                              const char  *language,
                              const char  *slug,
                              char       **out_term,
                              GError     **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && language != NULL && slug != NULL && out_term != NULL, FALSE);

  stmt = desk_store_borrow (self,
                            "SELECT t.uuid FROM term_address AS a JOIN term AS t ON t.id = a.term_id"
                            " WHERE a.language = ?2 AND a.slug = ?3 AND t.type = ?1 AND t.deleted_us IS NULL"
                            " ORDER BY a.left_us DESC LIMIT 1");
  sqlite3_bind_int (stmt, 1, type);
  desk_bind_text (stmt, 2, language);
  desk_bind_text (stmt, 3, slug);
  if (!desk_store_next (self, stmt, N_("Addresses can't be read"), &has_row, error))
    return FALSE;

  *out_term = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

/**
 * desk_store_add_term_address:
 * @address: one that readers once had
 *
 * Keeps an old address that comes from elsewhere.
 */
gboolean
desk_store_add_term_address (DeskStore             *self,
                             const DeskTermAddress *address,
                             GError               **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskStatement) find = NULL;
  gboolean is_there;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && address != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  id = transaction != NULL ? desk_store_get_term_id (self, address->term, error) : 0;
  if (id == 0)
    return FALSE;

  find = desk_store_borrow (self, "SELECT 1 FROM term_address WHERE term_id = ?1 AND language = ?2 AND slug = ?3");
  sqlite3_bind_int64 (find, 1, id);
  desk_bind_text (find, 2, address->language);
  desk_bind_text (find, 3, address->slug);
  if (!desk_store_next (self, find, N_("Addresses can't be read"), &is_there, error))
    return FALSE;

  return is_there || (note (self, id, address->language, address->slug, g_get_real_time (), error) &&
                      desk_transaction_commit (transaction, error));
}
