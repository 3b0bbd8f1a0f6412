/* desk-theme.h - how the site looks: templates, styles and words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/theme/desk-value.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DeskTheme DeskTheme;

#define DESK_THEME_SCRIPT "copy.js"
#define DESK_THEME_SEARCH "search"
#define DESK_THEME_SEARCH_SCRIPT "search.js"
#define DESK_THEME_ASSETS "assets/"

DeskTheme *desk_theme_load (const char *library,
                            const char *name,
                            gboolean    may_script,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void  desk_theme_free (DeskTheme *self);
char *desk_theme_dup_hash (const char *library,
                           const char *name,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean desk_theme_has (DeskTheme  *self,
                         const char *template_name);
gboolean desk_theme_names (DeskTheme  *self,
                           const char *name);
void     desk_theme_allow_script (DeskTheme  *self,
                                  const char *address);
gboolean desk_theme_check_text (DeskTheme  *self,
                                const char *name,
                                const char *text,
                                GError    **error);
GPtrArray *desk_theme_list_assets (DeskTheme *self) G_GNUC_WARN_UNUSED_RESULT;

char      *desk_theme_render (DeskTheme        *self,
                              const char       *template_name,
                              const DeskObject *context,
                              GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *desk_theme_dup_file (DeskTheme  *self,
                                 const char *name) G_GNUC_WARN_UNUSED_RESULT;
DeskObject *desk_theme_new_words (DeskTheme  *self,
                                  const char *site_language,
                                  DeskArena  *arena) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTheme, desk_theme_free)

G_END_DECLS
