/* test-draft.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/details/desk-draft.h"

#include <glib/gstdio.h>

typedef struct
{
  char         *folder;
  DeskLibrary  *library;
  DeskDocument *document;
  gboolean      is_done;
} Fixture;

static void
wait_for (Fixture *fixture)
{
  while (!g_atomic_int_get (&fixture->is_done))
    g_main_context_iteration (NULL, TRUE);
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
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  DeskArticle *article = desk_library_run_finish (DESK_LIBRARY (source), result, &error);

  g_assert_no_error (error);
  fixture->document = desk_document_new (fixture->library, article, "en");
  fixture->is_done = TRUE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("copydesk-draft-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.copydesk", NULL);
  fixture->library = desk_library_new ();
  desk_library_open_async (fixture->library, path, TRUE, NULL, opened_cb, fixture);
  wait_for (fixture);
  desk_library_run_async (fixture->library, add_article, NULL, NULL, (GDestroyNotify) desk_article_free, NULL,
                          added_cb, fixture);
  wait_for (fixture);
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
  /* Readings of the settings may still be on their way, and hold the library. */
  g_object_weak_ref (G_OBJECT (fixture->library), library_gone_cb, fixture);
  g_object_unref (fixture->document);
  g_object_unref (fixture->library);
  wait_for (fixture);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_document_flush_finish (fixture->document, result, &error));
  g_assert_no_error (error);
  fixture->is_done = TRUE;
}

static void
flush (Fixture *fixture)
{
  desk_document_flush_async (fixture->document, flushed_cb, fixture);
  wait_for (fixture);
}

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

  flush (fixture);

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

  flush (fixture);
  g_assert_true (desk_draft_peek_article (fixture->document) == desk_document_get_article (fixture->document));
  g_assert_true (desk_document_get_article (fixture->document)->is_pinned);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/draft/changes-in-a-row-build-on-each-other", Fixture, NULL,
              set_up, test_changes_in_a_row_build_on_each_other, tear_down);
  g_test_add ("/app/draft/shows-what-is-stored-once-all-is-saved", Fixture, NULL,
              set_up, test_shows_what_is_stored_once_all_is_saved, tear_down);

  return g_test_run ();
}
