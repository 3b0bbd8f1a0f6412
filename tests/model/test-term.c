/* test-term.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-article.h"

static void
test_names (void)
{
  g_autoptr(DeskTerm) term = desk_term_new (DESK_TERM_TAG, NULL);

  g_assert_null (desk_term_get_name (term, "en"));

  desk_term_set_name (term, "sr", "Границе", "granice");
  desk_term_set_name (term, "en", "Borders", "borders");
  g_assert_cmpstr (desk_term_get_name (term, "en")->name, ==, "Borders");
  g_assert_cmpstr (desk_term_get_name (term, "sr")->slug, ==, "granice");
  g_assert_cmpstr (desk_term_get_name (term, "de")->name, ==, "Границе");
  g_assert_cmpstr (desk_term_get_name (term, "de")->language, ==, "sr");

  desk_term_set_name (term, "sr", "Међе", "medje");
  g_assert_cmpuint (term->names->len, ==, 2);
  g_assert_cmpstr (desk_term_get_name (term, "de")->name, ==, "Међе"); /* still the oldest */
}

static void
test_copy (void)
{
  g_autoptr(DeskTerm) term = desk_term_new (DESK_TERM_AUTHOR, "an-id");
  g_autoptr(DeskTerm) copy = NULL;

  desk_term_set_name (term, "en", "Harbour Watch", "harbour-watch");
  term->position = 7;
  term->is_organisation = TRUE;
  copy = desk_term_copy (term);
  desk_term_set_name (term, "en", "Another", "another");

  g_assert_cmpstr (copy->uuid, ==, "an-id");
  g_assert_cmpuint (copy->position, ==, 7);
  g_assert_true (copy->is_organisation);
  g_assert_cmpint (copy->type, ==, DESK_TERM_AUTHOR);
  g_assert_cmpstr (desk_term_get_name (copy, "en")->name, ==, "Harbour Watch");
}

static void
test_words (void)
{
  g_assert_cmpstr (desk_term_type_to_string (DESK_TERM_SECTION), ==, "section");
  g_assert_cmpstr (desk_term_type_to_string (DESK_TERM_TAG), ==, "tag");
  g_assert_cmpstr (desk_term_type_to_string (DESK_TERM_AUTHOR), ==, "author");
}

static void
test_article_copy (void)
{
  g_autoptr(DeskArticle) article = desk_article_new ("event");
  g_autoptr(DeskArticle) copy = NULL;
  g_autoptr(DeskTerm) term = desk_term_new (DESK_TERM_TAG, "a-tag");
  const DeskCredit *credit;

  desk_term_set_name (term, "en", "Rivers", "rivers");
  desk_article_add_tag (article, term);
  desk_article_add_credit (article, term, NULL, "The ferry");
  article->section = desk_term_copy (term);
  article->cover = desk_media_new ();
  desk_media_set_text (article->cover, "en", "A ferry", NULL);
  g_ptr_array_add (article->related, g_strdup ("another"));
  g_ptr_array_add (article->editions, desk_edition_new ("de"));
  g_ptr_array_add (article->editions, desk_edition_new ("en"));

  copy = desk_article_copy (article);
  g_clear_pointer (&article, desk_article_free);

  g_assert_cmpstr (copy->kind, ==, "event");
  g_assert_cmpstr (((DeskTerm *) copy->tags->pdata[0])->uuid, ==, "a-tag");
  credit = copy->credits->pdata[0];
  g_assert_cmpstr (credit->role, ==, "author");
  g_assert_cmpstr (credit->affiliation, ==, "The ferry");
  g_assert_cmpstr (copy->section->uuid, ==, "a-tag");
  g_assert_cmpstr (desk_media_get_text (copy->cover, "en")->alternative, ==, "A ferry");
  g_assert_null (desk_media_get_text (copy->cover, "de"));
  g_assert_cmpstr (copy->related->pdata[0], ==, "another");
  g_assert_cmpstr (desk_article_get_shown_edition (copy, "en")->language, ==, "en");
  g_assert_cmpstr (desk_article_get_shown_edition (copy, "sr")->language, ==, "de");
  g_assert_null (desk_article_get_edition (copy, "sr"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/term/a-missing-name-is-the-oldest-one", test_names);
  g_test_add_func ("/model/term/a-copy-is-its-own", test_copy);
  g_test_add_func ("/model/term/each-type-has-its-word", test_words);
  g_test_add_func ("/model/article/a-copy-outlives-the-original", test_article_copy);
  return g_test_run ();
}
