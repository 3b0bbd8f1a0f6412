/* desk-page-date.h - dates as the newsroom and the reader write them
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"
#include "model/desk-site.h"
#include "store/site/desk-site-state.h"

G_BEGIN_DECLS

typedef struct _DeskPageDates DeskPageDates;

DeskPageDates *desk_page_dates_new (const DeskSite *site,
                                    const char     *site_language,
                                    DeskSiteState  *state) G_GNUC_WARN_UNUSED_RESULT;
void     desk_page_dates_free (DeskPageDates *self);
gboolean desk_page_dates_keep (DeskPageDates *self,
                               DeskSiteState *state,
                               GError       **error);

DeskObject *desk_page_dates_describe (DeskPageDates *self,
                                      DeskArena     *arena,
                                      gint64         us) G_GNUC_WARN_UNUSED_RESULT;

char *desk_page_dates_dup_instant (DeskPageDates *self,
                                   gint64         us) G_GNUC_WARN_UNUSED_RESULT;

const char *desk_page_dates_plural_class (DeskPageDates *self,
                                          unsigned       number);
char       *desk_page_dup_language_name (const char *site_language) G_GNUC_WARN_UNUSED_RESULT;
gboolean    desk_page_is_right_to_left (const char *site_language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPageDates, desk_page_dates_free)

G_END_DECLS
