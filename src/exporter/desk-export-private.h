/* desk-export-private.h - what the files of the export share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/desk-export.h"
#include "exporter/desk-output.h"
#include "exporter/desk-page.h"
#include "exporter/plan/desk-plan-marks.h"
#include "exporter/plan/desk-plan.h"
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
  char       *script;        /* (nullable) */
  char       *search_script; /* (nullable) */
  char       *query_script;  /* (nullable): of the home */
  char       *icon;          /* (nullable): where the newsroom has a picture for it */
  GHashTable *others;        /* char *name, "masthead-svg" → char *path */
} DeskExportAssets;

void     desk_export_assets_clear (DeskExportAssets *self);
gboolean desk_export_write_assets (DeskExportAssets *self,
                                   DeskTheme        *theme,
                                   const DeskPlan   *plan,
                                   DeskPageMedia    *media,
                                   DeskOutput       *output,
                                   GError          **error);

char *desk_export_write_asset (DeskOutput *output,
                               const char *bytes,
                               gsize       n_bytes,
                               const char *ending,
                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  DeskStore        *store;
  const char       *directory;
  gboolean          is_rehearsal;
  DeskPlan         *plan;
  DeskPlanMarks    *marks;
  DeskTheme        *theme;
  DeskPageMedia    *media;
  DeskOutput       *output; /* whose lock is that of the marks that grow, too */
  char             *maker;  /* what pages are made by */
  char             *stamp;  /* of the library */
  DeskExportAssets  assets;
  GPtrArray        *pages;     /* DeskPages, a language each */
  unsigned          n_to_make; /* pages */
  unsigned          n_made;
  DeskExportSummary summary;
  DeskProgressFunc  progress;
  gpointer          user_data;
  GCancellable     *cancellable;
} DeskExport;

/* desk-export-frame.c */
GPtrArray *desk_export_new_pages (DeskExport *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   desk_export_mark_frames (DeskExport *self,
                                    GError    **error);
gboolean   desk_export_note_frames (DeskExport *self,
                                    GError    **error);

/* desk-export-query.c */
gboolean desk_export_write_queries (DeskExport *self,
                                    GError    **error);
gboolean desk_export_note_queries (DeskExport *self,
                                   GError    **error);

/* desk-export-page.c */
gboolean desk_export_write_page (DeskExport        *self,
                                 const char        *template_name,
                                 DeskPages         *pages,
                                 const DeskObject  *context,
                                 const char *const *paths,
                                 GError           **error);

/* desk-export-language.c */
gboolean desk_export_write_article (DeskExport *self,
                                    DeskPages  *pages,
                                    gint64      id,
                                    GError    **error);
gboolean desk_export_write_list (DeskExport   *self,
                                 DeskPages    *pages,
                                 DeskPlanList *list,
                                 GError      **error);
gboolean desk_export_write_others (DeskExport *self,
                                   DeskPages  *pages,
                                   gboolean    is_main,
                                   GError    **error);
gboolean desk_export_write_sitemap (DeskExport *self,
                                    GError    **error);

/* desk-export-forward.c */
gboolean desk_export_write_forwards (DeskExport *self,
                                     DeskPages  *pages,
                                     GError    **error);
gboolean desk_export_write_redirects (DeskExport *self,
                                      GError    **error);

/* desk-export-crew.c */
gboolean desk_export_write_many (DeskExport *self,
                                 GError    **error);

/* desk-export-gone.c */
gboolean desk_export_drop_gone (DeskExport *self,
                                GError    **error);

/* desk-export-taken.c */
GPtrArray *desk_export_list_marked (DeskExport       *self,
                                    DeskPlanLanguage *language) G_GNUC_WARN_UNUSED_RESULT;
char      *desk_export_dup_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean   desk_export_is_any_page_taken (DeskExport *self,
                                          gboolean   *out_is_taken,
                                          GError    **error);

G_END_DECLS
