/* test-batch.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "slices.h"
#include "store/backup/desk-backup.h"
#include "store/desk-batch.h"
#include "store/desk-store-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char      *folder;
  char      *library;
  DeskStore *store;
  DeskStore *other; /* another program's */
} Two;

G_STATIC_ASSERT (G_STRUCT_OFFSET (Two, store) == G_STRUCT_OFFSET (Fixture, store));

static void
set_up (Two          *two,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up ((Fixture *) two, data);
  two->other = desk_store_open (two->library, &error);
  g_assert_no_error (error);
}

static void
tear_down (Two          *two,
           gconstpointer data)
{
  g_clear_object (&two->other);
  fixture_tear_down ((Fixture *) two, data);
}

static DeskBatch *
begin (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  DeskBatch *batch = desk_batch_begin (store, &error);

  g_assert_no_error (error);
  return batch;
}

static void
step (DeskBatch *batch)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_batch_step (batch, &error));
  g_assert_no_error (error);
}

static void
finish (DeskBatch *batch)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (desk_batch_finish (batch, &error));
  g_assert_no_error (error);
}

/* A published article with a section, a tag and an author of its own. */
static DeskArticle *
add (DeskStore  *store,
     const char *title,
     const char *name)
{
  g_autoptr(DeskArticle) article = desk_article_new (NULL);
  g_autoptr(DeskTerm) section = NULL;
  g_autoptr(DeskTerm) tag = NULL;
  g_autoptr(DeskTerm) author = NULL;
  g_autoptr(GError) error = NULL;
  DeskEdition *edition = desk_edition_new ("en");
  gboolean was_made;

  section = desk_store_ensure_term (store, DESK_TERM_SECTION, name, "en", &was_made, &error);
  tag = desk_store_ensure_term (store, DESK_TERM_TAG, name, "en", &was_made, &error);
  author = desk_store_ensure_term (store, DESK_TERM_AUTHOR, name, "en", &was_made, &error);
  g_assert_no_error (error);
  article->section = desk_term_copy (section);
  desk_article_add_tag (article, tag);
  desk_article_add_credit (article, author, "author", "");
  g_ptr_array_add (article->editions, edition);
  g_set_str (&edition->title, title);
  g_set_str (&edition->body, "Water, and more water.\n");

  desk_store_add_article (store, article, &error);
  g_assert_no_error (error);
  desk_store_set_status (store, article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&article);
}

/* All that a store shows, in numbers: articles listed, counted and released, and
 * names. */
static char *
look (DeskStore *store)
{
  g_autoptr(GPtrArray) articles = desk_store_list_articles (store, &DESK_QUERY_ALL, NULL, NULL);
  g_autoptr(GPtrArray) released = desk_store_list_released (store, "en", NULL);
  g_autoptr(DeskCounts) counts = desk_store_count_articles (store, NULL);
  g_autoptr(GPtrArray) sections = desk_store_list_terms (store, DESK_TERM_SECTION, NULL);
  g_autoptr(GPtrArray) tags = desk_store_list_terms (store, DESK_TERM_TAG, NULL);
  g_autoptr(GPtrArray) authors = desk_store_list_terms (store, DESK_TERM_AUTHOR, NULL);

  g_assert_true (articles != NULL && released != NULL && counts != NULL);
  return g_strdup_printf ("%u %u %u %u %u %u", articles->len, released->len, counts->n_all, sections->len, tags->len,
                          authors->len);
}

#define assert_looks(store, expected) \
        G_STMT_START { \
          g_autofree char *look_ = look (store); \
          g_assert_cmpstr (look_, ==, expected); \
        } G_STMT_END

static char *
count_batches (Two *two)
{
  return fixture_query ((Fixture *) two, "SELECT count (*) FROM batch");
}

static void
test_seen (Two          *two,
           gconstpointer data)
{
  g_autoptr(DeskArticle) before = add (two->store, "Stone", "Stones");
  g_autoptr(DeskBatch) batch = begin (two->store);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_article_free);
  g_autoptr(GError) error = NULL;
  const DeskArticle *one;

  for (unsigned i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Water %u", i);

      g_ptr_array_add (articles, add (two->store, title, "Rivers"));
      step (batch);
    }
  g_usleep (30 * 1000); /* the next step ends the slice */
  step (batch);

  assert_looks (two->other, "1 1 1 1 1 1");
  assert_looks (two->store, "6 6 6 2 2 2");
  one = articles->pdata[0];
  g_assert_null (desk_store_dup_article (two->other, one->uuid, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_NOT_FOUND);

  finish (batch);
  assert_looks (two->other, "6 6 6 2 2 2");
  assert_looks (two->store, "6 6 6 2 2 2");
  g_clear_pointer (&batch, desk_batch_free);
  assert_looks (two->other, "6 6 6 2 2 2");
}

/* What a text is about, of all in their order. */
static char *
list_keywords (Two *two)
{
  return fixture_query ((Fixture *) two,
                        "SELECT group_concat (word || '=' || weight, ' ' ORDER BY word) FROM keyword GROUP BY edition_id");
}

static void
test_keywords (Two          *two,
               gconstpointer data)
{
  static const char *const titles[] = { "Water over bridges", "Bridges", "The water of water" };
  g_autoptr(DeskBatch) batch = begin (two->store);
  g_autofree char *during = NULL;
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  for (unsigned i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(DeskArticle) article = add (two->store, titles[i], "Rivers");

      g_usleep (30 * 1000); /* each is a slice of its own */
      step (batch);
    }
  during = list_keywords (two);
  g_assert_cmpstr (during, ==, "");
  finish (batch);
  g_clear_pointer (&batch, desk_batch_free);
  found = list_keywords (two);
  g_assert_cmpstr (found, !=, "");

  for (unsigned i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr(DeskArticle) article = add (two->store, titles[i], "Rivers");
    }
  expected = list_keywords (two);
  g_assert_true (g_str_has_prefix (expected, found) && strlen (expected) > strlen (found));
  g_assert_cmpstr (expected + strlen (expected) - strlen (found), ==, found);
}

static void
test_between (Two          *two,
              gconstpointer data)
{
  g_autoptr(DeskBatch) batch = begin (two->store);
  g_autoptr(DeskArticle) first = add (two->store, "Water", "Rivers");
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) theirs = NULL;
  gint64 begun_us = g_get_monotonic_time ();
  unsigned n_written = 1;

  /* The article that ends a slice is followed by the next one; in between others
   * have their turn. */
  while (g_get_monotonic_time () < begun_us + 60 * 1000)
    {
      g_autofree char *title = g_strdup_printf ("Water %u", n_written++);
      g_autoptr(DeskArticle) article = add (two->store, title, "Rivers");

      step (batch);
    }
  finish (batch);
  theirs = add (two->other, "Stone", "Stones");
  g_assert_cmpuint (n_written, >, 1);
}

typedef struct
{
  DeskStore *store;
  int        n_written;
  int        is_over;
} Writer;

static gpointer
write_on (gpointer data)
{
  Writer *writer = data;

  while (!g_atomic_int_get (&writer->is_over))
    {
      g_autoptr(DeskArticle) article = desk_article_new (NULL);
      DeskEdition *edition = desk_edition_new ("en");
      g_autoptr(GError) error = NULL;

      g_set_str (&edition->title, "Between");
      g_ptr_array_add (article->editions, edition);
      desk_store_add_article (writer->store, article, &error);
      g_assert_no_error (error);
      g_atomic_int_inc (&writer->n_written);
    }

  return NULL;
}

static void
test_others (Two          *two,
             gconstpointer data)
{
  g_autoptr(DeskBatch) batch = begin (two->store);
  Writer writer = { two->other, 0, FALSE };
  GThread *thread = g_thread_new ("writer", write_on, &writer);
  g_autofree char *n_articles = NULL;
  int n_added = 0;

  while (g_atomic_int_get (&writer.n_written) < 5)
    {
      g_autofree char *title = g_strdup_printf ("Water %d", n_added++);
      g_autoptr(DeskArticle) article = add (two->store, title, "Rivers");

      step (batch);
    }
  g_atomic_int_set (&writer.is_over, TRUE);
  finish (batch); /* lets go of the lock, for which the writer may wait */
  g_thread_join (thread);

  n_articles = fixture_query ((Fixture *) two, "SELECT count (*) FROM article");
  g_assert_cmpint (g_ascii_strtoll (n_articles, NULL, 10), ==, n_added + writer.n_written);
  g_test_message ("%d articles of a bulk write, %d of another writer", n_added, writer.n_written);
}

static void
test_freed (Two          *two,
            gconstpointer data)
{
  g_autoptr(DeskArticle) before = add (two->store, "Stone", "Stones");
  g_autofree char *n_batches = NULL;
  g_autofree char *rest = NULL;
  DeskBatch *batch = begin (two->store);
  g_autoptr(DeskArticle) kept = add (two->store, "Water", "Rivers");
  g_autoptr(DeskArticle) lost = NULL;

  g_usleep (30 * 1000);
  step (batch);
  lost = add (two->store, "Wind", "Winds");
  desk_batch_free (batch);

  assert_looks (two->store, "1 1 1 1 1 1");
  assert_looks (two->other, "1 1 1 1 1 1");
  n_batches = count_batches (two);
  g_assert_cmpstr (n_batches, ==, "0");
  rest = fixture_query ((Fixture *) two,
                        "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM edition),"
                        " (SELECT count (*) FROM revision), (SELECT count (*) FROM piece), (SELECT count (*) FROM term),"
                        " (SELECT count (*) FROM listing), (SELECT count (*) FROM filed)");
  g_assert_cmpstr (rest, ==, "1|1|1|1|3|1|3");
}

/* A child writes a slice and dies at once, as it would with the power. */
static void
die_in_the_middle (Two *two)
{
  int ends[2];
  char sign;
  pid_t child;

  g_clear_object (&two->store);
  g_clear_object (&two->other);
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      DeskStore *store = desk_store_open (two->library, NULL);
      DeskBatch *batch = begin (store);

      for (unsigned i = 0; i < 3; i++)
        {
          g_autofree char *title = g_strdup_printf ("Water %u", i);
          g_autoptr(DeskArticle) article = add (store, title, "Rivers");
        }
      g_usleep (30 * 1000);
      step (batch);
      g_assert_cmpint (write (ends[1], "x", 1), ==, 1);
      pause ();
      _exit (1);
    }

  g_assert_cmpint (read (ends[0], &sign, 1), ==, 1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close (ends[0]);
  close (ends[1]);
  two->store = desk_store_open (two->library, NULL);
  two->other = desk_store_open (two->library, NULL);
}

static void
sweep (DeskStore *store)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  g_assert_true (desk_store_sweep_batches (store, G_USEC_PER_SEC * 60, NULL, &is_done, &error));
  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
test_killed (Two          *two,
             gconstpointer data)
{
  g_autofree char *left = NULL;
  g_autofree char *swept = NULL;

  die_in_the_middle (two);
  left = fixture_query ((Fixture *) two, "SELECT count (*) FROM article");
  g_assert_cmpstr (left, ==, "3");
  assert_looks (two->store, "0 0 0 0 0 0");

  sweep (two->store);
  swept = fixture_query ((Fixture *) two,
                         "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM term),"
                         " (SELECT count (*) FROM batch), (SELECT count (*) FROM piece)");
  g_assert_cmpstr (swept, ==, "0|0|0|0");
}

/* Somebody else may have filed an article under a name that a dead write made. */
static void
test_names_in_use (Two          *two,
                   gconstpointer data)
{
  g_autofree char *names = NULL;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskTerm) tag = NULL;
  g_autoptr(GError) error = NULL;

  die_in_the_middle (two);
  article = add (two->store, "Wind", "Rivers");
  assert_looks (two->store, "1 1 1 1 1 1");
  sweep (two->store);

  assert_looks (two->store, "1 1 1 1 1 1");
  names = fixture_query ((Fixture *) two, "SELECT count (*), count (batch_id) FROM term");
  g_assert_cmpstr (names, ==, "3|0");
  tag = desk_store_find_term (two->other, DESK_TERM_TAG, "Rivers", &error);
  g_assert_no_error (error);
}

static void
test_two_at_once (Two          *two,
                  gconstpointer data)
{
  g_autoptr(DeskBatch) batch = begin (two->store);
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskArticle) article = add (two->store, "Water", "Rivers");
  gboolean is_done = FALSE;

  g_assert_null (desk_batch_begin (two->other, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_BUSY);
  g_assert_null (g_strstr_len (error->message, -1, "\n"));
  g_clear_error (&error);

  /* Nor is it swept while it lives. */
  g_usleep (30 * 1000);
  step (batch);
  g_assert_true (desk_store_sweep_batches (two->other, G_USEC_PER_SEC, NULL, &is_done, &error));
  g_assert_no_error (error);
  finish (batch);
  assert_looks (two->other, "1 1 1 1 1 1");
  g_clear_pointer (&batch, desk_batch_free);

  batch = begin (two->other);
  g_clear_pointer (&batch, desk_batch_free);
  assert_looks (two->store, "1 1 1 1 1 1");
}

/* Nobody can know whether a bulk write is alive: none begins, none is swept. */
static void
test_no_lock (Two          *two,
              gconstpointer data)
{
  g_autofree char *lock = g_build_filename (two->library, "batch.lock", NULL);
  g_autofree char *left = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_done = FALSE;

  die_in_the_middle (two);
  (void) g_unlink (lock); /* it may not be there */
  g_assert_cmpint (g_mkdir (lock, 0777), ==, 0);
  g_assert_null (desk_batch_begin (two->store, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
  g_assert_null (strchr (error->message, '\n'));
  g_clear_error (&error);
  g_assert_false (desk_store_sweep_batches (two->store, G_USEC_PER_SEC, NULL, &is_done, &error));
  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_READ_ONLY);
  left = count_batches (two);
  g_assert_cmpstr (left, ==, "1");
  g_clear_error (&error);

  g_assert_cmpint (g_rmdir (lock), ==, 0);
  g_assert_true (desk_store_sweep_batches (two->store, 60 * G_USEC_PER_SEC, NULL, &is_done, &error));
  g_assert_true (is_done);
}

static void
test_ids (Two          *two,
          gconstpointer data)
{
  gint64 last = 0;

  for (unsigned i = 0; i < 4; i++)
    {
      g_autoptr(DeskBatch) batch = begin (two->store);
      g_autofree char *id = NULL;

      id = fixture_query ((Fixture *) two, "SELECT max (id) FROM batch");
      g_assert_cmpint (g_ascii_strtoll (id, NULL, 10), >, last);
      last = g_ascii_strtoll (id, NULL, 10);
      if (i % 2 == 0)
        finish (batch);
    }
}

static void
test_cancelled (Two          *two,
                gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *left = NULL;
  gboolean is_done = FALSE;

  die_in_the_middle (two);
  g_cancellable_cancel (cancellable);
  g_assert_false (desk_store_sweep_batches (two->store, G_USEC_PER_SEC, cancellable, &is_done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left = count_batches (two);
  g_assert_cmpstr (left, ==, "1");
}

/* 1: the log is written; 2: and each commit is on the disk. */
static void
assert_synchronous (DeskStore *store,
                    int        expected)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (store->db, "PRAGMA synchronous", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, expected);
  sqlite3_finalize (stmt);
}

static void
test_synchronous (Two          *two,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; i < 3; i++) /* each time anew */
    {
      g_autoptr(DeskBatch) batch = begin (two->store);

      assert_synchronous (two->store, 1);
      if (i > 0)
        {
          g_assert_true (desk_batch_begin_last (batch, &error));
          g_assert_no_error (error);
          assert_synchronous (two->store, 2);
        }
      if (i > 1)
        finish (batch);
      g_clear_pointer (&batch, desk_batch_free);
      assert_synchronous (two->store, 2);
    }
}

static char *
back_up (Two *two)
{
  g_autofree char *file = g_build_filename (two->folder, "backup.tar.zst", NULL);
  g_auto(DeskBackupSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  desk_backup_write (two->other, file, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&file);
}

typedef struct
{
  const char *library;
  const char *file;
} Restore;

static gpointer
restore (gpointer data)
{
  const Restore *what = data;
  g_auto(DeskRestoreSummary) summary = { 0 };
  g_autoptr(GError) error = NULL;

  desk_backup_restore (what->library, what->file, JUNE_US, NULL, NULL, NULL, &summary, &error);
  g_assert_no_error (error);
  return NULL;
}

/* Goes on until it hears that a backup was restored meanwhile. */
static void
write_until_lost (DeskStore *store,
                  DeskBatch *batch)
{
  g_autoptr(GError) error = NULL;

  for (unsigned i = 0; error == NULL; i++)
    {
      g_autofree char *title = g_strdup_printf ("Water %u", i);
      g_autoptr(DeskArticle) article = add (store, title, "Rivers");

      (void) desk_batch_step (batch, &error);
      g_assert_cmpuint (i, <, 10000);
    }

  g_assert_error (error, DESK_STORE_ERROR, DESK_STORE_ERROR_CONFLICT);
  g_assert_null (g_strstr_len (error->message, -1, "\n"));
}

static void
lose (Two        *two,
      DeskBatch  *batch,
      const char *file)
{
  Restore what = { two->library, file };
  GThread *thread = g_thread_new ("restore", restore, &what);
  g_autofree char *n_batches = NULL;

  write_until_lost (two->store, batch);
  g_thread_join (thread);
  desk_batch_free (batch);
  assert_looks (two->store, "1 1 1 1 1 1");
  assert_looks (two->other, "1 1 1 1 1 1");
  n_batches = count_batches (two);
  g_assert_cmpstr (n_batches, ==, "0");
}

static void
test_restored (Two          *two,
               gconstpointer data)
{
  g_autoptr(DeskArticle) before = add (two->store, "Stone", "Stones");
  g_autofree char *file = back_up (two);
  g_autoptr(DeskBatch) batch = NULL;
  g_autoptr(DeskArticle) article = NULL;

  slices_cut (two->store, 1);
  lose (two, begin (two->store), file);

  batch = begin (two->store);
  article = add (two->store, "Wind", "Winds");
  finish (batch);
  assert_looks (two->other, "2 2 2 2 2 2");
}

/* Its row is in a backup that was made while it went on, but not its articles. */
static void
test_restored_own (Two          *two,
                   gconstpointer data)
{
  g_autoptr(DeskArticle) before = add (two->store, "Stone", "Stones");
  DeskBatch *batch = begin (two->store);
  g_autoptr(DeskArticle) article = add (two->store, "Wind", "Winds");
  g_autofree char *file = NULL;

  slices_cut (two->store, 1);
  step (batch);
  file = back_up (two);
  lose (two, batch, file);
}

#define add_test(path, func) g_test_add (path, Two, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_test ("/store/batch/is-seen-by-others-all-at-once-at-its-end", test_seen);
  add_test ("/store/batch/gathers-what-texts-are-about", test_keywords);
  add_test ("/store/batch/leaves-the-library-free-at-its-end", test_between);
  add_test ("/store/batch/lets-others-write-between-slices", test_others);
  add_test ("/store/batch/freed-unfinished-takes-itself-away", test_freed);
  add_test ("/store/batch/killed-is-seen-by-nobody-and-swept", test_killed);
  add_test ("/store/batch/sweeping-leaves-names-that-others-use", test_names_in_use);
  add_test ("/store/batch/a-second-one-is-told-to-wait", test_two_at_once);
  add_test ("/store/batch/without-a-lock-nothing-is-begun-or-swept", test_no_lock);
  add_test ("/store/batch/ids-are-not-used-twice", test_ids);
  add_test ("/store/batch/sweeping-can-be-cancelled", test_cancelled);
  add_test ("/store/batch/its-last-commit-is-on-the-disk", test_synchronous);
  add_test ("/store/batch/a-restored-backup-ends-it", test_restored);
  add_test ("/store/batch/so-does-one-that-knows-of-it", test_restored_own);
  return g_test_run ();
}
