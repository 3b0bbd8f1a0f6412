/* test-maintain.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"

#include "jobs/desk-job-maintain.h"
#include "store/backup/desk-snapshot.h"

static void
maintain (Fixture *fixture,
          gint64   now_us)
{
  g_autoptr(GError) error = NULL;

  desk_job_maintain (fixture->store, now_us, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_once (Fixture      *fixture,
           gconstpointer data)
{
  gint64 now_us = g_get_real_time () + 40 * DAY_US;
  g_autoptr(DeskArticle) gone = fixture_add_article (fixture, "en", "Gone", "One.\n");
  g_autoptr(DeskArticle) kept = fixture_add_article (fixture, "en", "Kept", "Two.\n");
  g_autofree char *orphan = g_build_filename (fixture->library, "media",
                                              "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", NULL);
  g_autofree char *titles = NULL;
  g_autofree char *in_snapshot = NULL;
  g_autoptr(GPtrArray) snapshots = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_store_delete_article (fixture->store, gone->uuid, &error));
  g_assert_true (g_file_set_contents (orphan, "x", 1, NULL));

  maintain (fixture, now_us);
  titles = fixture_query (fixture, "SELECT title FROM edition");
  g_assert_cmpstr (titles, ==, "Kept");
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));

  /* What goes is in the snapshot that was made before. */
  snapshots = desk_store_list_snapshots (fixture->store);
  g_assert_cmpuint (snapshots->len, ==, 1);

  /* The second time of a day there is nothing to do. */
  g_assert_true (g_file_set_contents (orphan, "x", 1, NULL));
  maintain (fixture, now_us);
  g_assert_true (g_file_test (orphan, G_FILE_TEST_EXISTS));
  maintain (fixture, now_us + DAY_US);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
}

/* What was begun by a program that was killed ends at any opening, not only once
 * a day. */
static void
test_begun (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) hidden = fixture_add_article (fixture, "en", "Hidden", "One.\n");
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *left = NULL;
  gint64 now_us = g_get_real_time ();

  maintain (fixture, now_us);
  fixture_execute (file,
                   "INSERT INTO batch (started_us) VALUES (1); UPDATE article SET batch_id = (SELECT id FROM batch);"
                   "INSERT INTO setting (key, value, changed_us) VALUES ('~relist', '', 1)");
  maintain (fixture, now_us);
  left = fixture_query (fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM batch),"
                                 " (SELECT count (*) FROM setting WHERE key GLOB '~*')");
  g_assert_cmpstr (left, ==, "0|0|0");
}

/* Nothing is removed from a library that can't be made safe first. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) gone = fixture_add_article (fixture, "en", "Gone", "A sluice gate.\n");
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *titles = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_store_delete_article (fixture->store, gone->uuid, &error));
  g_clear_object (&fixture->store);
  damage_spoil (file, "A sluice gate", "A sluice gaue");
  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);

  g_assert_false (desk_job_maintain (fixture->store, g_get_real_time () + 40 * DAY_US, NULL, NULL, NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
  titles = fixture_query (fixture, "SELECT title FROM edition");
  g_assert_cmpstr (titles, ==, "Gone");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/jobs/maintain/what-is-due-goes-once-a-day", test_once);
  fixture_add_test ("/jobs/maintain/what-was-begun-is-ended-each-time", test_begun);
  fixture_add_test ("/jobs/maintain/a-damaged-library-keeps-everything", test_damaged);
  return g_test_run ();
}
