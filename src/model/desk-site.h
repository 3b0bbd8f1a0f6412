/* desk-site.h - what the exporter is told about the site
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_SITE_ERROR (desk_site_error_quark ())
GQuark desk_site_error_quark (void);

/**
 * DeskSiteError:
 * @DESK_SITE_ERROR_INVALID: no such setting, or a value it can't take
 */
typedef enum
{
  DESK_SITE_ERROR_INVALID,
} DeskSiteError;

/**
 * DeskSite:
 * @values: char *key → char *value, both owned; a key for one language is
 *   "KEY.LANG"; a value is %NULL when it was taken back
 *
 * The site's settings, as `site set` writes them: url, title, languages, theme,
 * date-format, time-zone, server, and what makes it a newsroom's own. What isn't set has a default.
 */
typedef struct
{
  GHashTable *values;
} DeskSite;

DeskSite   *desk_site_new (void) G_GNUC_WARN_UNUSED_RESULT;
DeskSite   *desk_site_copy (const DeskSite *self) G_GNUC_WARN_UNUSED_RESULT;
void        desk_site_free (DeskSite *self);

const char *desk_site_get (const DeskSite *self,
                           const char     *key,
                           const char     *language);
gboolean desk_site_set (DeskSite   *self,
                        const char *key,
                        const char *value,
                        GError    **error);
gboolean desk_site_unset (DeskSite   *self,
                          const char *key,
                          GError    **error);

const char *const *desk_site_list_keys (void);

char             **desk_site_dup_languages (const DeskSite *self) G_GNUC_WARN_UNUSED_RESULT;
char              *desk_site_dup_main_language (const DeskSite *self) G_GNUC_WARN_UNUSED_RESULT;
char              *desk_site_dup_base_path (const DeskSite *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskSite, desk_site_free)

G_END_DECLS
