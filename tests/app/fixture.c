/* fixture.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include <glib/gstdio.h>

#define PATIENCE_S 30

static void
late_cb (gpointer data)
{
  g_test_message ("nothing happened for %d s", PATIENCE_S);
  g_assert_not_reached ();
}

void
fixture_wait_until (Fixture *fixture,
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

gboolean
fixture_is_document_gone (Fixture *fixture)
{
  return fixture->is_document_gone;
}

static void
wait_for (Fixture *fixture)
{
  fixture_wait_until (fixture, is_done);
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
  g_atomic_int_set (&fixture->is_done, TRUE);
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
notice_cb (DeskDocument *document,
           const char   *message,
           gboolean      can_undo,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_str (&fixture->notice, message);
  fixture->can_undo = can_undo;
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
  g_signal_connect (fixture->document, "notice", G_CALLBACK (notice_cb), fixture);
  g_atomic_int_set (&fixture->is_done, TRUE);
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
  g_atomic_int_set (&fixture->is_done, TRUE);
}

void
fixture_flush (Fixture *fixture)
{
  desk_document_flush_async (fixture->document, flushed_cb, fixture);
  wait_for (fixture);
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("copydesk-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.copydesk", NULL);
  fixture->library = desk_library_new ();
  desk_library_open_async (fixture->library, fixture->path, TRUE, NULL, opened_cb, fixture);
  wait_for (fixture);
  desk_library_run_async (fixture->library, add_article, NULL, NULL, (GDestroyNotify) desk_article_free, NULL,
                          added_cb, fixture);
  wait_for (fixture);
  fixture_flush (fixture);
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

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  g_clear_object (&fixture->document);
  fixture_wait_until (fixture, fixture_is_document_gone);

  /* Readings of the settings may still be on their way, and hold the library. */
  g_object_weak_ref (G_OBJECT (fixture->library), library_gone_cb, fixture);
  g_object_unref (fixture->library);
  wait_for (fixture);
  remove_tree (fixture->folder);
  g_clear_error (&fixture->flush_error);
  g_free (fixture->notice);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* What another program would find in the library. */
DeskArticle *
fixture_dup_stored (Fixture *fixture)
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
