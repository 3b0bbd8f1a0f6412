/* keeping.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../say.h"

#include "exporter/check/desk-content-check.h"
#include "jobs/desk-job-check.h"
#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-backup.h"
#include "store/backup/desk-repair.h"
#include "store/desk-reading.h"

#include <glib/gstdio.h>
#include <string.h>

/* Snapshots, backups, what becomes of them, and repair. A file that has its name
 * is whole; nothing that was begun is left beside it; a library is the one before
 * or the one after, its theme with it. */

static void
assert_nothing_begun (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, DESK_TEMPORARY_PREFIX))
        g_test_message ("%s is left", name);
      g_assert_false (g_str_has_prefix (name, DESK_TEMPORARY_PREFIX));
    }
}

static void
assert_sound (const char *file)
{
  g_autoptr(GError) error = NULL;
  const DeskWatch nobody = { NULL };

  desk_check_library_copy (file, &nobody, &error);
  g_assert_no_error (error);
}

static void
settle_snapshots (const Work *work)
{
  g_autofree char *folder = desk_snapshot_dup_folder (work->library);
  g_autoptr(GPtrArray) snapshots = desk_snapshot_list (work->library);

  for (unsigned i = 0; i < snapshots->len; i++)
    assert_sound (((DeskSnapshot *) snapshots->pdata[i])->path);
  assert_nothing_begun (folder);
  assert_nothing_begun (work->library);
  desk_safe_remove (folder);
}

static gboolean
make_snapshot (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  g_autofree char *folder = desk_snapshot_dup_folder (work->library);

  desk_safe_remove (folder);
  return desk_store_make_snapshot (store, JUNE_US, NULL, NULL, NULL, error);
}

/* A page that the disk does not give is told as a damaged one. */
static void
say_findings (GString   *said,
              GPtrArray *findings)
{
  for (unsigned i = 0; findings != NULL && i < findings->len; i++)
    {
      const DeskFinding *finding = findings->pdata[i];

      if (finding->kind != DESK_FINDING_DATABASE)
        say (said, "%d|%s", (int) finding->kind, finding->message);
    }
}

static gboolean
check (DeskStore *store,
       Work      *work,
       GString   *said,
       GError   **error)
{
  g_autoptr(GPtrArray) findings = desk_store_check (store, NULL, NULL, NULL, error);

  say_findings (said, findings);
  return findings != NULL;
}

static gboolean
back_up (DeskStore *store,
         Work      *work,
         GString   *said,
         GError   **error)
{
  g_autofree char *file = work_dup_beside (work, "-backup.tar.zst");
  g_auto(DeskBackupSummary) summary = { 0 };

  (void) g_unlink (file); /* of the last attempt */
  if (!desk_backup_write (store, file, NULL, NULL, NULL, &summary, error))
    return FALSE;

  say (said, "%" G_GUINT64_FORMAT " %u", summary.n_files, summary.left_out->len);
  return TRUE;
}

static gboolean
make_library_of_backup (DeskStore *no_store,
                        Work      *work,
                        GString   *said,
                        GError   **error)
{
  g_autofree char *path = work_dup_beside (work, "-new");
  g_auto(DeskRestoreSummary) summary = { 0 };

  return desk_backup_restore (path, work->backup, JUNE_US, NULL, NULL, NULL, &summary, error);
}

/* A whole library, or none. */
static void
settle_new_library (const Work *work)
{
  g_autofree char *path = work_dup_beside (work, "-new");
  g_autoptr(GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr(GPtrArray) findings = desk_job_check (path, DESK_CHECK_DAMAGE, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 0);
      assert_nothing_begun (path);
      desk_safe_remove (path);
    }
}

static void
settle_backup (const Work *work)
{
  g_autofree char *file = work_dup_beside (work, "-backup.tar.zst");
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *path = work_dup_beside (work, "-new");
  g_auto(DeskRestoreSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  assert_nothing_begun (folder);
  settle_snapshots (work);
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return;

  desk_backup_restore (path, file, JUNE_US, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  settle_new_library (work);
  g_assert_cmpint (g_unlink (file), ==, 0);
}

static gboolean
restore (DeskStore *no_store,
         Work      *work,
         GString   *said,
         GError   **error)
{
  g_auto(DeskRestoreSummary) summary = { 0 };

  return desk_backup_restore (work->library, work->backup, JUNE_US, NULL, NULL, NULL, &summary, error);
}

static gboolean
has_article (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  g_autoptr(DeskArticle) article = NULL;

  g_assert_no_error (error);
  article = desk_store_dup_article (store, work->article->uuid, NULL);
  return article != NULL;
}

/* What looked damaged is kept beside, with its themes, and of no interest here. */
static void
remove_damaged (const Work *work)
{
  g_autoptr(GDir) dir = g_dir_open (work->library, 0, NULL);
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "damaged-"))
        g_ptr_array_add (kept, g_build_filename (work->library, name, NULL));
    }
  for (unsigned i = 0; i < kept->len; i++)
    desk_safe_remove (kept->pdata[i]);
}

/* The backup has the old theme and not yet the article. */
static void
settle_restored (const Work *work)
{
  g_autofree char *theme = g_build_filename (work->library, "themes", "own", "page.mustache", NULL);
  g_autofree char *words = NULL;

  g_assert_true (g_file_get_contents (theme, &words, NULL, NULL));
  g_assert_cmpstr (words, ==, has_article (work) ? "new" : "old");
  settle_snapshots (work);
  remove_damaged (work);
}

static gboolean
repair (DeskStore *no_store,
        Work      *work,
        GString   *said,
        GError   **error)
{
  g_auto(DeskRepairSummary) summary = { 0 };

  return desk_repair_library (work->library, JUNE_US, NULL, NULL, NULL, &summary, error);
}

static void
settle_repaired (const Work *work)
{
  assert_nothing_begun (work->library);
  remove_damaged (work);
}

static gboolean
check_closed (DeskStore *no_store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  g_autoptr(GPtrArray) findings = desk_job_check (work->library, DESK_CHECK_DAMAGE, NULL, NULL, NULL, error);

  say_findings (said, findings);
  return findings != NULL;
}

static gboolean
check_content (DeskStore *store,
               Work      *work,
               GString   *said,
               GError   **error)
{
  g_autoptr(DeskReading) reading = desk_reading_begin (store, error);
  g_autoptr(DeskFindings) findings = desk_findings_new (G_MAXUINT);
  g_autoptr(GPtrArray) list = NULL;

  if (reading == NULL || !desk_content_check (store, findings, NULL, NULL, NULL, error))
    return FALSE;

  list = desk_findings_end (findings);
  say_findings (said, list);
  return TRUE;
}

static const Operation operations[] = {
  { "making-a-snapshot", OPERATION_COPIES, make_snapshot, settle_snapshots },
  { "checking", OPERATION_READS, check, NULL },
  { "checking-the-content", OPERATION_READS, check_content, NULL },
  { "backing-up", OPERATION_COPIES, back_up, settle_backup, TRUE },
  { "making-a-library-of-a-backup", OPERATION_OPENS, make_library_of_backup, settle_new_library, TRUE },
  { "restoring-a-backup", OPERATION_OPENS, restore, settle_restored, TRUE },
  { "repairing", OPERATION_OPENS, repair, settle_repaired, TRUE },
  { "checking-what-is-closed", OPERATION_OPENS, check_closed, NULL },
};

const OperationGroup keeping_operations = { operations, G_N_ELEMENTS (operations) };
