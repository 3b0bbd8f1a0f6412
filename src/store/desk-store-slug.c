/* desk-store-slug.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include "text/desk-slug.h"

#include <glib/gi18n-lib.h>

static gboolean
is_taken (DeskStore  *self,
          const char *language,
          const char *slug,
          gint64      edition_id,
          gboolean   *out_is_taken,
          GError    **error)
{
  /* Addresses are found by their section first. There are few sections, so one
   * look in each costs less than an index that every release has to keep. */
  static const char sql[] =
    "WITH RECURSIVE section (slug) AS ("
    "  SELECT min (section_slug) FROM address WHERE language = ?1"
    "  UNION ALL "
    "  SELECT (SELECT min (section_slug) FROM address WHERE language = ?1 AND section_slug > section.slug)"
    "    FROM section WHERE section.slug IS NOT NULL)"
    "SELECT 1 FROM edition WHERE language = ?1 AND slug = ?2 AND slug <> '' AND id <> ?3"
    " UNION ALL "
    "SELECT 1 FROM section CROSS JOIN address AS a ON a.language = ?1 AND a.section_slug = section.slug AND a.slug = ?2"
    " WHERE a.is_live AND a.edition_id <> ?3"
    " LIMIT 1";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);

  desk_bind_text (stmt, 1, language);
  desk_bind_text (stmt, 2, slug);
  sqlite3_bind_int64 (stmt, 3, edition_id);

  return desk_store_next (self, stmt, N_("A free address can't be found"), out_is_taken, error);
}

/**
 * desk_store_free_slug:
 * @wanted: the slug that would be best
 * @edition_id: whose it is to be; 0 for a new one
 *
 * Returns: (transfer full): @wanted, with "-2", "-3" … behind it while another
 *   edition in @language has it or it is reserved
 */
char *
desk_store_free_slug (DeskStore  *self,
                      const char *language,
                      const char *wanted,
                      gint64      edition_id,
                      GError    **error)
{
  g_autofree char *slug = g_strdup (wanted);

  for (unsigned number = 2;; number++)
    {
      gboolean taken = desk_slug_is_reserved (slug);

      if (!taken && !is_taken (self, language, slug, edition_id, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&slug);

      g_free (slug);
      slug = desk_slug_number (wanted, number);
    }
}
