/* desk-store-count.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-store-private.h"

#include <glib/gi18n-lib.h>

/* How many articles each row of the sidebar has. */

void
desk_counts_free (DeskCounts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_section);
  g_free (self);
}

static gboolean
count_statuses (DeskStore  *self,
                DeskCounts *counts,
                GError    **error)
{
  static const char sql[] =
    "SELECT is_deleted, status, count (*) FROM listing"
    " WHERE is_shown AND " DESK_IS_SHOWN ("listing", "?1") " GROUP BY is_deleted, status";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, self->batch_id);
  for (;;)
    {
      unsigned n;

      if (!desk_store_next (self, stmt, N_("Articles can't be counted"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      n = (unsigned) sqlite3_column_int (stmt, 2);
      if (sqlite3_column_int (stmt, 0))
        {
          counts->n_trash += n;
        }
      else
        {
          counts->n_all += n;
          counts->n_by_status[desk_column_get_status (stmt, 1)] += n;
        }
    }
}

static gboolean
count_sections (DeskStore  *self,
                DeskCounts *counts,
                GError    **error)
{
  static const char sql[] =
    "SELECT t.uuid, sum (l.n)"
    "  FROM (SELECT section_id, count (*) AS n FROM listing"
    "         WHERE is_shown AND is_deleted = 0 AND " DESK_IS_SHOWN ("listing", "?2") " GROUP BY section_id) AS l"
                                                                                      "  JOIN term AS t ON t.id = coalesce (l.section_id, ?1) GROUP BY t.id";
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gint64 first = desk_store_first_section (self, error);
  gboolean has_row;

  if (first == 0)
    return FALSE;

  sqlite3_bind_int64 (stmt, 1, first);
  sqlite3_bind_int64 (stmt, 2, self->batch_id);
  for (;;)
    {
      if (!desk_store_next (self, stmt, N_("Articles can't be counted"), &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_hash_table_insert (counts->by_section, desk_column_dup_text (stmt, 0),
                           GUINT_TO_POINTER ((unsigned) sqlite3_column_int (stmt, 1)));
    }
}

static gboolean
count_not_online (DeskStore  *self,
                  DeskCounts *counts,
                  GError    **error)
{
  static const char sql[] =
    "SELECT count (*) FROM listing WHERE is_ahead AND NOT is_deleted AND " DESK_IS_SHOWN ("listing", "?1");
  g_autoptr(DeskStatement) stmt = desk_store_borrow (self, sql);
  gboolean has_row;

  sqlite3_bind_int64 (stmt, 1, self->batch_id);
  if (!desk_store_next (self, stmt, N_("Articles can't be counted"), &has_row, error))
    return FALSE;

  counts->n_not_online = (unsigned) sqlite3_column_int (stmt, 0);
  return TRUE;
}

/**
 * desk_store_count_articles:
 *
 * Returns: (transfer full): how many articles each row of the sidebar has
 */
DeskCounts *
desk_store_count_articles (DeskStore *self,
                           GError   **error)
{
  g_autoptr(DeskCounts) counts = g_new0 (DeskCounts, 1);

  g_return_val_if_fail (DESK_IS_STORE (self), NULL);

  counts->by_section = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!count_statuses (self, counts, error) ||
      !count_sections (self, counts, error) ||
      !count_not_online (self, counts, error))
    return NULL;

  return g_steal_pointer (&counts);
}
