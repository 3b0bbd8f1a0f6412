/* desk-store-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-old-addresses.h"
#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* Addresses of a site that was there before this one, and where they lead. One that
 * was taken away is only marked. */

/**
 * desk_store_list_redirects:
 *
 * Returns: (transfer full) (element-type DeskRedirect): by their sources
 */
GPtrArray *
desk_store_list_redirects (DeskStore *self,
                           GError   **error)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT source, target FROM redirect WHERE deleted_us IS NULL ORDER BY source");
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("Redirects can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&redirects);
      g_ptr_array_add (redirects, desk_redirect_new ((const char *) sqlite3_column_text (stmt, 0),
                                                     (const char *) sqlite3_column_text (stmt, 1)));
    }
}

/**
 * desk_store_list_titled_redirects:
 *
 * Returns: (transfer full) (element-type DeskRedirect): by their sources, each that leads to
 *   an article with its title
 */
GPtrArray *
desk_store_list_titled_redirects (DeskStore    *self,
                                  GCancellable *cancellable,
                                  GError      **error)
{
  static const char sql[] =
    "SELECT r.source, r.target,"
    "       (SELECT e.title FROM article AS a JOIN listing AS l ON l.article_id = a.id AND l.is_shown"
    "                       JOIN edition AS e ON e.id = l.edition_id WHERE a.uuid = substr (r.target, 9))"
    "  FROM redirect AS r WHERE r.deleted_us IS NULL ORDER BY r.source";
  enum { SOURCE, TARGET, TITLE };
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, sql);
  for (;;)
    {
      DeskRedirect *redirect;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !desk_store_next (self, stmt, N_("Redirects can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&redirects);

      redirect = desk_redirect_new ((const char *) sqlite3_column_text (stmt, SOURCE),
                                    (const char *) sqlite3_column_text (stmt, TARGET));
      redirect->title = sqlite3_column_type (stmt, TITLE) != SQLITE_NULL ? desk_column_dup_text (stmt, TITLE) : NULL;
      g_ptr_array_add (redirects, redirect);
    }
}

/**
 * desk_store_find_redirect:
 * @out_target: (out) (nullable) (transfer full): where an address leads, "" where what was
 *   there is gone; %NULL where nobody has said
 */
gboolean
desk_store_find_redirect (DeskStore  *self,
                          const char *source,
                          char      **out_target,
                          GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self) && source != NULL && out_target != NULL, FALSE);

  stmt = desk_store_borrow (self, "SELECT target FROM redirect WHERE source = ?1 AND deleted_us IS NULL");
  desk_bind_text (stmt, 1, source);
  if (!desk_store_next (self, stmt, N_("Redirects can't be read"), &has_row, error))
    return FALSE;

  *out_target = has_row ? desk_column_dup_text (stmt, 0) : NULL;
  return TRUE;
}

static gboolean
count_new (DeskStore       *self,
           const GPtrArray *redirects,
           unsigned        *out_n_new,
           GError         **error)
{
  g_autoptr(GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];
      g_autofree char *there = NULL;

      if (!desk_store_find_redirect (self, redirect->source, &there, error))
        return FALSE;
      if (there == NULL)
        g_hash_table_add (sources, redirect->source);
    }

  *out_n_new = g_hash_table_size (sources);
  return TRUE;
}

static gboolean
check_room (DeskStore       *self,
            const GPtrArray *redirects,
            GError         **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  unsigned n_more;
  gboolean has_row;

  if (!count_new (self, redirects, &n_more, error))
    return FALSE;
  stmt = desk_store_borrow (self, "SELECT count (*) FROM redirect WHERE deleted_us IS NULL");
  if (!desk_store_next (self, stmt, N_("Redirects can't be read"), &has_row, error))
    return FALSE;
  if (sqlite3_column_int64 (stmt, 0) + n_more <= DESK_REDIRECTS_MAX)
    return TRUE;

  g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID,
               _("A library has room for %d redirects; leave out those that nobody asks for"), DESK_REDIRECTS_MAX);
  return FALSE;
}

/* Where it already leads there nothing is changed. */
static gboolean
write_redirect (DeskStore          *self,
                const DeskRedirect *redirect,
                GError            **error)
{
  g_autofree char *uuid = desk_uuid_new ();
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO redirect (uuid, source, target, changed_us) VALUES (?1, ?2, ?3, ?4)"
                            " ON CONFLICT (source) DO UPDATE"
                            " SET target = ?3, version = version + 1, changed_us = ?4, deleted_us = NULL"
                            " WHERE target <> ?3 OR deleted_us IS NOT NULL");
  desk_bind_text (stmt, 1, uuid);
  desk_bind_text (stmt, 2, redirect->source);
  desk_bind_text (stmt, 3, redirect->target);
  sqlite3_bind_int64 (stmt, 4, g_get_real_time ());

  return desk_store_run (self, stmt, N_("A redirect can't be saved"), error);
}

static gboolean
write_slice (DeskStore       *self,
             const GPtrArray *redirects,
             unsigned         first,
             unsigned         end,
             GError         **error)
{
  g_autoptr(DeskTransaction) transaction = desk_transaction_begin (self, error);

  if (transaction == NULL)
    return FALSE;

  for (unsigned i = first; i < end; i++)
    {
      if (!write_redirect (self, redirects->pdata[i], error))
        return FALSE;
    }

  return desk_transaction_commit (transaction, error);
}

/**
 * desk_store_save_redirects:
 * @redirects: (element-type DeskRedirect): made of what desk_redirect_parse_source() and
 *   desk_redirect_parse_target() give
 * @progress: (nullable): to be told how far it is, with @progress_data
 *
 * Says where old addresses lead; one that led elsewhere leads there from now on. Others
 * can write in between: where it is stopped, some are saved, and saving all once more
 * finishes the work.
 */
gboolean
desk_store_save_redirects (DeskStore       *self,
                           const GPtrArray *redirects,
                           DeskProgressFunc progress,
                           gpointer         progress_data,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_return_val_if_fail (DESK_IS_STORE (self) && redirects != NULL, FALSE);

  if (!check_room (self, redirects, error))
    return FALSE;

  for (unsigned first = 0; first < redirects->len; first += DESK_SLICE_ROWS)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_slice (self, redirects, first, MIN (first + DESK_SLICE_ROWS, redirects->len), error))
        return FALSE;
      if (progress != NULL)
        progress (_("Saving old addresses"), MIN (first + DESK_SLICE_ROWS, redirects->len) / (double) redirects->len,
                  progress_data);
      desk_store_let_others_write (self);
    }

  return TRUE;
}

/**
 * desk_store_remove_redirect:
 * @source: of a redirect
 *
 * Returns: %FALSE with @error set, %DESK_STORE_ERROR_NOT_FOUND if there is none
 */
gboolean
desk_store_remove_redirect (DeskStore  *self,
                            const char *source,
                            GError    **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean is_found;

  g_return_val_if_fail (DESK_IS_STORE (self) && source != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL)
    return FALSE;

  stmt = desk_store_borrow (self,
                            "UPDATE redirect SET deleted_us = ?2, changed_us = ?2, version = version + 1"
                            " WHERE source = ?1 AND deleted_us IS NULL RETURNING id");
  desk_bind_text (stmt, 1, source);
  sqlite3_bind_int64 (stmt, 2, g_get_real_time ());
  if (!desk_store_next (self, stmt, N_("A redirect can't be removed"), &is_found, error))
    return FALSE;
  if (!is_found)
    {
      g_set_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND,
                   _("“%s” leads nowhere else; look at the list of redirects"), source);
      return FALSE;
    }
  g_clear_pointer (&stmt, desk_statement_release);

  return desk_transaction_commit (transaction, error);
}
