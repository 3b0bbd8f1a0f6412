/* desk-site-shown.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"
#include "desk-site-plan.h"

#include <string.h>

/* What a text needs beside itself: articles that it leads to, files, forwards. */

static gboolean
put_all (DeskSiteState *self,
         const char    *clear_sql,
         const char    *add_sql,
         gint64         text_id,
         GHashTable    *names,
         GError       **error)
{
  g_autoptr(DeskStatement) clear = desk_site_ask (self, clear_sql, "i", text_id);
  GHashTableIter iter;
  gpointer name;

  if (!desk_site_run (self, clear, error))
    return FALSE;
  if (names == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr(DeskStatement) stmt = desk_site_ask (self, add_sql, "ti", (const char *) name, text_id);

      if (!desk_site_run (self, stmt, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_site_take_texts:
 *
 * Returns: (transfer full) (element-type utf8): the first column of all rows
 */
GPtrArray *
desk_site_take_texts (DeskSiteState *self,
                      DeskStatement *stmt,
                      GError       **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row;

  for (;;)
    {
      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, desk_column_dup_text (stmt, 0));
    }
}

/**
 * desk_site_put_links:
 * @articles: (nullable): UUIDs of the articles that the text leads to
 */
gboolean
desk_site_put_links (DeskSiteState *self,
                     gint64         text_id,
                     GHashTable    *articles,
                     GError       **error)
{
  return put_all (self, "DELETE FROM link WHERE text_id = ?1", "INSERT INTO link (article, text_id) VALUES (?1, ?2)",
                  text_id, articles, error);
}

/**
 * desk_site_list_linking:
 *
 * Returns: (transfer full) (element-type gint64): the texts that lead to @article
 */
GArray *
desk_site_list_linking (DeskSiteState *self,
                        const char    *article,
                        GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT text_id FROM link WHERE article = ?1", "t", article);

  return desk_site_take_ids (self, stmt, error);
}

/**
 * desk_site_put_shown:
 * @text_id: a text, or 0 for what all pages show
 * @paths: (nullable): the files that it needs
 * @gone: (inout): gets those that it needed before and does not any more
 */
gboolean
desk_site_put_shown (DeskSiteState *self,
                     gint64         text_id,
                     GHashTable    *paths,
                     GPtrArray     *gone,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT path FROM shown WHERE text_id = ?1", "i", text_id);
  g_autoptr(GPtrArray) before = desk_site_take_texts (self, stmt, error);

  if (before == NULL)
    return FALSE;

  for (unsigned i = 0; i < before->len; i++)
    {
      if (paths == NULL || !g_hash_table_contains (paths, before->pdata[i]))
        g_ptr_array_add (gone, g_strdup (before->pdata[i]));
    }

  return put_all (self, "DELETE FROM shown WHERE text_id = ?1", "INSERT INTO shown (path, text_id) VALUES (?1, ?2)",
                  text_id, paths, error);
}

gboolean
desk_site_is_shown (DeskSiteState *self,
                    const char    *path,
                    gboolean      *out_is_shown,
                    GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT 1 FROM shown WHERE path = ?1", "t", path);

  return desk_site_next (self, stmt, out_is_shown, error);
}

/**
 * desk_site_put_problems:
 * @messages: (nullable): what is wrong with the files that the text needs
 */
gboolean
desk_site_put_problems (DeskSiteState *self,
                        gint64         text_id,
                        GHashTable    *messages,
                        GError       **error)
{
  return put_all (self, "DELETE FROM problem WHERE text_id = ?1", "INSERT INTO problem (message, text_id) VALUES (?1, ?2)",
                  text_id, messages, error);
}

/**
 * desk_site_list_problems:
 *
 * Returns: (transfer full) (element-type utf8): each once
 */
GPtrArray *
desk_site_list_problems (DeskSiteState *self,
                         GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT DISTINCT message FROM problem ORDER BY message", "");

  return desk_site_take_texts (self, stmt, error);
}

/* Forwards */

void
desk_site_forward_free (DeskSiteForward *self)
{
  g_free (self->path);
  g_free (self->target);
  g_free (self->rest);
  g_free (self);
}

/**
 * desk_site_list_forwards:
 * @path: (nullable): %NULL is any
 * @target: (nullable): likewise
 *
 * Returns: (transfer full) (element-type DeskSiteForward): by path
 */
GPtrArray *
desk_site_list_forwards (DeskSiteState *self,
                         const char    *language,
                         const char    *path,
                         const char    *target,
                         GError       **error)
{
  static const char all[] = "SELECT path, target, rest, is_gone FROM forward WHERE language = ?1 ORDER BY path";
  static const char at[] = "SELECT path, target, rest, is_gone FROM forward WHERE language = ?1 AND path = ?2";
  static const char own[] = "SELECT path, target, rest, is_gone FROM forward WHERE language = ?1 AND target = ?2 ORDER BY path";
  g_autoptr(GPtrArray) forwards = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_site_forward_free);
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = path != NULL ? desk_site_ask (self, at, "tt", language, path)
         : target != NULL ? desk_site_ask (self, own, "tt", language, target)
                           : desk_site_ask (self, all, "t", language);
  for (;;)
    {
      DeskSiteForward *forward;

      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&forwards);
      forward = g_new0 (DeskSiteForward, 1);
      forward->path = desk_column_dup_text (stmt, 0);
      forward->target = desk_column_dup_text (stmt, 1);
      forward->rest = desk_column_dup_text (stmt, 2);
      forward->is_gone = sqlite3_column_int (stmt, 3);
      g_ptr_array_add (forwards, forward);
    }
}

/**
 * desk_site_list_leading:
 * @target: what they lead to, or what that begins with before "#" or "?"
 *
 * Returns: (transfer full) (element-type utf8): paths of forwards; perhaps of others too
 */
GPtrArray *
desk_site_list_leading (DeskSiteState *self,
                        const char    *language,
                        const char    *target,
                        GError       **error)
{
  g_autofree char *end = g_strconcat (target, "@", NULL); /* the letter behind '?' */
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "SELECT path FROM forward WHERE target >= ?1 AND target < ?2 AND language = ?3", "ttt",
                        target, end, language);

  return desk_site_take_texts (self, stmt, error);
}

gboolean
desk_site_put_forward (DeskSiteState         *self,
                       const char            *language,
                       const DeskSiteForward *forward,
                       GError               **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO forward (language, path, target, rest, is_gone) VALUES (?1, ?2, ?3, ?4, ?5)",
                        "tttti", language, forward->path, forward->target, forward->rest, (gint64) forward->is_gone);

  return desk_site_run (self, stmt, error);
}

gboolean
desk_site_remove_forward (DeskSiteState *self,
                          const char    *language,
                          const char    *path,
                          GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "DELETE FROM forward WHERE language = ?1 AND path = ?2", "tt", language, path);

  return desk_site_run (self, stmt, error);
}

/* Names and pictures */

/**
 * desk_site_list_known:
 * @out_versions: (out) (transfer full): char *uuid → its version
 */
gboolean
desk_site_list_known (DeskSiteState *self,
                      int            kind,
                      GHashTable   **out_versions,
                      GError       **error)
{
  g_autoptr(GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT uuid, version FROM known WHERE kind = ?1", "i", (gint64) kind);
  gboolean has_row;

  for (;;)
    {
      if (!desk_site_next (self, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      g_hash_table_insert (versions, desk_column_dup_text (stmt, 0), GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 1)));
    }

  *out_versions = g_steal_pointer (&versions);
  return TRUE;
}

gboolean
desk_site_put_known (DeskSiteState *self,
                     int            kind,
                     const char    *uuid,
                     gint64         version,
                     GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO known (uuid, kind, version) VALUES (?1, ?2, ?3)", "tii", uuid, (gint64) kind, version);

  return desk_site_run (self, stmt, error);
}
