/* desk-theme.h - how the site looks: templates, styles and words
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _DeskTheme DeskTheme;

DeskTheme *desk_theme_load (const char *name,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void       desk_theme_free (DeskTheme *self);

char      *desk_theme_render (DeskTheme  *self,
                              const char *template_name,
                              JsonNode   *context,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *desk_theme_dup_file (DeskTheme  *self,
                                 const char *name) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *desk_theme_dup_words (DeskTheme  *self,
                                  const char *site_language) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTheme, desk_theme_free)

G_END_DECLS
