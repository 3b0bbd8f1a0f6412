/* test-content.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-alignment.h"
#include "store/desk-content.h"

static const char *const languages[] = { "en", "sr", NULL };

static void
write_edition (Fixture           *fixture,
               const DeskArticle *article,
               const char        *language,
               const char        *title,
               const char        *body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) stored = fixture_read (fixture, article);
  DeskEdition *known = desk_article_get_edition (stored, language);
  g_autoptr(DeskEdition) edition = known != NULL ? desk_edition_copy (known) : desk_edition_new (language);

  g_set_str (&edition->title, title);
  g_set_str (&edition->body, body);
  desk_store_save_edition (fixture->store, article->uuid, edition, &error);
  g_assert_no_error (error);
}

static void
release (Fixture           *fixture,
         const DeskArticle *article,
         const char        *language)
{
  g_autoptr(GError) error = NULL;

  desk_store_set_status (fixture->store, article->uuid, language, DESK_STATUS_PUBLISHED, JUNE_US, &error);
  g_assert_no_error (error);
}

static void
set_status (Fixture           *fixture,
            const DeskArticle *article,
            DeskStatus         status,
            gint64             at_us)
{
  g_autoptr(GError) error = NULL;

  desk_store_set_status (fixture->store, article->uuid, "en", status, at_us, &error);
  g_assert_no_error (error);
}

/* Every block of the translation is of the source's block of that number, as it is now. */
static void
align (Fixture           *fixture,
       const DeskArticle *article)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) source = desk_store_list_alignments (fixture->store, article->uuid, "en", &error);
  g_autoptr(GArray) blocks = desk_store_list_alignments (fixture->store, article->uuid, "sr", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (source->len, >=, blocks->len);
  for (unsigned i = 0; i < blocks->len; i++)
    {
      DeskAlignment *block = &g_array_index (blocks, DeskAlignment, i);
      const DeskAlignment *other = &g_array_index (source, DeskAlignment, i);

      block->source_number = other->number;
      block->source_hash = other->hash;
    }
  desk_store_align_edition (fixture->store, article->uuid, "sr", "en", (const DeskAlignment *) blocks->data, blocks->len, &error);
  g_assert_no_error (error);
}

static void
outdated_cb (const char *article,
             const char *title,
             const char *language,
             const char *source_language,
             unsigned    n_blocks,
             gboolean    is_ahead,
             gpointer    user_data)
{
  g_string_append_printf (user_data, "%s<%s %u%s;", language, source_language, n_blocks, is_ahead ? " ahead" : "");
}

static void
assert_outdated (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) said = g_string_new (NULL);

  desk_store_foreach_outdated (fixture->store, languages, outdated_cb, said, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said->str, ==, expected);
}

/* An article in two languages, both released, the Serbian of the English. */
static DeskArticle *
add_translated (Fixture *fixture)
{
  DeskArticle *article = fixture_add_article (fixture, "en", "Title", "One.\n\nTwo.\n");

  write_edition (fixture, article, "sr", "Наслов", "Један.\n\nДва.\n");
  release (fixture, article, "en");
  release (fixture, article, "sr");

  return article;
}

/* The blocks know better than the releases: a comma was mended, and nobody has
 * translated anything. */
static void
test_blocks (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);

  align (fixture, article);
  assert_outdated (fixture, "");
  write_edition (fixture, article, "en", "Title", "One.\n\nTwo, changed.\n");
  assert_outdated (fixture, ""); /* readers don't have it */
  release (fixture, article, "en");
  assert_outdated (fixture, "sr<en 1;");

  write_edition (fixture, article, "sr", "Наслов", "Један.\n\nДва,\n");
  release (fixture, article, "sr");
  assert_outdated (fixture, "sr<en 1;");

  align (fixture, article);
  assert_outdated (fixture, "");
}

/* Translated from the draft, and published before it. */
static void
test_early (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);

  write_edition (fixture, article, "en", "Title", "One.\n\nTwo, changed.\n");
  write_edition (fixture, article, "sr", "Наслов", "Један.\n\nДва, мењано.\n");
  align (fixture, article);
  release (fixture, article, "sr");
  assert_outdated (fixture, "");
  release (fixture, article, "en");
  assert_outdated (fixture, "");

  write_edition (fixture, article, "en", "Title", "One.\n\nTwo, changed.\n\nThree.\n");
  release (fixture, article, "en");
  assert_outdated (fixture, "sr<en 0;"); /* of a block that the translation doesn't have */
  write_edition (fixture, article, "sr", "Наслов", "Један.\n\nДва, мењано.\n\nТри.\n");
  assert_outdated (fixture, "sr<en 0 ahead;");
  align (fixture, article);
  release (fixture, article, "sr");
  assert_outdated (fixture, "");
}

/* Nothing is known of blocks, and the source is named by none. */
static void
test_releases (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);
  g_autoptr(GError) error = NULL;

  assert_outdated (fixture, "");
  write_edition (fixture, article, "sr", "Наслов", "Један.\n\nДруго.\n");
  release (fixture, article, "sr");
  assert_outdated (fixture, ""); /* a translation says nothing about its source */
  write_edition (fixture, article, "en", "Another", "One.\n\nTwo.\n");
  release (fixture, article, "en");
  assert_outdated (fixture, "sr<en 0;");
  release (fixture, article, "sr");
  assert_outdated (fixture, "");

  write_edition (fixture, article, "en", "Title", "One.\n");
  release (fixture, article, "en");
  desk_store_set_status (fixture->store, article->uuid, "sr", DESK_STATUS_ARCHIVED, JUNE_US, &error);
  g_assert_no_error (error);
  assert_outdated (fixture, ""); /* nobody brings that up to date */
}

static void
untranslated_cb (const char *article,
                 const char *title,
                 const char *language,
                 gboolean    has_text,
                 gpointer    user_data)
{
  g_string_append_printf (user_data, "%s %s%s;", language, title, has_text ? " begun" : "");
}

static void
test_untranslated (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) whole = add_translated (fixture);
  g_autoptr(DeskArticle) english = fixture_add_article (fixture, "en", "English", "");
  g_autoptr(DeskArticle) serbian = fixture_add_article (fixture, "sr", "Српски", "");
  g_autoptr(DeskArticle) draft = fixture_add_article (fixture, "en", "Draft", "");
  g_autoptr(DeskArticle) german = fixture_add_article (fixture, "de", "Deutsch", "");
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  release (fixture, english, "en");
  release (fixture, serbian, "sr");
  release (fixture, german, "de");
  write_edition (fixture, english, "sr", "Енглески", "");
  desk_store_foreach_untranslated (fixture->store, languages, untranslated_cb, said, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said->str, ==, "en Српски;sr English begun;");

  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_foreach_untranslated (fixture->store, languages, untranslated_cb, said, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_whereabouts (Fixture        *fixture,
                    const char     *uuid,
                    const char     *language,
                    DeskWhereabouts expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  DeskWhereabouts whereabouts;

  desk_store_find_whereabouts (fixture->store, uuid, language, &whereabouts, &title, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whereabouts, ==, expected);
  g_assert_cmpstr (title, ==, expected == DESK_WHEREABOUTS_NOWHERE ? "" : "Title");
}

static void
test_whereabouts (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");
  g_autoptr(GError) error = NULL;

  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_DRAFT);
  release (fixture, article, "en");
  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_PUBLISHED);
  assert_whereabouts (fixture, article->uuid, "sr", DESK_WHEREABOUTS_UNWRITTEN);
  assert_whereabouts (fixture, "no uuid", "en", DESK_WHEREABOUTS_NOWHERE);
  set_status (fixture, article, DESK_STATUS_ARCHIVED, 0);
  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_ARCHIVED);
  set_status (fixture, article, DESK_STATUS_DRAFT, 0);
  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_WITHDRAWN);
  set_status (fixture, article, DESK_STATUS_SCHEDULED, G_GINT64_CONSTANT (4102444800) * G_USEC_PER_SEC);
  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_SCHEDULED);
  desk_store_delete_article (fixture->store, article->uuid, &error);
  g_assert_no_error (error);
  assert_whereabouts (fixture, article->uuid, "en", DESK_WHEREABOUTS_TRASH);
}

static void
choice_cb (const DeskChoice *choice,
           gpointer          user_data)
{
  g_string_append_printf (user_data, "%s %s%s: %s%s %d;", choice->language, choice->title, choice->is_released ? "" : " (draft)",
                          choice->other_title, choice->is_repeated ? " again" : "", (int) choice->whereabouts);
}

static char *
say_choices (Fixture *fixture)
{
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  desk_store_foreach_vain_choice (fixture->store, languages, choice_cb, said, NULL, &error);
  g_assert_no_error (error);

  return g_string_free_and_steal (g_steal_pointer (&said));
}

/* What readers have, and what is being written, where that is another wish. */
static void
test_choices (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) shown = fixture_add_article (fixture, "en", "Shown", "");
  g_autoptr(DeskArticle) draft = fixture_add_article (fixture, "en", "Draft", "");
  g_autoptr(DeskArticle) added = fixture_add_article (fixture, "en", "Text", "");
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *released = NULL;
  g_autofree char *written = NULL;

  release (fixture, shown, "en");
  article = fixture_read (fixture, added);
  g_ptr_array_add (article->related, g_strdup (shown->uuid));
  g_ptr_array_add (article->related, g_strdup (draft->uuid));
  g_ptr_array_add (article->related, g_strdup (shown->uuid));
  fixture_save (fixture, article);
  release (fixture, added, "en");
  released = say_choices (fixture);
  g_assert_cmpstr (released, ==, "en Text: Draft 4;en Text: Shown again 7;");

  g_clear_pointer (&article, desk_article_free);
  article = fixture_read (fixture, added);
  g_ptr_array_set_size (article->related, 0);
  g_ptr_array_add (article->related, g_strdup ("01900000-0000-7000-8000-000000000000"));
  fixture_save (fixture, article);
  written = say_choices (fixture);
  g_assert_cmpstr (written, ==, "en Text: Draft 4;en Text: Shown again 7;en Text (draft):  0;");

  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_foreach_vain_choice (fixture->store, languages, choice_cb, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_texts (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "One.\n\nTwo.\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) states = NULL;
  g_autoptr(DeskContent) released = NULL;
  g_autoptr(DeskContent) working = NULL;
  const DeskContentState *state;

  release (fixture, article, "en");
  write_edition (fixture, article, "en", "Title", "One.\n\nThree.\n");
  states = desk_store_list_content (fixture->store, "en", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (states->len, ==, 1);
  state = &g_array_index (states, DeskContentState, 0);
  g_assert_true (state->is_live && state->is_ahead);

  released = desk_store_dup_content (fixture->store, state->id, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (released->body, ==, "One.\n\nTwo.\n");
  g_assert_cmpstr (released->article, ==, article->uuid);
  working = desk_store_dup_content (fixture->store, state->id, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (working->body, ==, "One.\n\nThree.\n");
  g_assert_cmpstr (working->cover, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/content/a-block-of-what-is-no-more-is-outdated", test_blocks);
  fixture_add_test ("/store/content/what-was-translated-early-is-fresh", test_early);
  fixture_add_test ("/store/content/without-blocks-releases-tell", test_releases);
  fixture_add_test ("/store/content/published-articles-lack-languages", test_untranslated);
  fixture_add_test ("/store/content/an-article-is-somewhere", test_whereabouts);
  fixture_add_test ("/store/content/choices-that-show-nothing-are-told", test_choices);
  fixture_add_test ("/store/content/texts-are-read-as-readers-and-writers-have-them", test_texts);
  return g_test_run ();
}
