/* desk-site-day.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-site-private.h"
#include "desk-site-plan.h"

/* How a site says a date. */

/**
 * desk_site_find_day:
 * @us: the date, in µs
 * @out_day: its forms, if it is known
 * @out_is_known: (out): whether it is
 */
gboolean
desk_site_find_day (DeskSiteState *self,
                    const char    *language,
                    gint64         us,
                    DeskSiteDay   *out_day,
                    gboolean      *out_is_known,
                    GError       **error)
{
  g_autoptr(DeskStatement) stmt = desk_site_ask (self, "SELECT iso, own, full FROM day WHERE language = ?1 AND us = ?2", "ti", language, us);

  if (!desk_site_next (self, stmt, out_is_known, error))
    return FALSE;
  if (*out_is_known)
    *out_day = (DeskSiteDay) { desk_column_dup_text (stmt, 0), desk_column_dup_text (stmt, 1), desk_column_dup_text (stmt, 2) }
  ;

  return TRUE;
}

gboolean
desk_site_put_day (DeskSiteState     *self,
                   const char        *language,
                   gint64             us,
                   const DeskSiteDay *day,
                   GError           **error)
{
  g_autoptr(DeskStatement) stmt = NULL;

  stmt = desk_site_ask (self, "INSERT OR REPLACE INTO day (language, us, iso, own, full) VALUES (?1, ?2, ?3, ?4, ?5)",
                        "tittt", language, us, day->iso, day->own, day->full);

  return desk_site_run (self, stmt, error);
}
