/* test-document.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <sqlite3.h>

/* How soon typed text is written by itself, and the promise. */
#define AUTOSAVE_US (700 * G_TIME_SPAN_MILLISECOND)
#define PROMISE_US (1 * G_USEC_PER_SEC)

static gboolean
is_saved (Fixture *fixture)
{
  return desk_document_is_saved (fixture->document);
}

static gboolean
is_told_saved (Fixture *fixture)
{
  return fixture->is_told_saved;
}

static gboolean
has_conflict (Fixture *fixture)
{
  return desk_document_has_conflict (fixture->document);
}

static void
assert_stored_title (Fixture    *fixture,
                     const char *title)
{
  g_autoptr(DeskArticle) stored = fixture_dup_stored (fixture);

  g_assert_cmpstr (desk_article_get_edition (stored, "en")->title, ==, title);
}

static void
save_elsewhere (Fixture    *fixture,
                const char *title)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  g_autoptr(DeskArticle) stored = fixture_dup_stored (fixture);
  g_autoptr(DeskEdition) edition = desk_edition_copy (desk_article_get_edition (stored, "en"));

  g_assert_no_error (error);
  g_set_str (&edition->title, title);
  g_assert_true (desk_store_save_edition (store, stored->uuid, edition, &error));
  g_assert_no_error (error);
}

/* A machine that is busy with something else can be late, but not each time. */
static void
assert_saves_within (Fixture *fixture,
                     gint64   limit_us,
                     gboolean is_flushed)
{
  gint64 soonest_us = G_MAXINT64;

  for (unsigned i = 0; i < 5 && soonest_us >= limit_us; i++)
    {
      g_autofree char *title = g_strdup_printf ("Who counts the boats, part %u", i + 2);
      gint64 start_us = g_get_monotonic_time ();

      desk_document_set_text (fixture->document, title, "", "");
      g_assert_false (desk_document_is_saved (fixture->document));
      if (is_flushed)
        fixture_flush (fixture);
      else
        fixture_wait_until (fixture, is_saved);
      soonest_us = MIN (soonest_us, g_get_monotonic_time () - start_us);

      g_assert_true (desk_document_is_saved (fixture->document));
      assert_stored_title (fixture, title);
    }

  g_assert_cmpint (soonest_us, <, limit_us);
}

static void
test_typed_text_is_stored_within_a_second (Fixture      *fixture,
                                           gconstpointer data)
{
  assert_saves_within (fixture, PROMISE_US, FALSE);
}

static void
test_a_flush_does_not_wait (Fixture      *fixture,
                            gconstpointer data)
{
  assert_saves_within (fixture, AUTOSAVE_US, TRUE);
  g_assert_no_error (fixture->flush_error);
}

static void
test_what_cannot_be_stored_is_refused (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *long_title = g_strnfill (DESK_TITLE_MAX_CHARS + 1, 't');
  g_autofree char *large_body = g_strnfill (DESK_BODY_MAX_BYTES + 1, 'b');
  const struct
  {
    const char *title;
    const char *summary;
    const char *body;
  } cases[] = {
    { long_title, "", "" },
    { "Boats", "", large_body },
    { "Boats\xff", "", "" },
    { "Boats", "\xff", "" },
    { "Boats", "", "\xff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *good = g_strdup_printf ("Who counts the boats, part %zu", i + 2);
      g_autoptr(DeskArticle) before = fixture_dup_stored (fixture);

      desk_document_set_text (fixture->document, cases[i].title, cases[i].summary, cases[i].body);
      g_assert_nonnull (desk_document_get_error_message (fixture->document));
      g_assert_false (desk_document_is_saved (fixture->document));
      fixture_flush (fixture);
      g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
      assert_stored_title (fixture, desk_article_get_edition (before, "en")->title);

      desk_document_set_text (fixture->document, good, "", "");
      g_assert_null (desk_document_get_error_message (fixture->document));
      fixture_flush (fixture);
      g_assert_no_error (fixture->flush_error);
      g_assert_true (desk_document_is_saved (fixture->document));
      assert_stored_title (fixture, good);
    }
}

/* What a person would do in the window. */
static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  DeskEditionMerge **out_merge = user_data;
  g_autoptr(GError) error = NULL;

  *out_merge = desk_document_merge_finish (DESK_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

static DeskEditionMerge *
merge (Fixture *fixture)
{
  DeskEditionMerge *merge = NULL;

  desk_document_merge_async (fixture->document, NULL, merged_cb, &merge);
  while (merge == NULL)
    g_main_context_iteration (NULL, TRUE);

  return merge;
}

static void
decide (Fixture   *fixture,
        DeskChoice choice)
{
  g_autoptr(DeskEditionMerge) merged = merge (fixture);

  g_assert_cmpuint (desk_edition_merge_count_conflicts (merged), ==, 1);
  desk_merge_hunk_choose (merged->title->hunks->pdata[0], choice);
  g_assert_true (desk_edition_merge_is_decided (merged));
  desk_document_accept_merge (fixture->document, merged);
}

/* Two desks have written the same text; nobody has chosen yet. */
static void
meet_conflict (Fixture *fixture)
{
  save_elsewhere (fixture, "Theirs");
  desk_document_set_text (fixture->document, "Mine", "", "");
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_true (has_conflict (fixture));
  g_assert_nonnull (desk_document_get_error_message (fixture->document));
  assert_stored_title (fixture, "Theirs");

  desk_document_set_text (fixture->document, "Mine, longer", "", "");
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_false (desk_document_is_saved (fixture->document));
  assert_stored_title (fixture, "Theirs");
}

static gboolean
shows_theirs (Fixture *fixture)
{
  return g_str_equal (desk_document_get_text (fixture->document)->title, "Theirs");
}

static gboolean
knows_theirs (Fixture *fixture)
{
  return g_str_equal (desk_document_get_edition (fixture->document)->title, "Theirs");
}

static void
test_what_others_write_is_shown (Fixture      *fixture,
                                 gconstpointer data)
{
  unsigned n_replaced = fixture->n_replaced;

  save_elsewhere (fixture, "Theirs");
  desk_library_emit_changed_elsewhere (fixture->library);
  fixture_wait_until (fixture, shows_theirs);
  g_assert_cmpuint (fixture->n_replaced, ==, n_replaced + 1);

  desk_library_emit_changed_elsewhere (fixture->library);
  fixture_flush (fixture);
  g_assert_cmpuint (fixture->n_replaced, ==, n_replaced + 1);
}

static void
test_what_others_write_comes_not_over_typing (Fixture      *fixture,
                                              gconstpointer data)
{
  unsigned n_replaced = fixture->n_replaced;

  save_elsewhere (fixture, "Theirs");
  desk_document_set_text (fixture->document, "Mine", "", "");
  desk_library_emit_changed_elsewhere (fixture->library);
  fixture_wait_until (fixture, knows_theirs);
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine");
  g_assert_cmpuint (fixture->n_replaced, ==, n_replaced);

  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine");
}

static void
test_a_conflict_ends_with_mine (Fixture      *fixture,
                                gconstpointer data)
{
  meet_conflict (fixture);

  decide (fixture, DESK_CHOICE_MINE);
  g_assert_false (has_conflict (fixture));
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_true (desk_document_is_saved (fixture->document));
  g_assert_null (desk_document_get_error_message (fixture->document));
  assert_stored_title (fixture, "Mine, longer");
}

static void
test_a_conflict_ends_with_theirs (Fixture      *fixture,
                                  gconstpointer data)
{
  meet_conflict (fixture);

  decide (fixture, DESK_CHOICE_THEIRS);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_true (desk_document_is_saved (fixture->document));
  g_assert_null (desk_document_get_error_message (fixture->document));
  g_assert_cmpstr (desk_document_get_edition (fixture->document)->title, ==, "Theirs");
  assert_stored_title (fixture, "Theirs");
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
}

static void
test_a_decision_can_be_too_late (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr(DeskEditionMerge) merged = NULL;

  meet_conflict (fixture);
  merged = merge (fixture);
  save_elsewhere (fixture, "Theirs, once more");
  desk_merge_hunk_choose (merged->title->hunks->pdata[0], DESK_CHOICE_MINE);
  desk_document_accept_merge (fixture->document, merged);
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  assert_stored_title (fixture, "Theirs, once more");

  decide (fixture, DESK_CHOICE_BOTH);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  assert_stored_title (fixture, "Mine, longer Theirs, once more");
}

#define BODY "The first stays.\n\nThe second is mine.\n\nThe third is theirs.\n"

static void
write_body_elsewhere (Fixture    *fixture,
                      const char *body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  g_autoptr(DeskArticle) stored = fixture_dup_stored (fixture);
  DeskEdition *edition = desk_article_get_edition (stored, "en");

  g_assert_no_error (error);
  g_set_str (&edition->body, body);
  g_assert_true (desk_store_save_edition (store, stored->uuid, edition, &error));
  g_assert_no_error (error);
}

static void
assert_stored_body (Fixture    *fixture,
                    const char *body)
{
  g_autoptr(DeskArticle) stored = fixture_dup_stored (fixture);

  g_assert_cmpstr (desk_article_get_edition (stored, "en")->body, ==, body);
  g_assert_cmpstr (desk_document_get_text (fixture->document)->body, ==, body);
}

/* Both have changed the body since it was read, in different places. */
static void
merge_by_itself (Fixture *fixture)
{
  desk_document_set_text (fixture->document, "Boats", "", BODY);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);

  write_body_elsewhere (fixture, "The first stays.\n\nThe second is mine.\n\nThe third was theirs.\n");
  desk_document_set_text (fixture->document, "Boats", "", "The first stays.\n\nThe second was mine.\n\nThe third is theirs.\n");
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_cmpstr (fixture->notice, ==, "Merged with a change made elsewhere");
  g_assert_true (fixture->can_undo);
  assert_stored_body (fixture, "The first stays.\n\nThe second was mine.\n\nThe third was theirs.\n");
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
}

static void
test_what_merges_is_merged (Fixture      *fixture,
                            gconstpointer data)
{
  merge_by_itself (fixture);
}

static void
test_a_merge_is_undone (Fixture      *fixture,
                        gconstpointer data)
{
  merge_by_itself (fixture);
  desk_document_set_text (fixture->document, "Boats and ships", "",
                          "The first stays.\n\nThe second was mine.\n\nThe third was theirs.\n");
  desk_document_undo_merge (fixture->document);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  assert_stored_body (fixture, "The first stays.\n\nThe second was mine.\n\nThe third is theirs.\n");
  assert_stored_title (fixture, "Boats and ships"); /* what was typed since stays */

  g_clear_pointer (&fixture->notice, g_free);
  desk_document_undo_merge (fixture->document); /* once is enough */
  fixture_flush (fixture);
  assert_stored_title (fixture, "Boats and ships");
}

static void
test_a_merge_that_was_worked_on_stays (Fixture      *fixture,
                                       gconstpointer data)
{
  merge_by_itself (fixture);
  desk_document_set_text (fixture->document, "Boats", "",
                          "The first stays.\n\nThe second was mine.\n\nThe third will be theirs.\n");
  desk_document_undo_merge (fixture->document);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_false (fixture->can_undo);
  assert_stored_body (fixture, "The first stays.\n\nThe second was mine.\n\nThe third will be theirs.\n");
}

/* Adds a tag and a date in the library, as another window would. */
static void
tag_elsewhere (Fixture    *fixture,
               const char *name,
               gint64      date_us)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  g_autoptr(DeskArticle) stored = fixture_dup_stored (fixture);
  g_autoptr(DeskTerm) tag = desk_store_ensure_term (store, DESK_TERM_TAG, name, "en", NULL, &error);

  g_assert_no_error (error);
  desk_article_add_tag (stored, tag);
  if (date_us != 0)
    stored->date_us = date_us;
  g_assert_true (desk_store_save_article (store, stored, &error));
  g_assert_no_error (error);
}

static DeskTerm *
ensure_tag (Fixture    *fixture,
            const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  DeskTerm *tag = desk_store_ensure_term (store, DESK_TERM_TAG, name, "en", NULL, &error);

  g_assert_no_error (error);
  return tag;
}

static void
test_tags_of_both_stay (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(DeskTerm) tag = ensure_tag (fixture, "boats");
  DeskArticle *article = desk_article_copy (desk_document_get_article (fixture->document));
  const DeskArticle *stored;

  tag_elsewhere (fixture, "harbour", 0);
  desk_article_add_tag (article, tag);
  desk_document_change_article (fixture->document, article);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_null (fixture->notice);
  stored = desk_document_get_article (fixture->document);
  g_assert_cmpuint (stored->tags->len, ==, 2);
  g_assert_cmpstr (desk_term_get_name (stored->tags->pdata[0], "en")->name, ==, "harbour");
  g_assert_cmpstr (desk_term_get_name (stored->tags->pdata[1], "en")->name, ==, "boats");
}

static void
test_a_field_of_both_is_told (Fixture      *fixture,
                              gconstpointer data)
{
  DeskArticle *article = desk_article_copy (desk_document_get_article (fixture->document));

  tag_elsewhere (fixture, "harbour", 5 * G_USEC_PER_SEC);
  article->date_us = 7 * G_USEC_PER_SEC;
  desk_document_change_article (fixture->document, article);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_nonnull (fixture->notice);
  g_assert_cmpint (desk_document_get_article (fixture->document)->date_us, ==, 7 * G_USEC_PER_SEC);
  g_assert_cmpuint (desk_document_get_article (fixture->document)->tags->len, ==, 1);
}

/* Asked for one after the other, faster than they are stored. */
static void
test_a_change_is_taken_back (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(DeskTerm) tag = ensure_tag (fixture, "boats");
  DeskArticle *with_tag = desk_article_copy (desk_document_get_article (fixture->document));
  DeskArticle *without = desk_article_copy (with_tag);

  tag_elsewhere (fixture, "harbour", 0);
  desk_article_add_tag (with_tag, tag);
  desk_document_change_article (fixture->document, with_tag);
  desk_document_change_article (fixture->document, without);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_cmpuint (desk_document_get_article (fixture->document)->tags->len, ==, 1);
}

static void
test_nothing_but_a_choice_ends_a_conflict (Fixture      *fixture,
                                           gconstpointer data)
{
  meet_conflict (fixture);

  desk_document_reload (fixture->document);
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_nonnull (desk_document_get_error_message (fixture->document));

  desk_document_set_language (fixture->document, "sr");
  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "en");

  desk_document_set_status (fixture->document, DESK_STATUS_REVIEW, 0);
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_true (has_conflict (fixture));
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine, longer");
  assert_stored_title (fixture, "Theirs");
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
}

/* The window reads what others write; that is no leave to write over it. */
static void
test_what_was_read_meanwhile_is_not_overwritten (Fixture      *fixture,
                                                 gconstpointer data)
{
  desk_document_set_text (fixture->document, "Mine", "", "");
  save_elsewhere (fixture, "Theirs");
  desk_document_reload (fixture->document);
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  assert_stored_title (fixture, "Theirs");
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine");
}

static void
test_other_fields_go_beside_their_text (Fixture      *fixture,
                                        gconstpointer data)
{
  DeskEdition *edition = desk_edition_copy (desk_document_get_edition (fixture->document));

  save_elsewhere (fixture, "Theirs");
  g_set_str (&edition->slug, "boats");
  desk_document_change_edition (fixture->document, edition);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  assert_stored_title (fixture, "Theirs");
  g_assert_cmpstr (desk_document_get_edition (fixture->document)->slug, ==, "boats");
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Theirs");
}

static void
test_a_text_that_was_left_comes_back (Fixture      *fixture,
                                      gconstpointer data)
{
  desk_document_add_edition (fixture->document, "sr");
  fixture_flush (fixture);
  desk_document_set_language (fixture->document, "en");
  fixture_flush (fixture);

  save_elsewhere (fixture, "Theirs");
  desk_document_set_text (fixture->document, "Mine", "", "");
  desk_document_set_language (fixture->document, "sr");
  desk_document_set_text (fixture->document, "Чамци", "", "");
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "en");
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine");

  decide (fixture, DESK_CHOICE_MINE);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  assert_stored_title (fixture, "Mine");
  g_assert_cmpstr (desk_article_get_edition (desk_document_get_article (fixture->document), "sr")->title, ==, "Чамци");
}

static void
test_a_refused_text_is_not_left (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *long_title = g_strnfill (DESK_TITLE_MAX_CHARS + 1, 't');

  desk_document_add_edition (fixture->document, "sr");
  fixture_flush (fixture);
  desk_document_set_text (fixture->document, long_title, "", "");
  desk_document_set_language (fixture->document, "en");
  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "sr");
}

/* Another program writes and does not come to an end. */
static sqlite3 *
keep_busy (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->path, "library.sqlite3", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  return db;
}

static void
test_a_busy_library_gets_it_later (Fixture      *fixture,
                                   gconstpointer data)
{
  DeskArticle *article = desk_article_copy (desk_document_get_article (fixture->document));
  sqlite3 *db = keep_busy (fixture);

  article->is_pinned = TRUE;
  desk_document_change_article (fixture->document, article);
  desk_document_set_text (fixture->document, "Patience", "", "");
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_false (desk_document_is_saved (fixture->document));
  g_assert_nonnull (desk_document_get_error_message (fixture->document));

  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  fixture_wait_until (fixture, is_saved);
  g_assert_null (desk_document_get_error_message (fixture->document));
  assert_stored_title (fixture, "Patience");
  g_assert_true (desk_document_get_article (fixture->document)->is_pinned);
}

static void
test_a_busy_library_gets_it_from_nobody (Fixture      *fixture,
                                         gconstpointer data)
{
  sqlite3 *db = keep_busy (fixture);

  desk_document_set_text (fixture->document, "Last words", "", "");
  fixture_flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_clear_object (&fixture->document);
  g_assert_false (fixture->is_document_gone);

  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  fixture_wait_until (fixture, fixture_is_document_gone);
  assert_stored_title (fixture, "Last words");
}

static void
test_changes_outlive_whoever_asked (Fixture      *fixture,
                                    gconstpointer data)
{
  DeskArticle *article = desk_article_copy (desk_document_get_article (fixture->document));
  DeskEdition *edition = desk_edition_copy (desk_document_get_edition (fixture->document));
  g_autoptr(DeskArticle) stored = NULL;

  article->is_pinned = TRUE;
  g_set_str (&edition->slug, "boats");
  desk_document_change_article (fixture->document, article);
  desk_document_change_edition (fixture->document, edition);
  g_clear_object (&fixture->document);
  g_assert_false (fixture->is_document_gone);
  fixture_wait_until (fixture, fixture_is_document_gone);

  stored = fixture_dup_stored (fixture);
  g_assert_true (stored->is_pinned);
  g_assert_cmpstr (desk_article_get_edition (stored, "en")->slug, ==, "boats");
}

static void
test_a_flush_outlives_whoever_asked (Fixture      *fixture,
                                     gconstpointer data)
{
  desk_document_set_text (fixture->document, "Last words", "", "");
  desk_document_flush_async (fixture->document, NULL, NULL);
  g_clear_object (&fixture->document);
  fixture_wait_until (fixture, fixture_is_document_gone);

  assert_stored_title (fixture, "Last words");
}

static void
test_a_status_comes_after_the_text (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = NULL;
  g_autoptr(GPtrArray) released = NULL;
  const DeskArticle *article;

  desk_document_set_text (fixture->document, "Ready", "", "two words");
  desk_document_set_status (fixture->document, DESK_STATUS_PUBLISHED, G_USEC_PER_SEC);
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_cmpint (desk_document_get_edition (fixture->document)->status, ==, DESK_STATUS_PUBLISHED);
  g_assert_cmpuint (desk_document_get_n_words (fixture->document), ==, 2);

  store = desk_store_open (fixture->path, &error);
  g_assert_no_error (error);
  released = desk_store_list_released (store, "en", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (released->len, ==, 1);
  article = released->pdata[0];
  g_assert_cmpstr (desk_article_get_edition (article, "en")->title, ==, "Ready");
}

static void
test_another_edition_leaves_no_text_behind (Fixture      *fixture,
                                            gconstpointer data)
{
  desk_document_set_text (fixture->document, "Before the other", "", "");
  desk_document_add_edition (fixture->document, "sr");
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);

  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "sr");
  g_assert_nonnull (desk_document_get_edition (fixture->document));
  fixture_flush (fixture);
  g_assert_no_error (fixture->flush_error);
  assert_stored_title (fixture, "Before the other");
}

static void
test_tells_when_all_is_saved (Fixture      *fixture,
                              gconstpointer data)
{
  DeskArticle *article = desk_article_copy (desk_document_get_article (fixture->document));

  article->is_pinned = TRUE;
  desk_document_change_article (fixture->document, article);
  desk_document_reload (fixture->document);
  g_assert_false (fixture->is_told_saved);

  /* Reading alone is no reason to tell a person to wait. */
  fixture_wait_until (fixture, is_told_saved);
  g_assert_true (desk_document_is_saved (fixture->document));
  g_assert_true (desk_document_get_article (fixture->document)->is_pinned);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void        (*test) (Fixture *,
                         gconstpointer);
  } tests[] = {
    { "/app/document/typed-text-is-stored-within-a-second", test_typed_text_is_stored_within_a_second },
    { "/app/document/a-flush-does-not-wait", test_a_flush_does_not_wait },
    { "/app/document/what-cannot-be-stored-is-refused", test_what_cannot_be_stored_is_refused },
    { "/app/document/what-others-write-is-shown", test_what_others_write_is_shown },
    { "/app/document/what-others-write-comes-not-over-typing", test_what_others_write_comes_not_over_typing },
    { "/app/document/a-conflict-ends-with-mine", test_a_conflict_ends_with_mine },
    { "/app/document/a-conflict-ends-with-theirs", test_a_conflict_ends_with_theirs },
    { "/app/document/a-decision-can-be-too-late", test_a_decision_can_be_too_late },
    { "/app/document/what-merges-is-merged", test_what_merges_is_merged },
    { "/app/document/a-merge-is-undone", test_a_merge_is_undone },
    { "/app/document/a-merge-that-was-worked-on-stays", test_a_merge_that_was_worked_on_stays },
    { "/app/document/tags-of-both-stay", test_tags_of_both_stay },
    { "/app/document/a-field-that-both-changed-is-told", test_a_field_of_both_is_told },
    { "/app/document/a-change-is-taken-back", test_a_change_is_taken_back },
    { "/app/document/nothing-but-a-choice-ends-a-conflict", test_nothing_but_a_choice_ends_a_conflict },
    { "/app/document/what-was-read-meanwhile-is-not-overwritten", test_what_was_read_meanwhile_is_not_overwritten },
    { "/app/document/other-fields-go-beside-their-text", test_other_fields_go_beside_their_text },
    { "/app/document/a-text-that-was-left-comes-back", test_a_text_that_was_left_comes_back },
    { "/app/document/a-refused-text-is-not-left", test_a_refused_text_is_not_left },
    { "/app/document/a-busy-library-gets-it-later", test_a_busy_library_gets_it_later },
    { "/app/document/a-busy-library-gets-it-from-nobody", test_a_busy_library_gets_it_from_nobody },
    { "/app/document/changes-outlive-whoever-asked", test_changes_outlive_whoever_asked },
    { "/app/document/a-flush-outlives-whoever-asked", test_a_flush_outlives_whoever_asked },
    { "/app/document/a-status-comes-after-the-text", test_a_status_comes_after_the_text },
    { "/app/document/another-edition-leaves-no-text-behind", test_another_edition_leaves_no_text_behind },
    { "/app/document/tells-when-all-is-saved", test_tells_when_all_is_saved },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);

  return g_test_run ();
}
