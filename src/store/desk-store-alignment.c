/* desk-store-alignment.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-alignment.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Which block of its source each block of a translation is of. The number of a
 * block lasts, so an alignment outlives edits on both sides (desk-store-block.c
 * passes it on); the source's hash tells what has changed since.
 */

static gint64
find_edition (DeskStore  *self,
              const char *article_uuid,
              const char *language,
              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT e.id FROM edition AS e JOIN article AS a ON a.id = e.article_id"
                            " WHERE a.uuid = ?1 AND e.language = ?2");
  desk_bind_text (stmt, 1, article_uuid);
  desk_bind_text (stmt, 2, language);
  if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
               _("The article has no edition in “%s”; begin one first"), language);
  return 0;
}

/* A new source makes a new version, so that nobody who has read the edition
 * before writes it away. */
static gboolean
set_source_language (DeskStore  *self,
                     gint64      edition_id,
                     const char *source_language,
                     GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "UPDATE edition SET source_language = ?2, version = version + 1, changed_us = ?3"
                            " WHERE id = ?1 AND source_language IS NOT ?2");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  desk_bind_text (stmt, 2, source_language);
  sqlite3_bind_int64 (stmt, 3, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The translation can't be saved"), error);
}

static gboolean
align_block (DeskStore           *self,
             gint64               edition_id,
             const DeskAlignment *alignment,
             GError             **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "UPDATE block SET source_number = ?3, source_hash = ?4"
                            " WHERE edition_id = ?1 AND number = ?2 RETURNING number");
  sqlite3_bind_int64 (stmt, 1, edition_id);
  sqlite3_bind_int64 (stmt, 2, alignment->number);
  if (alignment->source_number != 0)
    {
      sqlite3_bind_int64 (stmt, 3, alignment->source_number);
      sqlite3_bind_int64 (stmt, 4, (gint64) alignment->source_hash);
    }
  if (!desk_store_next (self, stmt, N_("The translation can't be saved"), &has_row, error))
    return FALSE;

  return has_row || desk_store_throw_conflict (error);
}

/**
 * desk_store_align_edition:
 * @language: a translation's language
 * @source_language: the language of the edition that it translates
 * @alignments: (array length=n_alignments): blocks of the translation, and what
 *   they translate; those that are not named keep what is known of them
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_CONFLICT when the translation has no such
 *   block any more: somebody else was quicker
 */
gboolean
desk_store_align_edition (DeskStore           *self,
                          const char          *article_uuid,
                          const char          *language,
                          const char          *source_language,
                          const DeskAlignment *alignments,
                          gsize                n_alignments,
                          GError             **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, FALSE);
  g_return_val_if_fail (source_language != NULL && (alignments != NULL || n_alignments == 0), FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = find_edition (self, article_uuid, language, error);
  if (id == 0 || find_edition (self, article_uuid, source_language, error) == 0 ||
      !set_source_language (self, id, source_language, error))
    return FALSE;
  for (gsize i = 0; i < n_alignments; i++)
    {
      if (!align_block (self, id, &alignments[i], error))
        return FALSE;
    }

  return desk_transaction_commit (transaction, error);
}

/**
 * desk_store_list_alignments:
 * @language: a translation's language
 *
 * Returns: (transfer full) (nullable) (element-type DeskAlignment): all blocks of
 *   the edition, in order
 */
GArray *
desk_store_list_alignments (DeskStore  *self,
                            const char *article_uuid,
                            const char *language,
                            GError    **error)
{
  static const char sql_list[] =
    "SELECT b.number, b.hash, b.source_number, b.source_hash,"
    "       b.source_number IS NOT NULL AND b.source_hash IS NOT s.hash"
    "  FROM block AS b JOIN edition AS e ON e.id = b.edition_id"
    "  LEFT JOIN edition AS o ON o.article_id = e.article_id AND o.language = e.source_language"
    "  LEFT JOIN block AS s ON s.edition_id = o.id AND s.number = b.source_number"
    " WHERE b.edition_id = ?1 ORDER BY b.position";
  enum { LIST_NUMBER, LIST_HASH, LIST_SOURCE_NUMBER, LIST_SOURCE_HASH, LIST_IS_STALE };
  g_autoptr(GArray) alignments = g_array_new (FALSE, TRUE, sizeof (DeskAlignment));
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && article_uuid != NULL && language != NULL, NULL);

  id = find_edition (self, article_uuid, language, error);
  if (id == 0)
    return NULL;

  stmt = desk_store_borrow (self, sql_list);
  sqlite3_bind_int64 (stmt, 1, id);
  for (;;)
    {
      DeskAlignment alignment = { 0 };

      if (!desk_store_next (self, stmt, N_("The text can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&alignments);

      alignment.number = sqlite3_column_int64 (stmt, LIST_NUMBER);
      alignment.hash = (guint64) sqlite3_column_int64 (stmt, LIST_HASH);
      alignment.source_number = sqlite3_column_int64 (stmt, LIST_SOURCE_NUMBER);
      alignment.source_hash = (guint64) sqlite3_column_int64 (stmt, LIST_SOURCE_HASH);
      alignment.is_stale = sqlite3_column_int (stmt, LIST_IS_STALE);
      g_array_append_val (alignments, alignment);
    }
}
