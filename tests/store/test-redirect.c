/* test-redirect.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-old-addresses.h"

#include <string.h>

/* @...: source, target and so on; NULL at the end */
static void
save (Fixture *fixture,
      ...)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GError) error = NULL;
  const char *source;
  va_list pairs;

  va_start (pairs, fixture);
  while ((source = va_arg (pairs, const char *)) != NULL)
    g_ptr_array_add (redirects, desk_redirect_new (source, va_arg (pairs, const char *)));
  va_end (pairs);
  desk_store_save_redirects (fixture->store, redirects, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_found (Fixture    *fixture,
              const char *source,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *target = NULL;

  desk_store_find_redirect (fixture->store, source, &target, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (target, ==, expected);
}

/* @expected: "/a/→/b/ /c/→" */
static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) redirects = desk_store_list_redirects (fixture->store, &error);
  g_autoptr(GString) said = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < redirects->len; i++)
    {
      const DeskRedirect *redirect = redirects->pdata[i];

      g_string_append_printf (said, "%s%s→%s", i > 0 ? " " : "", redirect->source, redirect->target);
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static void
assert_versions (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *versions = fixture_query (fixture, "SELECT source, version FROM redirect ORDER BY source");

  g_assert_cmpstr (versions, ==, expected);
}

static void
test_save (Fixture      *fixture,
           gconstpointer data)
{
  assert_list (fixture, "");
  save (fixture, "/b/", "/en/news/", "/?p=7", "https://elsewhere.example/", "/вести/", "", "/a/", "/en/", NULL);
  assert_found (fixture, "/b/", "/en/news/");
  assert_found (fixture, "/?p=7", "https://elsewhere.example/");
  assert_found (fixture, "/вести/", "");
  assert_found (fixture, "/?p=70", NULL);
  assert_found (fixture, "/A/", NULL); /* servers tell them apart, too */
  assert_list (fixture, "/?p=7→https://elsewhere.example/ /a/→/en/ /b/→/en/news/ /вести/→");
}

static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  static const char all[] = "SELECT source, uuid, changed_us FROM redirect WHERE source <> '/b/' ORDER BY source";

  save (fixture, "/a/", "/en/", "/b/", "/sr/", "/c/", "", NULL);
  before = fixture_query (fixture, "%s", all);
  save (fixture, "/a/", "/en/", "/b/", "/de/", "/c/", "", NULL);
  after = fixture_query (fixture, "%s", all);
  assert_list (fixture, "/a/→/en/ /b/→/de/ /c/→");
  assert_versions (fixture, "/a/|1 /b/|2 /c/|1");
  g_assert_cmpstr (after, ==, before);
}

static void
test_twice_in_one (Fixture      *fixture,
                   gconstpointer data)
{
  save (fixture, "/a/", "/en/", "/a/", "/sr/", NULL);
  assert_list (fixture, "/a/→/sr/");
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *again = NULL;

  save (fixture, "/a/", "/en/", "/b/", "/sr/", NULL);
  uuid = fixture_query (fixture, "SELECT uuid FROM redirect WHERE source = '/a/'");
  g_assert_true (desk_store_remove_redirect (fixture->store, "/a/", &error));
  assert_found (fixture, "/a/", NULL);
  assert_list (fixture, "/b/→/sr/");
  assert_versions (fixture, "/a/|2 /b/|1"); /* it is marked, so that others learn of it */

  save (fixture, "/a/", "/en/", NULL); /* where it led before it was taken away */
  assert_list (fixture, "/a/→/en/ /b/→/sr/");
  assert_versions (fixture, "/a/|3 /b/|1");
  again = fixture_query (fixture, "SELECT uuid FROM redirect WHERE source = '/a/'");
  g_assert_cmpstr (again, ==, uuid);
}

static void
test_nothing_to_remove (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *long_source = g_strnfill (2000, 'x');
  const char *sources[] = { "/b/", "/a", "", "/removed/", "/%s/", long_source };

  save (fixture, "/a/", "/en/", "/removed/", "/en/", NULL);
  g_assert_true (desk_store_remove_redirect (fixture->store, "/removed/", NULL));
  for (unsigned i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_store_remove_redirect (fixture->store, sources[i], &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
    }
  assert_versions (fixture, "/a/|1 /removed/|2");
}

static char *
dup_stamp (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  char *stamp = desk_store_dup_site_stamp (fixture->store, &error);

  g_assert_no_error (error);
  return stamp;
}

/* An export that finds the stamp of the last one looks at nothing. */
static void
test_stamp (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = NULL;
  g_autofree char *same = NULL;

  g_assert_true (g_hash_table_add (seen, dup_stamp (fixture)));
  save (fixture, "/a/", "/en/", NULL);
  g_assert_true (g_hash_table_add (seen, dup_stamp (fixture)));
  save (fixture, "/a/", "/sr/", NULL);
  g_assert_true (g_hash_table_add (seen, dup_stamp (fixture)));
  save (fixture, "/a/", "/en/", NULL);
  g_assert_true (g_hash_table_add (seen, dup_stamp (fixture)));
  g_assert_true (desk_store_remove_redirect (fixture->store, "/a/", NULL));
  g_assert_true (g_hash_table_add (seen, dup_stamp (fixture)));
  save (fixture, "/a/", "/en/", NULL);
  last = dup_stamp (fixture);
  g_assert_true (g_hash_table_add (seen, g_strdup (last)));

  save (fixture, "/a/", "/en/", NULL);
  g_assert_false (desk_store_remove_redirect (fixture->store, "/b/", NULL));
  same = dup_stamp (fixture);
  g_assert_cmpstr (same, ==, last);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (redirects, desk_redirect_new ("/a/", "/en/"));
  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_save_redirects (fixture->store, redirects, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_list (fixture, "");
}

/* More than one transaction takes: none is left out where one ends. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = NULL;

  for (unsigned i = 0; i < 2500; i++)
    {
      g_autofree char *source = g_strdup_printf ("/?p=%u", i);

      g_ptr_array_add (redirects, desk_redirect_new (source, "/en/"));
    }
  desk_store_save_redirects (fixture->store, redirects, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rows = fixture_query (fixture, "SELECT count (*), sum (version) FROM redirect");
  g_assert_cmpstr (rows, ==, "2500|2500");
}

static void
note_progress (const char *what,
               double      fraction,
               gpointer    user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >, *last);
  *last = fraction;
}

static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GError) error = NULL;
  double last = 0;

  for (unsigned i = 0; i < 1200; i++)
    {
      g_autofree char *source = g_strdup_printf ("/?p=%u", i);

      g_ptr_array_add (redirects, desk_redirect_new (source, "/en/"));
    }
  desk_store_save_redirects (fixture->store, redirects, note_progress, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, ==, 1);
}

static void
test_titles (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Low Water", "The river is low.");
  g_autofree char *target = g_strconcat (DESK_REDIRECT_ARTICLE, article->uuid, NULL);
  g_autoptr(GPtrArray) redirects = NULL;
  g_autoptr(GError) error = NULL;
  static const char *const titles[] = { "Low Water", NULL, NULL, NULL };

  save (fixture, "/a/", target, "/b/", "/en/news/", "/c/", "", "/d/", "article:0192f0c1-2b3c-7d4e-8f50-123456789abc", NULL);
  redirects = desk_store_list_titled_redirects (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (redirects->len, ==, G_N_ELEMENTS (titles));
  for (unsigned i = 0; i < redirects->len; i++)
    g_assert_cmpstr (((const DeskRedirect *) redirects->pdata[i])->title, ==, titles[i]);
}

static void
test_room (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autoptr(GError) error = NULL;

  fixture_execute (file,
                   "INSERT INTO redirect (uuid, source, target, changed_us)"
                   "  WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < "
                   G_STRINGIFY (DESK_REDIRECTS_MAX) ") SELECT n, '/?p=' || n, '/en/', 1 FROM number");
  g_ptr_array_add (redirects, desk_redirect_new ("/one/", "/en/"));
  g_assert_false (desk_store_save_redirects (fixture->store, redirects, NULL, NULL, NULL, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  assert_found (fixture, "/one/", NULL);

  save (fixture, "/?p=8", "/sr/", NULL); /* one that is there already takes none */
  assert_found (fixture, "/?p=8", "/sr/");
  g_assert_true (desk_store_remove_redirect (fixture->store, "/?p=7", NULL)); /* nor does what went */
  save (fixture, "/one/", "/en/", NULL);
  assert_found (fixture, "/one/", "/en/");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/redirect/what-was-said-is-found-and-listed-in-order", test_save);
  fixture_add_test ("/store/redirect/saying-it-again-changes-what-differs", test_again);
  fixture_add_test ("/store/redirect/of-two-in-one-list-the-last-counts", test_twice_in_one);
  fixture_add_test ("/store/redirect/one-that-went-can-come-back", test_remove);
  fixture_add_test ("/store/redirect/one-that-is-not-there-cannot-go", test_nothing_to_remove);
  fixture_add_test ("/store/redirect/each-change-is-another-moment-of-the-site", test_stamp);
  fixture_add_test ("/store/redirect/stopped-at-once-it-saves-none", test_cancelled);
  fixture_add_test ("/store/redirect/of-many-none-is-left-out", test_many);
  fixture_add_test ("/store/redirect/it-is-told-how-far-it-is", test_progress);
  fixture_add_test ("/store/redirect/what-leads-to-an-article-has-its-title", test_titles);
  fixture_add_test ("/store/redirect/there-is-room-for-so-many", test_room);
  return g_test_run ();
}
