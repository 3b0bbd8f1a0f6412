/* desk-export.h - released texts become a site in a folder
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "model/desk-progress.h"
#include "store/desk-store.h"

G_BEGIN_DECLS

#define DESK_EXPORT_ERROR (desk_export_error_quark ())
GQuark desk_export_error_quark (void);

/**
 * DeskExportError:
 * @DESK_EXPORT_ERROR_FAILED: a file could not be written; the message says which
 * @DESK_EXPORT_ERROR_FOREIGN: the folder holds files of somebody else's
 * @DESK_EXPORT_ERROR_PICTURE: a picture can't be shown, and the rest can
 * @DESK_EXPORT_ERROR_PICTURE_NOW: likewise, and another time it may be shown
 * @DESK_EXPORT_ERROR_THEME: a template is wrong; the message says where
 */
typedef enum
{
  DESK_EXPORT_ERROR_FAILED,
  DESK_EXPORT_ERROR_FOREIGN,
  DESK_EXPORT_ERROR_PICTURE,
  DESK_EXPORT_ERROR_PICTURE_NOW,
  DESK_EXPORT_ERROR_THEME,
} DeskExportError;

/**
 * DeskExportSummary:
 *
 * What an export or a publish did. "pages" are HTML files; written, unchanged
 * and removed count files of every kind.
 */
typedef struct
{
  unsigned n_pages;
  unsigned n_rendered;
  unsigned n_written;
  unsigned n_unchanged;
  unsigned n_removed;
  unsigned n_uploaded;
  guint64  n_bytes; /* written */
  double   seconds;
  gboolean has_no_url; /* canonical, hreflang and the sitemap were left out */
  char   **problems;   /* (nullable): sentences about pictures that were left out */
} DeskExportSummary;

void     desk_export_summary_clear (DeskExportSummary *self);

gboolean desk_export_site (DeskStore         *store,
                           const char        *directory,
                           gint64             at_us,
                           gboolean           is_full,
                           DeskProgressFunc   progress,
                           gpointer           user_data,
                           GCancellable      *cancellable,
                           DeskExportSummary *out_summary,
                           GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskExportSummary, desk_export_summary_clear)

G_END_DECLS
