/* desk-site-private.h - what the files of the site's state share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store-private.h"
#include "store/site/desk-site-state.h"

G_BEGIN_DECLS

struct _DeskSiteState
{
  sqlite3    *db;
  GHashTable *statements; /* literal SQL → sqlite3_stmt, owned */
  gboolean    is_damaged;
};

/* desk-site-state.c */
DeskStatement *desk_site_ask (DeskSiteState *self,
                              const char    *sql,
                              const char    *types,
                              ...);
gboolean desk_site_next (DeskSiteState *self,
                         DeskStatement *stmt,
                         gboolean      *out_has_row,
                         GError       **error);
gboolean desk_site_run (DeskSiteState *self,
                        DeskStatement *stmt,
                        GError       **error);

/* desk-site-text.c, desk-site-shown.c: the first column of all rows */
GArray *desk_site_take_ids (DeskSiteState *self,
                            DeskStatement *stmt,
                            GError       **error);
GPtrArray *desk_site_take_texts (DeskSiteState *self,
                                 DeskStatement *stmt,
                                 GError       **error);

G_END_DECLS
