/* test-slice.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"
#include "slices.h"

#include "store/backup/desk-check.h"
#include "store/desk-batch.h"
#include "store/desk-chore.h"
#include "store/desk-history.h"
#include "store/desk-trash.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bulk work lets go of the write lock between its slices. Here slices are as
 * small as they can be, so that how much each of them does is the same on every
 * machine; and once as they are, with much to do, none may take too long. */

#define N_BLOCKS 300
#define N_ARTICLES 60
#define CUT_ROWS 16
#define MOST_ROWS 64 /* of a slice: what is cut, and what goes along with a text */
#define MOST_US (50 * 1000)
#define MUCH "5000"

static DeskArticle *
add_long (Fixture *fixture,
          unsigned n_blocks)
{
  g_autoptr(GString) body = g_string_new (NULL);

  for (unsigned i = 0; i < n_blocks; i++)
    g_string_append_printf (body, "Paragraph %u.\n\n", i);

  return fixture_add_article (fixture, "en", "Long", body->str);
}

/* A long text with a history, in the trash. */
static DeskArticle *
add_thrown (Fixture *fixture,
            unsigned n_blocks)
{
  DeskArticle *article = add_long (fixture, n_blocks);
  g_autoptr(GError) error = NULL;

  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  for (unsigned i = 0; i < 5; i++)
    {
      fixture_set_status (fixture, article, DESK_STATUS_REVIEW, 0);
      fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US + i);
    }
  desk_store_delete_article (fixture->store, article->uuid, &error);
  g_assert_no_error (error);

  return article;
}

static void
assert_all_gone (Fixture *fixture)
{
  g_autofree char *left = NULL;

  left = fixture_query (fixture,
                        "SELECT (SELECT count (*) FROM article), (SELECT count (*) FROM edition),"
                        " (SELECT count (*) FROM revision), (SELECT count (*) FROM piece), (SELECT count (*) FROM block),"
                        " (SELECT count (*) FROM listing), (SELECT count (*) FROM keyword), (SELECT count (*) FROM batch)");
  g_assert_cmpstr (left, ==, "0|0|0|0|0|0|0|0");
}

/* Nobody sees any of it, and what is left is no damage. */
static void
assert_unseen (const char *library)
{
  const DeskQuery trash = { .status = -1, .is_trash = TRUE };
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskStore) other = desk_store_open (library, &error);
  g_autoptr(GPtrArray) articles = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  g_assert_no_error (error);
  articles = desk_store_list_articles (other, &trash, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (articles->len, ==, 0);
  findings = desk_store_check (other, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

typedef struct
{
  const char *library;
  const char *uuid;
  unsigned    n_looks;
} Look;

static void
look_cb (const char *what,
         double      fraction,
         gpointer    user_data)
{
  Look *look = user_data;

  if (look->n_looks++ % 8 == 1)
    assert_unseen (look->library);
}

static void
test_purge (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_thrown (fixture, N_BLOCKS);
  Look look = { fixture->library, article->uuid, 0 };
  Slices slices = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(GError) error = NULL;
  unsigned n_purged;

  slices_cut (fixture->store, CUT_ROWS);
  slices_watch (&slices, fixture->store);
  desk_store_purge_trash (fixture->store, G_MAXINT64, look_cb, &look, NULL, &n_purged, &error);
  g_assert_no_error (error);
  slices_end (&slices);

  g_test_message ("%u slices, at most %" G_GINT64_FORMAT " rows", slices.n, slices.most_rows);
  g_assert_cmpuint (n_purged, ==, 1);
  g_assert_cmpuint (slices.n, >, 2 * N_BLOCKS / CUT_ROWS);
  g_assert_cmpint (slices.most_rows, <=, MOST_ROWS);
  assert_all_gone (fixture);
  address = fixture_query (fixture, "SELECT slug, is_live, edition_id FROM address");
  g_assert_cmpstr (address, ==, "long|0|null");
}

/* Cancelled or not, an article that has begun to go goes. */
static void
cancel_cb (const char *what,
           double      fraction,
           gpointer    user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_purge_cancelled (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_thrown (fixture, N_BLOCKS);
  g_autoptr(DeskArticle) second = add_thrown (fixture, 1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *left = NULL;
  unsigned n_purged;

  slices_cut (fixture->store, CUT_ROWS);
  g_assert_false (desk_store_purge_trash (fixture->store, G_MAXINT64, cancel_cb, cancellable, cancellable, &n_purged, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left = fixture_query (fixture, "SELECT count (*), (SELECT count (*) FROM batch) FROM article");
  g_assert_cmpuint (n_purged, ==, 0);
  g_assert_cmpstr (left, ==, "2|0");
}

/* Another library in the place of this one, while an article is on its way out:
 * a row of the same number is somebody else's there. */
static void
replace_cb (const char *what,
            double      fraction,
            gpointer    user_data)
{
  Look *look = user_data;
  g_autofree char *file = g_build_filename (look->library, "library.sqlite3", NULL);

  if (look->n_looks++ == 3)
    fixture_execute (file, "DELETE FROM batch; UPDATE article SET batch_id = NULL, deleted_us = NULL");
}

static void
test_purge_replaced (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DeskArticle) article = add_thrown (fixture, N_BLOCKS);
  Look look = { fixture->library, article->uuid, 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *left = NULL;
  unsigned n_purged;

  slices_cut (fixture->store, CUT_ROWS);
  desk_store_purge_trash (fixture->store, G_MAXINT64, replace_cb, &look, NULL, &n_purged, &error);
  g_assert_no_error (error);
  left = fixture_query (fixture, "SELECT (SELECT count (*) FROM article), (SELECT count (*) > 100 FROM block)");
  g_assert_cmpstr (left, ==, "1|1");
}

static gboolean
empty_trash (DeskStore *store,
             GError   **error)
{
  unsigned n_purged;

  return desk_store_purge_trash (store, G_MAXINT64, NULL, NULL, NULL, &n_purged, error);
}

/* Two languages and a section that all have. */
static void
add_many (Fixture *fixture)
{
  g_autoptr(DeskTerm) section = fixture_term (fixture, DESK_TERM_SECTION, "Crime");

  for (unsigned i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Story %u", i);
      g_autoptr(DeskArticle) article = desk_article_new (NULL);
      g_autoptr(GError) error = NULL;

      article->section = desk_term_copy (section);
      article->date_us = i % 2 == 0 ? JUNE_US + i / 4 : 0;
      for (unsigned j = 0; j < 2; j++)
        {
          DeskEdition *edition = desk_edition_new (j == 0 ? "en" : "sr");

          g_set_str (&edition->title, title);
          g_ptr_array_add (article->editions, edition);
        }
      desk_store_add_article (fixture->store, article, &error);
      g_assert_no_error (error);
    }
}

static gboolean
rename_section (DeskStore *store,
                GError   **error)
{
  g_autoptr(DeskTerm) section = desk_store_find_term (store, DESK_TERM_SECTION, "Crime", error);

  if (section == NULL)
    return FALSE;

  desk_term_set_name (section, "en", "Police", "police");
  return desk_store_save_term (store, section, error);
}

static gboolean
set_main_language (DeskStore *store,
                   GError   **error)
{
  g_autoptr(DeskSite) site = desk_site_new ();

  return desk_site_set (site, "languages", "sr,en", error) && desk_store_save_site (store, site, error);
}

static void
check_told (Fixture    *fixture,
            const char *last_change)
{
  g_autofree char *told = fixture_query (fixture, "SELECT count (*) FROM edition_change WHERE seq > %s", last_change);

  g_assert_cmpint (g_ascii_strtoll (told, NULL, 10), ==, 2 * N_ARTICLES);
}

static void
check_relisted (Fixture    *fixture,
                const char *last_change)
{
  g_autofree char *shown = fixture_query (fixture, "SELECT language, count (*) FROM listing WHERE is_shown");

  g_assert_cmpstr (shown, ==, "sr|60");
}

/* Thousands, as rows that nobody reads but what is tried. */
static void
add_thousands (Fixture *fixture)
{
  static const char sql[] =
    "CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);"
    "WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " MUCH ") INSERT INTO n SELECT i + 1000 FROM c;"
                                                                                      "INSERT INTO article (id, uuid, kind, section_id, meta_hash, created_us, changed_us)"
                                                                                      "  SELECT i, 'a' || i, 'article', (SELECT min (section_id) FROM article), 0, 0, 0 FROM n;"
                                                                                      "INSERT INTO edition (id, uuid, article_id, language, title, slug, summary, seo_title, seo_description, text_hash,"
                                                                                      "  changed_us, text_sha256, body)"
                                                                                      "  SELECT 2 * i + l.column1, 'e' || (2 * i + l.column1), i, l.column2, 'Title', '', '', '', '', 0, 0, zeroblob (32), ''"
                                                                                      "    FROM n, (VALUES (0, 'en'), (1, 'sr')) AS l;"
                                                                                      "INSERT INTO listing (edition_id, article_id, language, status, is_shown, is_ahead, is_deleted, sort_us, kind)"
                                                                                      "  SELECT id, article_id, language, 0, language = 'en', 0, 0, article_id, 'article' FROM edition WHERE id > 2000;"
                                                                                      "INSERT INTO filed SELECT section_id, id, id FROM article WHERE id > 1000;";
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);

  add_many (fixture);
  fixture_execute (file, sql);
}

static void
add_one_thrown (Fixture *fixture)
{
  g_autoptr(DeskArticle) article = add_thrown (fixture, N_BLOCKS);
}

static void
add_monster (Fixture *fixture)
{
  g_autoptr(DeskArticle) article = add_thrown (fixture, 5000);
}

static void
check_gone (Fixture    *fixture,
            const char *last_change)
{
  assert_all_gone (fixture);
}

/* Revisions of long ago, of texts that have nothing in common. */
static void
add_old_revisions (Fixture *fixture,
                   unsigned n_revisions,
                   unsigned n_blocks)
{
  g_autofree char *file = g_build_filename (fixture->library, "library.sqlite3", NULL);
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "History", "One.\n");

  for (unsigned i = 0; i < n_revisions; i++)
    {
      g_autoptr(DeskArticle) read = fixture_read (fixture, article);
      g_autoptr(GString) body = g_string_new (NULL);
      g_autoptr(GError) error = NULL;

      for (unsigned j = 0; j < n_blocks; j++)
        g_string_append_printf (body, "Paragraph %u of %u.\n\n", j, i);
      g_set_str (&fixture_edition (read)->body, body->str);
      desk_store_save_edition (fixture->store, article->uuid, fixture_edition (read), &error);
      g_assert_no_error (error);
      fixture_set_status (fixture, article, i % 2 == 0 ? DESK_STATUS_REVIEW : DESK_STATUS_DRAFT, 0);
    }
  fixture_execute (file, "UPDATE revision SET made_us = id, stage = 2");
}

static void
add_history (Fixture *fixture)
{
  add_old_revisions (fixture, 20, 5);
}

static void
add_long_history (Fixture *fixture)
{
  add_old_revisions (fixture, 3, 3000);
}

static gboolean
thin (DeskStore *store,
      GError   **error)
{
  unsigned n_removed;

  return desk_store_thin_revisions (store, JUNE_US, NULL, &n_removed, error);
}

static void
check_thinned (Fixture    *fixture,
               const char *last_change)
{
  g_autofree char *left = fixture_query (fixture, "SELECT (SELECT count (*) FROM revision), (SELECT count (*) FROM piece)");

  g_assert_cmpstr (left, ==, "0|0");
}

/* What is done in slices, and what it comes to. */
typedef struct
{
  const char *name;
  void (*prepare) (Fixture *fixture);
  void (*prepare_much) (Fixture *fixture);
  gboolean (*run) (DeskStore *store,
                   GError   **error);
  void (*check) (Fixture    *fixture,
                 const char *last_change);
} Work;

static const Work works[] = {
  { "emptying-the-trash", add_one_thrown, add_monster, empty_trash, check_gone },
  { "thinning-a-history", add_history, add_long_history, thin, check_thinned },
  { "renaming-a-section", add_many, add_thousands, rename_section, check_told },
  { "another-main-language", add_many, add_thousands, set_main_language, check_relisted },
};

static void
assert_no_chores (Fixture *fixture)
{
  g_autofree char *chores = fixture_query (fixture, "SELECT count (*) FROM setting WHERE key GLOB '~*'");

  g_assert_cmpstr (chores, ==, "0");
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  const Work *work = data;
  Slices slices = { 0 };
  g_autofree char *last_change = NULL;
  g_autoptr(GError) error = NULL;

  work->prepare (fixture);
  last_change = fixture_query (fixture, "SELECT max (seq) FROM edition_change");
  slices_cut (fixture->store, CUT_ROWS);
  slices_watch (&slices, fixture->store);
  work->run (fixture->store, &error);
  g_assert_no_error (error);
  slices_end (&slices);

  g_test_message ("%u slices, at most %" G_GINT64_FORMAT " rows", slices.n, slices.most_rows);
  g_assert_cmpuint (slices.n, >, N_ARTICLES / CUT_ROWS);
  g_assert_cmpint (slices.most_rows, <=, MOST_ROWS);
  work->check (fixture, last_change);
  assert_no_chores (fixture);
}

G_NORETURN static void
work_until_killed (const char *library,
                   const Work *work,
                   unsigned    kill_at)
{
  DeskStore *store = desk_store_open (library, NULL);
  Slices slices = { .kill_at = kill_at };

  slices_cut (store, CUT_ROWS);
  slices_watch (&slices, store);
  _exit (work->run (store, NULL) ? 0 : 1);
}

static void
go_on (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DeskSite) site = NULL;
  gboolean is_done = FALSE;

  fixture->store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  site = desk_store_dup_site (fixture->store, &error); /* of which a chore is no part */
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (site->values), <=, 1);

  desk_store_sweep_batches (fixture->store, G_TIME_SPAN_MINUTE, NULL, &is_done, &error);
  g_assert_no_error (error);
  desk_store_do_chores (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

/* Killed in any of its slices, the next opening ends it; the first one is as if
 * nothing had been asked. */
static void
test_killed (Fixture      *fixture,
             gconstpointer data)
{
  const Work *work = data;
  g_autofree char *last_change = NULL;
  g_autoptr(GError) error = NULL;
  pid_t child;
  int status;

  work->prepare (fixture);
  last_change = fixture_query (fixture, "SELECT max (seq) FROM edition_change");
  g_clear_object (&fixture->store);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    work_until_killed (fixture->library, work, (unsigned) g_test_rand_int_range (2, 5));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  assert_unseen (fixture->library);
  go_on (fixture);
  work->check (fixture, last_change);
  assert_no_chores (fixture);
}

static void
test_time (Fixture      *fixture,
           gconstpointer data)
{
  const Work *work = data;
  Slices slices = { 0 };
  g_autoptr(GError) error = NULL;

  work->prepare_much (fixture);
  slices_watch (&slices, fixture->store);
  work->run (fixture->store, &error);
  g_assert_no_error (error);
  slices_end (&slices);

  g_test_message ("%u slices, at most %" G_GINT64_FORMAT " rows and %.1f ms", slices.n, slices.most_rows,
                  (double) slices.longest_us / 1000);
  g_assert_cmpint (slices.longest_us, <, MOST_US);
  assert_no_chores (fixture);
}

static void
add_work (const char *name,
          const Work *work,
          void (     *test ) (Fixture      *fixture,
                              gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/store/slice/%s/%s", work->name, name);

  g_test_add (path, Fixture, work, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (works); i++)
    {
      add_work ("does-little-at-once", &works[i], test_rows);
      if (works[i].run != thin) /* which goes on the next day */
        add_work ("killed-is-ended-by-the-next", &works[i], test_killed);
      add_work ("takes-little-time-at-once", &works[i], test_time);
    }
  fixture_add_test ("/store/slice/an-article-on-its-way-out-is-seen-by-nobody", test_purge);
  fixture_add_test ("/store/slice/emptying-can-be-cancelled-before-an-article", test_purge_cancelled);
  fixture_add_test ("/store/slice/emptying-leaves-what-came-in-place-of-the-library", test_purge_replaced);
  return g_test_run ();
}
