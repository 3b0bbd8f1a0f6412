/* test-states.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "store/desk-history.h"
#include "store/desk-states.h"

#include <string.h>

#define ARTICLE_UUID "0190c0de-0000-7000-8000-00000000000a"
#define EDITION_UUID "0190c0de-0000-7000-8000-00000000000b"
#define LATER_US (JUNE_US + DAY_US)

/* An article with one English edition, as it comes from elsewhere. */
static DeskArticle *
new_article (const char *uuid,
             const char *title,
             const char *slug)
{
  DeskArticle *article = desk_article_new (NULL);
  DeskEdition *edition = desk_edition_new ("en");

  article->uuid = g_strdup (uuid);
  g_ptr_array_add (article->editions, edition);
  g_set_str (&edition->title, title);
  g_set_str (&edition->slug, slug);
  g_set_str (&edition->body, "One.\n\nTwo.\n");

  return article;
}

/* The state of its first edition with another title. */
static DeskArticle *
titled (const DeskArticle *article,
        const char        *title)
{
  DeskArticle *state = desk_article_copy (article);

  g_ptr_array_set_size (state->editions, 1);
  g_set_str (&fixture_edition (state)->title, title);

  return state;
}

static void
add_states (Fixture          *fixture,
            const DeskStates *states)
{
  g_autoptr(GError) error = NULL;

  desk_store_add_states (fixture->store, states, &error);
  g_assert_no_error (error);
}

static void
replace_states (Fixture          *fixture,
                const DeskStates *states)
{
  g_autoptr(GError) error = NULL;

  desk_store_replace_states (fixture->store, states, &error);
  g_assert_no_error (error);
}

static DeskStates *
read_states (Fixture    *fixture,
             const char *uuid)
{
  g_autoptr(GError) error = NULL;
  DeskStates *states = desk_store_dup_states (fixture->store, uuid, &error);

  g_assert_no_error (error);
  return states;
}

/* Puts a draft into the library and returns the slug that it has there. */
static char *
slug_of_new (Fixture    *fixture,
             const char *uuid,
             const char *title,
             const char *slug)
{
  g_autoptr(DeskStates) states = desk_states_new (new_article (uuid, title, slug));
  g_autoptr(DeskArticle) read = NULL;

  add_states (fixture, states);
  read = fixture_read (fixture, states->working);
  return g_strdup (fixture_edition (read)->slug);
}

static void
test_whole (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) author = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");
  g_autoptr(DeskMedia) cover = fixture_add_media (fixture, "bridge.png", "one");
  g_autoptr(DeskStates) states = desk_states_new (new_article (ARTICLE_UUID, "Half a tit", "low-water"));
  g_autoptr(DeskStates) read = NULL;
  DeskArticle *working = states->working;
  DeskEdition *edition = fixture_edition (working);
  g_autofree char *addresses = NULL;
  g_autofree char *reasons = NULL;

  g_set_str (&working->kind, "event");
  working->section = desk_term_copy (section);
  desk_article_add_tag (working, tag);
  desk_article_add_credit (working, author, "photographer", "River Institute");
  working->cover = desk_media_copy (cover);
  working->is_pinned = TRUE;
  working->date_us = JUNE_US;
  working->created_us = JUNE_US - DAY_US;
  g_ptr_array_add (working->related, g_strdup (EDITION_UUID));
  desk_article_set_field (working, "event-place.en", "Tisanj");
  edition->uuid = g_strdup (EDITION_UUID);
  g_set_str (&edition->source_language, "sr");
  edition->status = DESK_STATUS_SCHEDULED;
  edition->first_release_us = JUNE_US;
  edition->last_release_us = JUNE_US + 1;
  edition->revised_us = JUNE_US + 2;
  edition->scheduled_us = LATER_US;
  g_ptr_array_add (states->released, titled (working, "As readers have it"));
  g_ptr_array_add (states->scheduled, titled (working, "As it will be"));
  add_states (fixture, states);

  read = read_states (fixture, ARTICLE_UUID);
  g_assert_cmpstr (read->working->kind, ==, "event");
  g_assert_cmpstr (read->working->section->uuid, ==, section->uuid);
  g_assert_cmpstr (((DeskTerm *) read->working->tags->pdata[0])->uuid, ==, tag->uuid);
  g_assert_cmpstr (((DeskCredit *) read->working->credits->pdata[0])->affiliation, ==, "River Institute");
  g_assert_cmpstr (read->working->cover->uuid, ==, cover->uuid);
  g_assert_true (read->working->is_pinned);
  g_assert_cmpint (read->working->date_us, ==, JUNE_US);
  g_assert_cmpint (read->working->created_us, ==, JUNE_US - DAY_US);
  g_assert_cmpstr (read->working->related->pdata[0], ==, EDITION_UUID);
  g_assert_cmpstr (g_hash_table_lookup (read->working->fields, "event-place.en"), ==, "Tisanj");
  edition = fixture_edition (read->working);
  g_assert_cmpstr (edition->uuid, ==, EDITION_UUID);
  g_assert_cmpstr (edition->title, ==, "Half a tit");
  g_assert_cmpstr (edition->source_language, ==, "sr");
  g_assert_cmpint (edition->status, ==, DESK_STATUS_SCHEDULED);
  g_assert_cmpint (edition->first_release_us, ==, JUNE_US);
  g_assert_cmpint (edition->last_release_us, ==, JUNE_US + 1);
  g_assert_cmpint (edition->revised_us, ==, JUNE_US + 2);
  g_assert_cmpint (edition->scheduled_us, ==, LATER_US);
  g_assert_true (edition->is_live && edition->is_ahead);
  g_assert_cmpstr (fixture_edition (desk_states_find (read->released, "en"))->title, ==, "As readers have it");
  g_assert_cmpstr (fixture_edition (desk_states_find (read->scheduled, "en"))->title, ==, "As it will be");
  g_assert_null (desk_states_find (read->released, "sr"));

  addresses = fixture_query (fixture, "SELECT section_slug, slug, is_live FROM address");
  g_assert_cmpstr (addresses, ==, "news|low-water|1");
  reasons = fixture_query (fixture, "SELECT reason, is_released FROM revision ORDER BY id");
  g_assert_cmpstr (reasons, ==, "import|1 import|0");
}

static void
test_due (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(DeskStates) states = desk_states_new (new_article (ARTICLE_UUID, "Half a tit", ""));
  g_autoptr(DeskStates) read = NULL;
  unsigned n_released = 0;

  fixture_edition (states->working)->status = DESK_STATUS_SCHEDULED;
  fixture_edition (states->working)->scheduled_us = LATER_US;
  g_ptr_array_add (states->scheduled, titled (states->working, "As approved"));
  add_states (fixture, states);
  g_assert_true (desk_store_release_due (fixture->store, LATER_US, &n_released, NULL));
  g_assert_cmpuint (n_released, ==, 1);
  read = read_states (fixture, ARTICLE_UUID);
  g_assert_cmpstr (fixture_edition (desk_states_find (read->released, "en"))->title, ==, "As approved");
}

static void
test_slugs (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *uuid;
    const char *title;
    const char *slug;
    const char *expected;
  } drafts[] = {
    { "0190c0de-0000-7000-8000-000000000001", "Low water", "water", "water" },
    { "0190c0de-0000-7000-8000-000000000002", "Low water", "water", "water-2" },
    { "0190c0de-0000-7000-8000-000000000003", "Low water", "", "low-water" },
    { "0190c0de-0000-7000-8000-000000000004", "Low water", "", "low-water-2" },
    { "0190c0de-0000-7000-8000-000000000005", "Tag", "tag", "tag-2" }, /* reserved */
    { "0190c0de-0000-7000-8000-000000000006", "", "", "" },
    { "0190c0de-0000-7000-8000-000000000007", "", "", "" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autofree char *slug = slug_of_new (fixture, drafts[i].uuid, drafts[i].title, drafts[i].slug);

      g_assert_cmpstr (slug, ==, drafts[i].expected);
    }
}

/* Readers' address moves with the one that the text gets, unless it was another. */
static void
test_released_slug (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const released[] = { "water", "", "high-water" };
  static const char *const expected[] = { "water-2", "water-3", "high-water" };
  g_autofree char *taken = slug_of_new (fixture, ARTICLE_UUID, "Water", "water");

  for (unsigned i = 0; i < G_N_ELEMENTS (released); i++)
    {
      g_autofree char *uuid = g_strdup_printf ("0190c0de-0000-7000-8000-00000000000%u", i);
      g_autoptr(DeskStates) states = desk_states_new (new_article (uuid, "Water", "water"));
      DeskArticle *state = titled (states->working, "Water");
      g_autoptr(DeskStates) read = NULL;

      g_set_str (&fixture_edition (state)->slug, released[i]);
      g_ptr_array_add (states->released, state);
      add_states (fixture, states);
      read = read_states (fixture, uuid);
      g_assert_cmpstr (fixture_edition (desk_states_find (read->released, "en"))->slug, ==, expected[i]);
    }
}

/* A slug that is the title's goes on following it; one that a person wrote stays. */
static void
test_own_slug (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    const char *slug;
    const char *after;
  } drafts[] = {
    { "low-water", "new-title" },
    { "low-water-7", "new-title-2" },
    { "low-water-mark", "low-water-mark" },
    { "low-water-", "low-water-" },
    { "levels", "levels" },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autofree char *uuid = g_strdup_printf ("0190c0de-0000-7000-8000-00000000000%u", i);
      g_autofree char *slug = slug_of_new (fixture, uuid, "Low water", drafts[i].slug);
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(DeskArticle) article = new_article (uuid, "", "");
      g_autofree char *after = NULL;

      g_assert_cmpstr (slug, ==, drafts[i].slug);
      read = fixture_read (fixture, article);
      g_set_str (&fixture_edition (read)->title, "New title");
      fixture_save (fixture, read);
      after = fixture_query (fixture, "SELECT e.slug FROM edition AS e JOIN article AS a ON a.id = article_id"
                                      " WHERE a.uuid = '%s'", uuid);
      g_assert_cmpstr (after, ==, drafts[i].after);
    }
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskTerm) foreign = desk_term_new (DESK_TERM_TAG, EDITION_UUID);
  g_autoptr(DeskMedia) picture = desk_media_new ();
  g_autoptr(DeskArticle) there = fixture_add_article (fixture, "en", "There", "");
  static const char everything[] = "SELECT (SELECT count (*) FROM article), count (*), sum (version) FROM edition";
  g_autofree char *before = fixture_query (fixture, "%s", everything);

  picture->uuid = g_strdup (EDITION_UUID);
  for (unsigned i = 0; i < 7; i++)
    {
      g_autoptr(DeskStates) states = desk_states_new (new_article (ARTICLE_UUID, "Title", ""));
      DeskArticle *article = states->working;
      DeskStoreError code = i < 4 ? DESK_STORE_ERROR_INVALID : DESK_STORE_ERROR_NOT_FOUND;
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;

      if (i == 0)
        g_set_str (&article->kind, "novel");
      if (i == 1)
        g_set_str (&fixture_edition (article)->title, "two\nlines");
      if (i == 2)
        g_hash_table_insert (article->fields, g_strdup ("colour"), g_strdup ("red"));
      for (unsigned j = 0; i == 3 && j <= DESK_TERMS_MAX; j++)
        desk_article_add_tag (article, foreign);
      if (i == 4)
        article->section = desk_term_copy (foreign);
      if (i == 5)
        article->cover = desk_media_copy (picture);
      if (i == 6)
        desk_article_add_tag (article, foreign);
      g_assert_false (desk_store_add_states (fixture->store, states, &error));
      g_assert_error (error, DESK_STORE_ERROR, (int) code);
      g_clear_error (&error);

      g_set_str (&article->uuid, there->uuid);
      g_assert_false (desk_store_replace_states (fixture->store, states, &error));
      g_assert_error (error, DESK_STORE_ERROR, (int) code);
      after = fixture_query (fixture, "%s", everything);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskStates) states = desk_states_new (new_article (ARTICLE_UUID, "Title", ""));
  g_autoptr(GError) error = NULL;

  g_assert_null (desk_store_dup_states (fixture->store, ARTICLE_UUID, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (desk_store_replace_states (fixture->store, states, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  add_states (fixture, states);
  g_assert_false (desk_store_add_states (fixture->store, states, &error)); /* it is there now */
  g_assert_nonnull (error);
}

/* What gives way is a revision that can be restored; a paragraph that is the same
 * keeps its number; who has it open hears of it. */
static void
test_replace (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ours", "One.\n\nTwo.\n");
  g_autoptr(DeskArticle) open = fixture_read (fixture, article);
  g_autoptr(DeskStates) states = desk_states_new (new_article (article->uuid, "Theirs", "theirs"));
  g_autoptr(DeskArticle) read = NULL;
  g_autofree char *blocks = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  g_set_str (&fixture_edition (states->working)->body, "Two.\n");
  replace_states (fixture, states);
  read = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (read)->title, ==, "Theirs");
  g_assert_cmpstr (fixture_edition (read)->uuid, ==, fixture_edition (article)->uuid);
  blocks = fixture_query (fixture, "SELECT group_concat (number) FROM block");
  g_assert_cmpstr (blocks, ==, "2");

  g_assert_false (desk_store_save_edition (fixture->store, open->uuid, fixture_edition (open), &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (desk_store_save_article (fixture->store, open, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_clear_error (&error);

  kept = fixture_query (fixture, "SELECT uuid FROM revision WHERE title = 'Ours' AND reason = 'import'");
  g_assert_true (desk_store_restore_revision (fixture->store, article->uuid, kept, NULL, &error));
  g_clear_pointer (&read, desk_article_free);
  read = fixture_read (fixture, article);
  g_assert_cmpstr (fixture_edition (read)->title, ==, "Ours");
  g_assert_cmpstr (fixture_edition (read)->body, ==, "One.\n\nTwo.\n");
}

/* Languages that the files haven't stay; new ones are added. */
static void
test_replace_languages (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "English", "");
  g_autoptr(DeskArticle) theirs = new_article (article->uuid, "Српски", "");
  g_autoptr(DeskStates) states = NULL;
  g_autofree char *titles = NULL;

  g_set_str (&fixture_edition (theirs)->language, "sr");
  states = desk_states_new (g_steal_pointer (&theirs));
  replace_states (fixture, states);
  titles = fixture_query (fixture, "SELECT language, title FROM edition ORDER BY id");
  g_assert_cmpstr (titles, ==, "en|English sr|Српски");
}

static void
test_replace_released (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "Rivers.\n");
  g_autoptr(DeskStates) moved = desk_states_new (new_article (article->uuid, "Water", "high-water"));
  g_autoptr(DeskStates) withdrawn = desk_states_new (new_article (article->uuid, "Water", "high-water"));
  g_autoptr(GPtrArray) released = NULL;
  g_autofree char *addresses = NULL;
  g_autofree char *keywords = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  fixture_edition (moved->working)->status = DESK_STATUS_PUBLISHED;
  g_ptr_array_add (moved->released, titled (moved->working, "Water"));
  replace_states (fixture, moved);
  addresses = fixture_query (fixture, "SELECT slug, is_live FROM address ORDER BY id");
  g_assert_cmpstr (addresses, ==, "water|0 high-water|1");

  replace_states (fixture, withdrawn);
  released = desk_store_list_released (fixture->store, "en", NULL);
  g_assert_cmpuint (released->len, ==, 0);
  g_free (addresses);
  addresses = fixture_query (fixture, "SELECT slug, is_live FROM address ORDER BY id");
  g_assert_cmpstr (addresses, ==, "water|0 high-water|0");
  keywords = fixture_query (fixture, "SELECT count (*) FROM keyword");
  g_assert_cmpstr (keywords, ==, "0");
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) first = fixture_add_article (fixture, "en", "First", "");
  g_autoptr(DeskStates) thrown = desk_states_new (new_article (ARTICLE_UUID, "Thrown", ""));
  g_autoptr(GPtrArray) uuids = NULL;
  g_autoptr(DeskArticle) read = NULL;

  thrown->working->deleted_us = JUNE_US;
  add_states (fixture, thrown);
  read = fixture_read (fixture, thrown->working);
  g_assert_cmpint (read->deleted_us, ==, JUNE_US);
  uuids = desk_store_list_all_uuids (fixture->store, NULL);
  g_assert_cmpuint (uuids->len, ==, 2);
  g_assert_cmpstr (uuids->pdata[0], ==, first->uuid);
  g_assert_cmpstr (uuids->pdata[1], ==, ARTICLE_UUID);

  thrown->working->deleted_us = 0;
  replace_states (fixture, thrown);
  g_clear_pointer (&read, desk_article_free);
  read = fixture_read (fixture, thrown->working);
  g_assert_cmpint (read->deleted_us, ==, 0);
}

static void
test_free_slug (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Water", "");
  g_autofree char *others = desk_store_dup_free_slug (fixture->store, "en", "water", NULL, NULL);
  g_autofree char *own = desk_store_dup_free_slug (fixture->store, "en", "water", fixture_edition (article)->uuid, NULL);
  g_autofree char *unknown = desk_store_dup_free_slug (fixture->store, "en", "water", EDITION_UUID, NULL);
  g_autofree char *serbian = desk_store_dup_free_slug (fixture->store, "sr", "water", NULL, NULL);

  g_assert_cmpstr (others, ==, "water-2");
  g_assert_cmpstr (own, ==, "water");
  g_assert_cmpstr (unknown, ==, "water-2");
  g_assert_cmpstr (serbian, ==, "water");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/states/an-article-comes-as-it-was", test_whole);
  fixture_add_test ("/store/states/what-waits-for-its-time-gets-out", test_due);
  fixture_add_test ("/store/states/a-slug-is-nobody-elses", test_slugs);
  fixture_add_test ("/store/states/readers-find-it-by-its-slug", test_released_slug);
  fixture_add_test ("/store/states/a-persons-slug-stays", test_own_slug);
  fixture_add_test ("/store/states/what-can-not-be-stored-changes-nothing", test_refused);
  fixture_add_test ("/store/states/an-unknown-article-is-said", test_unknown);
  fixture_add_test ("/store/states/what-gives-way-is-kept", test_replace);
  fixture_add_test ("/store/states/other-languages-stay", test_replace_languages);
  fixture_add_test ("/store/states/readers-get-what-it-says", test_replace_released);
  fixture_add_test ("/store/states/the-trash-comes-along", test_trash);
  fixture_add_test ("/store/states/a-free-slug-is-found", test_free_slug);
  return g_test_run ();
}
