/* bulk.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations.h"

#include "../fixture.h"
#include "../slices.h"

#include "jobs/desk-job-maintain.h"
#include "store/backup/desk-backup-private.h"
#include "store/backup/desk-media-sweep.h"
#include "store/desk-batch.h"
#include "store/desk-chore.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

#include <glib/gstdio.h>

/* Work in slices, each as small as it can be, so that it fails between them. What
 * it could not end is ended at the next opening. */

#define CUT_ROWS 4

/**
 * settle_bulk:
 *
 * Does what is done when a library is opened.
 */
void
settle_bulk (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  gboolean is_done = FALSE;

  g_assert_no_error (error);
  desk_store_sweep_batches (store, G_TIME_SPAN_MINUTE, NULL, &is_done, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  desk_store_do_chores (store, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
thin_revisions (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  unsigned n_removed = 0;

  slices_cut (store, CUT_ROWS);
  return desk_store_thin_revisions (store, JUNE_US + 400 * DAY_US, NULL, &n_removed, error);
}

/* The next day goes on with it. */
static void
settle_thinned (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  unsigned n_removed;

  g_assert_no_error (error);
  desk_store_thin_revisions (store, JUNE_US + 400 * DAY_US, NULL, &n_removed, &error);
  g_assert_no_error (error);
}

/* The one article that is in the trash. */
static gboolean
purge_trash (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  unsigned n_purged = 0;

  slices_cut (store, CUT_ROWS);
  return desk_store_purge_trash (store, G_MAXINT64, NULL, NULL, NULL, &n_purged, error);
}

static gboolean
rename_used_term (DeskStore *store,
                  Work      *work,
                  GString   *said,
                  GError   **error)
{
  slices_cut (store, 1);
  return desk_store_save_term (store, work->renamed, error);
}

static gboolean
set_main_language (DeskStore *store,
                   Work      *work,
                   GString   *said,
                   GError   **error)
{
  g_autoptr(DeskSite) site = desk_site_new ();

  slices_cut (store, 2);
  return desk_site_set (site, "languages", "sr,en", error) && desk_store_save_site (store, site, error);
}

/* Two articles, a slice each. */
static gboolean
import (DeskStore *store,
        Work      *work,
        GString   *said,
        GError   **error)
{
  g_autoptr(DeskBatch) batch = desk_batch_begin (store, error);
  g_autoptr(DeskArticle) second = desk_article_copy (work->fresh);
  g_autoptr(DeskTerm) tag = NULL;

  slices_cut (store, CUT_ROWS);
  if (batch == NULL)
    return FALSE;

  tag = desk_store_ensure_term (store, DESK_TERM_TAG, "Harbours", "en", NULL, error);

  return tag != NULL &&
         desk_store_add_article (store, work->fresh, error) &&
         desk_batch_step (batch, error) &&
         desk_store_add_article (store, second, error) &&
         desk_batch_step (batch, error) &&
         desk_batch_finish (batch, error);
}

static gboolean
give_import_up (DeskStore *store,
                Work      *work,
                GString   *said,
                GError   **error)
{
  g_autoptr(DeskBatch) batch = desk_batch_begin (store, error);

  slices_cut (store, CUT_ROWS);

  return batch != NULL &&
         desk_store_add_article (store, work->fresh, error) &&
         desk_batch_step (batch, error);
}

/* A file of long ago that nothing names. */
static char *
orphan_of (const Work *work)
{
  return g_build_filename (work->library, "media", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", NULL);
}

static gboolean
sweep_media (DeskStore *store,
             Work      *work,
             GString   *said,
             GError   **error)
{
  g_autofree char *orphan = orphan_of (work);
  unsigned n_removed = 0;

  slices_cut (store, CUT_ROWS);
  (void) g_file_set_contents (orphan, "x", 1, NULL); /* the disk may be full */
  return desk_store_sweep_media (store, g_get_real_time () + 2 * DAY_US, NULL, &n_removed, error);
}

/* All that rows name is still there. */
static void
settle_sweep (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  g_autoptr(GPtrArray) media = desk_store_list_media (store, &error);
  g_autofree char *orphan = orphan_of (work);

  g_assert_no_error (error);
  (void) g_unlink (orphan);
  for (unsigned i = 0; i < media->len; i++)
    {
      g_autofree char *path = desk_store_dup_media_path (store, media->pdata[i]);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

static gboolean
forget_media (DeskStore *store,
              Work      *work,
              GString   *said,
              GError   **error)
{
  return desk_store_purge_media (store, G_MAXINT64, NULL, error);
}

/* Once the day's snapshot is there, what failed behind it waits for the next day. */
static gboolean
maintain (DeskStore *store,
          Work      *work,
          GString   *said,
          GError   **error)
{
  g_autofree char *snapshots = desk_snapshot_dup_folder (work->library);

  desk_safe_remove (snapshots);
  slices_cut (store, CUT_ROWS);
  return desk_job_maintain (store, g_get_real_time () + 40 * DAY_US, NULL, NULL, NULL, error);
}

static void
settle_maintenance (const Work *work)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (work->library, &error);
  g_autofree char *snapshots = desk_snapshot_dup_folder (work->library);

  g_assert_no_error (error);
  desk_safe_remove (snapshots);
  desk_job_maintain (store, g_get_real_time () + 40 * DAY_US, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  desk_safe_remove (snapshots);
}

static const Operation operations[] = {
  { "thinning-revisions", OPERATION_BULK, thin_revisions, settle_thinned },
  { "emptying-the-trash", OPERATION_BULK, purge_trash, settle_bulk },
  { "renaming-a-term-of-many", OPERATION_BULK, rename_used_term, settle_bulk },
  { "changing-the-main-language", OPERATION_BULK, set_main_language, settle_bulk },
  { "importing", OPERATION_BULK, import, settle_bulk },
  { "giving-an-import-up", OPERATION_BULK, give_import_up, settle_bulk },
  { "sweeping-media", OPERATION_COPIES, sweep_media, settle_sweep },
  { "forgetting-media", OPERATION_WRITES, forget_media, NULL },
  { "maintaining", OPERATION_BULK, maintain, settle_maintenance, TRUE },
};

const OperationGroup bulk_operations = { operations, G_N_ELEMENTS (operations) };
