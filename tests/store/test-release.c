/* test-release.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#define LATER_US (JUNE_US + DAY_US)
#define LAST_US (JUNE_US + 2 * DAY_US)

static DeskArticle *
dup_released (Fixture           *fixture,
              const DeskArticle *article)
{
  const DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) released = desk_store_list_released (fixture->store, edition->language, &error);

  g_assert_no_error (error);
  for (unsigned i = 0; i < released->len; i++)
    {
      DeskArticle *candidate = released->pdata[i];

      if (g_str_equal (candidate->uuid, article->uuid))
        return desk_article_copy (candidate);
    }

  return NULL;
}

static void
assert_released_title (Fixture           *fixture,
                       const DeskArticle *article,
                       const char        *title)
{
  g_autoptr(DeskArticle) released = dup_released (fixture, article);

  g_assert_cmpstr (released != NULL ? fixture_edition (released)->title : NULL, ==, title);
}

static void
write_title (Fixture           *fixture,
             const DeskArticle *article,
             const char        *title)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_set_str (&fixture_edition (read)->title, title);
  fixture_save (fixture, read);
}

static void
release_fields (Fixture           *fixture,
                const DeskArticle *article,
                DeskFields         fields,
                gint64             now_us)
{
  const DeskEdition *edition = article->editions->pdata[0];
  g_autoptr(GError) error = NULL;

  desk_store_release_fields (fixture->store, article->uuid, edition->language, fields, now_us, &error);
  g_assert_no_error (error);
}

static unsigned
release_due (Fixture *fixture,
             gint64   now_us)
{
  g_autoptr(GError) error = NULL;
  unsigned n_released = 0;

  desk_store_release_due (fixture->store, now_us, &n_released, &error);
  g_assert_no_error (error);
  return n_released;
}

static void
test_writing_after (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ready", "Body");
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) released = NULL;

  g_assert_null (dup_released (fixture, article));
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_released_title (fixture, article, "Ready");

  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->title, "Half a sen");
  g_set_str (&fixture_edition (read)->body, "Half a bo");
  desk_article_add_tag (read, tag);
  fixture_save (fixture, read);

  released = dup_released (fixture, article);
  g_assert_cmpstr (fixture_edition (released)->title, ==, "Ready");
  g_assert_cmpstr (fixture_edition (released)->body, ==, "Body");
  g_assert_cmpuint (released->tags->len, ==, 0);

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, LATER_US);
  assert_released_title (fixture, article, "Half a sen");
}

static void
assert_state (Fixture           *fixture,
              const DeskArticle *article,
              gboolean           is_live,
              gboolean           is_ahead)
{
  g_autoptr(DeskArticle) read = fixture_read (fixture, article);

  g_assert_cmpint (fixture_edition (read)->is_live, ==, is_live);
  g_assert_cmpint (fixture_edition (read)->is_ahead, ==, is_ahead);
}

static void
test_ahead (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Ready", "");
  g_autoptr(DeskArticle) read = NULL;

  assert_state (fixture, article, FALSE, FALSE);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_state (fixture, article, TRUE, FALSE);
  write_title (fixture, article, "Changed");
  assert_state (fixture, article, TRUE, TRUE);
  write_title (fixture, article, "Ready"); /* and back */
  assert_state (fixture, article, TRUE, FALSE);

  read = fixture_read (fixture, article);
  read->is_pinned = TRUE;
  fixture_save (fixture, read);
  assert_state (fixture, article, TRUE, TRUE);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, LATER_US);
  assert_state (fixture, article, TRUE, FALSE);
  fixture_set_status (fixture, article, DESK_STATUS_DRAFT, 0);
  assert_state (fixture, article, FALSE, FALSE);
}

static void
test_some_fields (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) released = NULL;
  g_autoptr(DeskArticle) after = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->title, "New title");
  g_set_str (&fixture_edition (read)->summary, "New summary");
  g_set_str (&fixture_edition (read)->body, "New body");
  desk_article_add_tag (read, tag);
  read->is_pinned = TRUE;
  read->date_us = LATER_US;
  fixture_save (fixture, read);

  release_fields (fixture, article, DESK_FIELD_SUMMARY | DESK_FIELD_TAGS, LATER_US);
  released = dup_released (fixture, article);
  g_assert_cmpstr (fixture_edition (released)->title, ==, "Title");
  g_assert_cmpstr (fixture_edition (released)->body, ==, "Body");
  g_assert_cmpstr (fixture_edition (released)->summary, ==, "New summary");
  g_assert_cmpuint (released->tags->len, ==, 1);
  g_assert_false (released->is_pinned);
  g_assert_cmpint (released->date_us, ==, JUNE_US);
  assert_state (fixture, article, TRUE, TRUE);

  release_fields (fixture, article,
                  DESK_FIELD_TITLE | DESK_FIELD_BODY | DESK_FIELD_PINNED | DESK_FIELD_DATE, LAST_US);
  after = fixture_read (fixture, article);
  g_assert_false (fixture_edition (after)->is_ahead);
  g_assert_cmpint (fixture_edition (after)->status, ==, DESK_STATUS_PUBLISHED);
}

/* Every field there is, as another article has it. */
static void
change_all (Fixture     *fixture,
            DeskArticle *article)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskTerm) author = fixture_term (fixture, DESK_TERM_AUTHOR, "Ana");
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&edition->title, "New title");
  g_set_str (&edition->slug, "new-slug");
  g_set_str (&edition->summary, "New summary");
  g_set_str (&edition->body, "New body");
  g_set_str (&edition->seo_title, "New SEO title");
  g_set_str (&edition->seo_description, "New SEO description");
  article->section = desk_term_copy (section);
  article->cover = fixture_add_media (fixture, "bridge.png", "one");
  desk_article_add_tag (article, tag);
  desk_article_add_credit (article, author, "author", "");
  g_ptr_array_add (article->related, g_strdup (article->uuid));
  article->date_us = LATER_US;
  article->is_pinned = TRUE;
  fixture_save (fixture, article);
}

/* The fields that a state has as change_all() makes them. */
static DeskFields
changed_fields (const DeskArticle *state)
{
  const DeskEdition *edition = state->editions->pdata[0];
  const struct
  {
    DeskFields field;
    gboolean   is_changed;
  } fields[] = {
    { DESK_FIELD_TITLE, g_str_equal (edition->title, "New title") },
    { DESK_FIELD_SLUG, g_str_equal (edition->slug, "new-slug") },
    { DESK_FIELD_SUMMARY, g_str_equal (edition->summary, "New summary") },
    { DESK_FIELD_BODY, g_str_equal (edition->body, "New body") },
    { DESK_FIELD_SEO_TITLE, g_str_equal (edition->seo_title, "New SEO title") },
    { DESK_FIELD_SEO_DESCRIPTION, g_str_equal (edition->seo_description, "New SEO description") },
    { DESK_FIELD_SECTION, state->section != NULL },
    { DESK_FIELD_COVER, state->cover != NULL },
    { DESK_FIELD_TAGS, state->tags->len == 1 },
    { DESK_FIELD_AUTHORS, state->credits->len == 1 },
    { DESK_FIELD_RELATED, state->related->len == 1 },
    { DESK_FIELD_DATE, state->date_us == LATER_US },
    { DESK_FIELD_PINNED, state->is_pinned },
  };
  DeskFields changed = 0;

  for (unsigned i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (fields[i].is_changed)
        changed |= fields[i].field;
    }

  return changed;
}

static void
test_each_field (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autoptr(DeskArticle) read = NULL;
  DeskFields released = 0;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  read = fixture_read (fixture, article);
  change_all (fixture, read);
  for (DeskFields field = DESK_FIELD_TITLE; field <= DESK_FIELD_RELATED; field <<= 1)
    {
      g_autoptr(DeskArticle) state = NULL;

      release_fields (fixture, article, field, LATER_US);
      released |= field;
      state = dup_released (fixture, article);
      g_assert_cmphex (changed_fields (state), ==, released);
    }
  assert_state (fixture, article, TRUE, FALSE); /* that was all */

  /* And away again. */
  g_clear_pointer (&read, desk_article_free);
  read = fixture_read (fixture, article);
  g_clear_pointer (&read->section, desk_term_free);
  g_clear_pointer (&read->cover, desk_media_free);
  fixture_save (fixture, read);
  release_fields (fixture, article, DESK_FIELD_SECTION | DESK_FIELD_COVER, LAST_US);
  assert_state (fixture, article, TRUE, FALSE);
}

static void
test_fields_need_release (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_release_fields (fixture->store, article->uuid, "en", DESK_FIELD_TITLE, JUNE_US, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
}

static void
test_transitions (Fixture      *fixture,
                  gconstpointer data)
{
  static const struct
  {
    DeskStatus status;
    gboolean   is_released; /* then */
  } steps[] = {
    { DESK_STATUS_REVIEW, FALSE },
    { DESK_STATUS_APPROVED, FALSE },
    { DESK_STATUS_DRAFT, FALSE },
    { DESK_STATUS_PUBLISHED, TRUE },
    { DESK_STATUS_ARCHIVED, TRUE },
    { DESK_STATUS_PUBLISHED, TRUE },
    { DESK_STATUS_REVIEW, FALSE },
    { DESK_STATUS_PUBLISHED, TRUE },
    { DESK_STATUS_APPROVED, FALSE },
    { DESK_STATUS_SCHEDULED, FALSE },
    { DESK_STATUS_DRAFT, FALSE },
    { DESK_STATUS_PUBLISHED, TRUE },
    { DESK_STATUS_ARCHIVED, TRUE },
    { DESK_STATUS_DRAFT, FALSE },
  };
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autofree char *revisions = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(DeskArticle) released = NULL;

      fixture_set_status (fixture, article, steps[i].status, JUNE_US);
      read = fixture_read (fixture, article);
      released = dup_released (fixture, article);
      g_assert_cmpint (fixture_edition (read)->status, ==, steps[i].status);
      g_assert_cmpint (released != NULL, ==, steps[i].is_released);
      g_assert_cmpint (fixture_edition (read)->is_live, ==, steps[i].is_released);
      if (released != NULL)
        g_assert_cmpint (fixture_edition (released)->status, ==, steps[i].status);
    }

  revisions = fixture_query (fixture, "SELECT count (*) FROM revision WHERE is_released");
  g_assert_cmpstr (revisions, ==, "4"); /* history keeps what readers had */
}

static void
test_without_title (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const titles[] = { "", " \t" };

  for (unsigned i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", titles[i], "Body");
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (desk_store_set_status (fixture->store, article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US,
                                             &error));
      g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
      read = fixture_read (fixture, article);
      g_assert_cmpint (read->date_us, ==, 0);
      g_assert_cmpint (fixture_edition (read)->status, ==, DESK_STATUS_DRAFT);
    }
}

static void
test_schedule (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "As approved", "");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (desk_store_set_status (fixture->store, article->uuid, "en", DESK_STATUS_SCHEDULED, 0, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);

  fixture_set_status (fixture, article, DESK_STATUS_SCHEDULED, LATER_US);
  write_title (fixture, article, "Half a sen");
  g_assert_cmpuint (release_due (fixture, LATER_US - 1), ==, 0);
  assert_released_title (fixture, article, NULL);
  g_assert_cmpuint (release_due (fixture, LAST_US), ==, 1);
  g_assert_cmpuint (release_due (fixture, LAST_US), ==, 0);
  assert_released_title (fixture, article, "As approved");

  read = fixture_read (fixture, article);
  g_assert_cmpint (fixture_edition (read)->status, ==, DESK_STATUS_PUBLISHED);
  g_assert_cmpint (fixture_edition (read)->scheduled_us, ==, 0);
  g_assert_cmpint (fixture_edition (read)->first_release_us, ==, LATER_US); /* when it was due, not when we came */
  g_assert_cmpint (read->date_us, ==, LATER_US);
  g_assert_true (fixture_edition (read)->is_ahead);
}

/* An update of what readers have can wait too; they keep the old text. */
static void
test_schedule_update (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "First", "Body");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) released = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  write_title (fixture, article, "Second");
  fixture_set_status (fixture, article, DESK_STATUS_SCHEDULED, LATER_US);
  assert_released_title (fixture, article, "First");

  /* A correction that can't wait goes out now, and stays when the update comes. */
  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->summary, "Corrected");
  fixture_save (fixture, read);
  release_fields (fixture, article, DESK_FIELD_SUMMARY, JUNE_US + 1);
  assert_released_title (fixture, article, "First");

  g_assert_cmpuint (release_due (fixture, LATER_US), ==, 1);
  released = dup_released (fixture, article);
  g_assert_cmpstr (fixture_edition (released)->title, ==, "Second");
  g_assert_cmpstr (fixture_edition (released)->summary, ==, "Corrected");
}

static void
test_due_in_trash (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Later", "");

  fixture_set_status (fixture, article, DESK_STATUS_SCHEDULED, LATER_US);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  g_assert_cmpuint (release_due (fixture, LAST_US), ==, 0);
  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, NULL));
  g_assert_cmpuint (release_due (fixture, LAST_US), ==, 1);
}

static void
test_times (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  static const struct
  {
    const char *title;
    gint64      at_us;
    gint64      revised_us;
  } releases[] = {
    { "Title", JUNE_US, 0 },
    { "Title", LATER_US, 0 }, /* not another word, so readers are told nothing */
    { "Retitled", LAST_US, LAST_US },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (releases); i++)
    {
      g_autoptr(DeskArticle) read = NULL;

      write_title (fixture, article, releases[i].title);
      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, releases[i].at_us);
      read = fixture_read (fixture, article);
      g_assert_cmpint (fixture_edition (read)->first_release_us, ==, JUNE_US);
      g_assert_cmpint (fixture_edition (read)->last_release_us, ==, releases[i].at_us);
      g_assert_cmpint (fixture_edition (read)->revised_us, ==, releases[i].revised_us);
      g_assert_cmpint (read->date_us, ==, JUNE_US); /* set by the first release, and not moved */
    }
}

static void
test_given_date (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autoptr(DeskArticle) read = NULL;

  article->date_us = JUNE_US;
  fixture_save (fixture, article);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, LAST_US);
  read = fixture_read (fixture, article);
  g_assert_cmpint (read->date_us, ==, JUNE_US);
  g_assert_cmpint (fixture_edition (read)->first_release_us, ==, LAST_US);
}

static void
assert_addresses (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *addresses = fixture_query (fixture,
                                              "SELECT language || '/' || section_slug || '/' || slug, is_live"
                                              "  FROM address ORDER BY id");

  g_assert_cmpstr (addresses, ==, expected);
}

static void
test_addresses (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DeskTerm) news = fixture_term (fixture, DESK_TERM_SECTION, "News");
  g_autoptr(DeskTerm) analysis = fixture_term (fixture, DESK_TERM_SECTION, "Analysis");
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");
  g_autoptr(DeskArticle) read = NULL;
  g_autoptr(DeskArticle) another = NULL;

  assert_addresses (fixture, "");
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  assert_addresses (fixture, "en/news/title|1");

  read = fixture_read (fixture, article);
  g_set_str (&fixture_edition (read)->slug, "better");
  fixture_save (fixture, read);
  assert_addresses (fixture, "en/news/title|1"); /* readers have no other yet */
  another = fixture_add_article (fixture, "en", "Title", "");
  g_assert_cmpstr (fixture_edition (another)->slug, ==, "title-2"); /* the live one keeps it */

  release_fields (fixture, article, DESK_FIELD_SLUG, LATER_US);
  assert_addresses (fixture, "en/news/title|0 en/news/better|1");

  read->section = desk_term_copy (analysis);
  fixture_save (fixture, read);
  release_fields (fixture, article, DESK_FIELD_SECTION, LATER_US);
  assert_addresses (fixture, "en/news/title|0 en/news/better|0 en/analysis/better|1");

  fixture_set_status (fixture, article, DESK_STATUS_DRAFT, 0);
  assert_addresses (fixture, "en/news/title|0 en/news/better|0 en/analysis/better|0");
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "Body");

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  g_assert_true (desk_store_delete_article (fixture->store, article->uuid, NULL));
  assert_released_title (fixture, article, NULL);
  g_assert_true (desk_store_undelete_article (fixture->store, article->uuid, NULL));
  assert_released_title (fixture, article, "Title");
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  static const int days[] = { 0, 2, 1, 2 };
  static const char *const titles[] = { "Oldest", "Newest", "Middle", "Newest, made later" };
  static const char *const order[] = { "Newest", "Newest, made later", "Middle", "Oldest" };
  g_autoptr(GPtrArray) released = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", titles[i], "");

      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + days[i] * DAY_US);
    }

  released = desk_store_list_released (fixture->store, "en", NULL);
  g_assert_cmpuint (released->len, ==, G_N_ELEMENTS (order));
  for (unsigned i = 0; i < released->len; i++)
    g_assert_cmpstr (fixture_edition (released->pdata[i])->title, ==, order[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture_add_test ("/store/release/writing-afterwards-reaches-nobody", test_writing_after);
  fixture_add_test ("/store/release/what-is-not-online-yet-is-seen", test_ahead);
  fixture_add_test ("/store/release/takes-the-named-fields-alone", test_some_fields);
  fixture_add_test ("/store/release/each-field-by-itself", test_each_field);
  fixture_add_test ("/store/release/fields-need-a-release-before-them", test_fields_need_release);
  fixture_add_test ("/store/release/each-status-has-a-page-or-not", test_transitions);
  fixture_add_test ("/store/release/needs-a-title", test_without_title);
  fixture_add_test ("/store/release/what-is-due-comes-out-as-it-was-scheduled", test_schedule);
  fixture_add_test ("/store/release/an-update-can-be-scheduled-and-corrected-before", test_schedule_update);
  fixture_add_test ("/store/release/the-trash-waits", test_due_in_trash);
  fixture_add_test ("/store/release/times-tell-first-last-and-revised", test_times);
  fixture_add_test ("/store/release/a-date-that-was-given-stays", test_given_date);
  fixture_add_test ("/store/release/every-address-is-kept-and-one-is-live", test_addresses);
  fixture_add_test ("/store/release/the-trash-hides-what-readers-had", test_trash);
  fixture_add_test ("/store/release/the-newest-is-first", test_order);
  return g_test_run ();
}
