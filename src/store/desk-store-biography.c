/* desk-store-biography.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-biography.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* What the page of an author says, a text in each language. Lists never need it, so it
 * is no part of a DeskTerm. */

/**
 * desk_store_dup_biography:
 * @author_uuid: an author
 * @language: an edition's language
 * @out_text: (out) (transfer full): Markdown; "" where there is none
 */
gboolean
desk_store_dup_biography (DeskStore  *self,
                          const char *author_uuid,
                          const char *language,
                          char      **out_text,
                          GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && author_uuid != NULL && language != NULL && out_text != NULL, FALSE);

  stmt = desk_store_borrow (self,
                            "SELECT b.text FROM term AS t JOIN biography AS b ON b.term_id = t.id"
                            " WHERE t.uuid = ?1 AND b.language = ?2");
  desk_bind_text (stmt, 1, author_uuid);
  desk_bind_text (stmt, 2, language);
  if (!desk_store_next (self, stmt, N_("A biography can't be read"), &has_row, error))
    return FALSE;

  *out_text = has_row ? desk_column_dup_text (stmt, 0) : g_strdup ("");
  return TRUE;
}

/**
 * desk_store_list_biography_languages:
 *
 * Returns: (transfer full): the languages in which an author has a biography, in order
 */
char **
desk_store_list_biography_languages (DeskStore  *self,
                                     const char *author_uuid,
                                     GError    **error)
{
  g_autoptr(GStrvBuilder) languages = g_strv_builder_new ();
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && author_uuid != NULL, NULL);

  stmt = desk_store_borrow (self,
                            "SELECT b.language FROM term AS t JOIN biography AS b ON b.term_id = t.id"
                            " WHERE t.uuid = ?1 ORDER BY b.language");
  desk_bind_text (stmt, 1, author_uuid);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("A biography can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_strv_builder_end (languages);
      g_strv_builder_take (languages, desk_column_dup_text (stmt, 0));
    }
}

static gboolean
check_text (const char *text,
            GError    **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    g_set_error_literal (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                         _("The biography is not valid UTF-8 text; save it as UTF-8 and try again"));
  else if (g_utf8_strlen (text, -1) > DESK_BIOGRAPHY_MAX_CHARS)
    g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
                 _("A biography has more than %d characters; shorten it"), DESK_BIOGRAPHY_MAX_CHARS);
  else
    return TRUE;

  return FALSE;
}

static gboolean
write_text (DeskStore  *self,
            gint64      term_id,
            const char *language,
            const char *text,
            GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  g_autoptr(DeskStatement) touch = NULL;

  if (*text != '\0')
    stmt = desk_store_borrow (self,
                              "INSERT INTO biography (term_id, language, text) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (term_id, language) DO UPDATE SET text = ?3");
  else
    stmt = desk_store_borrow (self, "DELETE FROM biography WHERE term_id = ?1 AND language = ?2");
  sqlite3_bind_int64 (stmt, 1, term_id);
  desk_bind_text (stmt, 2, language);
  if (*text != '\0')
    desk_bind_text (stmt, 3, text);
  touch = desk_store_borrow (self, "UPDATE term SET version = version + 1, changed_us = ?2 WHERE id = ?1");
  sqlite3_bind_int64 (touch, 1, term_id);
  sqlite3_bind_int64 (touch, 2, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The biography can't be saved"), error) &&
         desk_store_run (self, touch, N_("The biography can't be saved"), error);
}

/**
 * desk_store_save_biography:
 * @text: Markdown, at most %DESK_BIOGRAPHY_MAX_CHARS; "" takes it away
 */
gboolean
desk_store_save_biography (DeskStore  *self,
                           const char *author_uuid,
                           const char *language,
                           const char *text,
                           GError    **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  gint64 id;

  g_return_val_if_fail (DESK_IS_STORE (self) && author_uuid != NULL && language != NULL && text != NULL, FALSE);

  if (!check_text (text, error))
    return FALSE;
  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  id = desk_store_get_term_id (self, author_uuid, error);
  return id != 0 && write_text (self, id, language, text, error) && desk_transaction_commit (transaction, error);
}

/**
 * desk_store_list_portrayed:
 * @media_uuid: a picture
 *
 * Returns: (transfer full) (element-type utf8): the UUIDs of authors whose portrait it is
 */
GPtrArray *
desk_store_list_portrayed (DeskStore  *self,
                           const char *media_uuid,
                           GError    **error)
{
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && media_uuid != NULL, NULL);

  stmt = desk_store_borrow (self,
                            "SELECT t.uuid FROM media AS m JOIN term AS t ON t.portrait_id = m.id"
                            " WHERE m.uuid = ?1 AND t.portrait_id IS NOT NULL AND t.deleted_us IS NULL ORDER BY t.id");
  desk_bind_text (stmt, 1, media_uuid);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("Names can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);
      g_ptr_array_add (uuids, desk_column_dup_text (stmt, 0));
    }
}
