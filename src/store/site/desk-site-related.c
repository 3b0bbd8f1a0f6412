/* desk-site-related.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"
#include "desk-site-plan.h"

#include <string.h>

/* What stands below a text, and why. */

/**
 * desk_site_list_related:
 *
 * Returns: (transfer full) (element-type DeskSiteRelated): what stands below a text
 */
GArray *
desk_site_list_related (DeskSiteState *self,
                        gint64         text_id,
                        GError       **error)
{
  g_autoptr(GArray) related = g_array_new (FALSE, FALSE, sizeof (DeskSiteRelated));
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self, "SELECT other_id, score FROM related WHERE text_id = ?1 ORDER BY position", "i", text_id);
  for (;;)
    {
      DeskSiteRelated one;

      if (!desk_site_next (self, stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&related);
      one.id = sqlite3_column_int64 (stmt, 0);
      one.score = sqlite3_column_int64 (stmt, 1);
      g_array_append_val (related, one);
    }
}

/**
 * desk_site_list_floors:
 * @max_score: of a further text
 * @floors: (element-type gint64 int): gets, by the rows of the texts that it could stand
 *   below, what it needs for that
 */
gboolean
desk_site_list_floors (DeskSiteState *self,
                       gint64         max_score,
                       GHashTable    *floors,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = NULL;
  gboolean has_row;

  stmt = desk_site_ask (self, "SELECT text_id, score FROM related_floor WHERE score <= ?1", "i", max_score);
  for (;;)
    {
      if (!desk_site_next (self, stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_hash_table_insert (floors, GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 0)),
                           GINT_TO_POINTER (sqlite3_column_int (stmt, 1)));
    }
}

/**
 * desk_site_list_relating:
 *
 * Returns: (transfer full) (element-type gint64): the texts that @other_id stands below
 */
GArray *
desk_site_list_relating (DeskSiteState *self,
                         gint64         other_id,
                         GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT text_id FROM related WHERE other_id = ?1", "i", other_id);

  return desk_site_take_ids (self, stmt, error);
}

/**
 * desk_site_remove_related:
 *
 * Forgets what stands below a text that is no more.
 */
gboolean
desk_site_remove_related (DeskSiteState *self,
                          gint64         text_id,
                          GError       **error)
{
  g_autoptr(DeskStatement) clear = desk_site_ask (self, "DELETE FROM related WHERE text_id = ?1", "i", text_id);
  g_autoptr(DeskStatement) sink = desk_site_ask (self, "DELETE FROM related_floor WHERE text_id = ?1", "i", text_id);

  return desk_site_run (self, clear, error) && desk_site_run (self, sink, error);
}

static gboolean
add_related (DeskSiteState         *self,
             gint64                 text_id,
             unsigned               position,
             const DeskSiteRelated *one,
             GError               **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT INTO related (text_id, position, other_id, score) VALUES (?1, ?2, ?3, ?4)",
                        "iiii", text_id, (gint64) position, one->id, one->score);

  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_put_related:
 * @related: (element-type DeskSiteRelated): what stands below it now
 * @floor: the score that a further one needs to stand there, too
 */
gboolean
desk_site_put_related (DeskSiteState *self,
                       gint64         text_id,
                       const GArray  *related,
                       gint64         floor,
                       GError       **error)
{
  g_autoptr(DeskStatement) clear = desk_site_ask (self, "DELETE FROM related WHERE text_id = ?1", "i", text_id);
  g_autoptr(DeskStatement) stmt = NULL;

  if (!desk_site_run (self, clear, error))
    return FALSE;

  for (unsigned i = 0; i < related->len; i++)
    {
      if (!add_related (self, text_id, i, &g_array_index (related, DeskSiteRelated, i), error))
        return FALSE;
    }

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO related_floor (text_id, score) VALUES (?1, ?2)", "ii", text_id, floor);
  return desk_site_run (self, stmt, error);
}

/**
 * desk_site_put_chosen:
 * @articles: (element-type utf8): UUIDs of what people want below it
 */
gboolean
desk_site_put_chosen (DeskSiteState   *self,
                      gint64           text_id,
                      const GPtrArray *articles,
                      GError         **error)
{
  g_autoptr(DeskStatement) clear = desk_site_ask (self, "DELETE FROM chosen WHERE text_id = ?1", "i", text_id);

  if (!desk_site_run (self, clear, error))
    return FALSE;

  for (unsigned i = 0; articles != NULL && i < articles->len; i++)
    {
      g_autoptr(DeskStatement) stmt = NULL;

      stmt = desk_site_ask (self, "INSERT INTO chosen (article, text_id, position) VALUES (?1, ?2, ?3)",
                            "tii", (const char *) articles->pdata[i], text_id, (gint64) i);
      if (!desk_site_run (self, stmt, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * desk_site_list_chosen:
 *
 * Returns: (transfer full) (element-type utf8): in their order
 */
GPtrArray *
desk_site_list_chosen (DeskSiteState *self,
                       gint64         text_id,
                       GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT article FROM chosen WHERE text_id = ?1 ORDER BY position", "i", text_id);

  return desk_site_take_texts (self, stmt, error);
}

/**
 * desk_site_list_choosing:
 *
 * Returns: (transfer full) (element-type gint64): the texts that have @article chosen
 */
GArray *
desk_site_list_choosing (DeskSiteState *self,
                         const char    *article,
                         GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT text_id FROM chosen WHERE article = ?1", "t", article);

  return desk_site_take_ids (self, stmt, error);
}
