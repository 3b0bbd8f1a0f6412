/* desk-store-foreign.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-foreign.h"
#include "desk-store-private.h"
#include "store/desk-released.h"

#include <glib/gi18n-lib.h>

/* Names and pictures that come from elsewhere. */

/**
 * desk_store_is_empty:
 * @out_is_empty: (out): whether there is no article, not even in the trash
 */
gboolean
desk_store_is_empty (DeskStore *self,
                     gboolean  *out_is_empty,
                     GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "SELECT 1 FROM article LIMIT 1");
  gboolean has_row;

  if (!desk_store_next (self, stmt, N_("The articles can't be listed"), &has_row, error))
    return FALSE;

  *out_is_empty = !has_row;
  return TRUE;
}

/* The row, and with it one that was removed here: it comes back. */
static gint64
write_term (DeskStore      *self,
            const DeskTerm *term,
            GError        **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "INSERT INTO term (uuid, type, position, is_organisation, changed_us, batch_id)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                            " ON CONFLICT (uuid) DO UPDATE SET deleted_us = NULL, batch_id = ?6"
                            "  WHERE deleted_us IS NOT NULL AND type = ?2 RETURNING id");
  desk_bind_text (stmt, 1, term->uuid);
  sqlite3_bind_int (stmt, 2, term->type);
  sqlite3_bind_int64 (stmt, 3, term->position);
  sqlite3_bind_int (stmt, 4, term->is_organisation);
  sqlite3_bind_int64 (stmt, 5, g_get_real_time ());
  desk_bind_time (stmt, 6, self->batch_id);
  if (!desk_store_next (self, stmt, N_("A name can't be saved"), &has_row, error))
    return 0;
  if (has_row)
    return sqlite3_column_int64 (stmt, 0);

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS,
               _("The library has another name with the id “%.40s”; give this one another id"), term->uuid);
  return 0;
}

static gboolean
forget_names (DeskStore *self,
              gint64     term_id,
              GError   **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "DELETE FROM term_name WHERE term_id = ?1");

  sqlite3_bind_int64 (stmt, 1, term_id);

  return desk_store_run (self, stmt, N_("A name can't be saved"), error);
}

/**
 * desk_store_add_foreign_term:
 * @term: with its uuid, or without: then it gets one. A slug that another has
 *   gets a number.
 *
 * Puts a section, tag or author into the library that was made elsewhere. One
 * that was removed here comes back, as it is in @term.
 */
gboolean
desk_store_add_foreign_term (DeskStore *self,
                             DeskTerm  *term,
                             GError   **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  gint64 id;

  if (transaction == NULL)
    return FALSE;
  if (term->uuid == NULL)
    term->uuid = desk_uuid_new ();
  id = write_term (self, term, error);

  return id != 0 &&
         forget_names (self, id, error) &&
         desk_store_save_term (self, term, error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_is_term_used:
 * @out_is_used: (out): whether an article or a saved state of one is filed under it
 */
gboolean
desk_store_is_term_used (DeskStore      *self,
                         const DeskTerm *term,
                         gboolean       *out_is_used,
                         GError        **error)
{
  gint64 id = desk_store_get_term_id (self, term->uuid, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (id == 0)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "SELECT 1 WHERE EXISTS (SELECT 1 FROM filed WHERE term_id = ?1)"
                            "  OR EXISTS (SELECT 1 FROM revision_tag WHERE tag_id = ?1)"
                            "  OR EXISTS (SELECT 1 FROM revision_credit WHERE author_id = ?1)"
                            "  OR EXISTS (SELECT 1 FROM revision WHERE section_id = ?1)");
  sqlite3_bind_int64 (stmt, 1, id);

  return desk_store_next (self, stmt, N_("A name can't be read"), out_is_used, error);
}

/**
 * desk_store_drop_unused_term:
 *
 * Removes a section, tag or author that nothing is filed under.
 */
gboolean
desk_store_drop_unused_term (DeskStore      *self,
                             const DeskTerm *term,
                             GError        **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (transaction == NULL)
    return FALSE;

  stmt = desk_store_borrow (self, "DELETE FROM term WHERE uuid = ?1");
  desk_bind_text (stmt, 1, term->uuid);

  return desk_store_run (self, stmt, N_("A name can't be removed"), error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_add_foreign_media:
 * @bytes: what isn't in the library yet, or was taken out of its lists
 * @media: with its uuid, or without: then it gets one
 * @out_was_made: (out): whether desk_store_drop_media() may take it out again
 * @out_was_there: (out): whether the library's folder had the file already, for
 *   desk_store_drop_media()
 *
 * As desk_store_add_media(), but the picture keeps its id, and nobody sees it
 * before desk_store_keep_media(); if that never comes, it goes as what was
 * removed does.
 */
gboolean
desk_store_add_foreign_media (DeskStore *self,
                              GBytes    *bytes,
                              DeskMedia *media,
                              gboolean  *out_was_made,
                              gboolean  *out_was_there,
                              GError   **error)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && bytes != NULL && media != NULL, FALSE);

  return desk_store_write_media (self, bytes, media, TRUE, out_was_made, out_was_there, error);
}

/**
 * desk_store_keep_media:
 *
 * Shows a picture or document that was added by desk_store_add_foreign_media().
 */
gboolean
desk_store_keep_media (DeskStore       *self,
                       const DeskMedia *media,
                       GError         **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) stmt = NULL;

  if (transaction == NULL)
    return FALSE;

  stmt = desk_store_borrow (self, "UPDATE media SET deleted_us = NULL WHERE uuid = ?1");
  desk_bind_text (stmt, 1, media->uuid);

  return desk_store_run (self, stmt, N_("A picture can't be saved"), error) &&
         desk_transaction_commit (transaction, error);
}

/* The row goes if nothing names it; else it is out of the lists, as it was. */
static gboolean
drop_row (DeskStore       *self,
          const DeskMedia *media,
          GError         **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);
  g_autoptr(DeskStatement) drop = NULL;
  g_autoptr(DeskStatement) hide = NULL;

  if (transaction == NULL)
    return FALSE;

  drop = desk_store_borrow (self,
                            "DELETE FROM media AS m WHERE uuid = ?1"
                            "  AND NOT EXISTS (SELECT 1 FROM article WHERE cover_id = m.id)"
                            "  AND NOT EXISTS (SELECT 1 FROM revision WHERE cover_id = m.id)"
                            "  AND NOT EXISTS (SELECT 1 FROM term WHERE portrait_id = m.id)"
                            "  AND NOT EXISTS (SELECT 1 FROM media_use WHERE sha256 = m.sha256)");
  desk_bind_text (drop, 1, media->uuid);
  hide = desk_store_borrow (self, "UPDATE media SET deleted_us = ?2 WHERE uuid = ?1");
  desk_bind_text (hide, 1, media->uuid);
  sqlite3_bind_int64 (hide, 2, g_get_real_time ());

  return desk_store_run (self, drop, N_("A picture can't be removed"), error) &&
         desk_store_run (self, hide, N_("A picture can't be removed"), error) &&
         desk_transaction_commit (transaction, error);
}

/**
 * desk_store_drop_media:
 * @media: one that was just added with desk_store_add_foreign_media()
 * @was_there: what that one said
 *
 * Takes a picture or document out of the library again. One that was there
 * before, and that the history or a backup may name, keeps its file.
 */
gboolean
desk_store_drop_media (DeskStore       *self,
                       const DeskMedia *media,
                       gboolean         was_there,
                       GError         **error)
{
  return drop_row (self, media, error) &&
         (was_there || desk_store_unlink_unnamed (self, media->sha256, error));
}
