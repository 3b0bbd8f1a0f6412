/* test-fault.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/desk-store-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What an operation needs. Each is done once, and fails before that in every
 * way that can be arranged. */
typedef struct
{
  DeskArticle *article; /* with a released English edition */
  DeskTerm    *term;
  DeskArticle *fresh;
  DeskEdition *serbian;
} Work;

typedef gboolean (*OperationFunc) (DeskStore *store,
                                   Work      *work,
                                   GError   **error);

static void
prepare (Fixture *fixture,
         Work    *work)
{
  DeskEdition *edition;
  g_autoptr(DeskArticle) article = NULL;
  g_autoptr(DeskTerm) tag = fixture_term (fixture, DESK_TERM_TAG, "Rivers");
  g_autoptr(DeskArticle) neighbour = fixture_add_article (fixture, "en", "Harbour police", "");

  desk_article_add_tag (neighbour, tag);
  fixture_save (fixture, neighbour);
  fixture_set_status (fixture, neighbour, DESK_STATUS_PUBLISHED, JUNE_US);

  article = fixture_add_article (fixture, "en", "Before", "One.\n\nTwo.\n");
  desk_article_add_tag (article, tag);
  fixture_save (fixture, article);
  fixture_set_status (fixture, article, DESK_STATUS_PUBLISHED, JUNE_US);
  work->article = fixture_read (fixture, article);
  g_set_str (&fixture_edition (work->article)->title, "After the police");
  g_set_str (&fixture_edition (work->article)->body, "One.\n\nIn between.\n\nTwo.\n");
  work->article->is_pinned = TRUE;
  g_assert_true (desk_store_save_edition (fixture->store, article->uuid, fixture_edition (work->article), NULL));
  g_set_str (&fixture_edition (work->article)->body, "One.\n\nIn between, and longer.\n");

  work->term = desk_term_new (DESK_TERM_SECTION, NULL);
  desk_term_set_name (work->term, "en", "Analysis", "");

  work->fresh = desk_article_new (NULL);
  desk_article_add_tag (work->fresh, tag);
  edition = desk_edition_new ("en");
  g_set_str (&edition->title, "Fresh");
  g_set_str (&edition->body, "# Head\n\nText.\n");
  g_ptr_array_add (work->fresh->editions, edition);

  work->serbian = desk_edition_new ("sr");
  g_set_str (&work->serbian->title, "После");
}

static void
work_clear (Work *work)
{
  desk_article_free (work->article);
  desk_term_free (work->term);
  desk_article_free (work->fresh);
  desk_edition_free (work->serbian);
}

static gboolean
save_article (DeskStore *store,
              Work      *work,
              GError   **error)
{
  return desk_store_save_article (store, work->article, error);
}

static gboolean
save_edition (DeskStore *store,
              Work      *work,
              GError   **error)
{
  return desk_store_save_edition (store, work->article->uuid, fixture_edition (work->article), error);
}

static gboolean
add_edition (DeskStore *store,
             Work      *work,
             GError   **error)
{
  return desk_store_save_edition (store, work->article->uuid, work->serbian, error);
}

static gboolean
add_article (DeskStore *store,
             Work      *work,
             GError   **error)
{
  return desk_store_add_article (store, work->fresh, error);
}

static gboolean
save_term (DeskStore *store,
           Work      *work,
           GError   **error)
{
  return desk_store_save_term (store, work->term, error);
}

static gboolean
publish (DeskStore *store,
         Work      *work,
         GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_PUBLISHED, JUNE_US + DAY_US, error);
}

static gboolean
take_offline (DeskStore *store,
              Work      *work,
              GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_DRAFT, 0, error);
}

static gboolean
schedule (DeskStore *store,
          Work      *work,
          GError   **error)
{
  return desk_store_set_status (store, work->article->uuid, "en", DESK_STATUS_SCHEDULED, JUNE_US + DAY_US, error);
}

static gboolean
release_fields (DeskStore *store,
                Work      *work,
                GError   **error)
{
  return desk_store_release_fields (store, work->article->uuid, "en", DESK_FIELD_TITLE | DESK_FIELD_TAGS, JUNE_US + 1,
                                    error);
}

static gboolean
delete_article (DeskStore *store,
                Work      *work,
                GError   **error)
{
  return desk_store_delete_article (store, work->article->uuid, error);
}

static const struct
{
  const char   *name;
  OperationFunc run;
} operations[] = {
  { "saving-an-article", save_article },
  { "saving-an-edition", save_edition },
  { "adding-an-edition", add_edition },
  { "adding-an-article", add_article },
  { "saving-a-term", save_term },
  { "publishing", publish },
  { "taking-offline", take_offline },
  { "scheduling", schedule },
  { "releasing-fields", release_fields },
  { "deleting", delete_article },
};

static const char state_sql[] =
  "SELECT 'a', uuid, version, is_pinned, meta_hash, deleted_us FROM article"
  " UNION ALL SELECT 'e', uuid, version, text_hash, status, title || slug || coalesce (released_id, 0) FROM edition"
  " UNION ALL SELECT 'b', edition_id, position, number, hash, n_bytes FROM block"
  " UNION ALL SELECT 'r', id, edition_id, text_hash, meta_hash, is_released FROM revision"
  " UNION ALL SELECT 't', uuid, type, position, version, 0 FROM term"
  " UNION ALL SELECT 'n', term_id, language, name, slug, 0 FROM term_name"
  " UNION ALL SELECT 'w', edition_id, word, weight, 0, 0 FROM keyword"
  " UNION ALL SELECT 'l', edition_id, status, is_ahead, is_deleted, sort_us FROM listing"
  " UNION ALL SELECT 'f', term_id, article_id, sort_us, 0, 0 FROM filed"
  " UNION ALL SELECT 'p', id, edition_id, hash, 0, 0 FROM piece"
  " UNION ALL SELECT 'c', seq, edition_id, 0, 0, 0 FROM edition_change"
  " UNION ALL SELECT 'd', language, section_slug, slug, edition_id, is_live FROM address"
  " UNION ALL SELECT 'k', name, 0, 0, 0, 0 FROM desk";

typedef struct
{
  sqlite3 *db;
  int      n_left; /* instructions until the one that is stopped */
} Interruption;

/* Stops once: what cleans up afterwards goes through. Behind the commit nothing
 * is stopped, because SQLite then says that it failed although it is done. */
static int
interrupt_cb (gpointer user_data)
{
  Interruption *interruption = user_data;

  return !sqlite3_get_autocommit (interruption->db) && --interruption->n_left == 0;
}

static int
refuse_commit_cb (gpointer user_data)
{
  return 1;
}

static void
assert_failed (Fixture    *fixture,
               GError    **error,
               const char *before)
{
  g_autofree char *after = fixture_query (fixture, "%s", state_sql);

  g_assert_nonnull (*error);
  g_assert_true ((*error)->domain == DESK_STORE_ERROR);
  g_assert_null (strchr ((*error)->message, '\n'));
  g_assert_cmpstr (before, ==, after);
  g_clear_error (error);
}

/* Stops SQLite after every few of its instructions, farther each time, until
 * the operation comes through; at last the commit itself is refused. */
static void
test_every_step (Fixture      *fixture,
                 gconstpointer data)
{
  OperationFunc operation = operations[GPOINTER_TO_UINT (data)].run;
  DeskStore *store = fixture->store;
  Work work = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *check = NULL;
  unsigned n_failures = 0;

  prepare (fixture, &work);
  before = fixture_query (fixture, "%s", state_sql);

  sqlite3_commit_hook (store->db, refuse_commit_cb, NULL);
  g_assert_false (operation (store, &work, &error));
  assert_failed (fixture, &error, before);
  sqlite3_commit_hook (store->db, NULL, NULL);

  for (int n = 1;; n += 1 + n / 40)
    {
      Interruption interruption = { store->db, n };
      gboolean is_done;

      sqlite3_progress_handler (store->db, 1, interrupt_cb, &interruption);
      is_done = operation (store, &work, &error);
      sqlite3_progress_handler (store->db, 0, NULL, NULL);
      if (is_done)
        break;
      assert_failed (fixture, &error, before);
      n_failures++;
      g_assert_cmpint (n, <, 1000000);
    }

  g_assert_no_error (error);
  g_assert_cmpuint (n_failures, >, 20);
  after = fixture_query (fixture, "%s", state_sql);
  g_assert_cmpstr (before, !=, after);
  check = fixture_query (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
  work_clear (&work);
}

/* The slug of a text whose save failed still follows its title. */
static void
test_slug_after_failure (Fixture      *fixture,
                         gconstpointer data)
{
  DeskStore *store = fixture->store;
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "First", "");
  DeskEdition *edition = fixture_edition (article);

  g_set_str (&edition->title, "Second");
  sqlite3_commit_hook (store->db, refuse_commit_cb, NULL);
  g_assert_false (desk_store_save_edition (store, article->uuid, edition, NULL));
  sqlite3_commit_hook (store->db, NULL, NULL);
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "second");
  g_set_str (&edition->title, "Third");
  fixture_save (fixture, article);
  g_assert_cmpstr (edition->slug, ==, "third");
}

/* Grows a file no farther than @n_bytes, as a full disk would. */
static void
limit_files (rlim_t n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (n_bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *log = g_build_filename (fixture->library, "library.sqlite3-wal", NULL);
  g_autofree char *body = g_strnfill (300000, 'b');
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Before", "Short.");
  DeskEdition *edition = fixture_edition (article);
  struct rlimit old_limit;
  unsigned n_failures = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  g_set_str (&edition->body, body);

  for (rlim_t room = 0;; room += 20000)
    {
      g_autoptr(DeskStore) second = NULL;
      g_autoptr(DeskArticle) read = NULL;
      g_autoptr(GError) error = NULL;
      GStatBuf status;
      gboolean is_saved;

      g_assert_cmpint (g_stat (log, &status), ==, 0);
      limit_files ((rlim_t) status.st_size + room);
      is_saved = desk_store_save_edition (fixture->store, article->uuid, edition, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      if (is_saved)
        break;

      g_assert_true (error->domain == DESK_STORE_ERROR);
      n_failures++;
      second = desk_store_open (fixture->library, NULL);
      read = desk_store_dup_article (second, article->uuid, NULL);
      g_assert_cmpstr (fixture_edition (read)->body, ==, "Short.");
    }

  g_assert_cmpuint (n_failures, >, 5);
}

/* Saves one text after another, and says each number once it is kept. */
G_NORETURN static void
save_until_killed (const char *library,
                   const char *uuid,
                   int         end)
{
  g_autoptr(DeskStore) store = desk_store_open (library, NULL);
  g_autoptr(DeskArticle) article = store != NULL ? desk_store_dup_article (store, uuid, NULL) : NULL;
  DeskEdition *edition = article != NULL ? fixture_edition (article) : NULL;

  for (gint32 i = 1; edition != NULL; i++)
    {
      g_free (edition->body);
      edition->body = g_strdup_printf ("%d\n\n%0*d\n", i, 2000 + i % 7000, 0);
      if (!desk_store_save_edition (store, uuid, edition, NULL) || write (end, &i, sizeof i) != sizeof i)
        break;
    }
  _exit (1);
}

static gboolean
read_number (int     end,
             gint32 *out_number)
{
  return read (end, out_number, sizeof *out_number) == sizeof *out_number;
}

static void
kill_while_saving (Fixture           *fixture,
                   const DeskArticle *article,
                   unsigned           n_saves)
{
  int ends[2], status;
  gint32 last = 0, number;
  pid_t child;
  g_autofree char *check = NULL;
  g_autoptr(DeskStore) store = NULL;
  g_autoptr(DeskArticle) kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    save_until_killed (fixture->library, article->uuid, ends[1]);

  close (ends[1]);
  while (last < (gint32) n_saves && read_number (ends[0], &number))
    last = number;
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read_number (ends[0], &number))
    last = number;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  store = desk_store_open (fixture->library, &error);
  g_assert_no_error (error);
  kept = desk_store_dup_article (store, article->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_ascii_strtoll (fixture_edition (kept)->body, NULL, 10), >=, last);
  g_assert_cmpint (g_ascii_strtoll (fixture_edition (kept)->body, NULL, 10), <=, last + 1);
  check = fixture_query (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok");
}

static void
test_kill (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DeskArticle) article = fixture_add_article (fixture, "en", "Title", "");

  g_clear_object (&fixture->store);
  for (unsigned i = 0; i < 6; i++)
    kill_while_saving (fixture, article, 3 + 11 * i);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (unsigned i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/store/fault/stopped-at-any-step-changes-nothing/", operations[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_every_step, fixture_tear_down);
    }
  fixture_add_test ("/store/fault/the-slug-still-follows-after-a-failure", test_slug_after_failure);
  fixture_add_test ("/store/fault/a-full-disk-changes-nothing", test_full_disk);
  fixture_add_test ("/store/fault/what-was-saved-outlives-a-kill", test_kill);
  return g_test_run ();
}
