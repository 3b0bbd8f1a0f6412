/* test-safe-file.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/backup/desk-backup-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

static char *
path_in (Fixture    *fixture,
         const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (const char *path,
            const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_holds (const char *path,
              const char *text)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
}

static void
test_errors (Fixture      *fixture,
             gconstpointer data)
{
  static const struct
  {
    int            problem;
    DeskStoreError code;
    const char    *advice;
  } rows[] = {
    { ENOSPC, DESK_STORE_ERROR_FULL, "make room" },
    { EDQUOT, DESK_STORE_ERROR_FULL, "make room" },
    { EFBIG, DESK_STORE_ERROR_FULL, "make room" },
    { EEXIST, DESK_STORE_ERROR_EXISTS, "name another place" },
    { EACCES, DESK_STORE_ERROR_READ_ONLY, "allow writing" },
    { EPERM, DESK_STORE_ERROR_READ_ONLY, "allow writing" },
    { EROFS, DESK_STORE_ERROR_READ_ONLY, "allow writing" },
    { EIO, DESK_STORE_ERROR_FAILED, "try again" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_safe_throw (rows[i].problem, "/media/stick/News.tar.zst", &error));
      g_assert_error (error, DESK_STORE_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, "/media/stick/News.tar.zst"));
      g_assert_nonnull (strstr (error->message, rows[i].advice));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_put (Fixture      *fixture,
          gconstpointer data)
{
  g_autofree char *from = path_in (fixture, "from");
  g_autofree char *to = path_in (fixture, "to");
  g_autofree char *nowhere = path_in (fixture, "no folder/to");
  g_autoptr(GError) error = NULL;

  write_file (from, "new");
  g_assert_true (desk_safe_put (from, to, FALSE, &error));
  assert_holds (to, "new");
  g_assert_false (g_file_test (from, G_FILE_TEST_EXISTS));

  write_file (from, "newer");
  g_assert_false (desk_safe_put (from, to, FALSE, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS);
  assert_holds (to, "new");
  assert_holds (from, "newer");
  g_clear_error (&error);

  g_assert_true (desk_safe_put (from, to, TRUE, &error));
  g_assert_no_error (error);
  assert_holds (to, "newer");

  g_assert_false (desk_safe_put (from, to, TRUE, &error)); /* it is there no more */
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (desk_safe_put (to, nowhere, FALSE, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  assert_holds (to, "newer");
}

static void
test_nowhere (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *file = path_in (fixture, "file");
  g_autofree char *below = path_in (fixture, "file/below");
  g_autoptr(GError) error = NULL;

  write_file (file, "x");
  g_assert_null (desk_safe_make_folder (below, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (desk_safe_temporary (below, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (desk_safe_sync_disk (file, &error)); /* it is no folder */
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
}

static void
test_temporary (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *folder = path_in (fixture, "new folder");
  g_autofree char *first = desk_safe_temporary (folder, NULL);
  g_autofree char *second = desk_safe_temporary (folder, NULL);
  g_autofree char *own = desk_safe_make_folder (folder, NULL);

  g_assert_cmpstr (first, !=, second);
  assert_holds (first, "");
  g_assert_true (g_file_test (own, G_FILE_TEST_IS_DIR));
  g_assert_true (desk_safe_sync_disk (folder, NULL));
}

static void
test_free_name (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *first = desk_safe_dup_free_name (fixture->folder, "Damaged ", JUNE_US, ".sqlite3");
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (g_str_has_suffix (first, "00.sqlite3"));
  write_file (first, "x");
  second = desk_safe_dup_free_name (fixture->folder, "Damaged ", JUNE_US, ".sqlite3");
  g_assert_true (g_str_has_suffix (second, "00-2.sqlite3"));
  write_file (second, "x");
  third = desk_safe_dup_free_name (fixture->folder, "Damaged ", JUNE_US, ".sqlite3");
  g_assert_true (g_str_has_suffix (third, "00-3.sqlite3"));
}

/* Only what a program before us made, and didn't finish long ago. */
static void
test_sweep (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *mine = path_in (fixture, "Mine.txt");
  g_autofree char *target = path_in (fixture, "target");
  g_autofree char *inside = g_build_filename (target, "kept", NULL);
  g_autofree char *left = desk_safe_temporary (fixture->folder, NULL);
  g_autofree char *folder = desk_safe_make_folder (fixture->folder, NULL);
  g_autofree char *deep = g_build_filename (folder, "media", "ab", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  gint64 now_us = g_get_real_time ();
  struct utimbuf old = { (now_us - DAY_US) / G_USEC_PER_SEC, (now_us - DAY_US) / G_USEC_PER_SEC };

  write_file (mine, "x");
  g_assert_cmpint (g_mkdir (target, 0777), ==, 0);
  write_file (inside, "x");
  g_assert_cmpint (g_mkdir_with_parents (deep, 0777), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_cmpint (utime (mine, &old), ==, 0);

  desk_safe_sweep (fixture->folder, now_us - DAY_US / 2); /* both are younger */
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_assert_cmpint (utime (left, &old), ==, 0);
  g_assert_cmpint (utime (folder, &old), ==, 0);
  desk_safe_sweep (fixture->folder, now_us - DAY_US / 2);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  assert_holds (inside, "x"); /* the link was not followed */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/safe-file/an-error-says-what-to-do", test_errors);
  fixture_add_test ("/store/safe-file/a-name-is-given-when-all-is-there", test_put);
  fixture_add_test ("/store/safe-file/no-folder-is-said", test_nowhere);
  fixture_add_test ("/store/safe-file/a-temporary-one-is-new", test_temporary);
  fixture_add_test ("/store/safe-file/a-free-name-has-a-number", test_free_name);
  fixture_add_test ("/store/safe-file/what-was-left-behind-is-swept", test_sweep);
  return g_test_run ();
}
