/* test-library-copy.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "damage.h"

#include "store/backup/desk-check.h"
#include "store/backup/desk-library-copy.h"
#include "store/backup/desk-snapshot.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

/* A newsroom with a picture, a theme and a snapshot, and a folder to copy it to. */
typedef struct
{
  Fixture      base;
  char        *there;
  char        *picture; /* a file of the library's */
  DeskArticle *article;
} Moving;

static void
write_file (const char *library,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (library, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
moving_set_up (Fixture      *fixture,
               gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a picture", 9);

  fixture_set_up (fixture, data);
  self->there = g_build_filename (fixture->folder, "There", NULL);
  g_assert_cmpint (g_mkdir (self->there, 0777), ==, 0);
  self->article = fixture_add_article (fixture, "en", "Low water", "A sluice gate.\n");
  g_set_str (&media->name, "sluice.jpg");
  g_set_str (&media->mime_type, "image/jpeg");
  g_assert_true (desk_store_add_media (fixture->store, bytes, media, NULL));
  self->picture = desk_store_dup_media_path (fixture->store, media);
  write_file (fixture->library, "themes/own/partials/page.mustache", "<p>own</p>");
  g_assert_true (desk_store_make_snapshot (fixture->store, JUNE_US, NULL, NULL, NULL, NULL));
}

static void
moving_tear_down (Fixture      *fixture,
                  gconstpointer data)
{
  Moving *self = (Moving *) fixture;

  desk_article_free (self->article);
  g_free (self->there);
  g_free (self->picture);
  fixture_tear_down (fixture, data);
}

static char *
copy_well (Moving *self)
{
  g_autoptr(GError) error = NULL;
  char *made = desk_library_copy (self->base.store, self->there, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static void
assert_refused (Moving        *self,
                DeskStoreError code,
                const char    *words)
{
  g_autofree char *before = fixture_digest (self->there);
  g_autofree char *after = NULL;
  g_autofree char *made = NULL;
  g_autoptr(GError) error = NULL;

  made = desk_library_copy (self->base.store, self->there, NULL, NULL, NULL, &error);
  g_assert_null (made);
  g_assert_error (error, DESK_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  after = fixture_digest (self->there);
  g_assert_cmpstr (after, ==, before);
}

static char *
digest_of (const char *library,
           const char *folder)
{
  g_autofree char *path = g_build_filename (library, folder, NULL);

  return fixture_digest (path);
}

static gint64
age_of_snapshot (const char *library)
{
  g_autoptr(GPtrArray) snapshots = desk_snapshot_list (library);

  g_assert_cmpuint (snapshots->len, ==, 1);
  return ((DeskSnapshot *) snapshots->pdata[0])->made_us;
}

static void
test_whole (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const folders[] = { "media", "themes", "backups" };
  Moving *self = (Moving *) fixture;
  g_autoptr(DeskStore) store = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autofree char *snapshot = g_build_filename (fixture->library, "backups", "2026-06-01.sqlite3", NULL);
  g_autofree char *unfinished = g_build_filename (fixture->library, "backups", ".copydesk-abc123", NULL);
  g_autofree char *made = NULL;

  g_assert_true (g_file_set_contents (unfinished, "x", -1, NULL));
  g_assert_cmpint (g_utime (snapshot, &(struct utimbuf) { JUNE_US / G_USEC_PER_SEC, JUNE_US / G_USEC_PER_SEC }), ==, 0);
  made = copy_well (self);
  g_assert_true (g_str_has_prefix (made, self->there));
  g_assert_cmpint (age_of_snapshot (made), ==, JUNE_US);

  g_assert_cmpint (g_unlink (unfinished), ==, 0);
  for (unsigned i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *old = digest_of (fixture->library, folders[i]);
      g_autofree char *new = digest_of (made, folders[i]);

      g_assert_cmpstr (old, ==, new);
    }

  store = desk_store_open (made, NULL);
  findings = desk_store_check (store, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  article = desk_store_dup_article (store, self->article->uuid, NULL);
  g_assert_cmpstr (fixture_edition (article)->body, ==, "A sluice gate.\n");
}

static void
test_taken (Fixture      *fixture,
            gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  g_autofree char *made = copy_well (self);

  assert_refused (self, DESK_STORE_ERROR_EXISTS, "already");
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);

  g_clear_object (&fixture->store); /* folds the log into the file */
  damage_spoil (file, "A sluice gate", "A sluice gaue");
  fixture->store = desk_store_open (fixture->library, NULL);
  assert_refused (self, DESK_STORE_ERROR_DAMAGED, "Low water");
}

/* Nothing is lost that a person could still look at. */
static void
test_damaged_picture (Fixture      *fixture,
                      gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  g_autofree char *made = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  damage_spoil (self->picture, "picture", "pictume");
  made = copy_well (self);
  old = digest_of (fixture->library, "media");
  new = digest_of (made, "media");
  g_assert_cmpstr (old, ==, new);
}

static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  Moving *self = (Moving *) fixture;

  g_assert_cmpint (g_unlink (self->picture), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", self->picture), ==, 0);
  g_free (copy_well (self)); /* a link is followed nowhere */
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  gboolean is_done = FALSE;
  unsigned n_cancelled = 0;

  for (unsigned last = 1; !is_done; last++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Impatience impatience = { cancellable, 0, last };
      g_autoptr(GError) error = NULL;
      g_autofree char *made = NULL;
      g_autofree char *names = NULL;

      made = desk_library_copy (fixture->store, self->there, impatience_cb, &impatience, cancellable, &error);
      is_done = made != NULL;
      if (is_done)
        break;

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      names = damage_names_in (self->there);
      g_assert_cmpstr (names, ==, "");
      n_cancelled++;
    }
  g_assert_cmpuint (n_cancelled, >, 3);
}

static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  Moving *self = (Moving *) fixture;
  unsigned n_failures = 0;

  for (rlim_t room = 1000;; room += 30000)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *made = NULL;
      g_autofree char *names = NULL;

      damage_limit_files (room);
      made = desk_library_copy (fixture->store, self->there, NULL, NULL, NULL, &error);
      damage_limit_files (RLIM_INFINITY);
      if (made != NULL)
        break;
      g_assert_true (error->domain == DESK_STORE_ERROR);
      names = damage_names_in (self->there);
      g_assert_cmpstr (names, ==, "");
      n_failures++;
    }
  g_assert_cmpuint (n_failures, >, 3);
}

static void
add_test (const char *path,
          void ( *test )(Fixture *, gconstpointer))
{
  g_test_add (path, Moving, NULL, (void (*)(Moving *, gconstpointer)) moving_set_up,
              (void (*)(Moving *, gconstpointer)) test, (void (*)(Moving *, gconstpointer)) moving_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Belgrade", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_test ("/store/library-copy/has-all-that-people-made", test_whole);
  add_test ("/store/library-copy/replaces-nothing", test_taken);
  add_test ("/store/library-copy/is-not-made-of-a-damaged-library", test_damaged);
  add_test ("/store/library-copy/keeps-a-damaged-picture", test_damaged_picture);
  add_test ("/store/library-copy/follows-no-link", test_link);
  add_test ("/store/library-copy/can-be-cancelled", test_cancelled);
  add_test ("/store/library-copy/that-does-not-fit-is-not-there", test_full);

  return g_test_run ();
}
