/* test-output.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exporter/desk-export.h"
#include "exporter/desk-output.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
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
      g_assert_true (desk_output_write (output, files[i], files[i + 1], strlen (files[i + 1]), NULL, &error));
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

  g_assert_false (desk_output_write (output, "index.html", "ours", 4, NULL, &error));
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
  g_assert_false (desk_output_write (output, "index.html", "another", 7, NULL, &error));
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

    g_assert_true (desk_output_write (output, "sr/index.html", "half of it", 10, NULL, NULL));
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

      g_assert_true (desk_output_write (output, i == 0 ? "a" : "b", "1", 1, NULL, NULL));
    }

  counts = export_files (fixture, after);
  g_assert_cmpuint (counts.n_written, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 1);
}

static void
test_damaged_state (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const states[] = { "", "garbage\n", "SQLite format 3" };
  const char *files[] = { "index.html", "home", NULL };

  for (unsigned i = 0; i < G_N_ELEMENTS (states); i++)
    {
      DeskOutputCounts counts;

      export_files (fixture, files);
      put_site (fixture, ".copydesk/state", states[i]);
      counts = export_files (fixture, files);
      g_assert_cmpuint (counts.n_unchanged, ==, 1);
      g_assert_cmpuint (counts.n_written, ==, 0);
    }
}

/* Its database is laid out otherwise, but says which files are the site's. */
static void
test_other_version (Fixture      *fixture,
                    gconstpointer data)
{
  const char *before[] = { "index.html", "home", "en/index.html", "english", NULL };
  const char *after[] = { "index.html", "another home", NULL };
  g_autofree char *path = g_build_filename (fixture->site, ".copydesk", "state", NULL);
  sqlite3 *db = NULL;
  DeskOutputCounts counts;

  for (unsigned i = 0; i < 3; i++)
    export_files (fixture, before);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP TABLE text; DROP TABLE list; PRAGMA user_version = 1", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  counts = export_files (fixture, after);
  g_assert_cmpuint (counts.n_written, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 1);

  counts = export_files (fixture, after);
  g_assert_cmpuint (counts.n_unchanged, ==, 1);
}

static char *
hash_of (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* Somebody else may have written to the lists. */
static void
test_list_leads_nowhere_else (Fixture      *fixture,
                              gconstpointer data)
{
  const char *files[] = { "index.html", "home", NULL };
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->site, "link", NULL);
  g_autofree char *hash = hash_of ("test");
  g_autofree char *dirty = g_strdup_printf ("copydesk-files 1 " LIBRARY "\n%s ../outside\n%s link/outside\n", hash, hash);

  g_assert_true (g_file_set_contents (outside, "test", -1, NULL));
  put_site (fixture, ".copydesk/dirty", dirty);
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  export_files (fixture, files);

  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
}

static DeskSiteState *
open_state (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->site, ".copydesk", "state", NULL);
  DeskSiteState *state = desk_site_state_open (path, LIBRARY, FALSE, NULL);

  g_assert_nonnull (state);
  return state;
}

static void
test_state_leads_nowhere_else (Fixture      *fixture,
                               gconstpointer data)
{
  static const char *const paths[] = { "../outside", "link/outside", ".copydesk/lock" };
  const char *files[] = { "index.html", "home", NULL };
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->site, "link", NULL);
  g_autofree char *lock = g_build_filename (fixture->site, ".copydesk", "lock", NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  DeskSiteFile file = { .run = 1 };
  gsize n_bytes = sizeof file.sha256;

  export_files (fixture, files);
  g_assert_true (g_file_set_contents (outside, "", -1, NULL));
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  g_checksum_get_digest (checksum, file.sha256, &n_bytes); /* as of the empty files */
  {
    g_autoptr(DeskSiteState) state = open_state (fixture);

    for (unsigned i = 0; i < G_N_ELEMENTS (paths); i++)
      g_assert_true (desk_site_state_put_file (state, paths[i], &file, NULL));
  }

  export_files (fixture, files);
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* A file of which the last export says what it has is not looked at, unless it has
 * to be: then what somebody did to it is put right. */
static void
test_trust (Fixture      *fixture,
            gconstpointer data)
{
  const char *files[] = { "index.html", "home", NULL };
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  DeskOutputCounts counts;

  export_files (fixture, files);
  put_site (fixture, "index.html", "spoilt");
  counts = export_files (fixture, files);
  g_assert_cmpuint (counts.n_unchanged, ==, 1);
  text = read_site (fixture, "index.html");
  g_assert_cmpstr (text, ==, "spoilt");

  {
    g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

    g_assert_true (desk_output_is_whole (output));
    desk_output_compare_all (output);
    g_assert_false (desk_output_is_whole (output));
    g_assert_true (desk_output_write (output, "index.html", "home", 4, NULL, NULL));
    g_assert_true (desk_output_finish (output, NULL));
    counts = desk_output_get_counts (output);
  }
  g_assert_cmpuint (counts.n_written, ==, 1);
  again = read_site (fixture, "index.html");
  g_assert_cmpstr (again, ==, "home");
}

/* What was written before the computer was started anew may not be on the disk. */
static void
test_new_start (Fixture      *fixture,
                gconstpointer data)
{
  const char *files[] = { "index.html", "home", NULL };
  g_autofree char *text = NULL;

  export_files (fixture, files);
  {
    g_autoptr(DeskSiteState) state = open_state (fixture);

    g_assert_true (desk_site_state_write_note (state, "boot", "another", NULL));
  }
  put_site (fixture, "index.html", "");
  export_files (fixture, files);
  text = read_site (fixture, "index.html");
  g_assert_cmpstr (text, ==, "home");
}

/* A run that broke has changed one file and removed another. */
static void
test_broken_removal (Fixture      *fixture,
                     gconstpointer data)
{
  const char *files[] = { "a", "1", "b", "2", NULL };
  g_autofree char *dirty = NULL;
  g_autofree char *hash = hash_of ("newer");
  g_autofree char *gone = hash_of ("2");
  g_autofree char *b = g_build_filename (fixture->site, "b", NULL);
  DeskOutputCounts counts;

  export_files (fixture, files);
  dirty = g_strdup_printf ("copydesk-files 1 " LIBRARY "\n%s a\n%s b\n", hash, gone);
  put_site (fixture, "a", "newer");
  g_assert_cmpint (g_unlink (b), ==, 0);
  put_site (fixture, ".copydesk/dirty", dirty);
  counts = export_files (fixture, files);
  g_assert_cmpuint (counts.n_written, ==, 2);
}

static void
test_fingerprints (Fixture      *fixture,
                   gconstpointer data)
{
  const guint8 one[DESK_SITE_HASH_BYTES] = { 1 };
  const guint8 two[DESK_SITE_HASH_BYTES] = { 2 };
  DeskOutputCounts counts;

  for (unsigned i = 0; i < 2; i++)
    {
      g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

      g_assert_cmpint (desk_output_shows (output, "a", one), ==, i == 1);
      g_assert_false (desk_output_shows (output, "a", two));
      if (i == 0)
        g_assert_true (desk_output_write (output, "a", "1", 1, one, NULL));
      else
        g_assert_true (desk_output_keep (output, "a", NULL));
      g_assert_true (desk_output_finish (output, NULL));
      counts = desk_output_get_counts (output);
    }
  g_assert_cmpuint (counts.n_unchanged, ==, 1);
  g_assert_cmpuint (counts.n_removed, ==, 0);
}

static void
test_looking_changes_nothing (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, NULL);

  desk_output_set_rehearsal (output, TRUE);
  g_assert_true (desk_output_write (output, "en/index.html", "home", 4, NULL, NULL));
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
      g_assert_false (desk_output_write (output, cases[i].ours, "ours", 4, NULL, &error));
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
  g_assert_false (desk_output_write (output, "en/index.html", "x", 1, NULL, &error));
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
  g_assert_false (desk_output_write (output, "index.html", "x", 1, NULL, &error));
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

  g_assert_true (desk_output_write (first, "index.html", "home", 4, NULL, NULL));
  g_assert_false (desk_output_write (second, "index.html", "home", 4, NULL, &error)); /* looked before the first one wrote */
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

  g_assert_false (desk_output_write (output, "index.html", "home", 4, NULL, &error));
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
  g_assert_false (desk_output_write (output, "index.html", "home", 4, NULL, &error));
  g_assert_error (error, DESK_EXPORT_ERROR, DESK_EXPORT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, fixture->site));
}

#define N_THREADS 8
#define N_FILES 60 /* of each */

typedef struct
{
  DeskOutput *output;
  unsigned    number;
} Writer;

static char *
dup_name (unsigned thread,
          unsigned file)
{
  return g_strdup_printf ("en/%s/text-%u-%u/index.html", file % 2 == 0 ? "news" : "events", thread, file);
}

static gpointer
write_cb (gpointer data)
{
  const Writer *self = data;
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = dup_name (self->number, i);

      g_assert_true (desk_output_write (self->output, path, path, strlen (path), NULL, &error));
      g_assert_no_error (error);
    }

  return NULL;
}

static DeskOutputCounts
write_by_many (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskOutput) output = desk_output_open (fixture->site, LIBRARY, &error);
  GThread *threads[N_THREADS];
  Writer writers[N_THREADS];

  g_assert_no_error (error);
  for (unsigned i = 0; i < N_THREADS; i++)
    {
      writers[i] = (Writer) { output, i };
      threads[i] = g_thread_new ("write", write_cb, &writers[i]);
    }
  for (unsigned i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_true (desk_output_finish (output, &error));
  g_assert_no_error (error);

  return desk_output_get_counts (output);
}

static void
test_many_at_a_time (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *left = g_build_filename (fixture->site, ".copydesk", "new", NULL);
  DeskOutputCounts counts = write_by_many (fixture);

  g_assert_cmpuint (counts.n_written, ==, N_THREADS * N_FILES);
  g_assert_cmpuint (counts.n_added, ==, N_THREADS * N_FILES);
  for (unsigned i = 0; i < N_THREADS * N_FILES; i++)
    {
      g_autofree char *path = dup_name (i / N_FILES, i % N_FILES);
      g_autofree char *text = read_site (fixture, path);

      g_assert_cmpstr (text, ==, path);
    }
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));

  counts = write_by_many (fixture);
  g_assert_cmpuint (counts.n_written, ==, 0);
  g_assert_cmpuint (counts.n_unchanged, ==, N_THREADS * N_FILES);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
        g_test_add ("/exporter/output/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("same-again-writes-nothing", test_same_again);
  ADD ("many-threads-at-a-time", test_many_at_a_time);
  ADD ("changed-is-written-and-gone-is-removed", test_changed_and_gone);
  ADD ("foreign-file-is-never-overwritten", test_foreign_file);
  ADD ("foreign-neighbour-is-never-removed", test_foreign_neighbour);
  ADD ("same-bytes-become-ours", test_same_bytes_are_adopted);
  ADD ("changed-by-hand-is-not-removed", test_changed_by_hand_is_kept);
  ADD ("other-library-is-foreign", test_other_library);
  ADD ("broken-run-is-finished-by-the-next", test_broken_run);
  ADD ("twice-broken-run-is-finished-too", test_twice_broken_run);
  ADD ("a-damaged-state-is-none", test_damaged_state);
  ADD ("another-version-of-the-program-is-taken-over-from", test_other_version);
  ADD ("the-state-leads-nowhere-else", test_state_leads_nowhere_else);
  ADD ("a-known-file-is-not-looked-at", test_trust);
  ADD ("a-new-start-has-everything-compared", test_new_start);
  ADD ("what-a-broken-run-did-is-looked-at", test_broken_removal);
  ADD ("what-a-file-shows-is-kept", test_fingerprints);
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
