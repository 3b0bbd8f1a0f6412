/* test-media-sweep.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/backup/desk-media-sweep.h"
#include "store/backup/desk-snapshot.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#define NAME "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
write_file (Fixture    *fixture,
            const char *name)
{
  g_autofree char *path = g_build_filename (fixture->library, "media", name, NULL);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

static gboolean
has_file (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->library, "media", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* Two days on, every file is old. */
static unsigned
sweep (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  unsigned n_removed = 99;

  desk_store_sweep_media (fixture->store, g_get_real_time () + 2 * DAY_US, NULL, &n_removed, &error);
  g_assert_no_error (error);
  return n_removed;
}

static void
make_snapshot (Fixture *fixture,
               gint64   now_us)
{
  g_autoptr(GError) error = NULL;

  desk_store_make_snapshot (fixture->store, now_us, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Takes the picture out of the library for good; its file is left alone. */
static void
forget (Fixture         *fixture,
        const DeskMedia *media)
{
  g_autoptr(GError) error = NULL;

  desk_store_remove_media (fixture->store, media, &error);
  g_assert_no_error (error);
  desk_store_purge_media (fixture->store, G_MAXINT64, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fixture_has_file (fixture, media));
}

static void
test_listed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskMedia) kept = fixture_add_media (fixture, "kept.png", "one");
  g_autoptr(DeskMedia) removed = fixture_add_media (fixture, "removed.png", "two");
  g_autoptr(DeskMedia) gone = fixture_add_media (fixture, "gone.png", "three");

  forget (fixture, gone);
  g_assert_true (desk_store_remove_media (fixture->store, removed, NULL));
  g_assert_cmpuint (sweep (fixture), ==, 1);
  g_assert_true (fixture_has_file (fixture, kept));
  g_assert_true (fixture_has_file (fixture, removed)); /* for thirty days it can be put back */
  g_assert_false (fixture_has_file (fixture, gone));
  g_assert_cmpuint (sweep (fixture), ==, 0);
}

/* A text that names a file keeps it although the row is lost, be it in the trash
 * or a revision's. */
static void
test_named (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autofree char *body = g_strdup_printf ("![](media:%s)\n", media->sha256);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Named", body);
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_purged;

  fixture_execute (file, "DELETE FROM media");
  g_assert_cmpuint (sweep (fixture), ==, 0);

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->body, "None.\n");
  fixture_save (fixture, read);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, &error));
  g_assert_cmpuint (sweep (fixture), ==, 0);
  g_assert_true (fixture_has_file (fixture, media));

  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, NULL, &n_purged, &error));
  g_assert_cmpuint (sweep (fixture), ==, 1);
  g_assert_false (fixture_has_file (fixture, media));
}

static void
test_backup (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->library, "backups", NULL);
  g_autofree char *own = g_build_filename (backups, "before the fire.sqlite3", NULL);
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(GPtrArray) snapshots = NULL;

  make_snapshot (fixture, JUNE_US);
  snapshots = desk_store_list_snapshots (fixture->store);
  g_assert_cmpuint (snapshots->len, ==, 1);
  forget (fixture, media);
  g_assert_cmpint (g_rename (((DeskSnapshot *) snapshots->pdata[0])->path, own), ==, 0); /* a person's own name for it */
  g_assert_cmpuint (sweep (fixture), ==, 0);
  g_assert_true (fixture_has_file (fixture, media));

  g_assert_cmpint (g_unlink (own), ==, 0);
  g_assert_cmpuint (sweep (fixture), ==, 1);
  g_assert_false (fixture_has_file (fixture, media));
}

/* A body in a backup names a file as well as a row does. */
static void
test_backup_names (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Named", "![](media:" NAME ")\n");
  g_autoptr(GError) error = NULL;
  unsigned n_purged;

  write_file (fixture, NAME);
  make_snapshot (fixture, JUNE_US);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, &error));
  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, NULL, &n_purged, &error));
  g_assert_cmpuint (sweep (fixture), ==, 0);
  g_assert_true (has_file (fixture, NAME));
}

/* One from before a migration has no list of uses. */
static void
test_old_backup (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->library, "backups", NULL);
  g_autofree char *old = g_build_filename (backups, "2020-01-01.sqlite3", NULL);

  write_file (fixture, NAME);
  (void) g_mkdir (backups, 0777); /* it may be there */
  fixture_execute (old, "PRAGMA application_id = 0x4465736b; PRAGMA user_version = 1;"
                        " CREATE TABLE media (sha256 TEXT); INSERT INTO media VALUES ('" NAME "')");
  g_assert_cmpuint (sweep (fixture), ==, 0);
  fixture_execute (old, "DELETE FROM media");
  g_assert_cmpuint (sweep (fixture), ==, 1);
}

static void
test_unreadable_backup (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->library, "backups", NULL);
  g_autofree char *bad = g_build_filename (backups, "2026-06-01.sqlite3", NULL);
  g_autofree char *note = g_build_filename (backups, "read me.txt", NULL);

  write_file (fixture, NAME);
  (void) g_mkdir (backups, 0777); /* it may be there */
  g_assert_true (g_file_set_contents (bad, "not a database, whatever its name says", -1, NULL));
  g_assert_cmpuint (sweep (fixture), ==, 0);
  g_assert_true (has_file (fixture, NAME));

  g_assert_cmpint (g_rename (bad, note), ==, 0); /* no database by its name */
  g_assert_cmpuint (sweep (fixture), ==, 1);
}

/* Who may not look into backups/ can't know what they name. */
static void
test_closed_backups (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->library, "backups", NULL);

  write_file (fixture, NAME);
  (void) g_rmdir (backups); /* it may not be there */
  g_assert_true (g_file_set_contents (backups, "a file in the folder's place", -1, NULL));
  g_assert_cmpuint (sweep (fixture), ==, 0);
  g_assert_cmpint (g_unlink (backups), ==, 0);
  g_assert_cmpuint (sweep (fixture), ==, 1);
}

static void
test_young (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->library, "media", NAME, NULL);
  gint64 now_us = g_get_real_time ();
  struct utimbuf times;
  g_autoptr(GError) error = NULL;
  unsigned n_removed;

  write_file (fixture, NAME);
  times.actime = times.modtime = (now_us - DAY_US) / G_USEC_PER_SEC + 1;
  g_assert_cmpint (utime (path, &times), ==, 0);
  g_assert_true (desk_store_sweep_media (fixture->store, now_us, NULL, &n_removed, &error));
  g_assert_cmpuint (n_removed, ==, 0);
  g_assert_true (has_file (fixture, NAME));

  times.modtime -= 2;
  g_assert_cmpint (utime (path, &times), ==, 0);
  g_assert_true (desk_store_sweep_media (fixture->store, now_us, NULL, &n_removed, &error));
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_false (has_file (fixture, NAME));
}

/* What we would not have made is not ours to remove. */
static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean    is_ours;
  } files[] = {
    { NAME, TRUE },
    { NAME ".AB12cd", TRUE }, /* one that was never finished */
    { NAME ".AB12cde", FALSE },
    { NAME ".png", FALSE },
    { NAME "0", FALSE },
    { "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", FALSE },
    { "holiday.png", FALSE },
    { ".nomedia", FALSE },
  };
  static const char folder[] = "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  static const char link[] = "2123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autofree char *media = g_build_filename (fixture->library, "media", NULL);
  g_autofree char *folder_path = g_build_filename (media, folder, NULL);
  g_autofree char *link_path = g_build_filename (media, link, NULL);

  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    write_file (fixture, files[i].name);
  g_assert_cmpint (g_mkdir (folder_path, 0777), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", link_path), ==, 0);

  g_assert_cmpuint (sweep (fixture), ==, 2);
  for (unsigned i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_cmpint (has_file (fixture, files[i].name), ==, !files[i].is_ours);
  g_assert_true (has_file (fixture, folder));
  g_assert_true (has_file (fixture, link));
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  unsigned n_removed = 99;

  write_file (fixture, NAME);
  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_sweep_media (fixture->store, G_MAXINT64, cancellable, &n_removed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_removed, ==, 0);
  g_assert_true (has_file (fixture, NAME));
}

/* Another program holds the write lock: it is told, and nothing goes. */
static void
test_locked (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  sqlite3 *other = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_removed = 99;

  write_file (fixture, NAME);
  g_assert_cmpint (sqlite3_open (file, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (desk_store_sweep_media (fixture->store, g_get_real_time () + 2 * DAY_US, NULL, &n_removed, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_true (has_file (fixture, NAME));
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);

  g_assert_cmpuint (sweep (fixture), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/media-sweep/a-file-whose-row-is-gone-goes", test_listed);
  fixture_add_test ("/store/media-sweep/a-file-that-a-text-names-stays", test_named);
  fixture_add_test ("/store/media-sweep/a-file-that-a-backup-lists-stays", test_backup);
  fixture_add_test ("/store/media-sweep/a-file-that-a-text-in-a-backup-names-stays", test_backup_names);
  fixture_add_test ("/store/media-sweep/an-old-backup-counts-too", test_old_backup);
  fixture_add_test ("/store/media-sweep/nothing-goes-while-a-backup-can-not-be-read", test_unreadable_backup);
  fixture_add_test ("/store/media-sweep/nor-while-backups-can-not-be-listed", test_closed_backups);
  fixture_add_test ("/store/media-sweep/a-young-file-stays", test_young);
  fixture_add_test ("/store/media-sweep/what-is-not-ours-stays", test_foreign);
  fixture_add_test ("/store/media-sweep/can-be-cancelled", test_cancelled);
  fixture_add_test ("/store/media-sweep/waits-for-no-other-writer-for-ever", test_locked);
  return g_test_run ();
}
