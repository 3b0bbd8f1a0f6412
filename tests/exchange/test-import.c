/* test-import.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "jobs/desk-job-export-library.h"
#include "jobs/desk-job-import.h"

#include "../store/fixture.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define N_FILES 40

/* Cancels when it was called so many times. */
typedef struct
{
  GCancellable *cancellable;
  unsigned      n_left;
} Canceller;

static void
count_down (const char *what,
            double      fraction,
            gpointer    user_data)
{
  Canceller *canceller = user_data;

  g_assert_nonnull (what);
  g_assert_cmpfloat (fraction, <=, 1.0);
  if (canceller->n_left > 0 && --canceller->n_left == 0)
    g_cancellable_cancel (canceller->cancellable);
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
write_files (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "files", NULL);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (unsigned i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%02u.md", i);
      g_autofree char *text = g_strdup_printf ("---\ntitle: Number %u\nsection: Rivers\ntags: [Tag %u]\n---\n\nText %u\n", i, i % 3, i);

      write_file (folder, name, text);
    }

  return g_steal_pointer (&folder);
}

static gboolean
import (Fixture    *fixture,
        const char *folder,
        Canceller  *canceller,
        GError    **error)
{
  const char *const paths[] = { folder, NULL };
  g_autoptr(DeskImportReport) report = desk_import_report_new ();

  return desk_job_import (fixture->store, paths, count_down, canceller, canceller->cancellable, report, error);
}

/* Wherever an import is cancelled, all is there or nothing. */
static void
cancelled_leaves_nothing (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *folder = write_files (fixture);
  gboolean is_done = FALSE;

  for (unsigned n = 1; !is_done; n += 3)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Canceller canceller = { cancellable, n };
      g_autoptr(GError) error = NULL;
      g_autofree char *counts = NULL;

      is_done = import (fixture, folder, &canceller, &error);
      if (!is_done)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      counts = fixture_query (fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM edition),"
                                       " (SELECT count (*) FROM term), (SELECT count (*) FROM address),"
                                       " (SELECT count (*) FROM listing), (SELECT count (*) FROM batch)");
      g_assert_cmpstr (counts, ==, is_done ? "40|40|4|40|40|0" : "0|0|0|0|0|0");
      g_assert_cmpuint (n, <, 10 * N_FILES);
    }
}

/* Nothing is written into a folder before all is known to fit. */
static void
cancelled_export_goes_on (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *folder = write_files (fixture);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  Canceller none = { NULL, 0 };
  g_autoptr(GError) error = NULL;
  DeskLibraryExportSummary summary;

  g_assert_true (import (fixture, folder, &none, &error));
  g_assert_no_error (error);
  for (unsigned n = 1;; n += 13)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Canceller canceller = { cancellable, n };

      if (desk_job_export_library (fixture->store, out, count_down, &canceller, cancellable, &summary, &error))
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpint (g_file_test (out, G_FILE_TEST_EXISTS), ==, n >= N_FILES);
      g_assert_cmpuint (n, <, 10 * N_FILES);
    }
  g_assert_cmpuint (summary.n_articles, ==, N_FILES);
  g_assert_cmpuint (summary.n_written + summary.n_unchanged, ==, N_FILES + 1);
}

/* A second bulk write waits its turn with a clear word. */
static void
two_at_once_are_refused (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *folder = write_files (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) other = desk_store_open (fixture->library, &error);
  g_autofree char *lock = g_build_filename (fixture->library, "batch.lock", NULL);
  const char *const paths[] = { folder, NULL };
  g_autoptr(DeskImportReport) report = desk_import_report_new ();
  int fd;

  g_assert_no_error (error);
  fd = g_open (lock, O_RDWR | O_CREAT, 0644);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_false (desk_job_import (other, paths, NULL, NULL, NULL, report, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_cmpint (close (fd), ==, 0);
}

/* Whatever a damaged row names a picture by. */
static void
damaged_media_end_an_export (Fixture      *fixture,
                             gconstpointer data)
{
  static const char *const hashes[] = { "", "short", "../../outside-of-the-library" };
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside-of-the-library", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("GIF89a", 6);
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GError) error = NULL;
  DeskLibraryExportSummary summary;

  g_assert_true (g_file_set_contents (outside, "a secret", -1, NULL));
  g_set_str (&media->name, "a.gif");
  g_set_str (&media->mime_type, "image/gif");
  g_assert_true (desk_store_add_media (fixture->store, bytes, media, &error));
  for (unsigned i = 0; i < G_N_ELEMENTS (hashes); i++)
    {
      g_autofree char *sql = NULL;
      g_autofree char *copy = NULL;

      sql = g_strdup_printf ("PRAGMA ignore_check_constraints = ON; UPDATE media SET sha256 = '%s'", hashes[i]);
      fixture_execute (file, sql);
      g_assert_false (desk_job_export_library (fixture->store, out, NULL, NULL, NULL, &summary, &error));
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_clear_error (&error);
      copy = g_build_filename (out, "outside-of-the-library.gif", NULL);
      g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/exchange/import/cancelled-leaves-nothing", cancelled_leaves_nothing);
  fixture_add_test ("/exchange/import/cancelled-export-goes-on", cancelled_export_goes_on);
  fixture_add_test ("/exchange/export/damaged-media-end-it", damaged_media_end_an_export);
  fixture_add_test ("/exchange/import/two-at-once-are-refused", two_at_once_are_refused);

  return g_test_run ();
}
