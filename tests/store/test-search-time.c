/* test-search-time.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fixture.h"

#include "store/search/desk-search.h"

#include <pthread.h>
#include <time.h>

/* Each text has both words at nearly every place, and never one twice in a row. That
 * is found out within a single step of SQLite's, whatever the number of texts. */
#define SLOW_QUERY "\"stone stone\""
#define FAST_QUERY "harbour "

/* What a search has to take of the processor to be called slow, and what it gets
 * instead by the clock, which others may use up. */
#define SLOW_US (60 * G_TIME_SPAN_MILLISECOND)
#define SHORT_MS 5

static void
update_index (DeskStore *store)
{
  gboolean is_done = FALSE;

  while (!is_done)
    {
      g_autoptr(GError) error = NULL;

      desk_store_update_search (store, 1000, &is_done, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
add (Fixture    *fixture,
     const char *title,
     const char *body)
{
  desk_article_free (fixture_add_article (fixture, "en", title, body));
}

static gint64
read_clock (clockid_t clock)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (clock, &now), ==, 0);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
get_processor_us (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

/* Returns: how many it finds */
static unsigned
count (Fixture         *fixture,
       const char      *words,
       unsigned         max_ms,
       DeskSearchReach *out_reach,
       gint64          *out_us)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) keys = NULL;
  gint64 start_us = get_processor_us ();

  keys = desk_store_search_keys (fixture->store, words, &DESK_QUERY_ALL, max_ms, out_reach, NULL, &error);
  *out_us = get_processor_us () - start_us;
  g_assert_no_error (error);

  return keys->len;
}

/* Adds texts until looking through them takes long, on whatever machine.
 *
 * Returns: how long that is */
static gint64
slow_down (Fixture *fixture)
{
  g_autoptr(GString) body = g_string_new ("harbour ");
  DeskSearchReach reach;
  gint64 us = 0;

  for (unsigned i = 0; i < 20000; i++)
    g_string_append (body, "stone water ");

  do
    {
      for (unsigned i = 0; i < 4; i++)
        add (fixture, "Wall", body->str);
      update_index (fixture->store);
      g_assert_cmpuint (count (fixture, SLOW_QUERY, 0, &reach, &us), ==, 0);
      g_assert_cmpint (reach, ==, DESK_SEARCH_WHOLE);
    }
  while (us < SLOW_US);

  return us;
}

static void
assert_unharmed (Fixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->library, "search.sqlite3", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT seq FROM held WHERE seq > 0", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
test_time (Fixture      *fixture,
           gconstpointer data)
{
  gint64 whole_us = slow_down (fixture);
  DeskSearchReach reach;
  gint64 us;

  for (unsigned i = 0; i < 20; i++)
    {
      (void) count (fixture, SLOW_QUERY, SHORT_MS, &reach, &us); /* how many is up to the machine */
      g_assert_cmpint (reach, ==, DESK_SEARCH_CUT);
      g_assert_cmpint (us, <, whole_us / 2);
    }
  assert_unharmed (fixture);

  g_assert_cmpuint (count (fixture, FAST_QUERY, 0, &reach, &us), >, 0);
  g_assert_cmpint (reach, ==, DESK_SEARCH_WHOLE);
}

#define N_STOPS 20
#define N_TRIES 200 /* on a busy machine some searches are done before they are stopped */

typedef struct
{
  GCancellable *cancellable;
  gint64        at_us;
  clockid_t     clock;      /* of the thread that searches */
  gint64        stopped_us; /* by it, when it came to that */
} Impatience;

static gpointer
lose_patience (gpointer data)
{
  Impatience *impatience = data;

  g_usleep ((gulong) MAX (impatience->at_us - g_get_monotonic_time (), 0));
  impatience->stopped_us = read_clock (impatience->clock);
  g_cancellable_cancel (impatience->cancellable);

  return NULL;
}

/* Returns whether it was stopped; then it took little time to notice. */
static gboolean
stop_one (Fixture *fixture,
          gint64   whole_us)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Impatience impatience = { cancellable, g_get_monotonic_time () + SHORT_MS * 1000, 0, 0 };
  g_autoptr(GThread) thread = NULL;
  g_autoptr(GArray) keys = NULL;
  DeskSearchReach reach;
  gint64 end_us;

  g_assert_cmpint (pthread_getcpuclockid (pthread_self (), &impatience.clock), ==, 0);
  thread = g_thread_new ("impatience", lose_patience, &impatience);
  keys = desk_store_search_keys (fixture->store, SLOW_QUERY, &DESK_QUERY_ALL, 0, &reach, cancellable, &error);
  end_us = get_processor_us ();
  g_thread_join (g_steal_pointer (&thread));
  if (keys != NULL)
    return FALSE;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (end_us - impatience.stopped_us, <, whole_us / 2);
  return TRUE;
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  gint64 whole_us = slow_down (fixture);
  unsigned n_stops = 0;
  DeskSearchReach reach;
  gint64 us;

  for (unsigned i = 0; i < N_TRIES && n_stops < N_STOPS; i++)
    n_stops += stop_one (fixture, whole_us);
  g_assert_cmpuint (n_stops, ==, N_STOPS);
  assert_unharmed (fixture);

  g_assert_cmpuint (count (fixture, FAST_QUERY, 0, &reach, &us), >, 0);
}

/* Without an index every text is read, the last change first. */
static void
test_unread (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GString) body = g_string_new (NULL);
  DeskSearchReach reach;
  gint64 us = 0;
  unsigned n_texts = 0;

  for (unsigned i = 0; i < 20000; i++)
    g_string_append (body, "stone water ");
  g_string_append (body, "harbour");

  for (; us < SLOW_US; n_texts++)
    {
      add (fixture, "Wall", body->str);
      g_assert_cmpuint (count (fixture, "harbour", 0, &reach, &us), ==, n_texts + 1);
      g_assert_cmpint (reach, ==, DESK_SEARCH_WHOLE);
    }

  add (fixture, "Lighthouse", "At the end of the mole.");
  g_assert_cmpuint (count (fixture, "harbour", SHORT_MS, &reach, &us), <, n_texts);
  g_assert_cmpint (reach, ==, DESK_SEARCH_UNREAD);
  g_assert_cmpint (us, <, SLOW_US);
  g_assert_cmpuint (count (fixture, "lighthouse", SHORT_MS, &reach, &us), ==, 1);
  g_assert_cmpint (reach, ==, DESK_SEARCH_UNREAD);

  update_index (fixture->store);
  g_assert_cmpuint (count (fixture, "harbour", 0, &reach, &us), ==, n_texts);
  g_assert_cmpint (reach, ==, DESK_SEARCH_WHOLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/store/search-time/a-search-ends-when-its-time-is-up", test_time);
  fixture_add_test ("/store/search-time/a-search-ends-when-nobody-wants-it", test_cancelled);
  fixture_add_test ("/store/search-time/what-was-not-read-in-time-is-told", test_unread);

  return g_test_run ();
}
