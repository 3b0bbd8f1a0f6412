/* test-alignment.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-alignment.h"

/* An article in English and Serbian, each in three paragraphs. */
static DeskArticle *
add_translated (Fixture *fixture)
{
  DeskArticle *article = fixture_add_article (fixture, "en", "Title", "One.\n\nTwo.\n\nThree.\n");
  g_autoptr(DeskEdition) translation = desk_edition_new ("sr");
  g_autoptr(GError) error = NULL;

  g_set_str (&translation->title, "Наслов");
  g_set_str (&translation->body, "Један.\n\nДва.\n\nТри.\n");
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, translation, &error));
  g_assert_no_error (error);

  return article;
}

/* The hash that block @number of the English text has now. */
static guint64
source_hash (Fixture    *fixture,
             const char *uuid,
             gint64      number)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) blocks = desk_store_list_alignments (fixture->store, uuid, "en", &error);

  g_assert_no_error (error);
  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskAlignment *block = &g_array_index (blocks, DeskAlignment, i);

      if (block->number == number)
        return block->hash;
    }
  g_assert_not_reached ();
}

static void
align (Fixture           *fixture,
       const DeskArticle *article)
{
  g_autoptr(GError) error = NULL;
  DeskAlignment alignments[] = {
    { .number = 1, .source_number = 1, .source_hash = source_hash (fixture, article->uuid, 1) },
    { .number = 3, .source_number = 3, .source_hash = source_hash (fixture, article->uuid, 3) },
  };

  g_assert_true (desk_store_align_edition (fixture->store, article->uuid, "sr", "en", alignments,
                                           G_N_ELEMENTS (alignments), &error));
  g_assert_no_error (error);
}

/* "1>1 2>0 3>3!": ! is stale. */
static char *
say (Fixture           *fixture,
     const DeskArticle *article)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) blocks = desk_store_list_alignments (fixture->store, article->uuid, "sr", &error);
  g_autoptr(GString) said = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned i = 0; i < blocks->len; i++)
    {
      const DeskAlignment *block = &g_array_index (blocks, DeskAlignment, i);

      g_string_append_printf (said, "%s%" G_GINT64_FORMAT ">%" G_GINT64_FORMAT "%s", i > 0 ? " " : "",
                              block->number, block->source_number, block->is_stale ? "!" : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static void
assert_aligned (Fixture           *fixture,
                const DeskArticle *article,
                const char        *expected)
{
  g_autofree char *said = say (fixture, article);

  g_assert_cmpstr (said, ==, expected);
}

static void
write_body (Fixture           *fixture,
            const DeskArticle *article,
            const char        *language,
            const char        *body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) stored = fixture_read (fixture, article);
  DeskEdition *edition = desk_article_get_edition (stored, language);

  g_set_str (&edition->body, body);
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, edition, &error));
  g_assert_no_error (error);
}

static void
test_stale (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);
  g_autoptr(DeskArticle) stored = NULL;

  assert_aligned (fixture, article, "1>0 2>0 3>0");
  align (fixture, article);
  assert_aligned (fixture, article, "1>1 2>0 3>3");
  stored = fixture_read (fixture, article);
  g_assert_cmpstr (desk_article_get_edition (stored, "sr")->source_language, ==, "en");

  write_body (fixture, article, "en", "One.\n\nTwo.\n\nThree, changed.\n");
  assert_aligned (fixture, article, "1>1 2>0 3>3!");
  write_body (fixture, article, "sr", "Три.\n\nЈедан, и више.\n\nДва.\n"); /* goes with its block */
  assert_aligned (fixture, article, "3>3! 1>1 2>0");
  write_body (fixture, article, "en", "Three, changed.\n\nTwo.\n"); /* the first is gone */
  assert_aligned (fixture, article, "3>3! 1>1! 2>0");
}

static void
test_other_writer (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);
  g_autoptr(DeskArticle) read_before = fixture_read (fixture, article);
  DeskAlignment missing = { .number = 9, .source_number = 1 };
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_align_edition (fixture->store, article->uuid, "sr", "en", &missing, 1, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_aligned (fixture, article, "1>0 2>0 3>0");

  align (fixture, article);
  g_assert_false (desk_store_save_edition (fixture->store, article->uuid,
                                           desk_article_get_edition (read_before, "sr"), &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
}

static void
test_not_found (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_translated (fixture);
  const char *const pairs[][2] = { { "de", "en" }, { "sr", "de" } };

  for (unsigned i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_store_align_edition (fixture->store, article->uuid, pairs[i][0], pairs[i][1], NULL, 0, &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/alignment/what-changed-in-the-source-is-stale", test_stale);
  fixture_add_test ("/store/alignment/nobody-writes-over-another", test_other_writer);
  fixture_add_test ("/store/alignment/both-editions-have-to-be-there", test_not_found);
  return g_test_run ();
}
