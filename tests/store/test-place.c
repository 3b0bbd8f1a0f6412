/* test-place.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"

#include "store/desk-store-place.h"
#include "store/desk-store-private.h"
#include "store/search/desk-search.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define NFS 0x6969

static const struct
{
  gint64             file_system;
  const char        *path;
  DeskStorePlaceKind kind;
} kinds[] = {
  { 0xef53, "/home/nadja/Institute.copydesk", DESK_STORE_PLACE_LOCAL },     /* ext4 */
  { 0x9123683e, "/home/nadja/Institute.copydesk", DESK_STORE_PLACE_LOCAL }, /* btrfs */
  { 0x58465342, "/home/nadja/Institute.copydesk", DESK_STORE_PLACE_LOCAL }, /* XFS */
  { 0x01021994, "/tmp/Institute.copydesk", DESK_STORE_PLACE_LOCAL },        /* tmpfs */
  { 0x794c7630, "/var/Institute.copydesk", DESK_STORE_PLACE_LOCAL },        /* overlay */
  { 0x4d44, "/media/stick/Institute.copydesk", DESK_STORE_PLACE_LOCAL },    /* FAT */
  { 0, "/nowhere", DESK_STORE_PLACE_LOCAL },
  { NFS, "/net/Institute.copydesk", DESK_STORE_PLACE_NETWORK },
  { 0xff534d42, "/net/Institute.copydesk", DESK_STORE_PLACE_NETWORK },
  { (gint32) 0xff534d42, "/net/Institute.copydesk", DESK_STORE_PLACE_NETWORK }, /* where the type is signed */
  { 0xfe534d42, "/net/Institute.copydesk", DESK_STORE_PLACE_NETWORK },
  { 0x01021997, "/mnt/host/Institute.copydesk", DESK_STORE_PLACE_NETWORK },
  { 0x00c36400, "/mnt/ceph/Institute.copydesk", DESK_STORE_PLACE_NETWORK },
  { 0x65735546, "/run/user/1000/doc/8f2a/Institute.copydesk", DESK_STORE_PLACE_PORTAL },
  { 0x65735546, "/run/user/1000/gvfs/sftp:host=x/Institute.copydesk", DESK_STORE_PLACE_FUSE },
  { 0x65735546, "/home/nadja/doc/Institute.copydesk", DESK_STORE_PLACE_FUSE },
};

static void
test_kinds (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      DeskStorePlace place = { desk_store_place_kind_of (kinds[i].file_system, kinds[i].path), NULL };
      g_autofree char *warning = desk_store_place_dup_warning (&place);

      g_assert_cmpint (place.kind, ==, kinds[i].kind);
      g_assert_true ((warning == NULL) == (place.kind == DESK_STORE_PLACE_LOCAL));
    }
}

static const struct
{
  const char *mark;  /* below the folder that the library's folder is in */
  const char *service;
} services[] = {
  { ".stfolder", "Syncthing" },
  { ".dropbox", "Dropbox" },
  { ".dropbox.cache", "Dropbox" },
  { ".sync_6f3a91.db", "Nextcloud" },
  { "._sync_6f3a91.db", "Nextcloud" },
  { ".nextcloudsync.log", "Nextcloud" },
  { ".owncloudsync.log", "ownCloud" },
  { ".stfolders", NULL },
  { ".sync_6f3a91.dbx", NULL },
  { "dropbox", NULL },
};

static void
test_services (Fixture      *fixture,
               gconstpointer data)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *mark = g_build_filename (fixture->folder, services[i].mark, NULL);
      DeskStorePlace place;
      g_autofree char *warning = NULL;

      g_assert_true (g_file_set_contents (mark, "", 0, NULL));
      place = desk_store_place_look (fixture->library, DESK_STORE_PLACE_ASK);
      warning = desk_store_place_dup_warning (&place);
      g_assert_cmpstr (place.sync_service, ==, services[i].service);
      if (services[i].service != NULL)
        g_assert_nonnull (strstr (warning, services[i].service));
      else
        g_assert_null (warning);
      g_assert_cmpint (g_unlink (mark), ==, 0);
    }
}

static void
test_here (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_cmpint (desk_store_get_place (fixture->store)->kind, ==, DESK_STORE_PLACE_LOCAL);
  g_assert_null (desk_store_get_place (fixture->store)->sync_service);
}

/* Ends with what opening came to: 0 for a store, else the error's code + 1. */
static void
open_elsewhere (const char *library,
                gint64      file_system)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open_at (library, file_system, &error);

  if (store == NULL && strchr (error->message, '\n') == NULL && strstr (error->message, library) != NULL)
    _exit (error->code + 1);
  _exit (store != NULL ? 0 : 99);
}

static int
try_elsewhere (Fixture *fixture,
               gint64   file_system)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    open_elsewhere (fixture->library, file_system);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

static void
open_here (Fixture *fixture,
           gint64   file_system)
{
  g_autoptr(GError) error = NULL;

  fixture->store = desk_store_open_at (fixture->library, file_system, &error);
  g_assert_no_error (error);
}

static void
test_alone (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = NULL;
  g_autofree char *names = NULL;
  g_autofree char *mode = NULL;
  gint64 start_us;

  g_clear_object (&fixture->store);
  open_here (fixture, NFS);
  g_assert_cmpint (desk_store_get_place (fixture->store)->kind, ==, DESK_STORE_PLACE_NETWORK);
  article = fixture_add_article (fixture, "en", "Alone", "One.\n");
  names = damage_names_in (fixture->library);
  g_assert_null (strstr (names, "-wal"));
  g_assert_null (strstr (names, "-shm"));

  start_us = g_get_monotonic_time ();
  g_assert_cmpint (try_elsewhere (fixture, NFS), ==, DESK_STORE_ERROR_BUSY + 1);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 2 * G_TIME_SPAN_SECOND); /* no waiting for what won't come */

  g_clear_object (&fixture->store);
  g_assert_cmpint (try_elsewhere (fixture, NFS), ==, 0);
  mode = fixture_query (fixture, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
}

/* The same by hand: what keeps others out is a lock on a file. */
static void
test_lock (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *lock = g_build_filename (fixture->library, "library.lock", NULL);
  g_autoptr(GError) error = NULL;
  int fd;

  g_clear_object (&fixture->store);
  fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_null (desk_store_open_at (fixture->library, NFS, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, fixture->library));
  g_clear_error (&error);
  g_assert_cmpint (close (fd), ==, 0);

  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_mkdir (lock, 0777), ==, 0);
  g_assert_null (desk_store_open_at (fixture->library, NFS, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_rmdir (lock), ==, 0);
  open_here (fixture, NFS);
}

/* This program's stores share it; the last one lets others in. */
static void
test_share (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) second = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskArticle) read = NULL;

  g_clear_object (&fixture->store);
  open_here (fixture, NFS);
  second = desk_store_open_at (fixture->library, NFS, &error);
  g_assert_no_error (error);
  article = fixture_add_article (fixture, "en", "Shared", "One.\n");
  read = desk_store_dup_article (second, article->uuid, &error);
  g_assert_no_error (error);

  g_clear_object (&fixture->store);
  g_assert_cmpint (try_elsewhere (fixture, NFS), ==, DESK_STORE_ERROR_BUSY + 1);
  g_clear_object (&second);
  g_assert_cmpint (try_elsewhere (fixture, NFS), ==, 0);
}

/* Others share it already: who wants it alone is told so. */
static void
test_not_alone (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_store_open_at (fixture->library, NFS, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
}

/* The window has one store that searches and one that brings the index up to date. */
static void
test_alone_search (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) reader = NULL;
  gint64 start_us = g_get_monotonic_time ();

  g_clear_object (&fixture->store);
  open_here (fixture, NFS);
  reader = desk_store_open_again (fixture->store, &error);
  g_assert_no_error (error);

  for (unsigned i = 1; i <= 3; i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Alone", "One.\n");
      g_autoptr(GPtrArray) hits = desk_store_search (reader, "alone", NULL, NULL, &error);
      gboolean is_done = FALSE;

      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, i);
      while (!is_done)
        {
          desk_store_update_search (fixture->store, 100, &is_done, NULL, &error);
          g_assert_no_error (error);
        }
    }
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, DESK_BUSY_TIMEOUT_MS * 1000); /* neither has waited for the other */
}

/* A library that is moved is opened as its place wants it. */
static void
test_moved (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Moved", "One.\n");

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(DeskArticle) read = NULL;

      g_clear_object (&fixture->store);
      open_here (fixture, i == 0 ? NFS : DESK_STORE_PLACE_ASK);
      read = fixture_read (fixture, article);
      g_assert_cmpstr (fixture_edition (read)->body, ==, "One.\n");
    }
  g_assert_cmpint (try_elsewhere (fixture, DESK_STORE_PLACE_ASK), ==, 0);
  /* Who can't have it alone, because others share it, is told so too. */
  g_assert_cmpint (try_elsewhere (fixture, NFS), ==, DESK_STORE_ERROR_BUSY + 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/place/file-systems-have-kinds", test_kinds);
  fixture_add_test ("/store/place/services-are-known-by-their-marks", test_services);
  fixture_add_test ("/store/place/a-test-stands-on-a-local-disk", test_here);
  fixture_add_test ("/store/place/on-a-network-one-program-has-it", test_alone);
  fixture_add_test ("/store/place/a-lock-keeps-others-out", test_lock);
  fixture_add_test ("/store/place/one-programs-stores-share-it", test_share);
  fixture_add_test ("/store/place/what-others-share-nobody-has-alone", test_not_alone);
  fixture_add_test ("/store/place/its-stores-share-the-search", test_alone_search);
  fixture_add_test ("/store/place/a-moved-library-opens-as-its-place-wants", test_moved);
  return g_test_run ();
}
