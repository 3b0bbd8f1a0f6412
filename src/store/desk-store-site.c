/* desk-store-site.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* The settings of the site. The first of its languages says which edition stands
 * for an article, so the lists depend on it. */

/**
 * desk_store_dup_site:
 *
 * Returns: (transfer full): the site's settings
 */
DeskSite *
desk_store_dup_site (DeskStore *self,
                     GError   **error)
{
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, "SELECT key, value FROM setting WHERE key < '~'"); /* see desk-store-chore.c */
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("The site's settings can't be read"), &has_row, error))
        return NULL;
      if (!has_row)
        break;
      g_hash_table_replace (site->values, desk_column_dup_text (stmt, 0),
                            desk_column_dup_text (stmt, 1));
    }

  return g_steal_pointer (&site);
}

static gboolean
save_setting (DeskStore  *self,
              const char *key,
              const char *value,
              GError    **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_store_borrow (self,
                            "INSERT INTO setting (key, value, changed_us) VALUES (?1, ?2, ?3)"
                            "  ON CONFLICT (key) DO UPDATE"
                            "  SET value = ?2, version = version + 1, changed_us = ?3"
                            "  WHERE value <> ?2");
  desk_bind_text (stmt, 1, key);
  desk_bind_text (stmt, 2, value);
  sqlite3_bind_int64 (stmt, 3, g_get_real_time ());

  return desk_store_run (self, stmt, N_("The site's settings can't be saved"), error);
}

static gboolean
remove_setting (DeskStore  *self,
                const char *key,
                GError    **error)
{
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, "DELETE FROM setting WHERE key = ?1");

  desk_bind_text (stmt, 1, key);

  return desk_store_run (self, stmt, N_("The site's settings can't be saved"), error);
}

static gboolean
read_main_language (DeskStore *self,
                    char     **out_language,
                    GError   **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_store_borrow (self,
                            "SELECT coalesce ((SELECT desk_main_language (value) FROM setting WHERE key = 'languages'), 'en')");
  if (!desk_store_next (self, stmt, N_("The site's settings can't be read"), &has_row, error))
    return FALSE;

  *out_language = desk_column_dup_text (stmt, 0);
  return TRUE;
}

static gboolean
write_settings (DeskStore      *self,
                const DeskSite *site,
                GError        **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, site->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (!(value != NULL ? save_setting (self, key, value, error) : remove_setting (self, key, error)))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_store_save_site:
 * @site: what the settings become; each was checked by desk_site_set()
 *
 * Saves the settings that @site has and removes those that were taken back with
 * desk_site_unset(). One that @site knows nothing of stays: another program may
 * have set it since @site was read.
 */
gboolean
desk_store_save_site (DeskStore      *self,
                      const DeskSite *site,
                      GError        **error)
{
  g_autoptr(DeskTransaction) transaction = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_val_if_fail (DESK_IS_STORE (self) && site != NULL, FALSE);

  transaction = desk_transaction_begin (self, error);
  if (transaction == NULL ||
      !read_main_language (self, &before, error) ||
      !write_settings (self, site, error) ||
      !read_main_language (self, &after, error) ||
      !(g_str_equal (before, after) || desk_store_leave_relisting (self, error)) ||
      !desk_transaction_commit (transaction, error))
    return FALSE;

  g_clear_pointer (&transaction, desk_transaction_free);
  desk_store_try_chores (self);
  return TRUE;
}

/**
 * desk_store_dup_site_stamp:
 *
 * Tells two moments of the library apart where readers could see a difference:
 * texts, names, settings, media and redirects, and what a bulk write shows when it ends. It
 * is read in little time, whatever the size of the library.
 *
 * Returns: (transfer full): a short text that another one of those changes would
 *   have changed; %NULL with @error set
 */
char *
desk_store_dup_site_stamp (DeskStore *self,
                           GError   **error)
{
  static const char sql[] =
    "SELECT format ('%lld %lld/%lld %lld/%lld/%lld %lld/%lld/%lld %lld/%lld/%lld %lld/%lld/%lld',"
    "  (SELECT max (seq) FROM edition_change),"
    "  (SELECT count (*) FROM batch), (SELECT max (id) FROM batch),"
    "  (SELECT count (*) FROM setting), (SELECT sum (version) FROM setting), (SELECT max (changed_us) FROM setting),"
    "  (SELECT count (*) FROM term), (SELECT sum (version) FROM term), (SELECT max (changed_us) FROM term),"
    "  (SELECT count (*) FROM media), (SELECT sum (version) FROM media), (SELECT max (changed_us) FROM media),"
    "  (SELECT count (*) FROM redirect), (SELECT sum (version) FROM redirect), (SELECT max (changed_us) FROM redirect))";
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  stmt = desk_store_borrow (self, sql);
  if (!desk_store_next (self, stmt, N_("The library can't be read"), &has_row, error))
    return NULL;

  return desk_column_dup_text (stmt, 0);
}
