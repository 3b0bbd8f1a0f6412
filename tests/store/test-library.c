/* test-library.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-transaction.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

typedef DeskStore *(*OpenFunc) (const char *path,
                                GError    **error);

static void
assert_refused (OpenFunc       open_library,
                const char    *path,
                DeskStoreError code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = open_library (path, &error);

  g_assert_null (store);
  g_assert_error (error, DESK_STORE_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
}

static char *
database_of (Fixture *fixture)
{
  return g_build_filename (fixture->library, "library.sqlite3", NULL);
}

static void
test_create (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *name = g_path_get_basename (desk_store_get_path (fixture->store));
  g_autofree char *media = g_build_filename (fixture->library, "media", NULL);
  g_autofree char *settings = fixture_query (fixture, "SELECT journal_mode FROM pragma_journal_mode");
  g_autofree char *check = fixture_query (fixture, "PRAGMA integrity_check");
  g_autofree char *library = fixture_query (fixture, "SELECT count (*), length (min (uuid)) FROM library");

  g_assert_cmpstr (name, ==, "Test.copydesk");
  g_assert_true (g_file_test (media, G_FILE_TEST_IS_DIR));
  g_assert_cmpstr (settings, ==, "wal");
  g_assert_cmpstr (check, ==, "ok");
  g_assert_cmpstr (library, ==, "1|36");
}

static void
test_no_leftovers (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, "Test.copydesk");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_exists (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "notes.txt", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  before = fixture_digest (fixture->folder);
  assert_refused (desk_store_create, fixture->library, DESK_STORE_ERROR_EXISTS);
  assert_refused (desk_store_create, fixture->folder, DESK_STORE_ERROR_EXISTS);
  assert_refused (desk_store_create, file, DESK_STORE_ERROR_EXISTS);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_empty_folder (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "Empty.copydesk", NULL);
  g_autoptr(DeskStore) store = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  store = desk_store_create (path, NULL);
  g_assert_nonnull (store);
  g_assert_cmpstr (desk_store_get_path (store), ==, path);
}

static void
test_open (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Kept", "");
  const char *paths[] = { fixture->library, file };

  g_clear_object (&fixture->store);
  for (unsigned i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskStore) store = desk_store_open (paths[i], &error);
      g_autoptr(DeskArticle) read = NULL;

      g_assert_no_error (error);
      read = desk_store_dup_article (store, article->uuid, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (fixture_edition (read)->title, ==, "Kept");
    }
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *nothing = g_build_filename (fixture->folder, "Nothing.copydesk", NULL);
  g_autofree char *below_a_file = g_build_filename (fixture->library, "library.sqlite3", "more", NULL);
  g_autofree char *circle = g_build_filename (fixture->folder, "Circle.copydesk", NULL);

  assert_refused (desk_store_open, nothing, DESK_STORE_ERROR_NOT_FOUND);
  assert_refused (desk_store_open, below_a_file, DESK_STORE_ERROR_NOT_FOUND);
  assert_refused (desk_store_open, fixture->folder, DESK_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (symlink (circle, circle), ==, 0);
  assert_refused (desk_store_open, circle, DESK_STORE_ERROR_READ_ONLY);
  g_assert_false (g_file_test (nothing, G_FILE_TEST_EXISTS));
}

/* A folder whose library.sqlite3 is @contents, and then each way to name it. */
static void
check_foreign (Fixture    *fixture,
               const char *contents,
               gssize      length)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "foreign", NULL);
  g_autofree char *file = g_build_filename (folder, "library.sqlite3", NULL);
  g_autofree char *other = g_build_filename (folder, "accounts.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (file, contents, length, NULL));
  g_assert_true (g_file_set_contents (other, contents, length, NULL));

  before = fixture_digest (folder);
  assert_refused (desk_store_open, folder, DESK_STORE_ERROR_FOREIGN);
  assert_refused (desk_store_open, file, DESK_STORE_ERROR_FOREIGN);
  assert_refused (desk_store_open, other, DESK_STORE_ERROR_FOREIGN);
  after = fixture_digest (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_foreign_files (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const journals[] = { "DELETE", "WAL" };

  check_foreign (fixture, "Just a letter.\n", -1);
  check_foreign (fixture, "", 0);
  check_foreign (fixture, "SQLite format 3", 16); /* a header and nothing behind it */

  for (unsigned i = 0; i < G_N_ELEMENTS (journals); i++)
    {
      g_autofree char *file = g_build_filename (fixture->folder, journals[i], NULL);
      g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s; CREATE TABLE account (id);"
                                              " PRAGMA user_version = 1", journals[i]);
      g_autofree char *contents = NULL;
      gsize length;

      fixture_execute (file, sql);
      g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
      check_foreign (fixture, contents, (gssize) length);
    }
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_clear_object (&fixture->store);
  fixture_execute (file, "PRAGMA user_version = 99");
  before = fixture_digest (fixture->library);
  assert_refused (desk_store_open, fixture->library, DESK_STORE_ERROR_NEWER);
  assert_refused (desk_store_open, file, DESK_STORE_ERROR_NEWER);
  after = fixture_digest (fixture->library);
  g_assert_cmpstr (before, ==, after);
}

static char *
digest_of (const char *file)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}

/* A newer Copydesk was killed: what it wrote last is in the log alone. */
static void
test_newer_in_log (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  const char *files[] = { file, log };
  char *before[2];
  sqlite3 *db = NULL;

  g_clear_object (&fixture->store);
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    before[i] = digest_of (files[i]);
  assert_refused (desk_store_open, fixture->library, DESK_STORE_ERROR_NEWER);
  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *after = digest_of (files[i]);

      g_assert_cmpstr (before[i], ==, after);
      g_free (before[i]);
    }
}

static void
test_newer_while_open (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Before", "");
  g_autoptr(DeskArticle) another = desk_article_new (NULL);
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;

  fixture_execute (file, "PRAGMA user_version = 99");

  g_assert_false (desk_store_add_article (fixture->store, another, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_set_str (&fixture_edition (article)->title, "After");
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);

  read = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (read)->title, ==, "Before");
}

/* Runs in a child that is nobody where we are root, who may write anywhere.
 * Returns the error's code, or -1 if there was none. */
static int
refusal_for_others (OpenFunc    open_library,
                    const char *path)
{
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr(GError) error = NULL;

      if (getuid () == 0 && (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (100);
      if (open_library (path, &error) != NULL || error->domain != DESK_STORE_ERROR)
        _exit (101);
      _exit (error->code);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autofree char *another = g_build_filename (fixture->folder, "Another.copydesk", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_chmod (file, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->library, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);

  before = fixture_digest (fixture->folder);
  g_assert_cmpint (refusal_for_others (desk_store_open, fixture->library), ==, DESK_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (refusal_for_others (desk_store_create, another), ==, DESK_STORE_ERROR_READ_ONLY);
  assert_refused (desk_store_create, "/proc/Test.copydesk", DESK_STORE_ERROR_READ_ONLY);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_unreadable (Fixture      *fixture,
                 gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_assert_cmpint (g_chmod (fixture->folder, 0000), ==, 0);
  g_assert_cmpint (refusal_for_others (desk_store_open, fixture->library), ==, DESK_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

static void
test_discard (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "New.copydesk", NULL);

  g_clear_object (&fixture->store);
  before = fixture_digest (fixture->folder);
  desk_store_discard (desk_store_create (path, NULL));
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

/* Whether another process sees that the database is in use: SQLite locks the
 * bytes from 2^30 + 2 on. Without that lock the last program to close the file
 * removes the write-ahead log. */
static gboolean
is_locked_for_others (const char *file)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510 };
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int fd = open (file, O_RDWR | O_CLOEXEC);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void
test_second_leaves_locks (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autoptr(DeskStore) second = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (is_locked_for_others (file));
  second = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  g_assert_true (is_locked_for_others (file));
  g_clear_object (&second);
  g_assert_true (is_locked_for_others (file));
}

static void
test_site (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskSite) site = desk_store_dup_site (fixture->store, NULL);
  g_autoptr(DeskSite) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_site_set (site, "title", "Речна стража", &error));
  g_assert_true (desk_site_set (site, "title.en", "River Watch", &error));
  g_assert_true (desk_store_save_site (fixture->store, site, &error));

  read = desk_store_dup_site (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (desk_site_get (read, "title", "sr"), ==, "Речна стража");
  g_assert_cmpstr (desk_site_get (read, "title", "en"), ==, "River Watch");
}

static void
test_site_unset (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskSite) site = desk_site_new ();
  g_autoptr(DeskSite) other = desk_site_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = NULL;

  g_assert_true (desk_site_set (site, "title", "River Watch", &error));
  g_assert_true (desk_site_set (site, "title.sr", "Речна стража", &error));
  g_assert_true (desk_store_save_site (fixture->store, site, &error));

  /* Another program, which knows one of the two. */
  g_assert_true (desk_site_unset (other, "title.sr", &error));
  g_assert_true (desk_store_save_site (fixture->store, other, &error));
  g_assert_no_error (error);

  rows = fixture_query (fixture, "SELECT group_concat (key || '=' || value) FROM setting WHERE key LIKE 'title%%'");
  g_assert_cmpstr (rows, ==, "title=River Watch");
}

static void
test_reader (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) reader = desk_store_open_again (fixture->store, &error);
  g_autoptr(DeskTransaction) writing = NULL;
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ferry", "It crosses the water.");
  g_autoptr(DeskArticle) seen = NULL;
  g_autoptr(DeskArticle) refused = desk_article_new ("article");

  g_assert_no_error (error);
  writing = desk_transaction_begin (fixture->store, &error);
  seen = desk_store_dup_article (reader, article->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_edition (seen)->title, ==, "Ferry");

  g_clear_pointer (&writing, desk_transaction_free);
  g_assert_false (desk_store_add_article (reader, refused, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
}

static gint64
get_data_version (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  gint64 version;

  g_assert_true (desk_store_get_data_version (store, &version, &error));
  g_assert_no_error (error);

  return version;
}

/* A database alone is no library: its pictures are elsewhere. */
static void
test_taken_out (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autofree char *alone = g_build_filename (fixture->folder, "2026-06-01.sqlite3", NULL);
  g_autofree char *inside = g_build_filename (fixture->library, "media", "library.sqlite3", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_rename (file, alone), ==, 0);
  before = fixture_digest (fixture->folder);
  assert_refused (desk_store_open, alone, DESK_STORE_ERROR_FOREIGN);
  after = fixture_digest (fixture->folder);
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (g_mkdir (inside, 0777), ==, 0);
  g_assert_cmpint (g_rename (inside, file), ==, 0); /* a folder in the database's place */
  assert_refused (desk_store_open, fixture->library, DESK_STORE_ERROR_FOREIGN);
}

static void
test_no_id (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *file = database_of (fixture);
  g_autofree char *uuid = desk_store_dup_uuid (fixture->store, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_uuid_string_is_valid (uuid));
  fixture_execute (file, "DELETE FROM library");
  g_assert_null (desk_store_dup_uuid (fixture->store, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
}

static void
test_data_version (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskStore) other = desk_store_open (fixture->library, NULL);
  gint64 mine = get_data_version (fixture->store);
  gint64 others = get_data_version (other);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ferry", "It crosses the water.");

  g_assert_cmpint (get_data_version (fixture->store), ==, mine);
  g_assert_cmpint (get_data_version (other), !=, others);

  others = get_data_version (other);
  g_assert_true (desk_store_delete_article (other, article->uuid, NULL));
  g_assert_cmpint (get_data_version (fixture->store), !=, mine);
  g_assert_cmpint (get_data_version (other), ==, others);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/library/a-new-one-is-whole", test_create);
  fixture_add_test ("/store/library/making-one-leaves-nothing-beside-it", test_no_leftovers);
  fixture_add_test ("/store/library/what-is-there-is-never-overwritten", test_exists);
  fixture_add_test ("/store/library/an-empty-folder-becomes-one", test_empty_folder);
  fixture_add_test ("/store/library/opens-by-folder-and-by-file", test_open);
  fixture_add_test ("/store/library/a-second-one-in-the-program-leaves-the-locks", test_second_leaves_locks);
  fixture_add_test ("/store/library/a-missing-one-is-said-and-not-made", test_missing);
  fixture_add_test ("/store/library/foreign-files-are-refused-and-not-changed", test_foreign_files);
  fixture_add_test ("/store/library/a-newer-one-is-refused-and-not-changed", test_newer);
  fixture_add_test ("/store/library/a-newer-one-in-its-log-is-refused-and-not-changed", test_newer_in_log);
  fixture_add_test ("/store/library/no-write-after-a-newer-copydesk-came", test_newer_while_open);
  fixture_add_test ("/store/library/a-read-only-folder-is-refused", test_read_only);
  fixture_add_test ("/store/library/an-unreadable-folder-is-refused", test_unreadable);
  fixture_add_test ("/store/library/a-discarded-one-leaves-nothing", test_discard);
  fixture_add_test ("/store/library/settings-are-kept", test_site);
  fixture_add_test ("/store/library/a-setting-that-is-taken-back-is-removed-and-no-other", test_site_unset);
  fixture_add_test ("/store/library/a-database-alone-is-none", test_taken_out);
  fixture_add_test ("/store/library/without-an-id-is-damaged", test_no_id);
  fixture_add_test ("/store/library/a-reader-reads-beside-a-writer-and-writes-nothing", test_reader);
  fixture_add_test ("/store/library/what-others-change-is-told-apart-from-what-it-changes", test_data_version);
  return g_test_run ();
}
