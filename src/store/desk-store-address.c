/* desk-store-address.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-old-addresses.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Where readers have found a text. An address is kept for ever: it belongs to
 * the edition that was there last, and is live while that one still is.
 */

/**
 * desk_store_retire_addresses:
 * @edition_id: the row of an edition that readers no longer have, or have
 *   somewhere else
 */
gboolean
desk_store_retire_addresses (DeskStore *self,
                             gint64     edition_id,
                             GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, "UPDATE address SET is_live = 0 WHERE edition_id = ?1 AND is_live");
  sqlite3_bind_int64 (stmt, 1, edition_id);

  return desk_store_run (self, stmt, N_("The address can't be saved"), error);
}

/* What is filed nowhere stands under the first section, a page under none. */
static gboolean
find_section (DeskStore         *self,
              const DeskArticle *state,
              GPtrArray        **out_sections,
              const DeskTerm   **out_section,
              GError           **error)
{
  *out_section = NULL;
  if (g_str_equal (state->kind, "page"))
    return TRUE;

  *out_section = state->section;
  if (state->section != NULL)
    return TRUE;

  *out_sections = desk_store_list_terms (self, DESK_TERM_SECTION, error);
  if (*out_sections == NULL)
    return FALSE;
  if ((*out_sections)->len > 0)
    *out_section = (*out_sections)->pdata[0];
  return TRUE;
}

/**
 * desk_store_note_address:
 * @edition_id: an edition's row
 * @state: what is released: the article with that one edition
 * @now_us: when
 *
 * Makes the address that @state has the only live one of the edition.
 */
gboolean
desk_store_note_address (DeskStore         *self,
                         gint64             edition_id,
                         const DeskArticle *state,
                         gint64             now_us,
                         GError           **error)
{
  const DeskEdition *edition = state->editions->pdata[0];
  g_autoptr(GPtrArray) sections = NULL;
  const DeskTerm *section;
  const DeskTermName *name;
  g_autoptr(DeskStatement) stmt = NULL;

  if (!find_section (self, state, &sections, &section, error) || !desk_store_retire_addresses (self, edition_id, error))
    return FALSE;
  name = section != NULL ? desk_term_get_name (section, edition->language) : NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO address (language, section_slug, slug, edition_id, is_live, made_us)"
                            " VALUES (?1, ?2, ?3, ?4, 1, ?5)"
                            " ON CONFLICT (language, section_slug, slug) DO UPDATE SET is_live = 1,"
                            "   made_us = CASE WHEN edition_id = ?4 THEN made_us ELSE ?5 END, edition_id = ?4");
  desk_bind_text (stmt, 1, edition->language);
  desk_bind_text (stmt, 2, name != NULL ? name->slug : "");
  desk_bind_text (stmt, 3, edition->slug);
  sqlite3_bind_int64 (stmt, 4, edition_id);
  sqlite3_bind_int64 (stmt, 5, now_us);

  return desk_store_run (self, stmt, N_("The address can't be saved"), error);
}

void
desk_address_free (DeskAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->section);
  g_free (self->slug);
  g_free (self->article);
  g_free (self);
}

static GPtrArray *
take_addresses (DeskStore     *self,
                DeskStatement *stmt,
                GError       **error)
{
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_address_free);
  gboolean has_row;

  for (;;)
    {
      DeskAddress *address;

      if (!desk_store_next (self, stmt, N_("Addresses can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&addresses);

      address = g_new0 (DeskAddress, 1);
      g_ptr_array_add (addresses, address);
      address->language = desk_column_dup_text (stmt, 0);
      address->section = desk_column_dup_text (stmt, 1);
      address->slug = desk_column_dup_text (stmt, 2);
      address->article = desk_column_dup_text (stmt, 3);
    }
}

/* A text that was out while its section was renamed twice had an address in between
 * that no release has noted. */
#define ADDRESSES \
        "(SELECT language, section_slug, slug, edition_id, 1 AS is_noted FROM address" \
        " UNION ALL" \
        " SELECT b.language, b.slug, d.slug, d.edition_id, 0" \
        "   FROM term_address AS b JOIN term AS s ON s.id = b.term_id AND s.type = 0" \
        "   JOIN (SELECT term_id, language, slug FROM term_address" \
        "         UNION SELECT term_id, language, slug FROM term_name WHERE type = 0" \
        "         UNION SELECT t.term_id, t.language, n.slug FROM term_address AS t JOIN term_name AS n" \
        "           ON n.id = (SELECT min (id) FROM term_name WHERE term_id = t.term_id)) AS a" \
        "     ON a.term_id = b.term_id AND a.language = b.language AND a.slug <> b.slug" \
        "   JOIN address AS d ON d.language = a.language AND d.section_slug = a.slug AND d.made_us < b.left_us)"

#define SELECT_ADDRESSES \
        "SELECT d.language, d.section_slug, d.slug, a.uuid" \
        "  FROM " ADDRESSES " AS d JOIN edition AS e ON e.id = d.edition_id JOIN article AS a ON a.id = e.article_id" \
                            " WHERE " DESK_IS_SHOWN ("a", "?1")

/**
 * desk_store_list_addresses:
 *
 * Returns: (transfer full) (element-type DeskAddress): every address that
 *   readers ever had and that leads somewhere, in order; of two with the same words
 *   the second counts
 */
GPtrArray *
desk_store_list_addresses (DeskStore *self,
                           GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, SELECT_ADDRESSES " ORDER BY d.language, d.section_slug, d.slug, d.is_noted");
  sqlite3_bind_int64 (stmt, 1, self->batch_id);

  return take_addresses (self, stmt, error);
}

/**
 * desk_store_list_addresses_of:
 *
 * Returns: (transfer full) (element-type DeskAddress): those of one article
 */
GPtrArray *
desk_store_list_addresses_of (DeskStore  *self,
                              const char *article_uuid,
                              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self, SELECT_ADDRESSES " AND a.uuid = ?2");
  sqlite3_bind_int64 (stmt, 1, self->batch_id);
  desk_bind_text (stmt, 2, article_uuid);

  return take_addresses (self, stmt, error);
}

/**
 * desk_store_list_orphaned_addresses:
 *
 * Returns: (transfer full) (element-type DeskAddress): those in @language whose text is no
 *   longer in the library; they lead to no article, ""
 */
GPtrArray *
desk_store_list_orphaned_addresses (DeskStore  *self,
                                    const char *language,
                                    GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "SELECT language, section_slug, slug, '' FROM address"
                            " WHERE edition_id IS NULL AND language = ?1 ORDER BY section_slug, slug");
  desk_bind_text (stmt, 1, language);

  return take_addresses (self, stmt, error);
}

/**
 * desk_store_find_address:
 * @section: a section's slug, or ""
 * @out_article: (out) (nullable) (transfer full): the UUID of the article that was
 *   there last
 */
gboolean
desk_store_find_address (DeskStore  *self,
                         const char *language,
                         const char *section,
                         const char *slug,
                         char      **out_article,
                         GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self, SELECT_ADDRESSES " AND d.language = ?2 AND d.section_slug = ?3 AND d.slug = ?4"
                                                   " ORDER BY d.is_noted DESC LIMIT 1");
  sqlite3_bind_int64 (stmt, 1, self->batch_id);
  desk_bind_text (stmt, 2, language);
  desk_bind_text (stmt, 3, section);
  desk_bind_text (stmt, 4, slug);
  if (!desk_store_next (self, stmt, N_("Addresses can't be read"), &has_row, error))
    return FALSE;

  *out_article = has_row ? desk_column_dup_text (stmt, 3) : NULL;
  return TRUE;
}

/**
 * desk_store_add_old_address:
 * @address: one that readers once had
 *
 * Keeps an old address, unless readers find something else there now.
 */
gboolean
desk_store_add_old_address (DeskStore         *self,
                            const DeskAddress *address,
                            GError           **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (transaction == NULL)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "INSERT INTO address (language, section_slug, slug, edition_id, is_live, made_us)"
                            "  SELECT ?1, ?2, ?3, e.id, 0, ?5 FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                            "   WHERE a.uuid = ?4 AND e.language = ?1"
                            " ON CONFLICT (language, section_slug, slug) DO NOTHING");
  desk_bind_text (stmt, 1, address->language);
  desk_bind_text (stmt, 2, address->section);
  desk_bind_text (stmt, 3, address->slug);
  desk_bind_text (stmt, 4, address->article);
  sqlite3_bind_int64 (stmt, 5, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The address can't be saved"), error) &&
         desk_transaction_commit (transaction, error);
}
