/* test-move.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "jobs/desk-job-move.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_folder (Fixture    *fixture,
             const char *name)
{
  char *folder = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  return folder;
}

static void
test_local (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  g_autofree char *folder = make_folder (fixture, "There");
  g_autofree char *made = NULL;
  g_autofree char *name = g_path_get_basename (fixture->library);
  g_autofree char *expected = g_build_filename (folder, name, NULL);
  g_autoptr(DeskStore) moved = NULL;
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) old = NULL;
  g_autoptr(GError) error = NULL;

  made = desk_job_move_library (fixture->library, folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made, ==, expected);
  moved = desk_store_open (made, &error);
  g_assert_no_error (error);
  read = desk_store_dup_article (moved, article->uuid, &error);
  g_assert_cmpstr (fixture_edition (read)->body, ==, "A sluice gate.\n");

  old = desk_store_dup_article (fixture->store, article->uuid, &error);
  g_assert_cmpstr (fixture_edition (old)->body, ==, "A sluice gate.\n"); /* it stays where it was */
}

static void
test_synchronised (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *folder = make_folder (fixture, "Sync");
  g_autofree char *mark = make_folder (fixture, "Sync/.stfolder");
  g_autofree char *made = NULL;
  g_autoptr(GError) error = NULL;

  made = desk_job_move_library (fixture->library, folder, NULL, NULL, NULL, &error);
  g_assert_null (made);
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Syncthing"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  fixture_add_test ("/jobs/move/to-a-local-folder", test_local);
  fixture_add_test ("/jobs/move/refuses-a-synchronised-folder", test_synchronised);

  return g_test_run ();
}
