/* test-draft.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "app/details/desk-draft.h"

static void
test_changes_in_a_row_build_on_each_other (Fixture      *fixture,
                                           gconstpointer data)
{
  const DeskArticle *stored;
  DeskArticle *article;
  DeskEdition *edition;

  article = desk_article_copy (desk_draft_peek_article (fixture->document));
  g_set_str (&article->kind, "event");
  desk_draft_take_article (fixture->document, article);

  article = desk_article_copy (desk_draft_peek_article (fixture->document));
  article->date_us = G_USEC_PER_SEC;
  desk_draft_take_article (fixture->document, article);

  edition = desk_edition_copy (desk_draft_peek_edition (fixture->document, "en"));
  g_set_str (&edition->slug, "boats");
  desk_draft_take_edition (fixture->document, edition);

  edition = desk_edition_copy (desk_draft_peek_edition (fixture->document, "en"));
  g_set_str (&edition->seo_title, "Boats");
  desk_draft_take_edition (fixture->document, edition);

  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);

  stored = desk_document_get_article (fixture->document);
  g_assert_cmpstr (stored->kind, ==, "event");
  g_assert_cmpint (stored->date_us, ==, G_USEC_PER_SEC);
  g_assert_cmpstr (desk_document_get_edition (fixture->document)->slug, ==, "boats");
  g_assert_cmpstr (desk_document_get_edition (fixture->document)->seo_title, ==, "Boats");
}

static void
test_shows_what_is_stored_once_all_is_saved (Fixture      *fixture,
                                             gconstpointer data)
{
  DeskArticle *article = desk_article_copy (desk_draft_peek_article (fixture->document));

  article->is_pinned = TRUE;
  desk_draft_take_article (fixture->document, article);
  g_assert_true (desk_draft_peek_article (fixture->document)->is_pinned);
  g_assert_false (desk_document_get_article (fixture->document)->is_pinned);

  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_true (desk_draft_peek_article (fixture->document) == desk_document_get_article (fixture->document));
  g_assert_true (desk_document_get_article (fixture->document)->is_pinned);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/draft/changes-in-a-row-build-on-each-other", Fixture, NULL,
              fixture_set_up, test_changes_in_a_row_build_on_each_other, fixture_tear_down);
  g_test_add ("/app/draft/shows-what-is-stored-once-all-is-saved", Fixture, NULL,
              fixture_set_up, test_shows_what_is_stored_once_all_is_saved, fixture_tear_down);

  return g_test_run ();
}
