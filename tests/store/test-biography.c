/* test-biography.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-biography.h"

#include <string.h>

static void
save (Fixture        *fixture,
      const DeskTerm *author,
      const char     *language,
      const char     *text)
{
  g_autoptr(GError) error = NULL;

  desk_store_save_biography (fixture->store, author->uuid, language, text, &error);
  g_assert_no_error (error);
}

static void
assert_text (Fixture        *fixture,
             const DeskTerm *author,
             const char     *language,
             const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  desk_store_dup_biography (fixture->store, author->uuid, language, &text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_languages (Fixture        *fixture,
                  const DeskTerm *author,
                  const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) languages = desk_store_list_biography_languages (fixture->store, author->uuid, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = g_strjoinv (" ", languages);
  g_assert_cmpstr (said, ==, expected);
}

static gint64
version_of (Fixture        *fixture,
            const DeskTerm *author)
{
  g_autofree char *version = fixture_query (fixture, "SELECT version FROM term WHERE uuid = '%s'", author->uuid);

  return g_ascii_strtoll (version, NULL, 10);
}

static void
test_save (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(DeskTerm) other = fixture_term (fixture, DESK_TERM_AUTHOR, "Other");

  assert_text (fixture, mira, "en", "");
  assert_languages (fixture, mira, "");
  save (fixture, mira, "sr", "Пише о **рекама**.\n");
  save (fixture, mira, "en", "Writes about rivers.");
  assert_text (fixture, mira, "sr", "Пише о **рекама**.\n");
  assert_text (fixture, mira, "en", "Writes about rivers.");
  assert_text (fixture, mira, "de", "");
  assert_text (fixture, other, "en", "");
  assert_languages (fixture, mira, "en sr");

  save (fixture, mira, "en", "Writes about boats.");
  assert_text (fixture, mira, "en", "Writes about boats.");
  assert_text (fixture, mira, "sr", "Пише о **рекама**.\n");
}

static void
test_taken_away (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");

  save (fixture, mira, "en", "Writes about rivers.");
  save (fixture, mira, "sr", "Пише о рекама.");
  save (fixture, mira, "en", "");
  assert_text (fixture, mira, "en", "");
  assert_languages (fixture, mira, "sr");
  save (fixture, mira, "en", ""); /* it is away already */
  assert_languages (fixture, mira, "sr");
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(GString) most = g_string_new (NULL);
  gint64 version;
  const char *texts[] = { NULL, "caf\xe9", "\xff", "cut \xc5" };

  for (unsigned i = 0; i < DESK_BIOGRAPHY_MAX_CHARS; i++)
    g_string_append (most, "ш"); /* letters are counted, not bytes */
  save (fixture, mira, "sr", most->str);
  assert_text (fixture, mira, "sr", most->str);

  version = version_of (fixture, mira);
  g_string_append_c (most, '.');
  texts[0] = most->str;
  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_store_save_biography (fixture->store, mira->uuid, "en", texts[i], &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
      g_assert_null (strchr (error->message, '\n'));
    }
  assert_languages (fixture, mira, "sr");
  g_assert_cmpint (version_of (fixture, mira), ==, version);
}

static void
test_nobody (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_save_biography (fixture->store, "01a211c2-7fac-7153-8b1e-589c72055c0f", "en", "Nobody.", &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

/* The version is what an export looks at. */
static void
test_version (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(DeskTerm) other = fixture_term (fixture, DESK_TERM_AUTHOR, "Other");
  static const char *const texts[] = { "Writes about rivers.", "Writes about boats.", "" };
  gint64 others = version_of (fixture, other);

  for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *before = desk_store_dup_site_stamp (fixture->store, NULL);
      g_autofree char *after = NULL;
      gint64 version = version_of (fixture, mira);

      save (fixture, mira, "en", texts[i]);
      after = desk_store_dup_site_stamp (fixture->store, NULL);
      g_assert_cmpint (version_of (fixture, mira), >, version);
      g_assert_cmpstr (after, !=, before);
    }
  g_assert_cmpint (version_of (fixture, other), ==, others);
}

static void
set_portrait (Fixture         *fixture,
              DeskTerm        *author,
              const DeskMedia *media)
{
  g_autoptr(GError) error = NULL;

  g_set_str (&author->portrait, media != NULL ? media->uuid : NULL);
  desk_store_save_term (fixture->store, author, &error);
  g_assert_no_error (error);
}

static void
assert_portrait (Fixture        *fixture,
                 const DeskTerm *author,
                 const char     *expected)
{
  const char *name = desk_term_get_name (author, "en")->name;
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskTerm) found = desk_store_find_term (fixture->store, DESK_TERM_AUTHOR, name, &error);
  g_autoptr(GPtrArray) all = desk_store_list_terms (fixture->store, DESK_TERM_AUTHOR, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (found->uuid, ==, author->uuid);
  g_assert_cmpstr (found->portrait, ==, expected);
  for (unsigned i = 0; i < all->len; i++)
    {
      const DeskTerm *listed = all->pdata[i];

      if (g_str_equal (listed->uuid, author->uuid))
        g_assert_cmpstr (listed->portrait, ==, expected);
    }
}

static void
test_portrait (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "mira.png", "one");
  g_autoptr(DeskMedia) other = fixture_add_media (fixture, "other.png", "two");
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(DeskTerm) made = desk_term_new (DESK_TERM_AUTHOR, NULL);
  g_autoptr(DeskTerm) copy = NULL;
  g_autoptr(GError) error = NULL;

  assert_portrait (fixture, mira, NULL);
  set_portrait (fixture, mira, media);
  assert_portrait (fixture, mira, media->uuid);
  copy = desk_term_copy (mira);
  g_assert_cmpstr (copy->portrait, ==, media->uuid);
  set_portrait (fixture, mira, other);
  assert_portrait (fixture, mira, other->uuid);
  set_portrait (fixture, mira, NULL);
  assert_portrait (fixture, mira, NULL);

  desk_term_set_name (made, "en", "Nađa", "");
  set_portrait (fixture, made, media); /* one that is new has it at once */
  assert_portrait (fixture, made, media->uuid);

  g_set_str (&mira->portrait, "01a211c2-7fac-7153-8b1e-589c72055c0f");
  g_assert_false (desk_store_save_term (fixture->store, mira, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  assert_portrait (fixture, mira, NULL);
}

static void
purge (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  desk_store_purge_media (fixture->store, G_MAXINT64, NULL, &error);
  g_assert_no_error (error);
}

static void
test_portrait_stays (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "mira.png", "one");
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autofree char *rows = NULL;
  g_autoptr(GError) error = NULL;

  set_portrait (fixture, mira, media);
  g_assert_false (desk_store_remove_media (fixture->store, media, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "mira.png"));
  g_clear_error (&error);
  purge (fixture);
  assert_portrait (fixture, mira, media->uuid);
  g_assert_true (fixture_has_file (fixture, media));

  set_portrait (fixture, mira, NULL);
  desk_store_remove_media (fixture->store, media, &error);
  g_assert_no_error (error);
  purge (fixture);
  rows = fixture_query (fixture, "SELECT count (*) FROM media");
  g_assert_cmpstr (rows, ==, "0");
}

static void
assert_portrayed (Fixture         *fixture,
                  const DeskMedia *media,
                  const DeskTerm  *author) /* nullable */
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uuids = desk_store_list_portrayed (fixture->store, media->uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (uuids->len, ==, author != NULL);
  if (author != NULL)
    g_assert_cmpstr (uuids->pdata[0], ==, author->uuid);
}

static void
test_portrayed (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "mira.png", "one");
  g_autoptr(DeskMedia) other = fixture_add_media (fixture, "other.png", "two");
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(DeskTerm) nadja = fixture_term (fixture, DESK_TERM_AUTHOR, "Nađa");
  g_autoptr(GPtrArray) both = NULL;
  unsigned n_articles;

  assert_portrayed (fixture, media, NULL);
  set_portrait (fixture, mira, media);
  assert_portrayed (fixture, media, mira);
  assert_portrayed (fixture, other, NULL);
  set_portrait (fixture, nadja, media); /* a picture of two */
  both = desk_store_list_portrayed (fixture->store, media->uuid, NULL);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (desk_store_remove_term (fixture->store, nadja, NULL, JUNE_US, NULL, &n_articles, NULL));
  assert_portrayed (fixture, media, mira);
}

/* An author who was removed is still a row, which names the picture's. */
static void
test_removed_author (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "mira.png", "one");
  g_autoptr(DeskTerm) mira = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira");
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = NULL;
  unsigned n_articles;

  set_portrait (fixture, mira, media);
  g_assert_true (desk_store_remove_term (fixture->store, mira, NULL, JUNE_US, NULL, &n_articles, NULL));
  desk_store_remove_media (fixture->store, media, &error);
  g_assert_no_error (error);
  purge (fixture);
  rows = fixture_query (fixture, "SELECT name, deleted_us IS NOT NULL FROM media");
  g_assert_cmpstr (rows, ==, "mira.png|1");
  g_assert_true (fixture_has_file (fixture, media));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/biography/each-language-has-its-own", test_save);
  fixture_add_test ("/store/biography/nothing-takes-it-away", test_taken_away);
  fixture_add_test ("/store/biography/what-is-too-long-or-no-text-is-refused", test_refused);
  fixture_add_test ("/store/biography/nobody-has-none", test_nobody);
  fixture_add_test ("/store/biography/each-change-is-another-version-of-the-author", test_version);
  fixture_add_test ("/store/biography/a-portrait-is-kept", test_portrait);
  fixture_add_test ("/store/biography/a-picture-says-whose-portrait-it-is", test_portrayed);
  fixture_add_test ("/store/biography/a-portrait-is-not-removed", test_portrait_stays);
  fixture_add_test ("/store/biography/a-removed-authors-portrait-keeps-its-row", test_removed_author);
  return g_test_run ();
}
