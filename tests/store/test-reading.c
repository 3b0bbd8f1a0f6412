/* test-reading.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-reading.h"

static void
assert_title (DeskStore         *store,
              const DeskArticle *article,
              const char        *title)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) read = desk_store_dup_article (store, article->uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fixture_edition (read)->title, ==, title);
}

/* Another program saves meanwhile: it need not wait, and isn't seen. */
static void
test_still (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Before", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) reader = desk_store_open_again (fixture->store, &error);
  g_autoptr(DeskReading) reading = NULL;

  g_assert_no_error (error);
  reading = desk_reading_begin (reader, &error);
  g_assert_no_error (error);
  g_set_str (&fixture_edition (article)->title, "After");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error));
  assert_title (reader, article, "Before");
  assert_title (fixture->store, article, "After");

  g_clear_pointer (&reading, desk_reading_free);
  assert_title (reader, article, "After");
}

/* What can't be begun is not half begun: the store can be written to. */
static void
test_not_begun (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskReading) reading = NULL;
  g_autoptr(GError) error = NULL;

  fixture_execute (file, "ALTER TABLE library RENAME TO elsewhere");
  g_assert_null (desk_reading_begin (fixture->store, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  fixture_execute (file, "ALTER TABLE elsewhere RENAME TO library");
  article = fixture_add_article (fixture, "en", "Written", "");
  reading = desk_reading_begin (fixture->store, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/reading/sees-one-moment", test_still);
  fixture_add_test ("/store/reading/that-fails-leaves-nothing-open", test_not_begun);
  return g_test_run ();
}
