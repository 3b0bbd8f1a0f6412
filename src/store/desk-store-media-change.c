/* desk-store-media-change.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* What is said of media, and taking them away. A file itself is never changed;
 * it goes once nothing names it any more, neither the library nor its trash nor
 * a backup that is kept. */

/**
 * desk_store_list_media:
 *
 * Returns: (transfer full) (element-type DeskMedia): pictures and documents, the
 *   newest first
 */
GPtrArray *
desk_store_list_media (DeskStore *self,
                       GError   **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_media_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT id FROM media WHERE deleted_us IS NULL ORDER BY id DESC");
  for (;;)
    {
      DeskMedia *media;

      if (!desk_store_next (self, stmt, N_("Pictures can't be listed"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);

      media = desk_store_dup_media_by_id (self, sqlite3_column_int64 (stmt, 0), error);
      if (media == NULL)
        return NULL;
      g_ptr_array_add (list, media);
    }
}

/**
 * desk_store_count_media_uses:
 * @out_n_articles: (out): how many articles have it: as a cover or in a body, in
 *   what is written, what readers have, and what waits for its time
 */
gboolean
desk_store_count_media_uses (DeskStore       *self,
                             const DeskMedia *media,
                             unsigned        *out_n_articles,
                             GError         **error)
{
  static const char sql[] =
    "SELECT count (*) FROM ("
    "  SELECT a.id FROM media AS m JOIN article AS a ON a.cover_id = m.id WHERE m.uuid = ?1"
    "  UNION "
    "  SELECT e.article_id FROM media AS m JOIN revision AS r ON r.cover_id = m.id JOIN edition AS e ON e.id = r.edition_id"
    "   WHERE m.uuid = ?1 AND r.id IN (e.released_id, e.scheduled_id)"
    "  UNION "
    "  SELECT e.article_id FROM media_use AS u JOIN edition AS e ON e.id = u.edition_id"
    "   WHERE u.sha256 = ?2 AND u.revision_id IN (0, e.released_id, e.scheduled_id))";
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && media != NULL, FALSE);

  stmt = desk_store_borrow (self, sql);
  desk_bind_text (stmt, 1, media->uuid);
  desk_bind_text (stmt, 2, media->sha256);
  if (!desk_store_next (self, stmt, N_("A picture can't be looked up"), &has_row, error))
    return FALSE;

  *out_n_articles = (unsigned) sqlite3_column_int (stmt, 0);
  return TRUE;
}

static gboolean
update_media (DeskStore       *self,
              gint64           id,
              const DeskMedia *media,
              GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "UPDATE media SET name = ?2, credit = ?3, licence = ?4, changed_us = ?5, version = version + 1"
                            " WHERE id = ?1");
  sqlite3_bind_int64 (stmt, 1, id);
  desk_bind_text (stmt, 2, media->name);
  desk_bind_text (stmt, 3, media->credit);
  desk_bind_text (stmt, 4, media->licence);
  sqlite3_bind_int64 (stmt, 5, g_get_real_time ());

  return desk_store_run (self, stmt, N_("A picture can't be saved"), error);
}

/**
 * desk_store_save_media:
 * @media: as it was read, with its changes
 *
 * Saves what is said of a picture or document: name, credit, licence, and the
 * texts for each language.
 */
gboolean
desk_store_save_media (DeskStore       *self,
                       const DeskMedia *media,
                       GError         **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && media != NULL && media->uuid != NULL, FALSE);

  if (!desk_media_check (media, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = desk_store_get_media_id (self, media->uuid, error);

  return id != 0 &&
         update_media (self, id, media, error) &&
         desk_store_save_media_texts (self, id, media, error) &&
         desk_transaction_commit (transaction, error);
}

static gboolean
check_portraits (DeskStore       *self,
                 const DeskMedia *media,
                 GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean is_portrait;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM media AS m JOIN term AS t ON t.portrait_id = m.id"
                            " WHERE m.uuid = ?1 AND t.deleted_us IS NULL LIMIT 1");
  desk_bind_text (stmt, 1, media->uuid);
  if (!desk_store_next (self, stmt, N_("A picture can't be looked up"), &is_portrait, error))
    return FALSE;
  if (!is_portrait)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
               _("“%.60s” is the portrait of an author; give the author another one first"), media->name);
  return FALSE;
}

static gboolean
check_site (DeskStore       *self,
            const DeskMedia *media,
            GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean is_shown;

  stmt = desk_store_borrow (self,
                            "SELECT 1 FROM media AS m JOIN setting AS s ON s.value IN (m.uuid, m.sha256)"
                            " WHERE m.uuid = ?1 AND s.key IN ('icon', 'logo') LIMIT 1");
  desk_bind_text (stmt, 1, media->uuid);
  if (!desk_store_next (self, stmt, N_("A picture can't be looked up"), &is_shown, error))
    return FALSE;
  if (!is_shown)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
               _("“%.60s” is the site's logo or icon; choose another one first"), media->name);
  return FALSE;
}

/**
 * desk_store_remove_media:
 *
 * Takes a picture or document that no article has out of the lists. Its file
 * stays for a while.
 *
 * Returns: %FALSE with %DESK_STORE_ERROR_FAILED while an article has it, an author or
 *   the site
 */
gboolean
desk_store_remove_media (DeskStore       *self,
                         const DeskMedia *media,
                         GError         **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  unsigned n_articles;

  g_return_val_if_fail (DESK_IS_STORE (self) && media != NULL && media->uuid != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL || !desk_store_count_media_uses (self, media, &n_articles, error) ||
      !check_portraits (self, media, error) || !check_site (self, media, error))
    return FALSE;
  if (n_articles > 0)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED,
                   g_dngettext (GETTEXT_PACKAGE,
                                "%u article has “%.60s”; take it out there first",
                                "%u articles have “%.60s”; take it out there first", n_articles),
                   n_articles, media->name);
      return FALSE;
    }

  stmt = desk_store_borrow (self,
                            "UPDATE media SET deleted_us = ?2, changed_us = ?2, version = version + 1 WHERE uuid = ?1");
  desk_bind_text (stmt, 1, media->uuid);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());

  return desk_store_run (self, stmt, N_("A picture can't be removed"), error) &&
         desk_transaction_commit (transaction, error);
}

/* A row that was taken out of the lists, and that nothing names any more. */
static gboolean
purge_one (DeskStore *self,
           gint64     until_us,
           gboolean  *out_is_found,
           GError   **error)
{
  static const char sql[] =
    "DELETE FROM media WHERE id IN (SELECT id FROM media AS m WHERE deleted_us <= ?1"
    "  AND NOT EXISTS (SELECT 1 FROM article WHERE cover_id = m.id)"
    "  AND NOT EXISTS (SELECT 1 FROM revision WHERE cover_id = m.id)"
    "  AND NOT EXISTS (SELECT 1 FROM term WHERE portrait_id = m.id)"
    "  AND NOT EXISTS (SELECT 1 FROM media_use WHERE sha256 = m.sha256) LIMIT 1) RETURNING id";
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (transaction == NULL)
    return FALSE;

  stmt = desk_store_borrow (self, sql);
  sqlite3_bind_int64 (stmt, 1, until_us);
  if (!desk_store_next (self, stmt, N_("Pictures can't be removed"), out_is_found, error))
    return FALSE;
  g_clear_pointer (&stmt, desk_statement_release);

  return desk_transaction_commit (transaction, error);
}

/**
 * desk_store_purge_media:
 * @until_us: what was removed then or before
 *
 * Forgets what was removed, and what no article has, nor the trash, nor any
 * revision. Its files are for desk_store_sweep_media().
 */
gboolean
desk_store_purge_media (DeskStore    *self,
                        gint64        until_us,
                        GCancellable *cancellable,
                        GError      **error)
{
  gboolean is_found = TRUE;

  g_return_val_if_fail (DESK_IS_STORE (self), FALSE);

  while (is_found)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !purge_one (self, until_us, &is_found, error))
        return FALSE;
      if (is_found)
        desk_store_let_others_write (self);
    }

  return TRUE;
}
