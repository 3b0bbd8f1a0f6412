/* test-term-remove.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-history.h"

#include <string.h>

#define LATER_US (JUNE_US + DAY_US)

static unsigned
remove_term (Fixture        *fixture,
             const DeskTerm *term,
             const DeskTerm *into)
{
  g_autoptr(GError) error = NULL;
  unsigned n_articles = 99;

  desk_store_remove_term (fixture->store, term, into, LATER_US, NULL, &n_articles, &error);
  g_assert_no_error (error);
  return n_articles;
}

static void
refuse (Fixture        *fixture,
        const DeskTerm *term,
        const DeskTerm *into,
        DeskStoreError  code)
{
  static const char everything[] =
    "SELECT group_concat (t.version || coalesce (t.deleted_us, '')), (SELECT group_concat (version) FROM article) FROM term AS t";
  g_autofree char *before = fixture_query (fixture, "%s", everything);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_articles = 99;

  g_assert_false (desk_store_remove_term (fixture->store, term, into, LATER_US, NULL, &n_articles, &error));
  g_assert_error (error, DESK_STORE_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (n_articles, ==, 99);
  after = fixture_query (fixture, "%s", everything);
  g_assert_cmpstr (after, ==, before);
}

/* "Water Boats": the tags' names, or the authors' with what they did. */
static char *
say_names (const DeskArticle *article,
           DeskTermType       type)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (unsigned i = 0; type == DESK_TERM_TAG && i < article->tags->len; i++)
    g_string_append_printf (names, "%s ", desk_term_get_name (article->tags->pdata[i], "en")->name);
  for (unsigned i = 0; type == DESK_TERM_AUTHOR && i < article->credits->len; i++)
    {
      const DeskCredit *credit = article->credits->pdata[i];

      g_string_append_printf (names, "%s:%s ", desk_term_get_name (credit->author, "en")->name, credit->role);
    }
  if (type == DESK_TERM_SECTION && article->section != NULL)
    g_string_append (names, desk_term_get_name (article->section, "en")->name);

  return g_strdup (g_strchomp (names->str));
}

static void
assert_written (Fixture           *fixture,
                const DeskArticle *article,
                DeskTermType       type,
                const char        *expected)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);
  g_autofree char *names = say_names (read, type);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_released (Fixture           *fixture,
                 const DeskArticle *article,
                 DeskTermType       type,
                 const char        *expected)
{
  g_autoptr(GPtrArray) released = desk_store_list_released (fixture->store, "en", NULL);

  for (unsigned i = 0; i < released->len; i++)
    {
      const DeskArticle *candidate = released->pdata[i];
      g_autofree char *names = say_names (candidate, type);

      if (g_str_equal (candidate->uuid, article->uuid))
        {
          g_assert_cmpstr (names, ==, expected);
          return;
        }
    }
  g_assert_null (expected); /* readers have none */
}

static void
set_tags (Fixture           *fixture,
          const DeskArticle *article,
          ...)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);
  const DeskTerm *tag;
  va_list tags;

  g_ptr_array_set_size (read->tags, 0);
  va_start (tags, article);
  while ((tag = va_arg (tags, const DeskTerm *)) != NULL)
    desk_article_add_tag (read, tag);
  va_end (tags);
  fixture_save (fixture, read);
}

static void
set_section (Fixture           *fixture,
             const DeskArticle *article,
             const DeskTerm    *section)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_clear_pointer (&read->section, desk_term_free);
  read->section = desk_term_copy (section);
  fixture_save (fixture, read);
}

static void
test_tag (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DeskTerm) water = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskTerm) boats = fixture_term (fixture, DESK_TERM_TAG, "Boats");
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) trade = fixture_term (fixture, DESK_TERM_TAG, "Trade");
  g_autoptr(DeskArticle) middle = fixture_add_article (fixture, "en", "Middle", "");
  g_autoptr(DeskArticle) both = fixture_add_article (fixture, "en", "Both", "");
  g_autoptr(DeskArticle) none = fixture_add_article (fixture, "en", "None", "");
  g_autoptr(GPtrArray) tags = NULL;

  set_tags (fixture, middle, boats, rivers, trade, NULL);
  set_tags (fixture, both, water, boats, rivers, NULL);
  set_tags (fixture, none, trade, NULL);

  g_assert_cmpuint (remove_term (fixture, rivers, water), ==, 2);
  assert_written (fixture, middle, DESK_TERM_TAG, "Boats Water Trade"); /* in its place */
  assert_written (fixture, both, DESK_TERM_TAG, "Water Boats");         /* not twice */
  assert_written (fixture, none, DESK_TERM_TAG, "Trade");
  g_assert_null (desk_store_find_term (fixture->store, DESK_TERM_TAG, "Rivers", NULL));

  g_assert_cmpuint (remove_term (fixture, boats, NULL), ==, 2);
  assert_written (fixture, middle, DESK_TERM_TAG, "Water Trade");
  assert_written (fixture, both, DESK_TERM_TAG, "Water");
  tags = desk_store_list_terms (fixture->store, DESK_TERM_TAG, NULL);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpuint (remove_term (fixture, boats, NULL), ==, 0); /* it is gone already */
}

/* A list that names it twice, as an import can bring it. */
static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) water = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) trade = fixture_term (fixture, DESK_TERM_TAG, "Trade");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Twice", "");

  set_tags (fixture, article, rivers, trade, rivers, NULL);
  g_assert_cmpuint (remove_term (fixture, rivers, water), ==, 1);
  assert_written (fixture, article, DESK_TERM_TAG, "Water Trade");
}

static void
test_author (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskTerm) nada = fixture_term (fixture, DESK_TERM_AUTHOR, "Nada");
  g_autoptr(DeskTerm) nadja = fixture_term (fixture, DESK_TERM_AUTHOR, "Nađa");
  g_autoptr(DeskTerm) ana = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "");
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);
  g_autofree char *affiliation = NULL;

  desk_article_add_credit (read, nada, "author", "River Institute");
  desk_article_add_credit (read, ana, "author", "");
  desk_article_add_credit (read, nada, "photographer", "");
  desk_article_add_credit (read, nadja, "photographer", "");
  fixture_save (fixture, read);

  g_assert_cmpuint (remove_term (fixture, nada, nadja), ==, 1);
  assert_written (fixture, article, DESK_TERM_AUTHOR, "Nađa:author Ana:author Nađa:photographer");
  affiliation = fixture_query (fixture, "SELECT affiliation FROM article_credit WHERE position = 0");
  g_assert_cmpstr (affiliation, ==, "River Institute"); /* as it was */

  g_assert_cmpuint (remove_term (fixture, nadja, NULL), ==, 1);
  assert_written (fixture, article, DESK_TERM_AUTHOR, "Ana:author");
}

static void
test_section (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) reports = fixture_term (fixture, DESK_TERM_SECTION, "Reports");
  g_autoptr(DeskTerm) analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "");
  g_autofree char *addresses = NULL;

  set_section (fixture, article, reports);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  g_assert_cmpuint (remove_term (fixture, reports, analysis), ==, 1);
  assert_written (fixture, article, DESK_TERM_SECTION, "Analysis");
  assert_released (fixture, article, DESK_TERM_SECTION, "Analysis");
  addresses = fixture_query (fixture, "SELECT section_slug, is_live FROM address ORDER BY id");
  g_assert_cmpstr (addresses, ==, "reports|0 analysis|1"); /* the old one leads to the new */

  g_assert_cmpuint (remove_term (fixture, analysis, NULL), ==, 1);
  assert_written (fixture, article, DESK_TERM_SECTION, "");
  assert_released (fixture, article, DESK_TERM_SECTION, "");
  refuse (fixture, news, NULL, DESK_STORE_ERROR_FAILED); /* the last one */
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskTerm) author = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");
  g_autoptr(DeskTerm) unknown = desk_term_new (DESK_TERM_TAG, "0190c0de-0000-7000-8000-000000000000");

  refuse (fixture, tag, tag, DESK_STORE_ERROR_INVALID);
  refuse (fixture, tag, author, DESK_STORE_ERROR_INVALID);
  refuse (fixture, unknown, NULL, DESK_STORE_ERROR_NOT_FOUND);
}

/* Readers get that one change, and nothing that is being written. */
static void
test_pending (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) water = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskTerm) boats = fixture_term (fixture, DESK_TERM_TAG, "Boats");
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) secret = fixture_term (fixture, DESK_TERM_TAG, "Secret");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(DeskArticle) read = NULL;
  g_autofree char *title = NULL;

  set_tags (fixture, article, water, rivers, NULL);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  set_tags (fixture, article, secret, rivers, NULL);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->title, "Half a tit");
  fixture_save (fixture, read);

  g_assert_cmpuint (remove_term (fixture, rivers, boats), ==, 1);
  assert_written (fixture, article, DESK_TERM_TAG, "Secret Boats");
  assert_released (fixture, article, DESK_TERM_TAG, "Water Boats");
  title = fixture_query (fixture, "SELECT r.title FROM edition AS e JOIN revision AS r ON r.id = e.released_id");
  g_assert_cmpstr (title, ==, "Title");
}

/* Where a tag is taken out and that isn't published yet, readers still have it. */
static void
test_readers_alone (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) water = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskTerm) ana = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) reports = fixture_term (fixture, DESK_TERM_SECTION, "Reports");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(DeskArticle) read = NULL;

  set_tags (fixture, article, rivers, NULL);
  set_section (fixture, article, reports);
  read = fixture_read (fixture, article);
  desk_article_add_credit (read, ana, "author", "");
  fixture_save (fixture, read);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  set_tags (fixture, article, NULL);
  set_section (fixture, article, news);
  g_clear_pointer (&read, desk_article_free);
  read = fixture_read (fixture, article);
  g_ptr_array_set_size (read->credits, 0);
  fixture_save (fixture, read);

  g_assert_cmpuint (remove_term (fixture, rivers, water), ==, 1);
  g_assert_cmpuint (remove_term (fixture, ana, NULL), ==, 1);
  g_assert_cmpuint (remove_term (fixture, reports, NULL), ==, 1);
  assert_written (fixture, article, DESK_TERM_TAG, "");
  assert_released (fixture, article, DESK_TERM_TAG, "Water");
  assert_released (fixture, article, DESK_TERM_AUTHOR, "");
  assert_released (fixture, article, DESK_TERM_SECTION, "");
  assert_written (fixture, article, DESK_TERM_SECTION, "News");
}

static void
test_scheduled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) water = fixture_term (fixture, DESK_TERM_TAG, "Water");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "As approved", "");
  g_autoptr(DeskArticle) read = NULL;
  unsigned n_released = 0;

  set_tags (fixture, article, rivers, NULL);
  fixture_set_status (fixture, article, DESK_STATUS_SCHEDULED, LATER_US);
  set_tags (fixture, article, NULL);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->title, "Half a tit");
  fixture_save (fixture, read);

  g_assert_cmpuint (remove_term (fixture, rivers, water), ==, 1);
  assert_released (fixture, article, DESK_TERM_TAG, NULL); /* it is not the time yet */
  g_assert_true (desk_store_release_due (fixture->store, LATER_US, &n_released, NULL));
  g_assert_cmpuint (n_released, ==, 1);
  assert_released (fixture, article, DESK_TERM_TAG, "Water");
}

/* What comes back out of the trash has no name that is gone. */
static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");

  set_tags (fixture, article, rivers, NULL);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  g_assert_cmpuint (remove_term (fixture, rivers, NULL), ==, 1);
  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, NULL));
  assert_written (fixture, article, DESK_TERM_TAG, "");
  assert_released (fixture, article, DESK_TERM_TAG, "");
}

/* Each of them has what it had; a text without the name is not released anew. */
static void
test_languages (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  DeskEdition *serbian = desk_edition_new ("sr");
  g_autofree char *releases = NULL;

  g_ptr_array_add (article->editions, serbian);
  g_set_str (&serbian->title, "Наслов");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, serbian, NULL));
  g_assert_true (desk_store_set_status (fixture->store, article->uuid, "sr", DESK_STATUS_PUBLISHED, JUNE_US, NULL));
  set_tags (fixture, article, rivers, NULL);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);

  g_assert_cmpuint (remove_term (fixture, rivers, NULL), ==, 1);
  releases = fixture_query (fixture, "SELECT e.language, count (*) FROM revision AS r JOIN edition AS e ON e.id = edition_id"
                                     " WHERE is_released GROUP BY e.id ORDER BY e.id");
  g_assert_cmpstr (releases, ==, "en|2 sr|1");
}

/* History keeps the name that a text had, and restoring it doesn't put a removed
 * name back. */
static void
test_history (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(DeskArticle) old = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *names = NULL;
  g_autoptr(GError) error = NULL;

  set_tags (fixture, article, rivers, NULL);
  fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
  revision = fixture_query (fixture, "SELECT uuid FROM revision");
  remove_term (fixture, rivers, NULL);

  old = desk_store_dup_revision (fixture->store, article->uuid, revision, &error);
  g_assert_no_error (error);
  names = say_names (old, DESK_TERM_TAG);
  g_assert_cmpstr (names, ==, "Rivers");
  g_assert_true (desk_store_restore_revision (fixture->store, article->uuid, revision, NULL, &error));
  assert_written (fixture, article, DESK_TERM_TAG, "");
}

/* A text in an editor that was opened before is merged, not written over. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(DeskArticle) open = NULL;
  g_autoptr(GError) error = NULL;

  set_tags (fixture, article, rivers, NULL);
  open = fixture_read (fixture, article);
  remove_term (fixture, rivers, NULL);
  g_assert_false (desk_store_save_article (fixture->store, open, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  unsigned n_articles;

  g_cancellable_cancel (cancellable);
  set_tags (fixture, article, rivers, NULL);
  g_assert_false (desk_store_remove_term (fixture->store, rivers, NULL, LATER_US, cancellable, &n_articles, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_written (fixture, article, DESK_TERM_TAG, "Rivers");
  g_clear_error (&error);

  set_tags (fixture, article, NULL);
  g_assert_false (desk_store_remove_term (fixture->store, rivers, NULL, LATER_US, cancellable, &n_articles, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (remove_term (fixture, rivers, NULL), ==, 0);
}

/* Another program empties the trash between two articles. */
static void
test_purged (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) first = fixture_add_article (fixture, "en", "First", "");
  g_autoptr(DeskArticle) second = fixture_add_article (fixture, "en", "Second", "");

  set_tags (fixture, first, rivers, NULL);
  set_tags (fixture, second, rivers, NULL);
  fixture_execute (file, "CREATE TRIGGER other AFTER UPDATE OF version ON article"
                         " BEGIN DELETE FROM article WHERE id > NEW.id; END");
  remove_term (fixture, rivers, NULL);
  assert_written (fixture, first, DESK_TERM_TAG, "");
  g_assert_null (desk_store_find_term (fixture->store, DESK_TERM_TAG, "Rivers", NULL));
}

/* A text that can't be read keeps its name, and the name is still there for it. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskTerm) rivers = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) sound = fixture_add_article (fixture, "en", "Sound", "");
  g_autoptr(DeskArticle) damaged = fixture_add_article (fixture, "en", "Damaged", "Text");
  g_autoptr(DeskTerm) found = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_articles;

  set_tags (fixture, sound, rivers, NULL);
  set_tags (fixture, damaged, rivers, NULL);
  fixture_execute (file, "UPDATE edition SET body = 'Test' WHERE title = 'Damaged'");
  g_assert_false (desk_store_remove_term (fixture->store, rivers, NULL, LATER_US, NULL, &n_articles, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_DAMAGED);
  assert_written (fixture, sound, DESK_TERM_TAG, "");
  found = desk_store_find_term (fixture->store, DESK_TERM_TAG, "Rivers", NULL);
  g_assert_nonnull (found);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/term-remove/another-tag-takes-its-place-once", test_tag);
  fixture_add_test ("/store/term-remove/a-tag-that-is-there-twice", test_twice);
  fixture_add_test ("/store/term-remove/an-author-keeps-role-and-affiliation", test_author);
  fixture_add_test ("/store/term-remove/a-section-leads-on-from-its-old-address", test_section);
  fixture_add_test ("/store/term-remove/what-makes-no-sense-is-refused", test_refused);
  fixture_add_test ("/store/term-remove/readers-get-nothing-else", test_pending);
  fixture_add_test ("/store/term-remove/what-readers-alone-have-goes-too", test_readers_alone);
  fixture_add_test ("/store/term-remove/what-waits-for-its-time-is-changed", test_scheduled);
  fixture_add_test ("/store/term-remove/the-trash-is-changed", test_trash);
  fixture_add_test ("/store/term-remove/each-language-by-itself", test_languages);
  fixture_add_test ("/store/term-remove/history-keeps-the-name", test_history);
  fixture_add_test ("/store/term-remove/an-open-article-is-told", test_conflict);
  fixture_add_test ("/store/term-remove/can-be-cancelled", test_cancelled);
  fixture_add_test ("/store/term-remove/an-article-may-go-meanwhile", test_purged);
  fixture_add_test ("/store/term-remove/a-damaged-text-stops-it", test_damaged);
  return g_test_run ();
}
