/* test-trash.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

static void
set_deleted (Fixture    *fixture,
             const char *title,
             gint64      deleted_us)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("UPDATE article SET deleted_us = %" G_GINT64_FORMAT
                         " WHERE id = (SELECT article_id FROM edition WHERE title = '%s')", deleted_us, title);
  fixture_execute (file, sql);
}

static DeskArticle *
add_deleted (Fixture    *fixture,
             const char *title,
             gint64      deleted_us)
{
  DeskArticle *article = fixture_add_article (fixture, "en", title, "One\n\nTwo\n");
  g_autoptr(GError) error = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  desk_store_delete_article (fixture->store, article->uuid, &error);
  g_assert_no_error (error);
  set_deleted (fixture, title, deleted_us);

  return article;
}

static unsigned
purge (Fixture *fixture,
       gint64   until_us)
{
  g_autoptr(GError) error = NULL;
  unsigned n_purged = 99;

  desk_store_purge_trash (fixture->store, until_us, NULL, NULL, NULL, &n_purged, &error);
  g_assert_no_error (error);
  return n_purged;
}

static void
assert_titles (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *titles = fixture_query (fixture, "SELECT title FROM edition ORDER BY id");

  g_assert_cmpstr (titles, ==, expected);
}

static void
test_back (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_deleted (fixture, "Water", JUNE_US);
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;

  read = fixture_read (fixture, article);
  g_assert_cmpint (read->deleted_us, ==, JUNE_US);
  g_clear_pointer (&read, desk_article_free);

  /* Once more is not later. */
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, &error));
  read = fixture_read (fixture, article);
  g_assert_cmpint (read->deleted_us, ==, JUNE_US);
  g_clear_pointer (&read, desk_article_free);

  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, &error));
  g_assert_no_error (error);
  read = fixture_read (fixture, article);
  g_assert_cmpint (read->deleted_us, ==, 0);
  g_assert_cmpint (fixture_edition (read)->status, ==, DESK_STATUS_PUBLISHED);
  g_assert_true (fixture_edition (read)->is_live);
}

static void
test_purge (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) stays = fixture_add_article (fixture, "en", "Stone", "One\n\nTwo\n");
  g_autoptr(DeskArticle) old = add_deleted (fixture, "Old", JUNE_US - DESK_TRASH_US);
  g_autoptr(DeskArticle) young = add_deleted (fixture, "Young", JUNE_US - DESK_TRASH_US + 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  g_autofree char *left = NULL;

  g_assert_cmpuint (purge (fixture, JUNE_US - DESK_TRASH_US), ==, 1);
  assert_titles (fixture, "Stone Young");
  g_assert_null (desk_store_dup_article (fixture->store, old->uuid, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);

  g_assert_cmpuint (purge (fixture, G_MAXINT64), ==, 1);
  assert_titles (fixture, "Stone");
  g_assert_cmpuint (purge (fixture, G_MAXINT64), ==, 0);
  assert_titles (fixture, "Stone");

  address = fixture_query (fixture, "SELECT slug, is_live, edition_id FROM address ORDER BY slug");
  g_assert_cmpstr (address, ==, "old|0|null young|0|null");
  left = fixture_query (fixture,
                        "SELECT (SELECT count (*) FROM revision), (SELECT count (*) FROM piece),"
                        " (SELECT count (DISTINCT edition_id) FROM block), (SELECT count (*) FROM listing),"
                        " (SELECT count (*) FROM filed), (SELECT count (*) FROM keyword)");
  g_assert_cmpstr (left, ==, "0|0|1|1|1|0");
}

/* Who keeps something derived from a text hears that it is gone. */
static void
test_told (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_deleted (fixture, "Water", JUNE_US);
  g_autofree char *before = fixture_query (fixture, "SELECT max (seq) FROM edition_change");
  g_autofree char *told = NULL;

  purge (fixture, G_MAXINT64);
  told = fixture_query (fixture, "SELECT count (*) FROM edition_change WHERE seq > %s AND edition_id = 1", before);
  g_assert_cmpstr (told, ==, "1");
}

static void
progress_cb (const char *what,
             double      fraction,
             gpointer    user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

/* Another writer gets in between, and what it brings back stays. */
static void
restore_one_cb (const char *what,
                double      fraction,
                gpointer    user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) other = NULL;
  g_autofree char *uuid = NULL;

  if (fraction == 0)
    return;

  uuid = fixture_query (fixture, "SELECT uuid FROM article WHERE deleted_us IS NOT NULL ORDER BY id DESC LIMIT 1");
  if (*uuid == '\0')
    return;

  other = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  g_assert_true (desk_store_undelete_article (other, uuid, &error));
}

static void
test_slices (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *n_left = NULL;
  gint64 longest_us;
  double last = 0;
  unsigned n_purged = 0;

  for (unsigned i = 0; i < 60; i++)
    {
      g_autofree char *title = g_strdup_printf ("Story %u", i);
      g_autoptr(DeskArticle) article = add_deleted (fixture, title, JUNE_US);
    }
  g_assert_true (desk_store_purge_trash (fixture->store, JUNE_US - 1, progress_cb, &last, NULL, &n_purged, &error));
  g_assert_cmpuint (n_purged, ==, 0);

  longest_us = g_get_monotonic_time ();
  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, restore_one_cb, fixture, NULL, &n_purged, &error));
  g_assert_no_error (error);
  g_test_message ("%u articles in %.1f ms", n_purged, (double) (g_get_monotonic_time () - longest_us) / 1000);
  n_left = fixture_query (fixture, "SELECT count (*) FROM article");
  g_assert_cmpint (g_ascii_strtoll (n_left, NULL, 10), ==, 60 - (gint64) n_purged);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_deleted (fixture, "Water", JUNE_US);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  unsigned n_purged = 99;

  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, cancellable, &n_purged, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_purged, ==, 0);
  assert_titles (fixture, "Water");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/trash/gives-an-article-back-as-it-was", test_back);
  fixture_add_test ("/store/trash/is-emptied-of-what-is-old-enough", test_purge);
  fixture_add_test ("/store/trash/emptying-is-told-to-whoever-derives", test_told);
  fixture_add_test ("/store/trash/others-write-while-it-is-emptied", test_slices);
  fixture_add_test ("/store/trash/emptying-can-be-cancelled", test_cancelled);
  return g_test_run ();
}
