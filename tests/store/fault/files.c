/* files.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../say.h"
#include "../slices.h"

#include "exchange/desk-library-export.h"
#include "exchange/desk-library-import.h"
#include "store/backup/desk-backup-private.h"

/* Articles as files, in and out. */

static gboolean
import_files (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  const char *const paths[] = { work->files, NULL };
  g_autoptr(DeskImportReport) report = desk_import_report_new ();

  slices_cut (store, 1);
  return desk_library_import (store, paths, NULL, NULL, NULL, report, error);
}

static gboolean
export_files (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autofree char *folder = work_dup_beside (work, "-files");
  g_autofree char *digest = NULL;
  DeskLibraryExportSummary summary;

  desk_safe_remove (folder);
  if (!desk_library_export (store, folder, NULL, NULL, NULL, &summary, error))
    return FALSE;

  digest = fixture_digest (folder);
  say (said, "%s", digest);
  return TRUE;
}

/* A second export goes on where the first one failed. */
static void
settle_exported (const Work *work)
{
  g_autofree char *folder = work_dup_beside (work, "-files");
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  DeskLibraryExportSummary summary;

  g_assert_no_error (error);
  desk_library_export (store, folder, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  desk_safe_remove (folder);
}

static const Operation operations[] = {
  { "importing-files", OPERATION_BULK, import_files, settle_bulk, TRUE },
  { "exporting-files", OPERATION_COPIES, export_files, settle_exported, TRUE },
};

const OperationGroup file_operations = { operations, G_N_ELEMENTS (operations) };
