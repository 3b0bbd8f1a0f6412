/* desk-store-address.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

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
                            " ON CONFLICT (language, section_slug, slug) DO UPDATE SET edition_id = ?4, is_live = 1");
  desk_bind_text (stmt, 1, edition->language);
  desk_bind_text (stmt, 2, name != NULL ? name->slug : "");
  desk_bind_text (stmt, 3, edition->slug);
  sqlite3_bind_int64 (stmt, 4, edition_id);
  sqlite3_bind_int64 (stmt, 5, now_us);

  return desk_store_run (self, stmt, N_("The address can't be saved"), error);
}
