/* test-term-address.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-old-addresses.h"

#include <string.h>

/* An article that is filed under a name: only then can readers have found its page. */
static DeskArticle *
file_under (Fixture        *fixture,
            const DeskTerm *term,
            const char     *title)
{
  DeskArticle *article = fixture_add_article (fixture, "en", title, "Body");

  if (term->type == DESK_TERM_SECTION)
    article->section = desk_term_copy (term);
  else if (term->type == DESK_TERM_TAG)
    desk_article_add_tag (article, term);
  else
    desk_article_add_credit (article, term, NULL, NULL);
  fixture_save (fixture, article);

  return article;
}

static void
rename_term (Fixture    *fixture,
             DeskTerm   *term,
             const char *language,
             const char *slug)
{
  g_autoptr(GError) error = NULL;

  desk_term_set_name (term, language, slug, slug);
  desk_store_save_term (fixture->store, term, &error);
  g_assert_no_error (error);
}

static void
merge (Fixture        *fixture,
       const DeskTerm *term,
       const DeskTerm *into)
{
  g_autoptr(GError) error = NULL;
  unsigned n_articles;

  desk_store_remove_term (fixture->store, term, into, JUNE_US, NULL, &n_articles, &error);
  g_assert_no_error (error);
}

/* @term: (nullable): %NULL for all. @expected: "tag:en/rivers tag:sr/reke" */
static void
assert_addresses (Fixture        *fixture,
                  const DeskTerm *term,
                  const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) addresses = desk_store_list_term_addresses (fixture->store, term != NULL ? term->uuid : NULL, &error);
  g_autoptr(GString) said = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < addresses->len; i++)
    {
      const DeskTermAddress *address = addresses->pdata[i];

      g_string_append_printf (said, "%s%s:%s/%s", i > 0 ? " " : "", desk_term_type_to_string (address->type),
                              address->language, address->slug);
      if (term != NULL)
        g_assert_cmpstr (address->term, ==, term->uuid);
    }
  g_assert_cmpstr (said->str, ==, expected);
}

static void
assert_leads (Fixture        *fixture,
              DeskTermType    type,
              const char     *language,
              const char     *slug,
              const DeskTerm *expected) /* nullable */
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  desk_store_find_term_address (fixture->store, type, language, slug, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected != NULL ? expected->uuid : NULL);
}

static void
test_renamed (Fixture      *fixture,
              gconstpointer data)
{
  static const DeskTermType types[] = { DESK_TERM_SECTION, DESK_TERM_TAG, DESK_TERM_AUTHOR };

  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(DeskTerm) term = fixture_term (fixture, types[i], "Rivers");
      g_autoptr(DeskArticle) article = file_under (fixture, term, "Low water");
      g_autofree char *expected = g_strdup_printf ("%s:en/rivers", desk_term_type_to_string (types[i]));

      assert_addresses (fixture, term, "");
      rename_term (fixture, term, "en", "waters");
      assert_addresses (fixture, term, expected);
      assert_leads (fixture, types[i], "en", "rivers", term);
      assert_leads (fixture, types[i], "en", "waters", NULL); /* there it is now */
      assert_leads (fixture, types[i], "sr", "rivers", NULL);
    }
  assert_addresses (fixture, NULL, "section:en/rivers tag:en/rivers author:en/rivers");
}

static void
test_new_words_only (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = file_under (fixture, tag, "Low water");
  g_autoptr(GError) error = NULL;

  desk_term_set_name (tag, "en", "Great rivers", "rivers");
  tag->position = 3;
  g_assert_true (desk_store_save_term (fixture->store, tag, &error));
  assert_addresses (fixture, tag, "");
}

static void
test_one_language (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = NULL;

  fixture_set_site (fixture, "languages", "en,sr,sr-Latn");
  rename_term (fixture, tag, "sr", "reke");
  article = file_under (fixture, tag, "Low water");
  rename_term (fixture, tag, "sr", "vode");
  assert_addresses (fixture, tag, "tag:sr/reke");
  rename_term (fixture, tag, "en", "waters");
  assert_addresses (fixture, tag, "tag:en/rivers tag:sr/reke");
}

/* In a language in which it has no name it stands under its oldest. */
static void
test_fallback (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) other = fixture_term (fixture, DESK_TERM_TAG, "Boats");
  g_autoptr(DeskArticle) article = file_under (fixture, tag, "Low water");
  g_autoptr(DeskArticle) another = file_under (fixture, other, "High water");

  fixture_set_site (fixture, "languages", "en,sr,de");
  rename_term (fixture, tag, "sr", "reke");
  assert_addresses (fixture, tag, "tag:sr/rivers");
  assert_leads (fixture, DESK_TERM_TAG, "sr", "rivers", tag);
  assert_leads (fixture, DESK_TERM_TAG, "en", "rivers", NULL);

  rename_term (fixture, other, "en", "ships"); /* it moves wherever it has no name of its own */
  assert_addresses (fixture, other, "tag:de/boats tag:en/boats tag:sr/boats");
}

static void
test_back (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = file_under (fixture, tag, "Low water");

  rename_term (fixture, tag, "en", "waters");
  rename_term (fixture, tag, "en", "lakes");
  rename_term (fixture, tag, "en", "rivers");
  assert_addresses (fixture, tag, "tag:en/lakes tag:en/waters");
  rename_term (fixture, tag, "en", "waters");
  assert_addresses (fixture, tag, "tag:en/lakes tag:en/rivers");
}

static void
test_unused (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) second = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");

  rename_term (fixture, tag, "en", "waters");
  rename_term (fixture, section, "en", "today");
  rename_term (fixture, second, "en", "reports");
  assert_addresses (fixture, NULL, "");
}

/* What two had, one behind the other, leads to the one that had it last. */
static void
test_last_counts (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DeskTerm) first = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) second = fixture_term (fixture, DESK_TERM_TAG, "Boats");
  g_autoptr(DeskArticle) article = file_under (fixture, first, "Low water");
  g_autoptr(DeskArticle) another = file_under (fixture, second, "High water");
  g_autoptr(GPtrArray) all = NULL;

  rename_term (fixture, first, "en", "waters");
  rename_term (fixture, second, "en", "rivers");
  rename_term (fixture, second, "en", "ships");
  assert_leads (fixture, DESK_TERM_TAG, "en", "rivers", second);
  all = desk_store_list_term_addresses (fixture->store, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((DeskTermAddress *) all->pdata[1])->term, ==, first->uuid);
  g_assert_cmpstr (((DeskTermAddress *) all->pdata[2])->term, ==, second->uuid);
}

static void
test_merged (Fixture      *fixture,
             gconstpointer data)
{
  static const DeskTermType types[] = { DESK_TERM_SECTION, DESK_TERM_TAG, DESK_TERM_AUTHOR };

  fixture_set_site (fixture, "languages", "en,sr");
  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(DeskTerm) first = fixture_term (fixture, types[i], "Rivers");
      g_autoptr(DeskTerm) second = fixture_term (fixture, types[i], "Waters");
      g_autoptr(DeskTerm) third = fixture_term (fixture, types[i], "Nature");
      g_autoptr(DeskArticle) article = file_under (fixture, first, "Low water");
      g_autofree char *before = fixture_query (fixture, "SELECT version FROM term WHERE uuid = '%s'", second->uuid);
      g_autofree char *after = NULL;

      rename_term (fixture, first, "en", "streams");
      merge (fixture, first, second);
      after = fixture_query (fixture, "SELECT version FROM term WHERE uuid = '%s'", second->uuid);
      g_assert_cmpint (g_ascii_strtoll (after, NULL, 10), >, g_ascii_strtoll (before, NULL, 10)); /* an export looks at it */
      assert_leads (fixture, types[i], "en", "rivers", second);                                   /* what it had before */
      assert_leads (fixture, types[i], "en", "streams", second);
      assert_leads (fixture, types[i], "sr", "streams", second);

      merge (fixture, second, third);
      assert_leads (fixture, types[i], "en", "rivers", third);
      assert_leads (fixture, types[i], "sr", "streams", third);
      assert_leads (fixture, types[i], "en", "waters", third);
    }
}

static void
test_removed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = file_under (fixture, tag, "Low water");

  rename_term (fixture, tag, "en", "waters");
  merge (fixture, tag, NULL);
  assert_leads (fixture, DESK_TERM_TAG, "en", "rivers", NULL);
  assert_addresses (fixture, NULL, "");
}

static void
test_from_elsewhere (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  char unknown[] = "01a211c2-7fac-7153-8b1e-589c72055c0f", en[] = "en", old[] = "streams";
  DeskTermAddress address = { DESK_TERM_TAG, en, old, tag->uuid };
  g_autoptr(GError) error = NULL;

  desk_store_add_term_address (fixture->store, &address, &error);
  g_assert_no_error (error);
  desk_store_add_term_address (fixture->store, &address, &error);
  g_assert_no_error (error);
  assert_addresses (fixture, tag, "tag:en/streams");

  address.term = unknown;
  g_assert_false (desk_store_add_term_address (fixture->store, &address, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

/* Texts in a section that moves under them */

/* @expected: "news/low-water today/low-water", in the order of the words */
static void
assert_texts (Fixture           *fixture,
              const DeskArticle *article,
              const char        *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = desk_store_list_addresses (fixture->store, &error);
  g_autoptr(GPtrArray) own = desk_store_list_addresses_of (fixture->store, article->uuid, &error);
  g_autoptr(GString) said = g_string_new (NULL);
  unsigned n_own = 0;

  g_assert_no_error (error);
  for (unsigned i = 0; i < all->len; i++)
    {
      const DeskAddress *address = all->pdata[i];
      g_autofree char *found = NULL;

      if (!g_str_equal (address->article, article->uuid))
        continue;
      g_string_append_printf (said, "%s%s/%s", n_own++ > 0 ? " " : "", address->section, address->slug);
      desk_store_find_address (fixture->store, address->language, address->section, address->slug, &found, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, article->uuid);
    }
  g_assert_cmpuint (own->len, ==, n_own);
  g_assert_cmpstr (said->str, ==, expected);
}

static void
set_slug (Fixture           *fixture,
          const DeskArticle *article,
          const char        *slug)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_set_str (&fixture_edition (read)->slug, slug);
  fixture_save (fixture, read);
}

static DeskArticle *
release_under (Fixture        *fixture,
               const DeskTerm *section,
               const char     *title)
{
  DeskArticle *article = file_under (fixture, section, title);

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, g_get_real_time ());
  return article;
}

static void
test_texts (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskArticle) early = release_under (fixture, section, "Early");
  g_autoptr(DeskArticle) middle = NULL;
  g_autoptr(DeskArticle) late = NULL;
  g_autofree char *found = NULL;

  rename_term (fixture, section, "en", "today");
  middle = release_under (fixture, section, "Middle");
  assert_texts (fixture, early, "news/early"); /* where it is now, its page is */
  rename_term (fixture, section, "en", "daily");
  late = release_under (fixture, section, "Late");

  assert_texts (fixture, early, "news/early today/early");
  assert_texts (fixture, middle, "today/middle"); /* it never was among the news */
  assert_texts (fixture, late, "daily/late");
  g_assert_true (desk_store_find_address (fixture->store, "en", "today", "late", &found, NULL));
  g_assert_null (found);
  g_assert_true (desk_store_find_address (fixture->store, "sr", "today", "early", &found, NULL));
  g_assert_null (found);

  rename_term (fixture, section, "en", "hourly");
  assert_texts (fixture, early, "daily/early news/early today/early");
  assert_texts (fixture, middle, "daily/middle today/middle");
  assert_texts (fixture, late, "daily/late");
}

/* What is filed nowhere stands under the first section: that has readers, too. */
static void
test_filed_nowhere (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskTerm) first = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) second = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "Body");

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, g_get_real_time ());
  rename_term (fixture, first, "en", "today");
  assert_leads (fixture, DESK_TERM_SECTION, "en", "news", first);
  rename_term (fixture, second, "en", "reports");
  assert_leads (fixture, DESK_TERM_SECTION, "en", "analysis", NULL);
  rename_term (fixture, first, "en", "daily");
  assert_texts (fixture, article, "news/water today/water");
}

/* Readers found texts where their section was for a while, though it is back. */
static void
test_there_and_back (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskArticle) article = release_under (fixture, section, "Water");

  rename_term (fixture, section, "en", "today");
  rename_term (fixture, section, "en", "news");
  assert_texts (fixture, article, "news/water today/water");
  rename_term (fixture, section, "en", "daily");
  assert_texts (fixture, article, "news/water today/water");
}

/* An address that another text has now was not that text's when the section moved. */
static void
test_slug_taken (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) other = NULL;
  g_autoptr(DeskArticle) early = release_under (fixture, section, "Water");
  g_autoptr(DeskArticle) another = NULL;
  g_autofree char *found = NULL;

  rename_term (fixture, section, "en", "today");
  rename_term (fixture, section, "en", "daily");
  set_slug (fixture, early, "flood");
  fixture_set_status (fixture, early, DESK_STATUS_PUBLISHED, g_get_real_time ());
  other = fixture_term (fixture, DESK_TERM_SECTION, "News");
  another = release_under (fixture, other, "Water");
  g_assert_cmpstr (fixture_edition (another)->slug, ==, "water");
  g_assert_true (desk_store_find_address (fixture->store, "en", "today", "water", &found, NULL));
  g_assert_cmpstr (found, !=, another->uuid);
}

/* A section that is called what another was once has texts of its own. */
static void
test_name_taken (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskArticle) early = release_under (fixture, section, "Early");
  g_autoptr(DeskTerm) other = NULL;
  g_autoptr(DeskArticle) another = NULL;

  rename_term (fixture, section, "en", "today");
  rename_term (fixture, section, "en", "daily");
  other = fixture_term (fixture, DESK_TERM_SECTION, "News");
  another = release_under (fixture, other, "Another");
  assert_texts (fixture, early, "news/early today/early");
  assert_texts (fixture, another, "news/another");
}

/* What was released at an address in between goes before what was only moved there. */
static void
test_noted_first (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) other = NULL;
  g_autoptr(DeskArticle) early = release_under (fixture, section, "Water");
  g_autoptr(DeskArticle) another = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *found = NULL;

  rename_term (fixture, section, "en", "today");
  rename_term (fixture, section, "en", "daily");
  set_slug (fixture, early, "flood");
  fixture_set_status (fixture, early, DESK_STATUS_PUBLISHED, g_get_real_time ());
  assert_texts (fixture, early, "daily/flood news/water today/water");

  other = fixture_term (fixture, DESK_TERM_SECTION, "Today");
  another = release_under (fixture, other, "Water");
  g_assert_true (desk_store_find_address (fixture->store, "en", "today", "water", &found, NULL));
  g_assert_cmpstr (found, ==, another->uuid);
  all = desk_store_list_addresses (fixture->store, NULL); /* of two with the same words the second counts */
  g_assert_cmpstr (((DeskAddress *) all->pdata[all->len - 2])->article, ==, early->uuid);
  g_assert_cmpstr (((DeskAddress *) all->pdata[all->len - 1])->article, ==, another->uuid);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/term-address/a-new-slug-leaves-the-old-one-behind", test_renamed);
  fixture_add_test ("/store/term-address/new-words-alone-move-nothing", test_new_words_only);
  fixture_add_test ("/store/term-address/a-language-moves-alone", test_one_language);
  fixture_add_test ("/store/term-address/a-first-name-of-its-own-moves-a-language", test_fallback);
  fixture_add_test ("/store/term-address/back-at-an-old-one-it-is-forgotten", test_back);
  fixture_add_test ("/store/term-address/what-nobody-found-is-not-kept", test_unused);
  fixture_add_test ("/store/term-address/who-had-it-last-counts", test_last_counts);
  fixture_add_test ("/store/term-address/what-takes-a-place-takes-its-addresses", test_merged);
  fixture_add_test ("/store/term-address/what-went-leads-nowhere", test_removed);
  fixture_add_test ("/store/term-address/old-ones-come-from-elsewhere", test_from_elsewhere);
  fixture_add_test ("/store/term-address/texts-move-with-their-section", test_texts);
  fixture_add_test ("/store/term-address/texts-of-another-section-move-with-that-one", test_name_taken);
  fixture_add_test ("/store/term-address/texts-that-are-filed-nowhere-stand-under-the-first-section", test_filed_nowhere);
  fixture_add_test ("/store/term-address/there-and-back-leaves-addresses", test_there_and_back);
  fixture_add_test ("/store/term-address/an-address-that-another-has-now-was-not-its-own", test_slug_taken);
  fixture_add_test ("/store/term-address/what-a-release-noted-goes-first", test_noted_first);
  return g_test_run ();
}
