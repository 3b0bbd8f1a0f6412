/* test-term.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <string.h>

static DeskTerm *
save_term (Fixture     *fixture,
           DeskTermType type,
           const char  *english,
           const char  *serbian,
           const char  *slug)
{
  DeskTerm *term = desk_term_new (type, NULL);
  g_autoptr(GError) error = NULL;

  desk_term_set_name (term, "en", english, slug);
  if (serbian != NULL)
    desk_term_set_name (term, "sr", serbian, "");
  desk_store_save_term (fixture->store, term, &error);
  g_assert_no_error (error);

  return term;
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const names[] = {
    "Civil protection", "civil protection", "CIVIL PROTECTION", "civ-prot",
    "Цивилна заштита", "Civilna zaštita", "civilna zastita", "civilna-zastita",
  };
  g_autoptr(DeskTerm) term = save_term (fixture, DESK_TERM_TAG, "Civil protection", "Цивилна заштита", "civ-prot");

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DeskTerm) found = desk_store_find_term (fixture->store, DESK_TERM_TAG, names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found->uuid, ==, term->uuid);
      g_assert_cmpstr (desk_term_get_name (found, "sr")->slug, ==, "civilna-zastita");
    }
}

static void
test_not_found (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) term = save_term (fixture, DESK_TERM_TAG, "Rivers", NULL, "");
  g_autofree char *long_name = g_strnfill (5000, 'x');
  const char *names[] = { "River", "", "%s", long_name };

  g_assert_null (desk_store_find_term (fixture->store, DESK_TERM_AUTHOR, "Rivers", NULL)); /* a tag is no author */
  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (desk_store_find_term (fixture->store, DESK_TERM_TAG, names[i], &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
      g_assert_cmpuint (strlen (error->message), <, 300);
    }
}

static void
test_ensure (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  gboolean was_made = FALSE;
  g_autoptr(DeskTerm) made = desk_store_ensure_term (fixture->store, DESK_TERM_AUTHOR, "Đorđe Љубић", "sr",
                                                     &was_made, &error);
  g_autoptr(DeskTerm) found = NULL;

  g_assert_no_error (error);
  g_assert_true (was_made);
  g_assert_cmpstr (desk_term_get_name (made, "sr")->slug, ==, "djordje-ljubic");

  found = desk_store_ensure_term (fixture->store, DESK_TERM_AUTHOR, "ђорђе ljubić", "en", &was_made, &error);
  g_assert_no_error (error);
  g_assert_false (was_made);
  g_assert_cmpstr (found->uuid, ==, made->uuid);
  g_assert_cmpuint (found->names->len, ==, 1);
}

static void
test_ensure_quietly (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) made = desk_store_ensure_term (fixture->store, DESK_TERM_TAG, "Rivers", "en", NULL, &error);
  g_autoptr(DeskTerm) found = NULL;

  g_assert_no_error (error);
  found = desk_store_ensure_term (fixture->store, DESK_TERM_TAG, "rivers", "en", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->uuid, ==, made->uuid);
}

static void
test_not_made (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(GError) error = NULL;
  gboolean was_made = FALSE;

  fixture_execute (file, "CREATE TRIGGER full BEFORE INSERT ON term BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_assert_null (desk_store_ensure_term (fixture->store, DESK_TERM_TAG, "Rivers", "en", &was_made, &error));
  g_assert_nonnull (error);
  g_assert_false (was_made);
}

static void
test_bad_names (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (201, 'x');
  const char *names[] = { "", "  ", "\t", "caf\xe9", long_name };
  g_autofree char *rows = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean was_made;

      g_assert_null (desk_store_ensure_term (fixture->store, DESK_TERM_TAG, names[i], "en", &was_made, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
    }

  rows = fixture_query (fixture, "SELECT (SELECT count (*) FROM term) + (SELECT count (*) FROM term_name)");
  g_assert_cmpstr (rows, ==, "0");
}

static void
test_slugs (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) first = save_term (fixture, DESK_TERM_TAG, "R&D", NULL, "");
  g_autoptr(DeskTerm) second = save_term (fixture, DESK_TERM_TAG, "R/D", NULL, "");
  g_autoptr(DeskTerm) third = save_term (fixture, DESK_TERM_TAG, "Research", NULL, "r-d");
  g_autoptr(DeskTerm) author = save_term (fixture, DESK_TERM_AUTHOR, "R&D", NULL, "");
  g_autoptr(DeskTerm) tag = save_term (fixture, DESK_TERM_TAG, "Search", NULL, "");
  g_autoptr(DeskTerm) section = save_term (fixture, DESK_TERM_SECTION, "Search", NULL, "");
  g_autoptr(DeskTerm) bad = desk_term_new (DESK_TERM_TAG, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (desk_term_get_name (first, "en")->slug, ==, "r-d");
  g_assert_cmpstr (desk_term_get_name (second, "en")->slug, ==, "r-d-2");
  g_assert_cmpstr (desk_term_get_name (third, "en")->slug, ==, "r-d-3");
  g_assert_cmpstr (desk_term_get_name (author, "en")->slug, ==, "r-d"); /* tags and authors live apart */
  g_assert_cmpstr (desk_term_get_name (tag, "en")->slug, ==, "search");
  g_assert_cmpstr (desk_term_get_name (section, "en")->slug, ==, "search-2"); /* sections stand at the top */

  desk_term_set_name (bad, "en", "Name", "../up");
  g_assert_false (desk_store_save_term (fixture->store, bad, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
}

/* A tag that is made again after it was removed has the address it had. */
static void
test_slug_again (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskTerm) first = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) second = NULL;
  g_autoptr(DeskTerm) third = NULL;
  g_autoptr(DeskTerm) found = NULL;
  unsigned n_articles;

  g_assert_true (desk_store_remove_term (fixture->store, first, NULL, JUNE_US, NULL, &n_articles, NULL));
  second = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_assert_cmpstr (second->uuid, !=, first->uuid);
  g_assert_cmpstr (desk_term_get_name (second, "en")->slug, ==, "rivers");
  third = save_term (fixture, DESK_TERM_TAG, "Rivers!", NULL, "");
  g_assert_cmpstr (desk_term_get_name (third, "en")->slug, ==, "rivers-2");
  found = desk_store_find_term (fixture->store, DESK_TERM_TAG, "rivers", NULL);
  g_assert_cmpstr (found->uuid, ==, second->uuid);
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskTerm) first = save_term (fixture, DESK_TERM_SECTION, "News", NULL, "");
  g_autoptr(DeskTerm) second = save_term (fixture, DESK_TERM_SECTION, "Analysis", NULL, "");
  g_autoptr(GPtrArray) terms = NULL;

  g_assert_cmpuint (first->position, ==, 0);
  g_assert_cmpuint (second->position, ==, 1);
  first->position = 2;
  desk_term_set_name (first, "sr", "Вести", "");
  desk_term_set_name (first, "en", "Today", "news");
  g_assert_true (desk_store_save_term (fixture->store, first, NULL));

  terms = desk_store_list_terms (fixture->store, DESK_TERM_SECTION, NULL);
  g_assert_cmpuint (terms->len, ==, 2);
  g_assert_cmpstr (((DeskTerm *) terms->pdata[0])->uuid, ==, second->uuid);
  g_assert_cmpstr (desk_term_get_name (terms->pdata[1], "sr")->slug, ==, "vesti");
  g_assert_cmpstr (desk_term_get_name (terms->pdata[1], "en")->name, ==, "Today");
  g_assert_cmpstr (desk_term_get_name (terms->pdata[1], "en")->slug, ==, "news");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/term/any-name-slug-case-and-script-finds-it", test_find);
  fixture_add_test ("/store/term/an-unknown-name-is-said", test_not_found);
  fixture_add_test ("/store/term/is-made-once", test_ensure);
  fixture_add_test ("/store/term/who-made-it-need-not-be-asked", test_ensure_quietly);
  fixture_add_test ("/store/term/what-could-not-be-saved-was-not-made", test_not_made);
  fixture_add_test ("/store/term/bad-names-are-refused", test_bad_names);
  fixture_add_test ("/store/term/a-slug-is-nobody-elses", test_slugs);
  fixture_add_test ("/store/term/a-removed-ones-slug-is-free", test_slug_again);
  fixture_add_test ("/store/term/changes-are-kept", test_change);
  return g_test_run ();
}
