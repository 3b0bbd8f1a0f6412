/* test-article.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-store-private.h"

#include <string.h>

static void
assert_same_names (const DeskTerm *one,
                   const DeskTerm *two)
{
  g_assert_cmpstr (one->uuid, ==, two->uuid);
  g_assert_cmpstr (desk_term_get_name (one, "en")->name, ==, desk_term_get_name (two, "en")->name);
}

static DeskMedia *
add_picture (Fixture *fixture)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("not quite a picture", 19);
  g_autoptr(GError) error = NULL;
  DeskMedia *media = desk_media_new ();

  g_set_str (&media->name, "harbour.png");
  g_set_str (&media->mime_type, "image/png");
  g_set_str (&media->credit, "M. Ferryman");
  media->width = 1200;
  media->height = 800;
  desk_media_set_text (media, "en", "A harbour", "The harbour at dusk");
  desk_store_add_media (fixture->store, bytes, media, &error);
  g_assert_no_error (error);

  return media;
}

static void
test_every_field (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) tag_2 = fixture_term (fixture, DESK_TERM_TAG, "Borders");
  g_autoptr(DeskTerm) author = fixture_term (fixture, DESK_TERM_AUTHOR, "Mira Lukić");
  g_autoptr(DeskMedia) cover = add_picture (fixture);
  g_autoptr(DeskArticle) other = fixture_add_article (fixture, "en", "Another", "");
  g_autoptr(DeskArticle) article = desk_article_new ("publication");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;
  DeskEdition *edition = desk_edition_new ("sr");
  const DeskCredit *credit;

  article->section = desk_term_copy (section);
  article->cover = desk_media_copy (cover);
  article->date_us = JUNE_US;
  article->is_pinned = TRUE;
  desk_article_add_tag (article, tag_2);
  desk_article_add_tag (article, tag);
  desk_article_add_credit (article, author, "translator", "River Watch");
  g_ptr_array_add (article->related, g_strdup (other->uuid));
  g_ptr_array_add (article->editions, edition);
  g_set_str (&edition->title, "Ђердап и џаковчићи");
  g_set_str (&edition->summary, "Two\nlines");
  g_set_str (&edition->body, "# A\r\n\r\nb  \nc");
  g_set_str (&edition->seo_title, "Short");
  g_set_str (&edition->seo_description, "Shorter");
  desk_store_add_article (fixture->store, article, &error);
  g_assert_no_error (error);

  read = fixture_read (fixture, article);
  g_assert_cmpstr (read->kind, ==, "publication");
  g_assert_cmpint (read->version, ==, 1);
  g_assert_cmpint (read->date_us, ==, JUNE_US);
  g_assert_cmpint (read->deleted_us, ==, 0);
  g_assert_cmpint (read->created_us, ==, article->created_us);
  g_assert_true (read->is_pinned);
  assert_same_names (read->section, section);
  g_assert_cmpuint (read->tags->len, ==, 2);
  assert_same_names (read->tags->pdata[0], tag_2);
  assert_same_names (read->tags->pdata[1], tag);
  credit = read->credits->pdata[0];
  assert_same_names (credit->author, author);
  g_assert_cmpstr (credit->role, ==, "translator");
  g_assert_cmpstr (credit->affiliation, ==, "River Watch");
  g_assert_cmpstr (read->cover->sha256, ==, cover->sha256);
  g_assert_cmpstr (read->cover->credit, ==, "M. Ferryman");
  g_assert_cmpstr (desk_media_get_text (read->cover, "en")->caption, ==, "The harbour at dusk");
  g_assert_cmpstr (read->related->pdata[0], ==, other->uuid);

  edition = fixture_edition (read);
  g_assert_cmpstr (edition->language, ==, "sr");
  g_assert_cmpstr (edition->script, ==, "Cyrl");
  g_assert_cmpstr (edition->title, ==, "Ђердап и џаковчићи");
  g_assert_cmpstr (edition->slug, ==, "djerdap-i-dzakovcici");
  g_assert_cmpstr (edition->summary, ==, "Two\nlines");
  g_assert_cmpstr (edition->body, ==, "# A\r\n\r\nb  \nc");
  g_assert_cmpstr (edition->seo_title, ==, "Short");
  g_assert_cmpstr (edition->seo_description, ==, "Shorter");
  g_assert_cmpint (edition->status, ==, DESK_STATUS_DRAFT);
  g_assert_false (edition->is_live);
  g_assert_false (edition->is_ahead);
}

static void
test_media_file (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskMedia) first = add_picture (fixture);
  g_autoptr(DeskMedia) again = add_picture (fixture);
  g_autofree char *path = desk_store_dup_media_path (fixture->store, first);
  g_autofree char *contents = NULL;

  g_assert_cmpstr (first->uuid, ==, again->uuid);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "not quite a picture");
}

static void
test_same_title (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const slugs[] = { "a-ferry-for-two-banks", "a-ferry-for-two-banks-2", "a-ferry-for-two-banks-3" };
  g_autoptr(DeskArticle) german = NULL;
  g_autoptr(DeskArticle) reserved = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A ferry for two banks", "");

      g_assert_cmpstr (fixture_edition (article)->slug, ==, slugs[i]);
    }

  german = fixture_add_article (fixture, "de", "A ferry for two banks", "");
  g_assert_cmpstr (fixture_edition (german)->slug, ==, slugs[0]);
  reserved = fixture_add_article (fixture, "en", "Search", "");
  g_assert_cmpstr (fixture_edition (reserved)->slug, ==, "search-2");
}

static void
test_slug_follows (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "", "Text");
  DeskEdition *edition = fixture_edition (article);
  g_autoptr(DeskArticle) read = NULL;

  g_assert_cmpstr (edition->slug, ==, "");
  g_set_str (&edition->title, "First words");
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "first-words");
  g_set_str (&edition->title, "Second thoughts");
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "second-thoughts");

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->title, "Third attempt");
  fixture_save (fixture, read);
  g_assert_cmpstr (fixture_edition (read)->slug, ==, "second-thoughts");

  /* Offline again, but readers may have kept the address. */
  fixture_set_status (fixture, article, DESK_STATUS_DRAFT, 0);
  g_set_str (&fixture_edition (read)->title, "Fourth attempt");
  fixture_save (fixture, read);
  g_assert_cmpstr (fixture_edition (read)->slug, ==, "second-thoughts");
}

static void
test_own_slug (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&edition->slug, "my-own-2026");
  fixture_save (fixture, article);
  g_set_str (&edition->title, "Another title");
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "my-own-2026");

  g_set_str (&edition->slug, ""); /* gives it back to the title */
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "another-title");
}

/* What is refused: one field of the edition each. */
typedef struct
{
  const char *what;
  gsize       field;
  const char *value;
  char        filler; /* repeated @n times where there is no value */
  gsize       n;
} Refusal;

static const Refusal refusals[] = {
  { "slug-with-dots", G_STRUCT_OFFSET (DeskEdition, slug), "../etc/passwd" },
  { "slug-with-slash", G_STRUCT_OFFSET (DeskEdition, slug), "news/today" },
  { "slug-with-capital", G_STRUCT_OFFSET (DeskEdition, slug), "Today" },
  { "slug-in-cyrillic", G_STRUCT_OFFSET (DeskEdition, slug), "данас" },
  { "slug-with-blank", G_STRUCT_OFFSET (DeskEdition, slug), "to day" },
  { "slug-with-hyphen-first", G_STRUCT_OFFSET (DeskEdition, slug), "-today" },
  { "slug-of-81-characters", G_STRUCT_OFFSET (DeskEdition, slug), NULL, 's', 81 },
  { "title-of-10000-characters", G_STRUCT_OFFSET (DeskEdition, title), NULL, 't', 10000 },
  { "title-of-1001-characters", G_STRUCT_OFFSET (DeskEdition, title), NULL, 't', DESK_TITLE_MAX_CHARS + 1 },
  { "title-with-newline", G_STRUCT_OFFSET (DeskEdition, title), "one\ntwo" },
  { "title-with-carriage-return", G_STRUCT_OFFSET (DeskEdition, title), "one\rtwo" },
  { "title-not-utf-8", G_STRUCT_OFFSET (DeskEdition, title), "caf\xe9" },
  { "summary-not-utf-8", G_STRUCT_OFFSET (DeskEdition, summary), "caf\xe9" },
  { "body-not-utf-8", G_STRUCT_OFFSET (DeskEdition, body), "caf\xe9" },
  { "body-of-5-mb", G_STRUCT_OFFSET (DeskEdition, body), NULL, 'b', 5 * 1024 * 1024 },
  { "summary-of-5-mb", G_STRUCT_OFFSET (DeskEdition, summary), NULL, 'b', 5 * 1024 * 1024 },
  { "seo-title-of-1001-characters", G_STRUCT_OFFSET (DeskEdition, seo_title), NULL, 's', 1001 },
  { "seo-title-not-utf-8", G_STRUCT_OFFSET (DeskEdition, seo_title), "\xc3(" },
  { "seo-description-not-utf-8", G_STRUCT_OFFSET (DeskEdition, seo_description), "\xc3(" },
  { "seo-description-of-5-mb", G_STRUCT_OFFSET (DeskEdition, seo_description), NULL, 's', 5 * 1024 * 1024 },
  { "language-malformed", G_STRUCT_OFFSET (DeskEdition, language), "../en" },
};

static void
refuse (Fixture      *fixture,
        gconstpointer data)
{
  const Refusal *refusal = data;
  static const char everything[] =
    "SELECT (SELECT count (*) FROM article), e.*, (SELECT group_concat (number) FROM block) FROM edition AS e";
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "A body");
  g_autoptr(DeskArticle) new_article = desk_article_new (NULL);
  g_autofree char *before = fixture_query (fixture, "%s", everything);
  g_autofree char *after = NULL;
  g_autofree char *value = refusal->value != NULL ? g_strdup (refusal->value) : g_strnfill (refusal->n, refusal->filler);
  g_autoptr(GError) error = NULL;
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&G_STRUCT_MEMBER (char *, edition, refusal->field), value);
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid, edition, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
  g_clear_error (&error);

  g_ptr_array_add (new_article->editions, desk_edition_copy (edition));
  g_assert_false (desk_store_add_article (fixture->store, new_article, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);

  after = fixture_query (fixture, "%s", everything);
  g_assert_cmpstr (before, ==, after);
}

static void
test_limits (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *title = g_strnfill (DESK_TITLE_MAX_CHARS, 't');
  g_autofree char *body = g_strnfill (DESK_BODY_MAX_BYTES, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", title, body);
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_assert_cmpuint (strlen (fixture_edition (read)->title), ==, DESK_TITLE_MAX_CHARS);
  g_assert_cmpuint (strlen (fixture_edition (read)->body), ==, DESK_BODY_MAX_BYTES);
  g_assert_cmpuint (strlen (fixture_edition (read)->slug), <=, 80);
}

/* Something else wrote into the library: a name can still be read, and so can a
 * list; a text is known not to be what was saved. */
static void
test_written_by_others (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Rivers", "Water.\n");
  g_autoptr(DeskArticle) whole = fixture_add_article (fixture, "en", "Bridges", "Stone.\n");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&article->section, desk_term_free);
  article->section = desk_term_copy (section);
  fixture_save (fixture, article);
  fixture_execute (file,
                   "UPDATE edition SET title = CAST (x'41ff42' AS TEXT) WHERE title = 'Rivers';"
                   "UPDATE term_name SET name = CAST (x'c5' AS TEXT) || name");

  list = desk_store_list_articles (fixture->store, &DESK_QUERY_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (fixture_edition (list->pdata[1])->title, ==, "A\357\277\275B");
  g_assert_cmpstr (desk_term_get_name (((DeskArticle *) list->pdata[1])->section, "en")->name, ==, "\357\277\275Analysis");

  g_assert_null (desk_store_dup_article (fixture->store, article->uuid, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
  read = fixture_read (fixture, whole);
  g_assert_cmpstr (fixture_edition (read)->body, ==, "Stone.\n");
}

/* What an article points at is gone, by whatever has written there: that is said,
 * and the others can be read. */
static void
test_missing_rows (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const tables[] = { "term", "term", "term", "media" };
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskArticle) whole = fixture_add_article (fixture, "en", "Whole", "");

  for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s", tables[i]);
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Broken", "");
      g_autoptr(DeskTerm) term = fixture_term (fixture, i == 0 ? DESK_TERM_SECTION : i == 1 ? DESK_TERM_TAG : DESK_TERM_AUTHOR,
                                               "Rivers");
      g_autoptr(DeskArticle) read = fixture_read (fixture, article);
      g_autoptr(DeskArticle) other = NULL;
      g_autoptr(GError) error = NULL;

      if (i == 0)
        read->section = desk_term_copy (term);
      else if (i == 1)
        desk_article_add_tag (read, term);
      else if (i == 2)
        desk_article_add_credit (read, term, "author", "");
      else
        read->cover = add_picture (fixture);
      fixture_save (fixture, read);
      fixture_execute (file, sql);
      g_assert_null (desk_store_dup_article (fixture->store, article->uuid, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
      g_assert_null (strchr (error->message, '\n'));
      other = fixture_read (fixture, whole);
      g_assert_cmpstr (fixture_edition (other)->title, ==, "Whole");
    }
}

static void
test_kind (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) article = desk_article_new ("novel");
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_add_article (fixture->store, article, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
}

static void
test_conflicts (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) second = desk_store_open (fixture->library, &error);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");
  g_autoptr(DeskArticle) theirs = NULL;
  g_autoptr(DeskArticle) read = NULL;

  g_assert_no_error (error);
  theirs = desk_store_dup_article (second, article->uuid, &error);
  g_assert_no_error (error);

  g_set_str (&fixture_edition (theirs)->title, "Their title");
  theirs->is_pinned = TRUE;
  g_assert_true (desk_store_save_edition (second, theirs->uuid, fixture_edition (theirs), &error));
  g_assert_true (desk_store_save_article (second, theirs, &error));
  g_assert_cmpint (fixture_edition (theirs)->version, ==, 2);
  g_assert_cmpint (theirs->version, ==, 2);

  g_set_str (&fixture_edition (article)->title, "My title");
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid, fixture_edition (article), &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (desk_store_save_article (fixture->store, article, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);

  read = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (read)->title, ==, "Their title");
  g_assert_true (read->is_pinned);
  g_set_str (&fixture_edition (read)->title, "My title after all");
  fixture_save (fixture, read);
}

static void
test_not_found (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");
  g_autoptr(DeskEdition) edition = desk_edition_new ("de");
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_store_dup_article (fixture->store, "no-such-id", &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (desk_store_save_edition (fixture->store, "no-such-id", edition, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (desk_store_set_status (fixture->store, article->uuid, "de", DESK_STATUS_REVIEW, 0, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  edition->uuid = g_strdup ("0190c0de-0000-7000-8000-00000000000a"); /* was saved once, and is gone */
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid, edition, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
}

static void
test_editions (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "A title", "");
  g_autoptr(DeskEdition) serbian = desk_edition_new ("sr");
  g_autoptr(DeskEdition) twice = desk_edition_new ("sr");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;

  g_set_str (&serbian->title, "Šta donosi leto");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, serbian, &error));
  g_assert_cmpstr (serbian->script, ==, "Latn");
  g_assert_cmpstr (serbian->slug, ==, "sta-donosi-leto");
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid, twice, &error));
  g_assert_nonnull (error);

  read = fixture_read (fixture, article);
  g_assert_cmpuint (read->editions->len, ==, 2);
  g_assert_cmpstr (desk_article_get_shown_edition (read, "sr")->title, ==, "Šta donosi leto");
}

static int
refuse_commit_cb (gpointer user_data)
{
  return 1;
}

/* The slug of a text whose save failed still follows its title. */
static void
test_slug_after_failure (Fixture      *fixture,
                         gconstpointer data)
{
  DeskStore *store = fixture->store;
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "First", "");
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&edition->title, "Second");
  sqlite3_commit_hook (store->db, refuse_commit_cb, NULL);
  g_assert_false (desk_store_save_edition (store, article->uuid, edition, NULL));
  sqlite3_commit_hook (store->db, NULL, NULL);
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "second");
  g_set_str (&edition->title, "Third");
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "third");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/article/every-field-comes-back", test_every_field);
  fixture_add_test ("/store/article/the-same-picture-is-kept-once", test_media_file);
  fixture_add_test ("/store/article/equal-titles-get-numbered-slugs", test_same_title);
  fixture_add_test ("/store/article/the-slug-follows-the-title-until-the-first-release", test_slug_follows);
  fixture_add_test ("/store/article/a-slug-of-ones-own-stays", test_own_slug);
  for (unsigned i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/store/article/is-refused-and-changes-nothing/", refusals[i].what, NULL);

      g_test_add (path, Fixture, &refusals[i], fixture_set_up, refuse, fixture_tear_down);
    }
  fixture_add_test ("/store/article/the-largest-text-fits", test_limits);
  fixture_add_test ("/store/article/a-text-that-others-wrote-is-damaged", test_written_by_others);
  fixture_add_test ("/store/article/what-it-points-at-is-missing", test_missing_rows);
  fixture_add_test ("/store/article/an-unknown-kind-is-refused", test_kind);
  fixture_add_test ("/store/article/of-two-writers-the-second-is-told", test_conflicts);
  fixture_add_test ("/store/article/what-is-missing-is-said", test_not_found);
  fixture_add_test ("/store/article/has-one-edition-a-language", test_editions);
  fixture_add_test ("/store/article/the-slug-still-follows-after-a-failure", test_slug_after_failure);
  return g_test_run ();
}
