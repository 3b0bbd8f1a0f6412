/* test-merge-fields.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/desk-merge-fields.h"

#include <string.h>

/* Tags, authors and related articles, each a letter: "abc". */
static DeskArticle *
write_article (const char *letters)
{
  DeskArticle *article = desk_article_new ("article");

  for (const char *p = letters; *p != '\0'; p++)
    {
      char name[] = { *p, '\0' };
      g_autoptr(DeskTerm) tag = desk_term_new (DESK_TERM_TAG, name);
      g_autoptr(DeskTerm) author = desk_term_new (DESK_TERM_AUTHOR, name);

      desk_article_add_tag (article, tag);
      desk_article_add_credit (article, author, "author", "");
      g_ptr_array_add (article->related, g_strdup (name));
    }

  return article;
}

static void
test_lists (void)
{
  static const struct
  {
    const char *base;
    const char *mine;
    const char *theirs;
    const char *merged;
  } cases[] = {
    { "", "", "", "" },
    { "ab", "ab", "ab", "ab" },
    { "ab", "ba", "ab", "ba" },
    { "ab", "ab", "ba", "ba" },
    { "ab", "abc", "abd", "abcd" },
    { "ab", "acb", "ab", "acb" },
    { "ab", "abc", "abc", "abc" },
    { "abc", "ac", "ab", "a" },
    { "abc", "", "abcd", "d" },
    { "abc", "cab", "abcd", "cdab" },
    { "abc", "abcd", "bca", "bcda" },
    { "ab", "xab", "yab", "yxab" },
    { "ab", "cd", "ef", "efcd" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DeskArticle) base = write_article (cases[i].base);
      g_autoptr(DeskArticle) mine = write_article (cases[i].mine);
      g_autoptr(DeskArticle) theirs = write_article (cases[i].theirs);
      DeskFields overruled = 0;
      g_autoptr(DeskArticle) merged = desk_merge_article (base, mine, theirs, &overruled);

      g_assert_cmpuint (overruled, ==, 0);
      g_assert_cmpuint (merged->tags->len, ==, strlen (cases[i].merged));
      g_assert_cmpuint (merged->credits->len, ==, strlen (cases[i].merged));
      g_assert_cmpuint (merged->related->len, ==, strlen (cases[i].merged));
      for (unsigned j = 0; j < merged->tags->len; j++)
        {
          g_assert_cmpint (((DeskTerm *) merged->tags->pdata[j])->uuid[0], ==, cases[i].merged[j]);
          g_assert_cmpint (((DeskCredit *) merged->credits->pdata[j])->author->uuid[0], ==, cases[i].merged[j]);
          g_assert_cmpint (((char *) merged->related->pdata[j])[0], ==, cases[i].merged[j]);
        }
    }
}

static void
test_article (void)
{
  g_autoptr(DeskArticle) base = write_article ("a");
  g_autoptr(DeskArticle) mine = write_article ("a");
  g_autoptr(DeskArticle) theirs = write_article ("a");
  g_autoptr(DeskArticle) merged = NULL;
  DeskFields overruled = 0;

  mine->section = desk_term_new (DESK_TERM_SECTION, "news");
  mine->date_us = 1;
  mine->is_pinned = TRUE;
  g_set_str (&((DeskCredit *) mine->credits->pdata[0])->role, "photographs");
  theirs->version = 7;
  theirs->date_us = 2;
  theirs->is_pinned = TRUE;
  theirs->cover = desk_media_new ();
  g_set_str (&theirs->cover->uuid, "boat");
  g_set_str (&((DeskCredit *) theirs->credits->pdata[0])->affiliation, "Harbour Office");

  desk_article_set_field (base, "event-place", "Harbour");
  desk_article_set_field (mine, "event-start", "2026-06-01");
  desk_article_set_field (theirs, "event-place", "Town hall");
  desk_article_set_field (theirs, "event-end", "2026-06-02");
  desk_article_set_field (mine, "event-place", "Harbour");

  merged = desk_merge_article (base, mine, theirs, &overruled);
  g_assert_cmpuint (overruled, ==, DESK_FIELD_DATE);
  g_assert_cmpstr (g_hash_table_lookup (merged->fields, "event-place"), ==, "Town hall");
  g_assert_cmpstr (g_hash_table_lookup (merged->fields, "event-start"), ==, "2026-06-01");
  g_assert_cmpstr (g_hash_table_lookup (merged->fields, "event-end"), ==, "2026-06-02");
  g_assert_cmpint (merged->version, ==, 7);
  g_assert_cmpint (merged->date_us, ==, 1);
  g_assert_true (merged->is_pinned);
  g_assert_cmpstr (merged->section->uuid, ==, "news");
  g_assert_cmpstr (merged->cover->uuid, ==, "boat");
  g_assert_cmpstr (((DeskCredit *) merged->credits->pdata[0])->role, ==, "photographs");
  g_assert_cmpstr (((DeskCredit *) merged->credits->pdata[0])->affiliation, ==, "Harbour Office");
}

static void
test_edition (void)
{
  g_autoptr(DeskEdition) base = desk_edition_new ("sr");
  g_autoptr(DeskEdition) mine = desk_edition_new ("sr");
  g_autoptr(DeskEdition) theirs = desk_edition_new ("sr");
  g_autoptr(DeskEdition) merged = NULL;
  DeskFields overruled = 0;

  g_set_str (&mine->title, "Mine");
  g_set_str (&mine->slug, "mine");
  g_set_str (&mine->script, "Latn");
  g_set_str (&theirs->title, "Theirs");
  g_set_str (&theirs->slug, "theirs");
  g_set_str (&theirs->seo_title, "Theirs");
  theirs->revised_us = 5;

  merged = desk_merge_edition_fields (base, mine, theirs, &overruled);
  g_assert_cmpuint (overruled, ==, DESK_FIELD_SLUG);
  g_assert_cmpstr (merged->title, ==, "Theirs");
  g_assert_cmpstr (merged->slug, ==, "mine");
  g_assert_cmpstr (merged->script, ==, "Latn");
  g_assert_cmpstr (merged->seo_title, ==, "Theirs");
  g_assert_cmpint (merged->revised_us, ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-fields/lists-have-what-either-added", test_lists);
  g_test_add_func ("/model/merge-fields/an-article-has-the-changes-of-both", test_article);
  g_test_add_func ("/model/merge-fields/an-edition-has-the-changes-of-both", test_edition);
  return g_test_run ();
}
