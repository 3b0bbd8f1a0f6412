/* test-document.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/editor/desk-document.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define PATIENCE_S 30

/* How soon typed text is written by itself, and the promise. */
#define AUTOSAVE_US (700 * G_TIME_SPAN_MILLISECOND)
#define PROMISE_US (1 * G_USEC_PER_SEC)

typedef struct
{
  char         *folder;
  char         *path;
  DeskLibrary  *library;
  DeskDocument *document;
  gboolean      is_done;
  gboolean      is_document_gone;
  gboolean      is_told_saved;
  unsigned      n_replaced;
  GError       *flush_error;
} Fixture;

typedef gboolean (*Claim) (Fixture *fixture);

static void
late_cb (gpointer data)
{
  g_error ("nothing happened for %d s", PATIENCE_S);
}

static void
wait_until (Fixture *fixture,
            Claim    is_true)
{
  unsigned id = g_timeout_add_seconds_once (PATIENCE_S, late_cb, NULL);

  while (!is_true (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
is_done (Fixture *fixture)
{
  return g_atomic_int_get (&fixture->is_done);
}

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
is_replaced (Fixture *fixture)
{
  return fixture->n_replaced > 0;
}

static gboolean
is_document_gone (Fixture *fixture)
{
  return fixture->is_document_gone;
}

static gboolean
has_conflict (Fixture *fixture)
{
  return desk_document_has_conflict (fixture->document);
}

static void
wait_for (Fixture *fixture)
{
  wait_until (fixture, is_done);
  g_atomic_int_set (&fixture->is_done, FALSE);
}

/* On whichever thread let go of it last. */
static void
library_gone_cb (gpointer data,
                 GObject *library)
{
  Fixture *fixture = data;

  g_atomic_int_set (&fixture->is_done, TRUE);
  g_main_context_wakeup (NULL);
}

static void
document_gone_cb (gpointer data,
                  GObject *document)
{
  Fixture *fixture = data;

  fixture->is_document_gone = TRUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_library_open_finish (fixture->library, result, &error));
  g_assert_no_error (error);
  fixture->is_done = TRUE;
}

static gpointer
add_article (DeskStore    *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(DeskArticle) article = desk_article_new ("article");
  DeskEdition *edition = desk_edition_new ("en");

  g_set_str (&edition->title, "Who counts the boats");
  g_set_str (&edition->body, "");
  g_ptr_array_add (article->editions, edition);
  if (!desk_store_add_article (store, article, error))
    return NULL;

  return desk_store_dup_article (store, article->uuid, error);
}

static void
saved_cb (DeskDocument *document,
          GParamSpec   *pspec,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_told_saved = desk_document_is_saved (document);
}

static void
replaced_cb (DeskDocument *document,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->n_replaced++;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  DeskArticle *article = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  g_assert_no_error (error);
  fixture->document = desk_document_new (fixture->library, article, "en");
  g_object_weak_ref (G_OBJECT (fixture->document), document_gone_cb, fixture);
  g_signal_connect (fixture->document, "notify::is-saved", G_CALLBACK (saved_cb), fixture);
  g_signal_connect (fixture->document, "text-replaced", G_CALLBACK (replaced_cb), fixture);
  fixture->is_done = TRUE;
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->flush_error);
  g_assert_true (desk_document_flush_finish (DESK_DOCUMENT (source), result, &fixture->flush_error) ==
                 (fixture->flush_error == NULL));
  fixture->is_done = TRUE;
}

static void
flush (Fixture *fixture)
{
  desk_document_flush_async (fixture->document, flushed_cb, fixture);
  wait_for (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("copydesk-document-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.copydesk", NULL);
  fixture->library = desk_library_new ();
  desk_library_open_async (fixture->library, fixture->path, TRUE, NULL, opened_cb, fixture);
  wait_for (fixture);
  desk_library_run_async (fixture->library, add_article, NULL, NULL, (GDestroyNotify) desk_article_free, NULL,
                          added_cb, fixture);
  wait_for (fixture);
  flush (fixture);
  g_assert_no_error (fixture->flush_error);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  (void) g_remove (path); /* the library's thread may still be closing its files */
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->document);
  wait_until (fixture, is_document_gone);

  /* Readings of the settings may still be on their way, and hold the library. */
  g_object_weak_ref (G_OBJECT (fixture->library), library_gone_cb, fixture);
  g_object_unref (fixture->library);
  wait_for (fixture);
  remove_tree (fixture->folder);
  g_clear_error (&fixture->flush_error);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* What another program would find in the library. */
static DeskArticle *
dup_stored (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  g_autoptr(GPtrArray) articles = NULL;
  DeskArticle *article;

  g_assert_no_error (error);
  articles = desk_store_list_articles (store, &DESK_QUERY_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (articles->len, ==, 1);
  article = desk_store_dup_article (store, ((DeskArticle *) articles->pdata[0])->uuid, &error);
  g_assert_no_error (error);

  return article;
}

static void
assert_stored_title (Fixture    *fixture,
                     const char *title)
{
  g_autoptr(DeskArticle) stored = dup_stored (fixture);

  g_assert_cmpstr (desk_article_get_edition (stored, "en")->title, ==, title);
}

static void
save_elsewhere (Fixture    *fixture,
                const char *title)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) store = desk_store_open (fixture->path, &error);
  g_autoptr(DeskArticle) stored = dup_stored (fixture);
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
        flush (fixture);
      else
        wait_until (fixture, is_saved);
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
      g_autoptr(DeskArticle) before = dup_stored (fixture);

      desk_document_set_text (fixture->document, cases[i].title, cases[i].summary, cases[i].body);
      g_assert_nonnull (desk_document_get_error_message (fixture->document));
      g_assert_false (desk_document_is_saved (fixture->document));
      flush (fixture);
      g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_INVALID);
      assert_stored_title (fixture, desk_article_get_edition (before, "en")->title);

      desk_document_set_text (fixture->document, good, "", "");
      g_assert_null (desk_document_get_error_message (fixture->document));
      flush (fixture);
      g_assert_no_error (fixture->flush_error);
      g_assert_true (desk_document_is_saved (fixture->document));
      assert_stored_title (fixture, good);
    }
}

/* Two desks have written the same text; nobody has chosen yet. */
static void
meet_conflict (Fixture *fixture)
{
  save_elsewhere (fixture, "Theirs");
  desk_document_set_text (fixture->document, "Mine", "", "");
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_true (has_conflict (fixture));
  g_assert_nonnull (desk_document_get_error_message (fixture->document));
  assert_stored_title (fixture, "Theirs");

  desk_document_set_text (fixture->document, "Mine, longer", "", "");
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_false (desk_document_is_saved (fixture->document));
  assert_stored_title (fixture, "Theirs");
}

static void
test_a_conflict_ends_with_mine (Fixture      *fixture,
                                gconstpointer data)
{
  meet_conflict (fixture);

  desk_document_keep_mine (fixture->document);
  g_assert_false (has_conflict (fixture));
  flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_true (desk_document_is_saved (fixture->document));
  g_assert_null (desk_document_get_error_message (fixture->document));
  assert_stored_title (fixture, "Mine, longer");
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
}

static void
test_a_conflict_ends_with_theirs (Fixture      *fixture,
                                  gconstpointer data)
{
  meet_conflict (fixture);

  desk_document_load_newer (fixture->document);
  wait_until (fixture, is_replaced);
  flush (fixture);
  g_assert_no_error (fixture->flush_error);
  g_assert_false (has_conflict (fixture));
  g_assert_true (desk_document_is_saved (fixture->document));
  g_assert_null (desk_document_get_error_message (fixture->document));
  g_assert_cmpstr (desk_document_get_edition (fixture->document)->title, ==, "Theirs");
  assert_stored_title (fixture, "Theirs");
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
}

static void
test_nothing_but_a_choice_ends_a_conflict (Fixture      *fixture,
                                           gconstpointer data)
{
  meet_conflict (fixture);

  desk_document_reload (fixture->document);
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_nonnull (desk_document_get_error_message (fixture->document));

  desk_document_set_language (fixture->document, "sr");
  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "en");

  desk_document_set_status (fixture->document, DESK_STATUS_REVIEW, 0);
  flush (fixture);
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
  flush (fixture);
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
  flush (fixture);
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
  flush (fixture);
  desk_document_set_language (fixture->document, "en");
  flush (fixture);

  save_elsewhere (fixture, "Theirs");
  desk_document_set_text (fixture->document, "Mine", "", "");
  desk_document_set_language (fixture->document, "sr");
  desk_document_set_text (fixture->document, "Чамци", "", "");
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "en");
  g_assert_cmpstr (desk_document_get_text (fixture->document)->title, ==, "Mine");

  desk_document_keep_mine (fixture->document);
  flush (fixture);
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
  flush (fixture);
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
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_false (desk_document_is_saved (fixture->document));
  g_assert_nonnull (desk_document_get_error_message (fixture->document));

  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  wait_until (fixture, is_saved);
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
  flush (fixture);
  g_assert_error (fixture->flush_error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_clear_object (&fixture->document);
  g_assert_false (fixture->is_document_gone);

  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  wait_until (fixture, is_document_gone);
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
  wait_until (fixture, is_document_gone);

  stored = dup_stored (fixture);
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
  wait_until (fixture, is_document_gone);

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
  flush (fixture);
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
  flush (fixture);
  g_assert_no_error (fixture->flush_error);

  g_assert_cmpstr (desk_document_get_language (fixture->document), ==, "sr");
  g_assert_nonnull (desk_document_get_edition (fixture->document));
  flush (fixture);
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
  wait_until (fixture, is_told_saved);
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
    { "/app/document/a-conflict-ends-with-mine", test_a_conflict_ends_with_mine },
    { "/app/document/a-conflict-ends-with-theirs", test_a_conflict_ends_with_theirs },
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
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
