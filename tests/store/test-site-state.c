/* test-site-state.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/site/desk-site-state.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define LIBRARY "0198c2f0-0000-7000-8000-000000000001"
#define OTHER_LIBRARY "0198c2f0-0000-7000-8000-000000000002"

static char *
state_file (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "state", NULL);
}

static DeskSiteState *
open_state (Fixture    *fixture,
            const char *library,
            gboolean    may_make)
{
  g_autofree char *file = state_file (fixture);
  g_autoptr(GError) error = NULL;
  DeskSiteState *state = desk_site_state_open (file, library, may_make, &error);

  g_assert_no_error (error);
  return state;
}

static void
put (DeskSiteState *state,
     const char    *path,
     gint64         run)
{
  DeskSiteFile file = { .run = run };
  g_autoptr(GError) error = NULL;

  memset (file.sha256, 'a', sizeof file.sha256);
  memset (file.fingerprint, 'b', sizeof file.fingerprint);
  desk_site_state_put_file (state, path, &file, &error);
  g_assert_no_error (error);
}

static gboolean
has (DeskSiteState *state,
     const char    *path,
     gint64         run)
{
  DeskSiteFile file;
  gboolean is_there = FALSE;
  g_autoptr(GError) error = NULL;

  desk_site_state_find_file (state, path, &file, &is_there, &error);
  g_assert_no_error (error);
  if (!is_there)
    return FALSE;

  g_assert_cmpint (file.run, ==, run);
  g_assert_cmpint (file.sha256[31], ==, 'a');
  g_assert_cmpint (file.fingerprint[0], ==, 'b');
  return TRUE;
}

static void
begin (DeskSiteState *state)
{
  g_assert_true (desk_site_state_begin (state, NULL));
}

static void
test_files (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskSiteState) state = open_state (fixture, LIBRARY, TRUE);
  g_autoptr(GPtrArray) older = NULL;

  begin (state);
  put (state, "en/index.html", 1);
  put (state, "index.html", 1);
  put (state, "robots.txt", 1);
  put (state, "robots.txt", 2);
  g_assert_true (desk_site_state_commit (state, NULL));
  g_clear_pointer (&state, desk_site_state_free);

  state = open_state (fixture, LIBRARY, FALSE);
  g_assert_true (has (state, "index.html", 1));
  g_assert_true (has (state, "robots.txt", 2));
  g_assert_false (has (state, "index", 1));
  older = desk_site_state_list_older (state, 2, NULL);
  g_assert_cmpuint (older->len, ==, 2);
  g_assert_cmpstr (older->pdata[0], ==, "en/index.html");
  g_assert_true (desk_site_state_remove_file (state, "index.html", NULL));
  g_assert_false (has (state, "index.html", 1));
}

static void
test_notes (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskSiteState) state = open_state (fixture, LIBRARY, TRUE);
  g_autofree char *none = NULL;
  g_autofree char *value = NULL;

  g_assert_true (desk_site_state_read_note (state, "moment", &none, NULL));
  g_assert_null (none);
  g_assert_true (desk_site_state_write_note (state, "moment", "1", NULL));
  g_assert_true (desk_site_state_write_note (state, "moment", "2", NULL));
  g_assert_true (desk_site_state_read_note (state, "moment", &value, NULL));
  g_assert_cmpstr (value, ==, "2");
}

/* What isn't committed is as if it had not been written. */
static void
test_broken_off (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskSiteState) state = open_state (fixture, LIBRARY, TRUE);

  put (state, "before", 1);
  begin (state);
  put (state, "after", 2);
  g_clear_pointer (&state, desk_site_state_free);

  state = open_state (fixture, LIBRARY, FALSE);
  g_assert_true (has (state, "before", 1));
  g_assert_false (has (state, "after", 2));
}

static void
test_none (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *file = state_file (fixture);

  g_assert_null (open_state (fixture, LIBRARY, FALSE));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
assert_is_made_anew (Fixture    *fixture,
                     const char *library)
{
  g_autoptr(DeskSiteState) state = NULL;

  g_assert_null (open_state (fixture, library, FALSE));
  state = open_state (fixture, library, TRUE);
  g_assert_false (has (state, "before", 1));
}

static void
test_made_anew (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *file = state_file (fixture);
  g_autoptr(DeskSiteState) state = open_state (fixture, LIBRARY, TRUE);

  put (state, "before", 1);
  g_clear_pointer (&state, desk_site_state_free);
  assert_is_made_anew (fixture, OTHER_LIBRARY);

  fixture_execute (file, "PRAGMA user_version = 99");
  assert_is_made_anew (fixture, OTHER_LIBRARY);

  fixture_execute (file, "DROP TABLE note");
  assert_is_made_anew (fixture, OTHER_LIBRARY);

  g_assert_true (g_file_set_contents (file, "no database, but long enough to be looked at", -1, NULL));
  assert_is_made_anew (fixture, OTHER_LIBRARY);
}

static void
test_other_rows (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *file = state_file (fixture);
  g_autoptr(DeskSiteState) state = open_state (fixture, LIBRARY, TRUE);

  put (state, "before", 1);
  g_clear_pointer (&state, desk_site_state_free);
  fixture_execute (file, "UPDATE file SET sha256 = x'00'");
  state = open_state (fixture, LIBRARY, FALSE);
  g_assert_false (has (state, "before", 1));
}

static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *file = state_file (fixture);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr(DeskSiteState) state = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (elsewhere, "somebody else's", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, file), ==, 0);
  state = open_state (fixture, LIBRARY, TRUE);
  g_assert_nonnull (state);
  g_assert_true (g_file_get_contents (elsewhere, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "somebody else's");
}

/* The folder's own name may lead through one. */
static void
test_link_to_folder (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *file = g_build_filename (folder, "state", NULL);
  g_autoptr(DeskSiteState) state = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (symlink (fixture->folder, folder), ==, 0);
  state = desk_site_state_open (file, LIBRARY, TRUE, &error);
  g_assert_no_error (error);
  put (state, "before", 1);
  g_clear_pointer (&state, desk_site_state_free);
  state = open_state (fixture, LIBRARY, FALSE);
  g_assert_true (has (state, "before", 1));
}

/* Names that an address of a file would read otherwise; and no lock is asked for. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const names[] = { "100% state?mode=ro#1", "стање", "state\xff", "a b" };

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskSiteState) state = desk_site_state_open (file, LIBRARY, TRUE, &error);
      sqlite3 *other = NULL;

      g_assert_no_error (error);
      g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
      g_assert_cmpint (sqlite3_open (file, &other), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
      put (state, "before", 1);
      sqlite3_close (other);
    }
}

static void
test_errors (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *file = state_file (fixture);
  g_autofree char *child = g_build_filename (file, "child", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "not", "there", NULL);
  g_autoptr(DeskSiteState) state = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (child, 0755), ==, 0);
  g_assert_null (desk_site_state_open (file, LIBRARY, TRUE, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (desk_site_state_open (nowhere, LIBRARY, TRUE, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  g_assert_cmpint (g_rmdir (child), ==, 0);
  g_assert_cmpint (g_rmdir (file), ==, 0);
  state = open_state (fixture, LIBRARY, TRUE);
  begin (state);
  g_assert_false (desk_site_state_begin (state, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
}

/* A library's stamp */

static void
assert_new_stamp (Fixture *fixture,
                  char   **stamp)
{
  g_autofree char *before = g_steal_pointer (stamp);

  *stamp = desk_store_dup_site_stamp (fixture->store, NULL);
  g_assert_nonnull (*stamp);
  g_assert_cmpstr (*stamp, !=, before);
}

static void
test_stamp (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *stamp = desk_store_dup_site_stamp (fixture->store, NULL);
  g_autofree char *same = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskArticle) again = NULL;
  g_autoptr(DeskTerm) term = NULL;
  g_autoptr(DeskSite) site = NULL;
  g_autoptr(DeskMedia) media = NULL;
  unsigned n_articles;

  article = fixture_add_article (fixture, "en", "A bridge", "It is there.");
  assert_new_stamp (fixture, &stamp);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_new_stamp (fixture, &stamp);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + DAY_US);
  assert_new_stamp (fixture, &stamp);
  fixture_set_status (fixture, article, DESK_STATUS_ARCHIVED, JUNE_US + DAY_US);
  assert_new_stamp (fixture, &stamp);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  assert_new_stamp (fixture, &stamp);
  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, NULL));
  assert_new_stamp (fixture, &stamp);

  /* What is in no list, and released at once. */
  again = fixture_read (fixture, article);
  g_ptr_array_add (again->related, g_strdup (article->uuid));
  fixture_save (fixture, again);
  g_assert_true (desk_store_release_fields (fixture->store, article->uuid, "en", DESK_FIELD_RELATED, JUNE_US + 2 * DAY_US, NULL));
  assert_new_stamp (fixture, &stamp);

  term = fixture_term (fixture, DESK_TERM_TAG, "bridges");
  assert_new_stamp (fixture, &stamp);
  desk_term_set_name (term, "en", "Bridges", "bridges");
  g_assert_true (desk_store_save_term (fixture->store, term, NULL));
  assert_new_stamp (fixture, &stamp);
  g_assert_true (desk_store_remove_term (fixture->store, term, NULL, JUNE_US, NULL, &n_articles, NULL));
  assert_new_stamp (fixture, &stamp);

  site = desk_store_dup_site (fixture->store, NULL);
  g_assert_true (desk_site_set (site, "title", "River Desk", NULL));
  g_assert_true (desk_store_save_site (fixture->store, site, NULL));
  assert_new_stamp (fixture, &stamp);

  media = fixture_add_media (fixture, "bridge.png", "bytes");
  assert_new_stamp (fixture, &stamp);
  desk_media_set_text (media, "en", "A bridge", "");
  g_assert_true (desk_store_save_media (fixture->store, media, NULL));
  assert_new_stamp (fixture, &stamp);
  g_assert_true (desk_store_remove_media (fixture->store, media, NULL));
  assert_new_stamp (fixture, &stamp);

  same = desk_store_dup_site_stamp (fixture->store, NULL);
  g_assert_cmpstr (stamp, ==, same);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/store/site-state/files-are-remembered", test_files);
  fixture_add_test ("/store/site-state/notes-are-remembered", test_notes);
  fixture_add_test ("/store/site-state/what-broke-off-is-forgotten", test_broken_off);
  fixture_add_test ("/store/site-state/looking-makes-none", test_none);
  fixture_add_test ("/store/site-state/what-is-no-use-is-made-anew", test_made_anew);
  fixture_add_test ("/store/site-state/a-row-that-cant-be-is-none", test_other_rows);
  fixture_add_test ("/store/site-state/a-link-is-not-followed", test_link);
  fixture_add_test ("/store/site-state/a-link-to-the-folder-is-followed", test_link_to_folder);
  fixture_add_test ("/store/site-state/any-name-without-a-lock", test_names);
  fixture_add_test ("/store/site-state/what-cant-be-is-said", test_errors);
  fixture_add_test ("/store/site-stamp/every-change-shows", test_stamp);

  return g_test_run ();
}
