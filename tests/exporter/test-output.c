/* test-output.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-export.h"
#include "exporter/desk-output.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIBRARY "0198c2f0-0000-7000-8000-000000000001"
#define OTHER_LIBRARY "0198c2f0-0000-7000-8000-000000000002"

typedef struct
{
  char *folder; /* of the test */
  char *site;   /* in it; not there yet */
} Fixture;

static void
remove_tree (const char *path)
{
  struct stat status;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (lstat (path, &status) == 0 && S_ISDIR (status.st_mode))
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("copydesk-output-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->site = g_build_filename (fixture->folder, "site", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->site);
}

static char *
read_site (Fixture    *fixture,
           const char *path)
{
  g_autofree char *full = g_build_filename (fixture->site, path, NULL);
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);
  return text;
}

static void
put_site (Fixture    *fixture,
          const char *path,
          const char *text)
{
  g_autofree char *full = g_build_filename (fixture->site, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

/* Exports pairs of path and text, ended by NULL. */
static DeskOutputCounts
export_files (Fixture           *fixture,
              const char *const *files)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, &error);

  g_assert_no_error (error);
  for (unsigned i = 0; files[i] != NULL; i += 2)
    {
      g_assert_true (desk_output_write (output, files[i], files[i + 1], strlen (files[i + 1]), &error));
      g_assert_no_error (error);
    }
  g_assert_true (desk_output_finish (output, &error));
  g_assert_no_error (error);

  return desk_output_get_counts (output);
}

static void
test_same_again (Fixture      *fixture,
                 gconstpointer data)
{
  const char *files[] = { "index.html", "home", "en/news/index.html", "news", NULL };
  DeskOutputCounts counts = export_files (fixture, files);
  g_autofree char *text = read_site (fixture, "en/news/index.html");
  g_autofree char *dirty = NULL;

  g_assert_cmpuint (counts.n_written, ==, 2);
  g_assert_cmpuint (counts.n_bytes, ==, 8);
  g_assert_cmpstr (text, ==, "news");
  dirty = read_site (fixture, ".copydesk/dirty");
  g_assert_null (dirty);

  counts = export_files (fixture, files);
  g_assert_cmpuint (counts.n_written, ==, 0);
  g_assert_cmpuint (counts.n_unchanged, ==, 2);
  g_assert_cmpuint (counts.n_removed, ==, 0);
}

static void
test_changed_and_gone (Fixture      *fixture,
                       gconstpointer data)
{
  const char *before[] = { "index.html", "home", "en/old/page/index.html", "old", NULL };
  const char *after[] = { "index.html", "home, newer", NULL };
  g_autofree char *text = NULL;
  g_autofree char *folder = g_build_filename (fixture->site, "en", NULL);
  DeskOutputCounts counts;

  export_files (fixture, before);
  counts = export_files (fixture, after);
  text = read_site (fixture, "index.html");

  g_assert_cmpstr (text, ==, "home, newer");
  g_assert_cmpuint (counts.n_written, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 1);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_foreign_file (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = NULL;
  g_autofree char *text = NULL;

  put_site (fixture, "index.html", "somebody else's");
  output = desk_output_open (fixture->site, LIBRARY, &error);
  g_assert_no_error (error);

  g_assert_false (desk_output_write (output, "index.html", "ours", 4, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "index.html"));
  text = read_site (fixture, "index.html");
  g_assert_cmpstr (text, ==, "somebody else's");
}

static void
test_foreign_neighbour (Fixture      *fixture,
                        gconstpointer data)
{
  const char *before[] = { "en/index.html", "home", NULL };
  const char *after[] = { "sr/index.html", "home", NULL };
  g_autofree char *text = NULL;

  put_site (fixture, "en/notes.txt", "kept");
  export_files (fixture, before);
  export_files (fixture, after);
  text = read_site (fixture, "en/notes.txt");

  g_assert_cmpstr (text, ==, "kept");
}

static void
test_same_bytes_are_adopted (Fixture      *fixture,
                             gconstpointer data)
{
  const char *files[] = { "robots.txt", "User-agent: *\n", NULL };
  const char *newer[] = { "robots.txt", "User-agent: x\n", NULL };
  DeskOutputCounts counts;

  put_site (fixture, "robots.txt", "User-agent: *\n");
  counts = export_files (fixture, files);
  g_assert_cmpuint (counts.n_unchanged, ==, 1);
  counts = export_files (fixture, newer);
  g_assert_cmpuint (counts.n_written, ==, 1);
}

static void
test_changed_by_hand_is_kept (Fixture      *fixture,
                              gconstpointer data)
{
  const char *before[] = { "index.html", "home", "en/index.html", "english", NULL };
  const char *after[] = { "index.html", "home", NULL };
  g_autofree char *text = NULL;
  DeskOutputCounts counts;

  export_files (fixture, before);
  put_site (fixture, "en/index.html", "mended by hand");
  counts = export_files (fixture, after);
  text = read_site (fixture, "en/index.html");

  g_assert_cmpuint (counts.n_removed, ==, 0);
  g_assert_cmpstr (text, ==, "mended by hand");
}

static void
test_other_library (Fixture      *fixture,
                    gconstpointer data)
{
  const char *files[] = { "index.html", "home", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = NULL;

  export_files (fixture, files);
  output = desk_output_open (fixture->site, OTHER_LIBRARY, &error);
  g_assert_no_error (error);
  g_assert_false (desk_output_write (output, "index.html", "another", 7, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
}

static void
test_broken_run (Fixture      *fixture,
                 gconstpointer data)
{
  const char *before[] = { "index.html", "home", "en/index.html", "english", NULL };
  const char *after[] = { "index.html", "home", "sr/index.html", "another text", NULL };
  g_autofree char *dirty = NULL;
  g_autofree char *english = NULL;
  DeskOutputCounts counts;

  export_files (fixture, before);

  /* One that is left in the middle: it adds a page and removes nothing. */
  {
    g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

    g_assert_true (desk_output_write (output, "sr/index.html", "half of it", 10, NULL));
  }
  dirty = read_site (fixture, ".copydesk/dirty");
  english = read_site (fixture, "en/index.html");
  g_assert_nonnull (dirty);
  g_assert_cmpstr (english, ==, "english");

  /* The next one knows that page as its own, although no list was written. */
  counts = export_files (fixture, after);
  g_assert_cmpuint (counts.n_written, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 1);
}

static void
test_twice_broken_run (Fixture      *fixture,
                       gconstpointer data)
{
  const char *after[] = { "b", "2", NULL };
  DeskOutputCounts counts;

  for (unsigned i = 0; i < 2; i++)
    {
      g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

      g_assert_true (desk_output_write (output, i == 0 ? "a" : "b", "1", 1, NULL));
    }

  counts = export_files (fixture, after);
  g_assert_cmpuint (counts.n_written, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 1);
}

static void
test_damaged_list (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const lists[] = { "", "garbage\n", "copydesk-files 1 " LIBRARY "\nnot a line\n\xff\xfe\n" };
  const char *files[] = { "index.html", "home", NULL };

  for (unsigned i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      DeskOutputCounts counts;

      export_files (fixture, files);
      put_site (fixture, ".copydesk/files", lists[i]);
      counts = export_files (fixture, files);
      g_assert_cmpuint (counts.n_unchanged, ==, 1);
      g_assert_cmpuint (counts.n_written, ==, 0);
    }
}

static void
test_list_leads_nowhere_else (Fixture      *fixture,
                              gconstpointer data)
{
  static const char list[] =
    "copydesk-files 1 " LIBRARY "\n"
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ../outside\n"
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 link/outside\n";
  const char *files[] = { "index.html", "home", NULL };
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->site, "link", NULL);

  g_assert_true (g_file_set_contents (outside, "test", -1, NULL)); /* which has that hash */
  put_site (fixture, ".copydesk/files", list);
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  export_files (fixture, files);

  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
}

static void
test_looking_changes_nothing (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

  desk_output_set_rehearsal (output, TRUE);
  g_assert_true (desk_output_write (output, "en/index.html", "home", 4, NULL));
  g_assert_true (desk_output_finish (output, NULL));
  g_assert_false (g_file_test (fixture->site, G_FILE_TEST_EXISTS));
}

/* A rehearsal refuses what the export itself would. */
static void
test_rehearsal (Fixture      *fixture,
                gconstpointer data)
{
  static const struct
  {
    const char *theirs;
    const char *ours;
  } cases[] = {
    { "index.html", "index.html" },
    { "en", "en/index.html" },                      /* a file where a folder belongs */
    { "sr/index.html/photo.jpg", "sr/index.html" }, /* a folder where a file belongs */
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskOutput) output = NULL;

      put_site (fixture, cases[i].theirs, "theirs");
      output = desk_output_open (fixture->site, LIBRARY, NULL);
      g_assert_true (desk_output_has_others (output));
      desk_output_set_rehearsal (output, TRUE);
      g_assert_false (desk_output_write (output, cases[i].ours, "ours", 4, &error));
      g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
    }
}

static void
test_others (Fixture      *fixture,
             gconstpointer data)
{
  const char *files[] = { "index.html", "home", "en/news/index.html", "news", NULL };
  static const char *const theirs[] = { "CNAME", "en/news/photo.jpg" };
  g_autofree char *empty = g_build_filename (fixture->site, "en", "empty", NULL);

  export_files (fixture, files);
  {
    g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

    g_assert_false (desk_output_has_others (output));
    g_assert_cmpint (g_mkdir (empty, 0755), ==, 0);
    g_assert_true (desk_output_has_others (output));
    g_assert_cmpint (g_rmdir (empty), ==, 0);
  }
  for (unsigned i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      g_autofree char *full = g_build_filename (fixture->site, theirs[i], NULL);
      g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

      put_site (fixture, theirs[i], "theirs");
      g_assert_true (desk_output_has_others (output));
      g_assert_cmpint (g_unlink (full), ==, 0);
    }
}

static void
test_symbolic_link (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, &error);
  g_autofree char *link = g_build_filename (fixture->site, "en", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "index.html", NULL);

  g_assert_cmpint (g_mkdir (fixture->site, 0755), ==, 0);
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  g_assert_false (desk_output_write (output, "en/index.html", "x", 1, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

static void
test_folder_in_the_way (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = NULL;

  put_site (fixture, "index.html/photo.jpg", "x");
  output = desk_output_open (fixture->site, LIBRARY, &error);
  g_assert_false (desk_output_write (output, "index.html", "x", 1, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FOREIGN);
}

static void
test_one_at_a_time (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) first = desk_output_open (fixture->site, LIBRARY, NULL);
  g_autoptr(DeskOutput) second = desk_output_open (fixture->site, LIBRARY, NULL);
  g_autoptr(DeskOutput) third = NULL;

  g_assert_true (desk_output_write (first, "index.html", "home", 4, NULL));
  g_assert_false (desk_output_write (second, "index.html", "home", 4, &error)); /* looked before the first one wrote */
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  g_clear_error (&error);
  third = desk_output_open (fixture->site, LIBRARY, &error);
  g_assert_null (third);
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
}

static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  static const char path[] = "/proc/self/site"; /* where root can't write either */
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = desk_output_open (path, LIBRARY, NULL);

  g_assert_false (desk_output_write (output, "index.html", "home", 4, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_file_as_folder (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = NULL;

  g_assert_true (g_file_set_contents (fixture->site, "a file", -1, NULL));
  output = desk_output_open (fixture->site, LIBRARY, NULL);
  g_assert_false (desk_output_write (output, "index.html", "home", 4, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, fixture->site));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
        g_test_add ("/exporter/output/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("same-again-writes-nothing", test_same_again);
  ADD ("changed-is-written-and-gone-is-removed", test_changed_and_gone);
  ADD ("foreign-file-is-never-overwritten", test_foreign_file);
  ADD ("foreign-neighbour-is-never-removed", test_foreign_neighbour);
  ADD ("same-bytes-become-ours", test_same_bytes_are_adopted);
  ADD ("changed-by-hand-is-not-removed", test_changed_by_hand_is_kept);
  ADD ("other-library-is-foreign", test_other_library);
  ADD ("broken-run-is-finished-by-the-next", test_broken_run);
  ADD ("twice-broken-run-is-finished-too", test_twice_broken_run);
  ADD ("damaged-list-compares-everything", test_damaged_list);
  ADD ("list-leads-nowhere-else", test_list_leads_nowhere_else);
  ADD ("looking-changes-nothing", test_looking_changes_nothing);
  ADD ("rehearsal-refuses-what-the-export-would", test_rehearsal);
  ADD ("others-are-what-no-list-of-ours-has", test_others);
  ADD ("symbolic-link-is-not-entered", test_symbolic_link);
  ADD ("folder-in-the-way-stays", test_folder_in_the_way);
  ADD ("one-export-at-a-time", test_one_at_a_time);
  ADD ("read-only-folder-is-named", test_read_only);
  ADD ("file-is-no-folder", test_file_as_folder);

#undef ADD

  return g_test_run ();
}
