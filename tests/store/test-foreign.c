/* test-foreign.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-foreign.h"
#include "store/desk-old-addresses.h"
#include "store/desk-trash.h"

#include <string.h>

#define UUID "0190c0de-0000-7000-8000-00000000000a"
#define OTHER_UUID "0190c0de-0000-7000-8000-00000000000b"

static DeskTerm *
new_term (DeskTermType type,
          const char  *uuid,
          const char  *name,
          const char  *slug)
{
  DeskTerm *term = desk_term_new (type, uuid);

  desk_term_set_name (term, "en", name, slug);
  return term;
}

static void
add_term (Fixture  *fixture,
          DeskTerm *term)
{
  g_autoptr(GError) error = NULL;

  desk_store_add_foreign_term (fixture->store, term, &error);
  g_assert_no_error (error);
}

static DeskMedia *
add_media (Fixture    *fixture,
           const char *uuid,
           const char *bytes,
           gboolean   *out_was_there)
{
  g_autoptr(GBytes) data = g_bytes_new (bytes, strlen (bytes));
  DeskMedia *media = desk_media_new ();
  g_autoptr(GError) error = NULL;
  gboolean was_made;

  g_set_str (&media->uuid, uuid);
  g_set_str (&media->name, "bridge.png");
  g_set_str (&media->mime_type, "image/png");
  desk_store_add_foreign_media (fixture->store, data, media, &was_made, out_was_there, &error);
  g_assert_no_error (error);
  desk_store_keep_media (fixture->store, media, &error);
  g_assert_no_error (error);

  return media;
}

static void
drop_media (Fixture         *fixture,
            const DeskMedia *media,
            gboolean         was_there)
{
  g_autoptr(GError) error = NULL;

  desk_store_drop_media (fixture->store, media, was_there, &error);
  g_assert_no_error (error);
}

static void
remove_term (Fixture        *fixture,
             const DeskTerm *term)
{
  g_autoptr(GError) error = NULL;
  unsigned n_articles;

  desk_store_remove_term (fixture->store, term, NULL, JUNE_US, NULL, &n_articles, &error);
  g_assert_no_error (error);
}

static gboolean
is_empty (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean is_it = FALSE;

  desk_store_is_empty (fixture->store, &is_it, &error);
  g_assert_no_error (error);
  return is_it;
}

static gboolean
is_used (Fixture        *fixture,
         const DeskTerm *term)
{
  g_autoptr(GError) error = NULL;
  gboolean is_it = FALSE;

  desk_store_is_term_used (fixture->store, term, &is_it, &error);
  g_assert_no_error (error);
  return is_it;
}

/* "en/news/water > Water": the addresses, and where they lead. */
static char *
say_addresses (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) addresses = desk_store_list_addresses (fixture->store, &error);
  g_autoptr(GString) said = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < addresses->len; i++)
    {
      const DeskAddress *address = addresses->pdata[i];
      g_autoptr(DeskArticle) article = desk_store_dup_article (fixture->store, address->article, NULL);

      g_string_append_printf (said, "%s/%s/%s>%s ", address->language, address->section, address->slug,
                              fixture_edition (article)->title);
    }

  return g_strdup (g_strchomp (said->str));
}

static void
assert_addresses (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *said = say_addresses (fixture);

  g_assert_cmpstr (said, ==, expected);
}

static void
add_address (Fixture           *fixture,
             const char        *section,
             const char        *slug,
             const DeskArticle *article)
{
  DeskAddress address = { (char *) "en", (char *) section, (char *) slug, article->uuid };
  g_autoptr(GError) error = NULL;

  desk_store_add_old_address (fixture->store, &address, &error);
  g_assert_no_error (error);
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = NULL;
  unsigned n_purged;

  g_assert_true (is_empty (fixture));
  article = fixture_add_article (fixture, "en", "Water", "");
  g_assert_false (is_empty (fixture));
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  g_assert_false (is_empty (fixture));
  g_assert_true (desk_store_purge_trash (fixture->store, G_MAXINT64, NULL, NULL, NULL, &n_purged, NULL));
  g_assert_true (is_empty (fixture));
}

static void
test_term (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskTerm) there = fixture_term (fixture, DESK_TERM_TAG, "R&D");
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, "R/D", "r-d");
  g_autoptr(DeskTerm) without = new_term (DESK_TERM_AUTHOR, NULL, "Ana", "");
  g_autoptr(DeskTerm) found = NULL;

  term->position = 7;
  add_term (fixture, term);
  g_assert_cmpstr (desk_term_get_name (term, "en")->slug, ==, "r-d-2");
  without->is_organisation = TRUE;
  add_term (fixture, without);
  g_assert_true (g_uuid_string_is_valid (without->uuid));

  found = desk_store_find_term (fixture->store, DESK_TERM_TAG, "R/D", NULL);
  g_assert_cmpstr (found->uuid, ==, UUID);
  g_assert_cmpuint (found->position, ==, 7);
  g_clear_pointer (&found, desk_term_free);
  found = desk_store_find_term (fixture->store, DESK_TERM_AUTHOR, "Ana", NULL);
  g_assert_true (found->is_organisation);
}

/* An export that is read back brings again what was removed since. */
static void
test_term_again (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, "Rivers", "");
  g_autoptr(DeskTerm) again = new_term (DESK_TERM_TAG, UUID, "Streams", "");
  g_autoptr(GPtrArray) terms = NULL;

  desk_term_set_name (term, "sr", "Реке", "");
  add_term (fixture, term);
  remove_term (fixture, term);
  add_term (fixture, again);

  terms = desk_store_list_terms (fixture->store, DESK_TERM_TAG, NULL);
  g_assert_cmpuint (terms->len, ==, 1);
  g_assert_cmpstr (((DeskTerm *) terms->pdata[0])->uuid, ==, UUID);
  g_assert_cmpuint (((DeskTerm *) terms->pdata[0])->names->len, ==, 1);
  g_assert_cmpstr (desk_term_get_name (terms->pdata[0], "en")->name, ==, "Streams");
}

static void
test_term_of_another (Fixture      *fixture,
                      gconstpointer data)
{
  static const DeskTermType types[] = { DESK_TERM_TAG, DESK_TERM_AUTHOR };
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, "Rivers", "");

  add_term (fixture, term);
  for (unsigned i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(DeskTerm) other = new_term (types[i], UUID, "Ana", "");
      g_autofree char *names = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_store_add_foreign_term (fixture->store, other, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_EXISTS);
      g_assert_nonnull (strstr (error->message, UUID));
      names = fixture_query (fixture, "SELECT type, name FROM term_name");
      g_assert_cmpstr (names, ==, "1|Rivers");
    }

  remove_term (fixture, term);
  {
    g_autoptr(DeskTerm) author = new_term (DESK_TERM_AUTHOR, UUID, "Ana", "");

    g_assert_false (desk_store_add_foreign_term (fixture->store, author, NULL)); /* a tag is no author */
  }
}

/* A word of it that can't be stored: nothing of it is. */
static void
test_bad_term (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, " ", "");
  g_autofree char *rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_add_foreign_term (fixture->store, term, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  rows = fixture_query (fixture, "SELECT count (*) FROM term");
  g_assert_cmpstr (rows, ==, "0");
}

static void
test_used (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const relations[] = { "section", "tag", "author" };

  for (DeskTermType type = DESK_TERM_SECTION; type <= DESK_TERM_AUTHOR; type++)
    {
      g_autoptr(DeskTerm) term = fixture_term (fixture, type, relations[type]);
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "");
      g_autoptr(DeskArticle) read = fixture_read (fixture, article);

      g_assert_false (is_used (fixture, term));
      if (type == DESK_TERM_SECTION)
        read->section = desk_term_copy (term);
      else if (type == DESK_TERM_TAG)
        desk_article_add_tag (read, term);
      else
        desk_article_add_credit (read, term, "author", "");
      fixture_save (fixture, read);
      g_assert_true (is_used (fixture, term));

      /* A saved state is a use as well. */
      fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
      g_clear_pointer (&read->section, desk_term_free);
      g_ptr_array_set_size (read->tags, 0);
      g_ptr_array_set_size (read->credits, 0);
      g_assert_true (desk_store_save_article (fixture->store, read, NULL));
      g_assert_true (is_used (fixture, term));
      g_assert_false (desk_store_drop_unused_term (fixture->store, term, NULL));
    }
}

static void
test_drop_term (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, "Rivers", "");
  g_autofree char *rows = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_it;

  add_term (fixture, term);
  g_assert_true (desk_store_drop_unused_term (fixture->store, term, &error));
  rows = fixture_query (fixture, "SELECT (SELECT count (*) FROM term) + (SELECT count (*) FROM term_name)");
  g_assert_cmpstr (rows, ==, "0");
  g_assert_false (desk_store_is_term_used (fixture->store, term, &is_it, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

static void
test_media (Fixture      *fixture,
            gconstpointer data)
{
  gboolean was_there = TRUE;
  g_autoptr(DeskMedia) media = add_media (fixture, UUID, "one", &was_there);
  g_autoptr(DeskMedia) without = NULL;
  g_autoptr(DeskMedia) again = NULL;
  g_autofree char *rows = NULL;

  g_assert_false (was_there);
  g_assert_cmpstr (media->uuid, ==, UUID);
  without = add_media (fixture, NULL, "two", &was_there);
  g_assert_true (g_uuid_string_is_valid (without->uuid));
  again = add_media (fixture, UUID, "one", &was_there);
  g_assert_true (was_there);
  rows = fixture_query (fixture, "SELECT uuid FROM media ORDER BY id");
  g_assert_true (g_str_has_prefix (rows, UUID " "));
}

/* An import that fails takes its pictures with it. */
static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  gboolean was_there;
  g_autoptr(DeskMedia) media = add_media (fixture, UUID, "one", &was_there);
  g_autofree char *rows = NULL;

  drop_media (fixture, media, was_there);
  rows = fixture_query (fixture, "SELECT count (*) FROM media");
  g_assert_cmpstr (rows, ==, "0");
  g_assert_false (fixture_has_file (fixture, media));
}

/* What was there before it, removed but in a revision, is as it was. */
static void
test_drop_named (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autofree char *body = g_strdup_printf ("![](media:%s)\n", media->sha256);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Named", body);
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskMedia) imported = NULL;
  g_autofree char *rows = NULL;
  gboolean was_there;

  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->body, "None.\n");
  fixture_save (fixture, read);
  g_assert_true (desk_store_remove_media (fixture->store, media, NULL));

  imported = add_media (fixture, NULL, "one", &was_there);
  g_assert_true (was_there);
  drop_media (fixture, imported, was_there);
  rows = fixture_query (fixture, "SELECT deleted_us IS NOT NULL FROM media");
  g_assert_cmpstr (rows, ==, "1");
  g_assert_true (fixture_has_file (fixture, media));
}

/* A file without a row may be a backup's. */
static void
test_drop_file (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskMedia) media = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskMedia) imported = NULL;
  g_autofree char *rows = NULL;
  gboolean was_there;

  g_assert_true (desk_store_remove_media (fixture->store, media, NULL));
  g_assert_true (desk_store_purge_media (fixture->store, G_MAXINT64, NULL, NULL));
  imported = add_media (fixture, NULL, "one", &was_there);
  drop_media (fixture, imported, was_there);
  rows = fixture_query (fixture, "SELECT count (*) FROM media");
  g_assert_cmpstr (rows, ==, "0");
  g_assert_true (fixture_has_file (fixture, media));
}

/* Another program has begun to use the picture meanwhile. */
static void
test_drop_taken (Fixture      *fixture,
                 gconstpointer data)
{
  gboolean was_there;
  g_autoptr(DeskMedia) media = add_media (fixture, UUID, "one", &was_there);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Covered", "");
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  read->cover = desk_media_copy (media);
  fixture_save (fixture, read);
  drop_media (fixture, media, was_there);
  g_assert_true (fixture_has_file (fixture, media));
  g_clear_pointer (&read, desk_article_free);
  read = fixture_read (fixture, article);
  g_assert_cmpstr (read->cover->uuid, ==, UUID);
}

static void
test_addresses (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskArticle) water = fixture_add_article (fixture, "en", "Water", "");
  g_autoptr(DeskArticle) boats = fixture_add_article (fixture, "en", "Boats", "");
  g_autoptr(DeskArticle) other = desk_article_new (NULL);
  g_autofree char *live = NULL;

  assert_addresses (fixture, "");
  fixture_set_status (fixture, water, DESK_STATUS_PUBLISHED, JUNE_US);
  add_address (fixture, "", "low-water", water);
  add_address (fixture, "news", "low-water", water);
  add_address (fixture, "news", "low-water", boats);  /* is another's */
  add_address (fixture, "news", "water", boats);      /* and readers are there now */
  other->uuid = g_strdup (OTHER_UUID);
  add_address (fixture, "news", "nowhere", other);    /* leads nowhere */
  assert_addresses (fixture, "en//low-water>Water en/news/low-water>Water en/news/water>Water");
  live = fixture_query (fixture, "SELECT slug FROM address WHERE is_live");
  g_assert_cmpstr (live, ==, "water");

  /* What is released there beats an old address. */
  add_address (fixture, "news", "boats", water);
  fixture_set_status (fixture, boats, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_addresses (fixture, "en//low-water>Water en/news/boats>Boats en/news/low-water>Water en/news/water>Water");
}

static void
test_locked (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskTerm) term = new_term (DESK_TERM_TAG, UUID, "Rivers", "");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "");
  DeskAddress address = { (char *) "en", (char *) "", (char *) "water", article->uuid };
  g_autoptr(GError) error = NULL;

  /* A newer Copydesk has changed the library: nothing is written to it. */
  fixture_execute (file, "PRAGMA user_version = 99");
  g_assert_false (desk_store_add_foreign_term (fixture->store, term, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (desk_store_drop_unused_term (fixture->store, term, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (desk_store_add_old_address (fixture->store, &address, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NEWER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/foreign/a-library-with-trash-is-not-empty", test_empty);
  fixture_add_test ("/store/foreign/term/keeps-its-id-and-place", test_term);
  fixture_add_test ("/store/foreign/term/removed-here-comes-back", test_term_again);
  fixture_add_test ("/store/foreign/term/an-id-is-one-terms", test_term_of_another);
  fixture_add_test ("/store/foreign/term/without-a-name-is-refused", test_bad_term);
  fixture_add_test ("/store/foreign/term/a-saved-state-uses-it-too", test_used);
  fixture_add_test ("/store/foreign/term/unused-can-be-dropped", test_drop_term);
  fixture_add_test ("/store/foreign/media/keeps-its-id", test_media);
  fixture_add_test ("/store/foreign/media/dropped-it-is-gone", test_drop);
  fixture_add_test ("/store/foreign/media/dropped-it-stays-for-the-history", test_drop_named);
  fixture_add_test ("/store/foreign/media/dropped-its-file-stays-for-a-backup", test_drop_file);
  fixture_add_test ("/store/foreign/media/dropped-it-stays-for-who-took-it", test_drop_taken);
  fixture_add_test ("/store/foreign/address/an-old-one-leads-on", test_addresses);
  fixture_add_test ("/store/foreign/a-newer-library-is-not-written-to", test_locked);
  return g_test_run ();
}
