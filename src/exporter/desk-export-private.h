/* desk-export-private.h - what the files of the export share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-output.h"
#include "exporter/desk-plan.h"
#include "exporter/theme/desk-theme.h"

G_BEGIN_DECLS

/* desk-export-assets.c */

/**
 * DeskExportAssets:
 *
 * Paths of files that all pages share.
 */
typedef struct
{
  char       *style;
  char       *script; /* (nullable) */
  char       *icon;
  GHashTable *others; /* char *name, "masthead-svg" → char *path */
} DeskExportAssets;

void     desk_export_assets_clear (DeskExportAssets *self);
gboolean desk_export_write_assets (DeskExportAssets *self,
                                   DeskTheme        *theme,
                                   const DeskPlan   *plan,
                                   DeskOutput       *output,
                                   GError          **error);

/* desk-export-taken.c */
char    *desk_export_dup_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_export_is_any_page_taken (const DeskPlan *plan,
                                        DeskOutput     *output);

G_END_DECLS
